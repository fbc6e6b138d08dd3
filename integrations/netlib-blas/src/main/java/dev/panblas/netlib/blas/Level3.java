/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.netlib.blas;

import static dev.panblas.netlib.blas.Operands.matrix;
import static dev.panblas.netlib.blas.Operands.op;

import dev.panblas.blas.Blas;
import dev.panblas.matrix.Side;

/** Level 3: routines on matrices. */
abstract class Level3 extends Packed {

  /**
   * The most multiplications of a product that is computed in Java here: the backend computes such
   * a product in Java too, but with views of the arrays.
   */
  private static final int MOST_PRODUCTS_IN_JAVA = 64;

  private final int small;

  Level3(Blas blas) {
    super(blas);
    this.small = blas.settings().crossover() ? MOST_PRODUCTS_IN_JAVA : 0;
  }

  /** Whether a product is computed here: if it is small, and not into the array of an operand. */
  @SuppressWarnings("ReferenceEquality") // whether it is the same array
  private boolean isSmall(int m, int n, int k, double alpha, Object a, Object b, Object c) {
    return (long) m * n <= small
        && (long) m * n * k <= small
        && k > 0
        && alpha != 0
        && c != a
        && c != b;
  }

  @Override
  public void dgemm(
      String transa,
      String transb,
      int m,
      int n,
      int k,
      double alpha,
      double[] a,
      int offseta,
      int lda,
      double[] b,
      int offsetb,
      int ldb,
      double beta,
      double[] c,
      int offsetc,
      int ldc) {
    Arguments.gemm("DGEMM", transa, transb, m, n, k, lda, ldb, ldc);
    if (m == 0 || n == 0 || ((alpha == 0 || k == 0) && beta == 1)) {
      return;
    }
    if (isSmall(m, n, k, alpha, a, b, c)) {
      boolean left = Letters.isTransposed(transa);
      boolean right = Letters.isTransposed(transb);
      Arguments.elements(left ? k : m, left ? m : k, lda, offseta, a.length);
      Arguments.elements(right ? n : k, right ? k : n, ldb, offsetb, b.length);
      Arguments.elements(m, n, ldc, offsetc, c.length);
      DoubleLevel3.gemm(
          m,
          n,
          k,
          alpha,
          a,
          offseta,
          left ? lda : 1,
          left ? 1 : lda,
          b,
          offsetb,
          right ? ldb : 1,
          right ? 1 : ldb,
          beta,
          c,
          offsetc,
          ldc);
      return;
    }
    blas.gemm(
        alpha,
        op(transa, matrix(a, offseta, transa, m, k, lda)),
        op(transb, matrix(b, offsetb, transb, k, n, ldb)),
        beta,
        matrix(c, offsetc, m, n, ldc));
  }

  @Override
  public void sgemm(
      String transa,
      String transb,
      int m,
      int n,
      int k,
      float alpha,
      float[] a,
      int offseta,
      int lda,
      float[] b,
      int offsetb,
      int ldb,
      float beta,
      float[] c,
      int offsetc,
      int ldc) {
    Arguments.gemm("SGEMM", transa, transb, m, n, k, lda, ldb, ldc);
    if (m == 0 || n == 0 || ((alpha == 0 || k == 0) && beta == 1)) {
      return;
    }
    if (isSmall(m, n, k, alpha, a, b, c)) {
      boolean left = Letters.isTransposed(transa);
      boolean right = Letters.isTransposed(transb);
      Arguments.elements(left ? k : m, left ? m : k, lda, offseta, a.length);
      Arguments.elements(right ? n : k, right ? k : n, ldb, offsetb, b.length);
      Arguments.elements(m, n, ldc, offsetc, c.length);
      FloatLevel3.gemm(
          m,
          n,
          k,
          alpha,
          a,
          offseta,
          left ? lda : 1,
          left ? 1 : lda,
          b,
          offsetb,
          right ? ldb : 1,
          right ? 1 : ldb,
          beta,
          c,
          offsetc,
          ldc);
      return;
    }
    blas.gemm(
        alpha,
        op(transa, matrix(a, offseta, transa, m, k, lda)),
        op(transb, matrix(b, offsetb, transb, k, n, ldb)),
        beta,
        matrix(c, offsetc, m, n, ldc));
  }

