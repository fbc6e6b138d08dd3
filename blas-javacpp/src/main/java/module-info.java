/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
/**
 * The backend {@code javacpp}: OpenBLAS through JavaCPP's presets (its generated Java bindings).
 * The jars with the native libraries must be on the module path; their modules need not be
 * resolved.
 */
module dev.panblas.blas.javacpp {
  requires dev.panblas.core;
  requires dev.panblas.nativelib;
  requires org.bytedeco.javacpp;
  requires org.bytedeco.openblas;
  requires static org.jspecify;

  provides dev.panblas.spi.BlasProvider with
      dev.panblas.blas.javacpp.JavaCppProvider;
}
