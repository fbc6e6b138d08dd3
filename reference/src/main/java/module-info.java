/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
/** The backend in plain Java: always ready, and the reference for the other backends. */
module dev.panblas.reference {
  requires transitive dev.panblas.core;
  requires static org.jspecify;

  exports dev.panblas.reference;

  provides dev.panblas.spi.BlasProvider with
      dev.panblas.reference.ReferenceProvider;
}
