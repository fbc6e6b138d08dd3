/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
/**
 * Matrices, the routines of BLAS on any backend, the SPI for backends, and the sparse autoencoder
 * that uses them. Depends on the JDK alone and names no backend.
 */
@SuppressWarnings("module") // the benchmarks are not on most module paths
module dev.panblas.core {
  requires static org.jspecify;

  exports dev.panblas.autoencoder;
  exports dev.panblas.backend;
  exports dev.panblas.blas;
  exports dev.panblas.matrix;
  exports dev.panblas.npy;
  exports dev.panblas.operations;
  exports dev.panblas.optimize;
  exports dev.panblas.spi;

  // Internals that the benchmarks measure, loops for routines that are wrong in a library, and the
  // coefficients of the sigmoid.
  exports dev.panblas.internal.crossover to
      dev.panblas.bench,
      dev.panblas.nativelib;
  exports dev.panblas.internal.elementwise to
      dev.panblas.bench,
      dev.panblas.blas.vector;

  uses dev.panblas.spi.BlasProvider;
}
