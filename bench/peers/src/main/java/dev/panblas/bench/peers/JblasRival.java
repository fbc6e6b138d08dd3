/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench.peers;

import dev.panblas.matrix.Precision;
import dev.panblas.spi.LibraryInfo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jblas.NativeBlas;

/** jblas: products of column-major arrays on its own BLAS, and loops. */
final class JblasRival implements Rival, ColumnMajor {

  private static final String FORTRAN = "org/bytedeco/openblas/linux-x86_64/libgfortran.so.5";

  /**
   * Loads the Fortran runtime that jblas leaves to the system: that of OpenBLAS's jar.
   *
   * @throws UncheckedIOException if it cannot be unpacked
   */
  @SuppressWarnings("restricted") // the processes are granted native access
  JblasRival() {
    try {
      System.load(JarFolder.unpacked(FORTRAN).toString());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public LibraryInfo library() {
    return Libraries.of("jblas", NativeBlas.class, Optional.empty());
  }

  @Override
  public Product product(double[] a, double[] b, int n) {
    return ColumnMajor.super.product(a, b, n);
  }

  @Override
  public Passes passes(NetworkArrays net) {
    return net.precision() == Precision.DOUBLE
        ? new ColumnMajor.Doubles(this, net)
        : new ColumnMajor.Floats(this, net);
  }

  private static char transposition(boolean isTransposed) {
    return isTransposed ? 'T' : 'N';
  }

  @Override
  public void gemm(
      boolean isATransposed,
      boolean isBTransposed,
      int m,
      int n,
      int k,
      double[] a,
      int lda,
      double[] b,
      int ldb,
      double[] c,
      int ldc) {
    NativeBlas.dgemm(
        transposition(isATransposed), transposition(isBTransposed), m, n, k, 1, a, 0, lda, b, 0,
        ldb, 0, c, 0, ldc);
  }

  @Override
  public void gemm(
      boolean isATransposed,
      boolean isBTransposed,
      int m,
      int n,
      int k,
      float[] a,
      int lda,
      float[] b,
      int ldb,
      float[] c,
      int ldc) {
    NativeBlas.sgemm(
        transposition(isATransposed), transposition(isBTransposed), m, n, k, 1, a, 0, lda, b, 0,
        ldb, 0, c, 0, ldc);
  }
}