  @Override
  public void dsymm(
      String side,
      String uplo,
      int m,
      int n,
      double alpha,
      double[] a,
      int offseta,
      int lda,
      double[] b,
      int offsetb,
      int ldb,
      double beta,
      double[] c,
      int offsetc,
      int ldc) {
    Arguments.symm("DSYMM", side, uplo, m, n, lda, ldb, ldc);
    if (m == 0 || n == 0 || (alpha == 0 && beta == 1)) {
      return;
    }
    int order = Letters.side(side) == Side.LEFT ? m : n;
    blas.symm(
        Letters.side(side),
        Letters.triangle(uplo),
        alpha,
        matrix(a, offseta, order, order, lda),
        matrix(b, offsetb, m, n, ldb),
        beta,
        matrix(c, offsetc, m, n, ldc));
  }

  @Override
  public void ssymm(
      String side,
      String uplo,
      int m,
      int n,
      float alpha,
      float[] a,
      int offseta,
      int lda,
      float[] b,
      int offsetb,
      int ldb,
      float beta,
      float[] c,
      int offsetc,
      int ldc) {
    Arguments.symm("SSYMM", side, uplo, m, n, lda, ldb, ldc);
    if (m == 0 || n == 0 || (alpha == 0 && beta == 1)) {
      return;
    }
    int order = Letters.side(side) == Side.LEFT ? m : n;
    blas.symm(
        Letters.side(side),
        Letters.triangle(uplo),
        alpha,
        matrix(a, offseta, order, order, lda),
        matrix(b, offsetb, m, n, ldb),
        beta,
        matrix(c, offsetc, m, n, ldc));
  }

  @Override
  public void dsyrk(
      String uplo,
      String trans,
      int n,
      int k,
      double alpha,
      double[] a,
      int offseta,
      int lda,
      double beta,
      double[] c,
      int offsetc,
      int ldc) {
    Arguments.syrk("DSYRK", uplo, trans, n, k, lda, ldc);
    if (n == 0 || ((alpha == 0 || k == 0) && beta == 1)) {
      return;
    }
    blas.syrk(
        Letters.triangle(uplo),
        alpha,
        op(trans, matrix(a, offseta, trans, n, k, lda)),
        beta,
        matrix(c, offsetc, n, n, ldc));
  }

  @Override
  public void ssyrk(
      String uplo,
      String trans,
      int n,
      int k,
      float alpha,
      float[] a,
      int offseta,
      int lda,
      float beta,
      float[] c,
      int offsetc,
      int ldc) {
    Arguments.syrk("SSYRK", uplo, trans, n, k, lda, ldc);
    if (n == 0 || ((alpha == 0 || k == 0) && beta == 1)) {
      return;
    }
    blas.syrk(
        Letters.triangle(uplo),
        alpha,
        op(trans, matrix(a, offseta, trans, n, k, lda)),
        beta,
        matrix(c, offsetc, n, n, ldc));
  }

  @Override
  public void dsyr2k(
      String uplo,
      String trans,
      int n,
      int k,
      double alpha,
      double[] a,
      int offseta,
      int lda,
      double[] b,
      int offsetb,
      int ldb,
      double beta,
      double[] c,
      int offsetc,
      int ldc) {
    Arguments.syr2k("DSYR2K", uplo, trans, n, k, lda, ldb, ldc);
    if (n == 0 || ((alpha == 0 || k == 0) && beta == 1)) {
      return;
    }
    blas.syr2k(
        Letters.triangle(uplo),
        alpha,
        op(trans, matrix(a, offseta, trans, n, k, lda)),
        op(trans, matrix(b, offsetb, trans, n, k, ldb)),
        beta,
        matrix(c, offsetc, n, n, ldc));
  }

