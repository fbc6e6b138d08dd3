/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.netlib.blas;

import dev.ludovic.netlib.blas.BLAS;
import org.netlib.util.doubleW;
import org.netlib.util.floatW;

/** The routines on whole arrays: those with offsets, called with offsets of 0. */
abstract class WithoutOffsets implements BLAS {

  @Override
  public double dasum(int n, double[] x, int incx) {
    return dasum(n, x, 0, incx);
  }

  @Override
  public float sasum(int n, float[] x, int incx) {
    return sasum(n, x, 0, incx);
  }

  @Override
  public void daxpy(int n, double alpha, double[] x, int incx, double[] y, int incy) {
    daxpy(n, alpha, x, 0, incx, y, 0, incy);
  }

  @Override
  public void saxpy(int n, float alpha, float[] x, int incx, float[] y, int incy) {
    saxpy(n, alpha, x, 0, incx, y, 0, incy);
  }

  @Override
  public void dcopy(int n, double[] x, int incx, double[] y, int incy) {
    dcopy(n, x, 0, incx, y, 0, incy);
  }

  @Override
  public void scopy(int n, float[] x, int incx, float[] y, int incy) {
    scopy(n, x, 0, incx, y, 0, incy);
  }

  @Override
  public double ddot(int n, double[] x, int incx, double[] y, int incy) {
    return ddot(n, x, 0, incx, y, 0, incy);
  }

  @Override
  public float sdot(int n, float[] x, int incx, float[] y, int incy) {
    return sdot(n, x, 0, incx, y, 0, incy);
  }

  @Override
  public float sdsdot(int n, float sb, float[] x, int incx, float[] y, int incy) {
    return sdsdot(n, sb, x, 0, incx, y, 0, incy);
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
      int lda,
      double[] x,
      int incx,
      double beta,
      double[] y,
      int incy) {
    dgbmv(trans, m, n, kl, ku, alpha, a, 0, lda, x, 0, incx, beta, y, 0, incy);
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
      int lda,
      float[] x,
      int incx,
      float beta,
      float[] y,
      int incy) {
    sgbmv(trans, m, n, kl, ku, alpha, a, 0, lda, x, 0, incx, beta, y, 0, incy);
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
      int lda,
      double[] b,
      int ldb,
      double beta,
      double[] c,
      int ldc) {
    dgemm(transa, transb, m, n, k, alpha, a, 0, lda, b, 0, ldb, beta, c, 0, ldc);
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
      int lda,
      float[] b,
      int ldb,
      float beta,
      float[] c,
      int ldc) {
    sgemm(transa, transb, m, n, k, alpha, a, 0, lda, b, 0, ldb, beta, c, 0, ldc);
  }

  @Override
  public void dgemv(
      String trans,
      int m,
      int n,
      double alpha,
      double[] a,
      int lda,
      double[] x,
      int incx,
      double beta,
      double[] y,
      int incy) {
    dgemv(trans, m, n, alpha, a, 0, lda, x, 0, incx, beta, y, 0, incy);
  }

  @Override
  public void sgemv(
      String trans,
      int m,
      int n,
      float alpha,
      float[] a,
      int lda,
      float[] x,
      int incx,
      float beta,
      float[] y,
      int incy) {
    sgemv(trans, m, n, alpha, a, 0, lda, x, 0, incx, beta, y, 0, incy);
  }

  @Override
  public void dger(
      int m, int n, double alpha, double[] x, int incx, double[] y, int incy, double[] a, int lda) {
    dger(m, n, alpha, x, 0, incx, y, 0, incy, a, 0, lda);
  }

  @Override
  public void sger(
      int m, int n, float alpha, float[] x, int incx, float[] y, int incy, float[] a, int lda) {
    sger(m, n, alpha, x, 0, incx, y, 0, incy, a, 0, lda);
  }

  @Override
  public double dnrm2(int n, double[] x, int incx) {
    return dnrm2(n, x, 0, incx);
  }

  @Override
  public float snrm2(int n, float[] x, int incx) {
    return snrm2(n, x, 0, incx);
  }

  @Override
  public void drot(int n, double[] x, int incx, double[] y, int incy, double c, double s) {
    drot(n, x, 0, incx, y, 0, incy, c, s);
  }

  @Override
  public void srot(int n, float[] x, int incx, float[] y, int incy, float c, float s) {
    srot(n, x, 0, incx, y, 0, incy, c, s);
  }

  @Override
  public void drotm(int n, double[] x, int incx, double[] y, int incy, double[] param) {
    drotm(n, x, 0, incx, y, 0, incy, param, 0);
  }

  @Override
  public void srotm(int n, float[] x, int incx, float[] y, int incy, float[] param) {
    srotm(n, x, 0, incx, y, 0, incy, param, 0);
  }

  @Override
  public void drotmg(doubleW dd1, doubleW dd2, doubleW dx1, double dy1, double[] param) {
    drotmg(dd1, dd2, dx1, dy1, param, 0);
  }

  @Override
  public void srotmg(floatW sd1, floatW sd2, floatW sx1, float sy1, float[] param) {
    srotmg(sd1, sd2, sx1, sy1, param, 0);
  }

