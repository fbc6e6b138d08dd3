/** A program; its backend is found at run time. */
module org.example {
  requires dev.panblas.core;
}
