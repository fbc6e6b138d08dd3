/** The plain Java backend. */
module dev.panblas.reference {
  requires dev.panblas.core;
  requires static org.jspecify;
}