  @Override
  public void dsbmv(
      String uplo,
      int n,
      int k,
      double alpha,
      double[] a,
      int lda,
      double[] x,
      int incx,
      double beta,
      double[] y,
      int incy) {
    dsbmv(uplo, n, k, alpha, a, 0, lda, x, 0, incx, beta, y, 0, incy);
  }

  @Override
  public void ssbmv(
      String uplo,
      int n,
      int k,
      float alpha,
      float[] a,
      int lda,
      float[] x,
      int incx,
      float beta,
      float[] y,
      int incy) {
    ssbmv(uplo, n, k, alpha, a, 0, lda, x, 0, incx, beta, y, 0, incy);
  }

  @Override
  public void dscal(int n, double alpha, double[] x, int incx) {
    dscal(n, alpha, x, 0, incx);
  }

  @Override
  public void sscal(int n, float alpha, float[] x, int incx) {
    sscal(n, alpha, x, 0, incx);
  }

  @Override
  public void dspmv(
      String uplo,
      int n,
      double alpha,
      double[] a,
      double[] x,
      int incx,
      double beta,
      double[] y,
      int incy) {
    dspmv(uplo, n, alpha, a, 0, x, 0, incx, beta, y, 0, incy);
  }

  @Override
  public void sspmv(
      String uplo,
      int n,
      float alpha,
      float[] a,
      float[] x,
      int incx,
      float beta,
      float[] y,
      int incy) {
    sspmv(uplo, n, alpha, a, 0, x, 0, incx, beta, y, 0, incy);
  }

  @Override
  public void dspr(String uplo, int n, double alpha, double[] x, int incx, double[] a) {
    dspr(uplo, n, alpha, x, 0, incx, a, 0);
  }

  @Override
  public void sspr(String uplo, int n, float alpha, float[] x, int incx, float[] a) {
    sspr(uplo, n, alpha, x, 0, incx, a, 0);
  }

  @Override
  public void dspr2(
      String uplo, int n, double alpha, double[] x, int incx, double[] y, int incy, double[] a) {
    dspr2(uplo, n, alpha, x, 0, incx, y, 0, incy, a, 0);
  }

  @Override
  public void sspr2(
      String uplo, int n, float alpha, float[] x, int incx, float[] y, int incy, float[] a) {
    sspr2(uplo, n, alpha, x, 0, incx, y, 0, incy, a, 0);
  }

  @Override
  public void dswap(int n, double[] x, int incx, double[] y, int incy) {
    dswap(n, x, 0, incx, y, 0, incy);
  }

  @Override
  public void sswap(int n, float[] x, int incx, float[] y, int incy) {
    sswap(n, x, 0, incx, y, 0, incy);
  }

  @Override
  public void dsymm(
      String side,
      String uplo,
      int m,
      int n,
      double alpha,
      double[] a,
      int lda,
      double[] b,
      int ldb,
      double beta,
      double[] c,
      int ldc) {
    dsymm(side, uplo, m, n, alpha, a, 0, lda, b, 0, ldb, beta, c, 0, ldc);
  }

  @Override
  public void ssymm(
      String side,
      String uplo,
      int m,
      int n,
      float alpha,
      float[] a,
      int lda,
      float[] b,
      int ldb,
      float beta,
      float[] c,
      int ldc) {
    ssymm(side, uplo, m, n, alpha, a, 0, lda, b, 0, ldb, beta, c, 0, ldc);
  }

  @Override
  public void dsymv(
      String uplo,
      int n,
      double alpha,
      double[] a,
      int lda,
      double[] x,
      int incx,
      double beta,
      double[] y,
      int incy) {
    dsymv(uplo, n, alpha, a, 0, lda, x, 0, incx, beta, y, 0, incy);
  }

  @Override
  public void ssymv(
      String uplo,
      int n,
      float alpha,
      float[] a,
      int lda,
      float[] x,
      int incx,
      float beta,
      float[] y,
      int incy) {
    ssymv(uplo, n, alpha, a, 0, lda, x, 0, incx, beta, y, 0, incy);
  }

  @Override
  public void dsyr(String uplo, int n, double alpha, double[] x, int incx, double[] a, int lda) {
    dsyr(uplo, n, alpha, x, 0, incx, a, 0, lda);
  }

  @Override
  public void ssyr(String uplo, int n, float alpha, float[] x, int incx, float[] a, int lda) {
    ssyr(uplo, n, alpha, x, 0, incx, a, 0, lda);
  }

  @Override
  public void dsyr2(
      String uplo,
      int n,
      double alpha,
      double[] x,
      int incx,
      double[] y,
      int incy,
      double[] a,
      int lda) {
    dsyr2(uplo, n, alpha, x, 0, incx, y, 0, incy, a, 0, lda);
  }

  @Override
  public void ssyr2(
      String uplo,
      int n,
      float alpha,
      float[] x,
      int incx,
      float[] y,
      int incy,
      float[] a,
      int lda) {
    ssyr2(uplo, n, alpha, x, 0, incx, y, 0, incy, a, 0, lda);
  }

