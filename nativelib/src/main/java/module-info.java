/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
/**
 * Binds native libraries for the backends of Panblas: files and their cache, a table of C
 * functions, loading and calling, facts about libraries, and the kernels on CBLAS. All restricted
 * methods are called here, so on the module path this module needs native access.
 */
@SuppressWarnings("module") // a backend need not be on the module path
module dev.panblas.nativelib {
  requires transitive dev.panblas.core;
  requires static org.jspecify;

  exports dev.panblas.nativelib.call to
      dev.panblas.blas.javacpp,
      dev.panblas.blas.panama;
  exports dev.panblas.nativelib.cblas to
      dev.panblas.blas.javacpp,
      dev.panblas.blas.panama;
  exports dev.panblas.nativelib.file to
      dev.panblas.blas.javacpp,
      dev.panblas.blas.panama,
      dev.panblas.netlib;
  exports dev.panblas.nativelib.foreign to
      dev.panblas.netlib;
  exports dev.panblas.nativelib.load to
      dev.panblas.blas.javacpp,
      dev.panblas.netlib;
  exports dev.panblas.nativelib.symbol to
      dev.panblas.blas.javacpp;
  exports dev.panblas.nativelib.vendor to
      dev.panblas.blas.javacpp;
}
