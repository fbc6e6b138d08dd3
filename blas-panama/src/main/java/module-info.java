/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
/** The backend for any CBLAS library, through the Foreign Function and Memory API. */
module dev.panblas.blas.panama {
  requires dev.panblas.core;
  requires dev.panblas.nativelib;
  requires static org.jspecify;

  provides dev.panblas.spi.BlasProvider with
      dev.panblas.blas.panama.PanamaProvider;
}
