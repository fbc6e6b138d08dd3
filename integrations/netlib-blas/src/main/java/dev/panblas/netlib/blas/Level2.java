/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.netlib.blas;

import static dev.panblas.netlib.blas.Operands.matrix;
import static dev.panblas.netlib.blas.Operands.op;
import static dev.panblas.netlib.blas.Operands.vector;

import dev.panblas.blas.Blas;

/** Level 2: routines on a vector and a matrix in full storage. */
abstract class Level2 extends Level1 {

  Level2(Blas blas) {
    super(blas);
  }

  @Override
  public void dgemv(
      String trans,
      int m,
      int n,
      double alpha,
      double[] a,
      int offseta,
      int lda,
      double[] x,
      int offsetx,
      int incx,
      double beta,
      double[] y,
      int offsety,
      int incy) {
    Arguments.gemv("DGEMV", trans, m, n, lda, incx, incy);
    if (m == 0 || n == 0) {
      return;
    }
    boolean transposed = Letters.isTransposed(trans);
    blas.gemv(
        alpha,
        op(trans, matrix(a, offseta, m, n, lda)),
        vector(x, offsetx, transposed ? m : n, incx),
        beta,
        vector(y, offsety, transposed ? n : m, incy));
  }

  @Override
  public void sgemv(
      String trans,
      int m,
      int n,
      float alpha,
      float[] a,
      int offseta,
      int lda,
      float[] x,
      int offsetx,
      int incx,
      float beta,
      float[] y,
      int offsety,
      int incy) {
    Arguments.gemv("SGEMV", trans, m, n, lda, incx, incy);
    if (m == 0 || n == 0) {
      return;
    }
    boolean transposed = Letters.isTransposed(trans);
    blas.gemv(
        alpha,
        op(trans, matrix(a, offseta, m, n, lda)),
        vector(x, offsetx, transposed ? m : n, incx),
        beta,
        vector(y, offsety, transposed ? n : m, incy));
  }

  @Override
  public void dger(
      int m,
      int n,
      double alpha,
      double[] x,
      int offsetx,
      int incx,
      double[] y,
      int offsety,
      int incy,
      double[] a,
      int offseta,
      int lda) {
    Arguments.ger("DGER", m, n, incx, incy, lda);
    if (m == 0 || n == 0) {
      return;
    }
    blas.ger(
        alpha,
        vector(x, offsetx, m, incx),
        vector(y, offsety, n, incy),
        matrix(a, offseta, m, n, lda));
  }

  @Override
  public void sger(
      int m,
      int n,
      float alpha,
      float[] x,
      int offsetx,
      int incx,
      float[] y,
      int offsety,
      int incy,
      float[] a,
      int offseta,
      int lda) {
    Arguments.ger("SGER", m, n, incx, incy, lda);
    if (m == 0 || n == 0) {
      return;
    }
    blas.ger(
        alpha,
        vector(x, offsetx, m, incx),
        vector(y, offsety, n, incy),
        matrix(a, offseta, m, n, lda));
  }

  @Override
  public void dsymv(
      String uplo,
      int n,
      double alpha,
      double[] a,
      int offseta,
      int lda,
      double[] x,
      int offsetx,
      int incx,
      double beta,
      double[] y,
      int offsety,
      int incy) {
    Arguments.symv("DSYMV", uplo, n, lda, incx, incy);
    if (n == 0) {
      return;
    }
    blas.symv(
        Letters.triangle(uplo),
        alpha,
        matrix(a, offseta, n, n, lda),
        vector(x, offsetx, n, incx),
        beta,
        vector(y, offsety, n, incy));
  }

  @Override
  public void ssymv(
      String uplo,
      int n,
      float alpha,
      float[] a,
      int offseta,
      int lda,
      float[] x,
      int offsetx,
      int incx,
      float beta,
      float[] y,
      int offsety,
      int incy) {
    Arguments.symv("SSYMV", uplo, n, lda, incx, incy);
    if (n == 0) {
      return;
    }
    blas.symv(
        Letters.triangle(uplo),
        alpha,
        matrix(a, offseta, n, n, lda),
        vector(x, offsetx, n, incx),
        beta,
        vector(y, offsety, n, incy));
  }

