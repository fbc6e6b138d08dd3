/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
/** A backend. */
module org.example.backend {
  requires dev.panblas.core;

  exports org.example.backend;

  provides dev.panblas.spi.BlasProvider with
      org.example.backend.LoopsProvider;
}