  @Override
  public void dsyr2k(
      String uplo,
      String trans,
      int n,
      int k,
      double alpha,
      double[] a,
      int lda,
      double[] b,
      int ldb,
      double beta,
      double[] c,
      int ldc) {
    dsyr2k(uplo, trans, n, k, alpha, a, 0, lda, b, 0, ldb, beta, c, 0, ldc);
  }

  @Override
  public void ssyr2k(
      String uplo,
      String trans,
      int n,
      int k,
      float alpha,
      float[] a,
      int lda,
      float[] b,
      int ldb,
      float beta,
      float[] c,
      int ldc) {
    ssyr2k(uplo, trans, n, k, alpha, a, 0, lda, b, 0, ldb, beta, c, 0, ldc);
  }

  @Override
  public void dsyrk(
      String uplo,
      String trans,
      int n,
      int k,
      double alpha,
      double[] a,
      int lda,
      double beta,
      double[] c,
      int ldc) {
    dsyrk(uplo, trans, n, k, alpha, a, 0, lda, beta, c, 0, ldc);
  }

  @Override
  public void ssyrk(
      String uplo,
      String trans,
      int n,
      int k,
      float alpha,
      float[] a,
      int lda,
      float beta,
      float[] c,
      int ldc) {
    ssyrk(uplo, trans, n, k, alpha, a, 0, lda, beta, c, 0, ldc);
  }

  @Override
  public void dtbmv(
      String uplo,
      String trans,
      String diag,
      int n,
      int k,
      double[] a,
      int lda,
      double[] x,
      int incx) {
    dtbmv(uplo, trans, diag, n, k, a, 0, lda, x, 0, incx);
  }

  @Override
  public void stbmv(
      String uplo,
      String trans,
      String diag,
      int n,
      int k,
      float[] a,
      int lda,
      float[] x,
      int incx) {
    stbmv(uplo, trans, diag, n, k, a, 0, lda, x, 0, incx);
  }

  @Override
  public void dtbsv(
      String uplo,
      String trans,
      String diag,
      int n,
      int k,
      double[] a,
      int lda,
      double[] x,
      int incx) {
    dtbsv(uplo, trans, diag, n, k, a, 0, lda, x, 0, incx);
  }

  @Override
  public void stbsv(
      String uplo,
      String trans,
      String diag,
      int n,
      int k,
      float[] a,
      int lda,
      float[] x,
      int incx) {
    stbsv(uplo, trans, diag, n, k, a, 0, lda, x, 0, incx);
  }

  @Override
  public void dtpmv(
      String uplo, String trans, String diag, int n, double[] a, double[] x, int incx) {
    dtpmv(uplo, trans, diag, n, a, 0, x, 0, incx);
  }

  @Override
  public void stpmv(String uplo, String trans, String diag, int n, float[] a, float[] x, int incx) {
    stpmv(uplo, trans, diag, n, a, 0, x, 0, incx);
  }

  @Override
  public void dtpsv(
      String uplo, String trans, String diag, int n, double[] a, double[] x, int incx) {
    dtpsv(uplo, trans, diag, n, a, 0, x, 0, incx);
  }

  @Override
  public void stpsv(String uplo, String trans, String diag, int n, float[] a, float[] x, int incx) {
    stpsv(uplo, trans, diag, n, a, 0, x, 0, incx);
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
      int lda,
      double[] b,
      int ldb) {
    dtrmm(side, uplo, transa, diag, m, n, alpha, a, 0, lda, b, 0, ldb);
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
      int lda,
      float[] b,
      int ldb) {
    strmm(side, uplo, transa, diag, m, n, alpha, a, 0, lda, b, 0, ldb);
  }

  @Override
  public void dtrmv(
      String uplo, String trans, String diag, int n, double[] a, int lda, double[] x, int incx) {
    dtrmv(uplo, trans, diag, n, a, 0, lda, x, 0, incx);
  }

  @Override
  public void strmv(
      String uplo, String trans, String diag, int n, float[] a, int lda, float[] x, int incx) {
    strmv(uplo, trans, diag, n, a, 0, lda, x, 0, incx);
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
      int lda,
      double[] b,
      int ldb) {
    dtrsm(side, uplo, transa, diag, m, n, alpha, a, 0, lda, b, 0, ldb);
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
      int lda,
      float[] b,
      int ldb) {
    strsm(side, uplo, transa, diag, m, n, alpha, a, 0, lda, b, 0, ldb);
  }

  @Override
  public void dtrsv(
      String uplo, String trans, String diag, int n, double[] a, int lda, double[] x, int incx) {
    dtrsv(uplo, trans, diag, n, a, 0, lda, x, 0, incx);
  }

  @Override
  public void strsv(
      String uplo, String trans, String diag, int n, float[] a, int lda, float[] x, int incx) {
    strsv(uplo, trans, diag, n, a, 0, lda, x, 0, incx);
  }

  @Override
  public int idamax(int n, double[] x, int incx) {
    return idamax(n, x, 0, incx);
  }

  @Override
  public int isamax(int n, float[] x, int incx) {
    return isamax(n, x, 0, incx);
  }
}
