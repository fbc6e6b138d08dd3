/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.netlib.blas;

import static dev.panblas.netlib.blas.Operands.matrix;
import static dev.panblas.netlib.blas.Operands.vector;

import dev.panblas.blas.Blas;

/** Level 2: routines on a vector and a band matrix. */
abstract class Band extends Level2 {

  Band(Blas blas) {
    super(blas);
  }

  @Override
  public void dgbmv(
      String trans,
      int m,
      int n,
      int kl,
      int ku,
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
    Arguments.gbmv("DGBMV", trans, m, n, kl, ku, lda, incx, incy);
    if (m == 0 || n == 0) {
      return;
    }
    boolean transposed = Letters.isTransposed(trans);
    blas.gbmv(
        Letters.transposition(trans),
        kl,
        ku,
        alpha,
        matrix(a, offseta, kl + ku + 1, n, lda),
        vector(x, offsetx, transposed ? m : n, incx),
        beta,
        vector(y, offsety, transposed ? n : m, incy));
  }

  @Override
  public void sgbmv(
      String trans,
      int m,
      int n,
      int kl,
      int ku,
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
    Arguments.gbmv("SGBMV", trans, m, n, kl, ku, lda, incx, incy);
    if (m == 0 || n == 0) {
      return;
    }
    boolean transposed = Letters.isTransposed(trans);
    blas.gbmv(
        Letters.transposition(trans),
        kl,
        ku,
        alpha,
        matrix(a, offseta, kl + ku + 1, n, lda),
        vector(x, offsetx, transposed ? m : n, incx),
        beta,
        vector(y, offsety, transposed ? n : m, incy));
  }

  @Override
  public void dsbmv(
      String uplo,
      int n,
      int k,
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
    Arguments.sbmv("DSBMV", uplo, n, k, lda, incx, incy);
    if (n == 0) {
      return;
    }
    blas.sbmv(
        Letters.triangle(uplo),
        alpha,
        matrix(a, offseta, k + 1, n, lda),
        vector(x, offsetx, n, incx),
        beta,
        vector(y, offsety, n, incy));
  }

  @Override
  public void ssbmv(
      String uplo,
      int n,
      int k,
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
    Arguments.sbmv("SSBMV", uplo, n, k, lda, incx, incy);
    if (n == 0) {
      return;
    }
    blas.sbmv(
        Letters.triangle(uplo),
        alpha,
        matrix(a, offseta, k + 1, n, lda),
        vector(x, offsetx, n, incx),
        beta,
        vector(y, offsety, n, incy));
  }

  @Override
  public void dtbmv(
      String uplo,
      String trans,
      String diag,
      int n,
      int k,
      double[] a,
      int offseta,
      int lda,
      double[] x,
      int offsetx,
      int incx) {
    Arguments.triangularBand("DTBMV", uplo, trans, diag, n, k, lda, incx);
    if (n == 0) {
      return;
    }
    blas.tbmv(
        Letters.triangle(uplo),
        Letters.transposition(trans),
        Letters.diagonal(diag),
        matrix(a, offseta, k + 1, n, lda),
        vector(x, offsetx, n, incx));
  }

  @Override
  public void stbmv(
      String uplo,
      String trans,
      String diag,
      int n,
      int k,
      float[] a,
      int offseta,
      int lda,
      float[] x,
      int offsetx,
      int incx) {
    Arguments.triangularBand("STBMV", uplo, trans, diag, n, k, lda, incx);
    if (n == 0) {
      return;
    }
    blas.tbmv(
        Letters.triangle(uplo),
        Letters.transposition(trans),
        Letters.diagonal(diag),
        matrix(a, offseta, k + 1, n, lda),
        vector(x, offsetx, n, incx));
  }

  @Override
  public void dtbsv(
      String uplo,
      String trans,
      String diag,
      int n,
      int k,
      double[] a,
      int offseta,
      int lda,
      double[] x,
      int offsetx,
      int incx) {
    Arguments.triangularBand("DTBSV", uplo, trans, diag, n, k, lda, incx);
    if (n == 0) {
      return;
    }
    blas.tbsv(
        Letters.triangle(uplo),
        Letters.transposition(trans),
        Letters.diagonal(diag),
        matrix(a, offseta, k + 1, n, lda),
        vector(x, offsetx, n, incx));
  }

  @Override
  public void stbsv(
      String uplo,
      String trans,
      String diag,
      int n,
      int k,
      float[] a,
      int offseta,
      int lda,
      float[] x,
      int offsetx,
      int incx) {
    Arguments.triangularBand("STBSV", uplo, trans, diag, n, k, lda, incx);
    if (n == 0) {
      return;
    }
    blas.tbsv(
        Letters.triangle(uplo),
        Letters.transposition(trans),
        Letters.diagonal(diag),
        matrix(a, offseta, k + 1, n, lda),
        vector(x, offsetx, n, incx));
  }
}
