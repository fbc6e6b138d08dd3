/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
/** The backend in Java on the JDK's Vector API. */
module dev.panblas.blas.vector {
  requires dev.panblas.core;
  requires static jdk.incubator.vector;
  requires static org.jspecify;

  provides dev.panblas.spi.BlasProvider with
      dev.panblas.blas.vector.VectorProvider;
}