  @Override
  public void dsyr(
      String uplo,
      int n,
      double alpha,
      double[] x,
      int offsetx,
      int incx,
      double[] a,
      int offseta,
      int lda) {
    Arguments.syr("DSYR", uplo, n, incx, lda);
    if (n == 0) {
      return;
    }
    blas.syr(
        Letters.triangle(uplo), alpha, vector(x, offsetx, n, incx), matrix(a, offseta, n, n, lda));
  }

  @Override
  public void ssyr(
      String uplo,
      int n,
      float alpha,
      float[] x,
      int offsetx,
      int incx,
      float[] a,
      int offseta,
      int lda) {
    Arguments.syr("SSYR", uplo, n, incx, lda);
    if (n == 0) {
      return;
    }
    blas.syr(
        Letters.triangle(uplo), alpha, vector(x, offsetx, n, incx), matrix(a, offseta, n, n, lda));
  }

  @Override
  public void dsyr2(
      String uplo,
      int n,
      double alpha,
      double[] x,
      int offsetx,
      int incx,
      double[] y,
      int offsety,
      int incy,
      double[] a,
      int offseta,
      int lda) {
    Arguments.syr2("DSYR2", uplo, n, incx, incy, lda);
    if (n == 0) {
      return;
    }
    blas.syr2(
        Letters.triangle(uplo),
        alpha,
        vector(x, offsetx, n, incx),
        vector(y, offsety, n, incy),
        matrix(a, offseta, n, n, lda));
  }

  @Override
  public void ssyr2(
      String uplo,
      int n,
      float alpha,
      float[] x,
      int offsetx,
      int incx,
      float[] y,
      int offsety,
      int incy,
      float[] a,
      int offseta,
      int lda) {
    Arguments.syr2("SSYR2", uplo, n, incx, incy, lda);
    if (n == 0) {
      return;
    }
    blas.syr2(
        Letters.triangle(uplo),
        alpha,
        vector(x, offsetx, n, incx),
        vector(y, offsety, n, incy),
        matrix(a, offseta, n, n, lda));
  }

  @Override
  public void dtrmv(
      String uplo,
      String trans,
      String diag,
      int n,
      double[] a,
      int offseta,
      int lda,
      double[] x,
      int offsetx,
      int incx) {
    Arguments.triangular("DTRMV", uplo, trans, diag, n, lda, incx);
    if (n == 0) {
      return;
    }
    blas.trmv(
        op(trans, Letters.triangle(uplo)),
        Letters.diagonal(diag),
        op(trans, matrix(a, offseta, n, n, lda)),
        vector(x, offsetx, n, incx));
  }

  @Override
  public void strmv(
      String uplo,
      String trans,
      String diag,
      int n,
      float[] a,
      int offseta,
      int lda,
      float[] x,
      int offsetx,
      int incx) {
    Arguments.triangular("STRMV", uplo, trans, diag, n, lda, incx);
    if (n == 0) {
      return;
    }
    blas.trmv(
        op(trans, Letters.triangle(uplo)),
        Letters.diagonal(diag),
        op(trans, matrix(a, offseta, n, n, lda)),
        vector(x, offsetx, n, incx));
  }

  @Override
  public void dtrsv(
      String uplo,
      String trans,
      String diag,
      int n,
      double[] a,
      int offseta,
      int lda,
      double[] x,
      int offsetx,
      int incx) {
    Arguments.triangular("DTRSV", uplo, trans, diag, n, lda, incx);
    if (n == 0) {
      return;
    }
    blas.trsv(
        op(trans, Letters.triangle(uplo)),
        Letters.diagonal(diag),
        op(trans, matrix(a, offseta, n, n, lda)),
        vector(x, offsetx, n, incx));
  }

  @Override
  public void strsv(
      String uplo,
      String trans,
      String diag,
      int n,
      float[] a,
      int offseta,
      int lda,
      float[] x,
      int offsetx,
      int incx) {
    Arguments.triangular("STRSV", uplo, trans, diag, n, lda, incx);
    if (n == 0) {
      return;
    }
    blas.trsv(
        op(trans, Letters.triangle(uplo)),
        Letters.diagonal(diag),
        op(trans, matrix(a, offseta, n, n, lda)),
        vector(x, offsetx, n, incx));
  }
}