  @Override
  public void ssyr2k(
      String uplo,
      String trans,
      int n,
      int k,
      float alpha,
      float[] a,
      int offseta,
      int lda,
      float[] b,
      int offsetb,
      int ldb,
      float beta,
      float[] c,
      int offsetc,
      int ldc) {
    Arguments.syr2k("SSYR2K", uplo, trans, n, k, lda, ldb, ldc);
    if (n == 0 || ((alpha == 0 || k == 0) && beta == 1)) {
      return;
    }
    blas.syr2k(
        Letters.triangle(uplo),
        alpha,
        op(trans, matrix(a, offseta, trans, n, k, lda)),
        op(trans, matrix(b, offsetb, trans, n, k, ldb)),
        beta,
        matrix(c, offsetc, n, n, ldc));
  }

  @Override
  public void dtrmm(
      String side,
      String uplo,
      String transa,
      String diag,
      int m,
      int n,
      double alpha,
      double[] a,
      int offseta,
      int lda,
      double[] b,
      int offsetb,
      int ldb) {
    Arguments.triangular("DTRMM", side, uplo, transa, diag, m, n, lda, ldb);
    if (m == 0 || n == 0) {
      return;
    }
    int order = Letters.side(side) == Side.LEFT ? m : n;
    blas.trmm(
        Letters.side(side),
        op(transa, Letters.triangle(uplo)),
        Letters.diagonal(diag),
        alpha,
        op(transa, matrix(a, offseta, order, order, lda)),
        matrix(b, offsetb, m, n, ldb));
  }

  @Override
  public void strmm(
      String side,
      String uplo,
      String transa,
      String diag,
      int m,
      int n,
      float alpha,
      float[] a,
      int offseta,
      int lda,
      float[] b,
      int offsetb,
      int ldb) {
    Arguments.triangular("STRMM", side, uplo, transa, diag, m, n, lda, ldb);
    if (m == 0 || n == 0) {
      return;
    }
    int order = Letters.side(side) == Side.LEFT ? m : n;
    blas.trmm(
        Letters.side(side),
        op(transa, Letters.triangle(uplo)),
        Letters.diagonal(diag),
        alpha,
        op(transa, matrix(a, offseta, order, order, lda)),
        matrix(b, offsetb, m, n, ldb));
  }

  @Override
  public void dtrsm(
      String side,
      String uplo,
      String transa,
      String diag,
      int m,
      int n,
      double alpha,
      double[] a,
      int offseta,
      int lda,
      double[] b,
      int offsetb,
      int ldb) {
    Arguments.triangular("DTRSM", side, uplo, transa, diag, m, n, lda, ldb);
    if (m == 0 || n == 0) {
      return;
    }
    int order = Letters.side(side) == Side.LEFT ? m : n;
    blas.trsm(
        Letters.side(side),
        op(transa, Letters.triangle(uplo)),
        Letters.diagonal(diag),
        alpha,
        op(transa, matrix(a, offseta, order, order, lda)),
        matrix(b, offsetb, m, n, ldb));
  }

  @Override
  public void strsm(
      String side,
      String uplo,
      String transa,
      String diag,
      int m,
      int n,
      float alpha,
      float[] a,
      int offseta,
      int lda,
      float[] b,
      int offsetb,
      int ldb) {
    Arguments.triangular("STRSM", side, uplo, transa, diag, m, n, lda, ldb);
    if (m == 0 || n == 0) {
      return;
    }
    int order = Letters.side(side) == Side.LEFT ? m : n;
    blas.trsm(
        Letters.side(side),
        op(transa, Letters.triangle(uplo)),
        Letters.diagonal(diag),
        alpha,
        op(transa, matrix(a, offseta, order, order, lda)),
        matrix(b, offsetb, m, n, ldb));
  }
}
