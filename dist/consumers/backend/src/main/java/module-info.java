/** A backend. */
module org.example.backend {
  requires dev.panblas.core;

  provides dev.panblas.spi.BlasProvider with
      org.example.backend.LoopsProvider;
}
