/** A backend. */
module org.example.backend {
  requires dev.panblas.core;

  exports org.example.backend;

  provides dev.panblas.spi.BlasProvider with
      org.example.backend.LoopsProvider;
}
