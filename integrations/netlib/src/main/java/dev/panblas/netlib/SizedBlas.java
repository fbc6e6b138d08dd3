/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.netlib;

import dev.ludovic.netlib.blas.BLAS;
import org.netlib.util.doubleW;
import org.netlib.util.floatW;

/**
 * A BLAS that computes small calls in Java and the others in native code: a call by JNI takes
 * longer than the computation if that is small.
 */
final class SizedBlas implements BLAS {

  // With netlib's classes on the Vector API, measured on Java 17 and 25, on an AVX-512 core.
  private static final int MOST_ELEMENTS_IN_JAVA = 512;
  private static final int MOST_MULTIPLICATIONS_IN_JAVA = 256;

  private final BLAS java;
  private final BLAS nativeBlas;

  SizedBlas(BLAS java, BLAS nativeBlas) {
    this.java = java;
    this.nativeBlas = nativeBlas;
  }

  private BLAS ofVectors(int elements) {
    return elements <= MOST_ELEMENTS_IN_JAVA ? java : nativeBlas;
  }

  private BLAS ofMatrices(long multiplications) {
    return multiplications <= MOST_MULTIPLICATIONS_IN_JAVA ? java : nativeBlas;
  }

  /** {@return what computes small and large calls} */
  @Override
  public String toString() {
    return "small calls on " + java + ", others on " + nativeBlas;
  }

  @Override
  public int idamax(int n, double[] x, int incx) {
    return ofVectors(n).idamax(n, x, incx);
  }

  @Override
  public int idamax(int n, double[] x, int offsetx, int incx) {
    return ofVectors(n).idamax(n, x, offsetx, incx);
  }

  @Override
  public int isamax(int n, float[] x, int incx) {
    return ofVectors(n).isamax(n, x, incx);
  }

  @Override
  public int isamax(int n, float[] x, int offsetx, int incx) {
    return ofVectors(n).isamax(n, x, offsetx, incx);
  }

  @Override
  public double dasum(int n, double[] x, int incx) {
    return ofVectors(n).dasum(n, x, incx);
  }

  @Override
  public double dasum(int n, double[] x, int offsetx, int incx) {
    return ofVectors(n).dasum(n, x, offsetx, incx);
  }

  @Override
  public float sasum(int n, float[] x, int incx) {
    return ofVectors(n).sasum(n, x, incx);
  }

  @Override
  public float sasum(int n, float[] x, int offsetx, int incx) {
    return ofVectors(n).sasum(n, x, offsetx, incx);
  }

  @Override
  public void daxpy(int n, double alpha, double[] x, int incx, double[] y, int incy) {
    ofVectors(n).daxpy(n, alpha, x, incx, y, incy);
  }

  @Override
  public void daxpy(
      int n, double alpha, double[] x, int offsetx, int incx, double[] y, int offsety, int incy) {
    ofVectors(n).daxpy(n, alpha, x, offsetx, incx, y, offsety, incy);
  }

  @Override
  public void saxpy(int n, float alpha, float[] x, int incx, float[] y, int incy) {
    ofVectors(n).saxpy(n, alpha, x, incx, y, incy);
  }

  @Override
  public void saxpy(
      int n, float alpha, float[] x, int offsetx, int incx, float[] y, int offsety, int incy) {
    ofVectors(n).saxpy(n, alpha, x, offsetx, incx, y, offsety, incy);
  }

  @Override
  public void dcopy(int n, double[] x, int incx, double[] y, int incy) {
    ofVectors(n).dcopy(n, x, incx, y, incy);
  }

  @Override
  public void dcopy(int n, double[] x, int offsetx, int incx, double[] y, int offsety, int incy) {
    ofVectors(n).dcopy(n, x, offsetx, incx, y, offsety, incy);
  }

  @Override
  public void scopy(int n, float[] x, int incx, float[] y, int incy) {
    ofVectors(n).scopy(n, x, incx, y, incy);
  }

  @Override
  public void scopy(int n, float[] x, int offsetx, int incx, float[] y, int offsety, int incy) {
    ofVectors(n).scopy(n, x, offsetx, incx, y, offsety, incy);
  }

  @Override
  public double ddot(int n, double[] x, int incx, double[] y, int incy) {
    return ofVectors(n).ddot(n, x, incx, y, incy);
  }

  @Override
  public double ddot(int n, double[] x, int offsetx, int incx, double[] y, int offsety, int incy) {
    return ofVectors(n).ddot(n, x, offsetx, incx, y, offsety, incy);
  }

  @Override
  public float sdot(int n, float[] x, int incx, float[] y, int incy) {
    return ofVectors(n).sdot(n, x, incx, y, incy);
  }

  @Override
  public float sdot(int n, float[] x, int offsetx, int incx, float[] y, int offsety, int incy) {
    return ofVectors(n).sdot(n, x, offsetx, incx, y, offsety, incy);
  }

  @Override
  public float sdsdot(int n, float sb, float[] x, int incx, float[] y, int incy) {
    return ofVectors(n).sdsdot(n, sb, x, incx, y, incy);
  }

  @Override
  public float sdsdot(
      int n, float sb, float[] x, int offsetx, int incx, float[] y, int offsety, int incy) {
    return ofVectors(n).sdsdot(n, sb, x, offsetx, incx, y, offsety, incy);
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
    ofMatrices((long) n * (kl + ku + 1))
        .dgbmv(trans, m, n, kl, ku, alpha, a, lda, x, incx, beta, y, incy);
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
    ofMatrices((long) n * (kl + ku + 1))
        .dgbmv(
            trans, m, n, kl, ku, alpha, a, offseta, lda, x, offsetx, incx, beta, y, offsety, incy);
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
    ofMatrices((long) n * (kl + ku + 1))
        .sgbmv(trans, m, n, kl, ku, alpha, a, lda, x, incx, beta, y, incy);
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
    ofMatrices((long) n * (kl + ku + 1))
        .sgbmv(
            trans, m, n, kl, ku, alpha, a, offseta, lda, x, offsetx, incx, beta, y, offsety, incy);
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
    ofMatrices((long) m * n * k)
        .dgemm(transa, transb, m, n, k, alpha, a, lda, b, ldb, beta, c, ldc);
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
    ofMatrices((long) m * n * k)
        .dgemm(
            transa, transb, m, n, k, alpha, a, offseta, lda, b, offsetb, ldb, beta, c, offsetc,
            ldc);
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
    ofMatrices((long) m * n * k)
        .sgemm(transa, transb, m, n, k, alpha, a, lda, b, ldb, beta, c, ldc);
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
    ofMatrices((long) m * n * k)
        .sgemm(
            transa, transb, m, n, k, alpha, a, offseta, lda, b, offsetb, ldb, beta, c, offsetc,
            ldc);
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
    ofMatrices((long) m * n).dgemv(trans, m, n, alpha, a, lda, x, incx, beta, y, incy);
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
    ofMatrices((long) m * n)
        .dgemv(trans, m, n, alpha, a, offseta, lda, x, offsetx, incx, beta, y, offsety, incy);
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
    ofMatrices((long) m * n).sgemv(trans, m, n, alpha, a, lda, x, incx, beta, y, incy);
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
    ofMatrices((long) m * n)
        .sgemv(trans, m, n, alpha, a, offseta, lda, x, offsetx, incx, beta, y, offsety, incy);
  }

  @Override
  public void dger(
      int m, int n, double alpha, double[] x, int incx, double[] y, int incy, double[] a, int lda) {
    ofMatrices((long) m * n).dger(m, n, alpha, x, incx, y, incy, a, lda);
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
    ofMatrices((long) m * n).dger(m, n, alpha, x, offsetx, incx, y, offsety, incy, a, offseta, lda);
  }

  @Override
  public void sger(
      int m, int n, float alpha, float[] x, int incx, float[] y, int incy, float[] a, int lda) {
    ofMatrices((long) m * n).sger(m, n, alpha, x, incx, y, incy, a, lda);
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
    ofMatrices((long) m * n).sger(m, n, alpha, x, offsetx, incx, y, offsety, incy, a, offseta, lda);
  }

  @Override
  public boolean lsame(String ca, String cb) {
    return java.lsame(ca, cb);
  }

  @Override
  public double dnrm2(int n, double[] x, int incx) {
    return ofVectors(n).dnrm2(n, x, incx);
  }

  @Override
  public double dnrm2(int n, double[] x, int offsetx, int incx) {
    return ofVectors(n).dnrm2(n, x, offsetx, incx);
  }

  @Override
  public float snrm2(int n, float[] x, int incx) {
    return ofVectors(n).snrm2(n, x, incx);
  }

  @Override
  public float snrm2(int n, float[] x, int offsetx, int incx) {
    return ofVectors(n).snrm2(n, x, offsetx, incx);
  }

  @Override
  public void drot(int n, double[] x, int incx, double[] y, int incy, double c, double s) {
    ofVectors(n).drot(n, x, incx, y, incy, c, s);
  }

  @Override
  public void drot(
      int n,
      double[] x,
      int offsetx,
      int incx,
      double[] y,
      int offsety,
      int incy,
      double c,
      double s) {
    ofVectors(n).drot(n, x, offsetx, incx, y, offsety, incy, c, s);
  }

  @Override
  public void srot(int n, float[] x, int incx, float[] y, int incy, float c, float s) {
    ofVectors(n).srot(n, x, incx, y, incy, c, s);
  }

  @Override
  public void srot(
      int n, float[] x, int offsetx, int incx, float[] y, int offsety, int incy, float c, float s) {
    ofVectors(n).srot(n, x, offsetx, incx, y, offsety, incy, c, s);
  }

  @Override
  public void drotg(doubleW da, doubleW db, doubleW c, doubleW s) {
    java.drotg(da, db, c, s);
  }

  @Override
  public void srotg(floatW sa, floatW sb, floatW c, floatW s) {
    java.srotg(sa, sb, c, s);
  }

  @Override
  public void drotm(int n, double[] x, int incx, double[] y, int incy, double[] param) {
    ofVectors(n).drotm(n, x, incx, y, incy, param);
  }

  @Override
  public void drotm(
      int n,
      double[] x,
      int offsetx,
      int incx,
      double[] y,
      int offsety,
      int incy,
      double[] param,
      int offsetparam) {
    ofVectors(n).drotm(n, x, offsetx, incx, y, offsety, incy, param, offsetparam);
  }

  @Override
  public void srotm(int n, float[] x, int incx, float[] y, int incy, float[] param) {
    ofVectors(n).srotm(n, x, incx, y, incy, param);
  }

  @Override
  public void srotm(
      int n,
      float[] x,
      int offsetx,
      int incx,
      float[] y,
      int offsety,
      int incy,
      float[] param,
      int offsetparam) {
    ofVectors(n).srotm(n, x, offsetx, incx, y, offsety, incy, param, offsetparam);
  }

  @Override
  public void drotmg(doubleW dd1, doubleW dd2, doubleW dx1, double dy1, double[] param) {
    java.drotmg(dd1, dd2, dx1, dy1, param);
  }

  @Override
  public void drotmg(
      doubleW dd1, doubleW dd2, doubleW dx1, double dy1, double[] param, int offsetparam) {
    java.drotmg(dd1, dd2, dx1, dy1, param, offsetparam);
  }

  @Override
  public void srotmg(floatW sd1, floatW sd2, floatW sx1, float sy1, float[] param) {
    java.srotmg(sd1, sd2, sx1, sy1, param);
  }

  @Override
  public void srotmg(
      floatW sd1, floatW sd2, floatW sx1, float sy1, float[] param, int offsetparam) {
    java.srotmg(sd1, sd2, sx1, sy1, param, offsetparam);
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
    ofMatrices((long) n * (k + 1)).dsbmv(uplo, n, k, alpha, a, lda, x, incx, beta, y, incy);
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
    ofMatrices((long) n * (k + 1))
        .dsbmv(uplo, n, k, alpha, a, offseta, lda, x, offsetx, incx, beta, y, offsety, incy);
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
    ofMatrices((long) n * (k + 1)).ssbmv(uplo, n, k, alpha, a, lda, x, incx, beta, y, incy);
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
    ofMatrices((long) n * (k + 1))
        .ssbmv(uplo, n, k, alpha, a, offseta, lda, x, offsetx, incx, beta, y, offsety, incy);
  }

  @Override
  public void dscal(int n, double alpha, double[] x, int incx) {
    ofVectors(n).dscal(n, alpha, x, incx);
  }

  @Override
  public void dscal(int n, double alpha, double[] x, int offsetx, int incx) {
    ofVectors(n).dscal(n, alpha, x, offsetx, incx);
  }

  @Override
  public void sscal(int n, float alpha, float[] x, int incx) {
    ofVectors(n).sscal(n, alpha, x, incx);
  }

  @Override
  public void sscal(int n, float alpha, float[] x, int offsetx, int incx) {
    ofVectors(n).sscal(n, alpha, x, offsetx, incx);
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
    ofMatrices((long) n * n / 2).dspmv(uplo, n, alpha, a, x, incx, beta, y, incy);
  }

  @Override
  public void dspmv(
      String uplo,
      int n,
      double alpha,
      double[] a,
      int offseta,
      double[] x,
      int offsetx,
      int incx,
      double beta,
      double[] y,
      int offsety,
      int incy) {
    ofMatrices((long) n * n / 2)
        .dspmv(uplo, n, alpha, a, offseta, x, offsetx, incx, beta, y, offsety, incy);
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
    ofMatrices((long) n * n / 2).sspmv(uplo, n, alpha, a, x, incx, beta, y, incy);
  }

  @Override
  public void sspmv(
      String uplo,
      int n,
      float alpha,
      float[] a,
      int offseta,
      float[] x,
      int offsetx,
      int incx,
      float beta,
      float[] y,
      int offsety,
      int incy) {
    ofMatrices((long) n * n / 2)
        .sspmv(uplo, n, alpha, a, offseta, x, offsetx, incx, beta, y, offsety, incy);
  }

  @Override
  public void dspr(String uplo, int n, double alpha, double[] x, int incx, double[] a) {
    ofMatrices((long) n * n / 2).dspr(uplo, n, alpha, x, incx, a);
  }

  @Override
  public void dspr(
      String uplo,
      int n,
      double alpha,
      double[] x,
      int offsetx,
      int incx,
      double[] a,
      int offseta) {
    ofMatrices((long) n * n / 2).dspr(uplo, n, alpha, x, offsetx, incx, a, offseta);
  }

  @Override
  public void sspr(String uplo, int n, float alpha, float[] x, int incx, float[] a) {
    ofMatrices((long) n * n / 2).sspr(uplo, n, alpha, x, incx, a);
  }

  @Override
  public void sspr(
      String uplo, int n, float alpha, float[] x, int offsetx, int incx, float[] a, int offseta) {
    ofMatrices((long) n * n / 2).sspr(uplo, n, alpha, x, offsetx, incx, a, offseta);
  }

  @Override
  public void dspr2(
      String uplo, int n, double alpha, double[] x, int incx, double[] y, int incy, double[] a) {
    ofMatrices((long) n * n / 2).dspr2(uplo, n, alpha, x, incx, y, incy, a);
  }

  @Override
  public void dspr2(
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
      int offseta) {
    ofMatrices((long) n * n / 2)
        .dspr2(uplo, n, alpha, x, offsetx, incx, y, offsety, incy, a, offseta);
  }

  @Override
  public void sspr2(
      String uplo, int n, float alpha, float[] x, int incx, float[] y, int incy, float[] a) {
    ofMatrices((long) n * n / 2).sspr2(uplo, n, alpha, x, incx, y, incy, a);
  }

  @Override
  public void sspr2(
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
      int offseta) {
    ofMatrices((long) n * n / 2)
        .sspr2(uplo, n, alpha, x, offsetx, incx, y, offsety, incy, a, offseta);
  }

  @Override
  public void dswap(int n, double[] x, int incx, double[] y, int incy) {
    ofVectors(n).dswap(n, x, incx, y, incy);
  }

  @Override
  public void dswap(int n, double[] x, int offsetx, int incx, double[] y, int offsety, int incy) {
    ofVectors(n).dswap(n, x, offsetx, incx, y, offsety, incy);
  }

  @Override
  public void sswap(int n, float[] x, int incx, float[] y, int incy) {
    ofVectors(n).sswap(n, x, incx, y, incy);
  }

  @Override
  public void sswap(int n, float[] x, int offsetx, int incx, float[] y, int offsety, int incy) {
    ofVectors(n).sswap(n, x, offsetx, incx, y, offsety, incy);
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
    ofMatrices((long) m * n * Math.max(m, n))
        .dsymm(side, uplo, m, n, alpha, a, lda, b, ldb, beta, c, ldc);
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
    ofMatrices((long) m * n * Math.max(m, n))
        .dsymm(side, uplo, m, n, alpha, a, offseta, lda, b, offsetb, ldb, beta, c, offsetc, ldc);
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
    ofMatrices((long) m * n * Math.max(m, n))
        .ssymm(side, uplo, m, n, alpha, a, lda, b, ldb, beta, c, ldc);
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
    ofMatrices((long) m * n * Math.max(m, n))
        .ssymm(side, uplo, m, n, alpha, a, offseta, lda, b, offsetb, ldb, beta, c, offsetc, ldc);
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
    ofMatrices((long) n * n / 2).dsymv(uplo, n, alpha, a, lda, x, incx, beta, y, incy);
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
    ofMatrices((long) n * n / 2)
        .dsymv(uplo, n, alpha, a, offseta, lda, x, offsetx, incx, beta, y, offsety, incy);
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
    ofMatrices((long) n * n / 2).ssymv(uplo, n, alpha, a, lda, x, incx, beta, y, incy);
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
    ofMatrices((long) n * n / 2)
        .ssymv(uplo, n, alpha, a, offseta, lda, x, offsetx, incx, beta, y, offsety, incy);
  }

  @Override
  public void dsyr(String uplo, int n, double alpha, double[] x, int incx, double[] a, int lda) {
    ofMatrices((long) n * n / 2).dsyr(uplo, n, alpha, x, incx, a, lda);
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
    ofMatrices((long) n * n / 2).dsyr(uplo, n, alpha, x, offsetx, incx, a, offseta, lda);
  }

  @Override
  public void ssyr(String uplo, int n, float alpha, float[] x, int incx, float[] a, int lda) {
    ofMatrices((long) n * n / 2).ssyr(uplo, n, alpha, x, incx, a, lda);
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
    ofMatrices((long) n * n / 2).ssyr(uplo, n, alpha, x, offsetx, incx, a, offseta, lda);
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
    ofMatrices((long) n * n / 2).dsyr2(uplo, n, alpha, x, incx, y, incy, a, lda);
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
    ofMatrices((long) n * n / 2)
        .dsyr2(uplo, n, alpha, x, offsetx, incx, y, offsety, incy, a, offseta, lda);
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
    ofMatrices((long) n * n / 2).ssyr2(uplo, n, alpha, x, incx, y, incy, a, lda);
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
    ofMatrices((long) n * n / 2)
        .ssyr2(uplo, n, alpha, x, offsetx, incx, y, offsety, incy, a, offseta, lda);
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
    ofMatrices((long) n * n * k).dsyr2k(uplo, trans, n, k, alpha, a, lda, b, ldb, beta, c, ldc);
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
    ofMatrices((long) n * n * k)
        .dsyr2k(uplo, trans, n, k, alpha, a, offseta, lda, b, offsetb, ldb, beta, c, offsetc, ldc);
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
    ofMatrices((long) n * n * k).ssyr2k(uplo, trans, n, k, alpha, a, lda, b, ldb, beta, c, ldc);
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
    ofMatrices((long) n * n * k)
        .ssyr2k(uplo, trans, n, k, alpha, a, offseta, lda, b, offsetb, ldb, beta, c, offsetc, ldc);
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
    ofMatrices((long) n * n * k).dsyrk(uplo, trans, n, k, alpha, a, lda, beta, c, ldc);
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
    ofMatrices((long) n * n * k)
        .dsyrk(uplo, trans, n, k, alpha, a, offseta, lda, beta, c, offsetc, ldc);
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
    ofMatrices((long) n * n * k).ssyrk(uplo, trans, n, k, alpha, a, lda, beta, c, ldc);
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
    ofMatrices((long) n * n * k)
        .ssyrk(uplo, trans, n, k, alpha, a, offseta, lda, beta, c, offsetc, ldc);
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
    ofMatrices((long) n * (k + 1)).dtbmv(uplo, trans, diag, n, k, a, lda, x, incx);
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
    ofMatrices((long) n * (k + 1))
        .dtbmv(uplo, trans, diag, n, k, a, offseta, lda, x, offsetx, incx);
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
    ofMatrices((long) n * (k + 1)).stbmv(uplo, trans, diag, n, k, a, lda, x, incx);
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
    ofMatrices((long) n * (k + 1))
        .stbmv(uplo, trans, diag, n, k, a, offseta, lda, x, offsetx, incx);
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
    ofMatrices((long) n * (k + 1)).dtbsv(uplo, trans, diag, n, k, a, lda, x, incx);
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
    ofMatrices((long) n * (k + 1))
        .dtbsv(uplo, trans, diag, n, k, a, offseta, lda, x, offsetx, incx);
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
    ofMatrices((long) n * (k + 1)).stbsv(uplo, trans, diag, n, k, a, lda, x, incx);
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
    ofMatrices((long) n * (k + 1))
        .stbsv(uplo, trans, diag, n, k, a, offseta, lda, x, offsetx, incx);
  }

  @Override
  public void dtpmv(
      String uplo, String trans, String diag, int n, double[] a, double[] x, int incx) {
    ofMatrices((long) n * n / 2).dtpmv(uplo, trans, diag, n, a, x, incx);
  }

  @Override
  public void dtpmv(
      String uplo,
      String trans,
      String diag,
      int n,
      double[] a,
      int offseta,
      double[] x,
      int offsetx,
      int incx) {
    ofMatrices((long) n * n / 2).dtpmv(uplo, trans, diag, n, a, offseta, x, offsetx, incx);
  }

  @Override
  public void stpmv(String uplo, String trans, String diag, int n, float[] a, float[] x, int incx) {
    ofMatrices((long) n * n / 2).stpmv(uplo, trans, diag, n, a, x, incx);
  }

  @Override
  public void stpmv(
      String uplo,
      String trans,
      String diag,
      int n,
      float[] a,
      int offseta,
      float[] x,
      int offsetx,
      int incx) {
    ofMatrices((long) n * n / 2).stpmv(uplo, trans, diag, n, a, offseta, x, offsetx, incx);
  }

  @Override
  public void dtpsv(
      String uplo, String trans, String diag, int n, double[] a, double[] x, int incx) {
    ofMatrices((long) n * n / 2).dtpsv(uplo, trans, diag, n, a, x, incx);
  }

  @Override
  public void dtpsv(
      String uplo,
      String trans,
      String diag,
      int n,
      double[] a,
      int offseta,
      double[] x,
      int offsetx,
      int incx) {
    ofMatrices((long) n * n / 2).dtpsv(uplo, trans, diag, n, a, offseta, x, offsetx, incx);
  }

  @Override
  public void stpsv(String uplo, String trans, String diag, int n, float[] a, float[] x, int incx) {
    ofMatrices((long) n * n / 2).stpsv(uplo, trans, diag, n, a, x, incx);
  }

  @Override
  public void stpsv(
      String uplo,
      String trans,
      String diag,
      int n,
      float[] a,
      int offseta,
      float[] x,
      int offsetx,
      int incx) {
    ofMatrices((long) n * n / 2).stpsv(uplo, trans, diag, n, a, offseta, x, offsetx, incx);
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
    ofMatrices((long) m * n * Math.max(m, n))
        .dtrmm(side, uplo, transa, diag, m, n, alpha, a, lda, b, ldb);
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
    ofMatrices((long) m * n * Math.max(m, n))
        .dtrmm(side, uplo, transa, diag, m, n, alpha, a, offseta, lda, b, offsetb, ldb);
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
    ofMatrices((long) m * n * Math.max(m, n))
        .strmm(side, uplo, transa, diag, m, n, alpha, a, lda, b, ldb);
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
    ofMatrices((long) m * n * Math.max(m, n))
        .strmm(side, uplo, transa, diag, m, n, alpha, a, offseta, lda, b, offsetb, ldb);
  }

  @Override
  public void dtrmv(
      String uplo, String trans, String diag, int n, double[] a, int lda, double[] x, int incx) {
    ofMatrices((long) n * n / 2).dtrmv(uplo, trans, diag, n, a, lda, x, incx);
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
    ofMatrices((long) n * n / 2).dtrmv(uplo, trans, diag, n, a, offseta, lda, x, offsetx, incx);
  }

  @Override
  public void strmv(
      String uplo, String trans, String diag, int n, float[] a, int lda, float[] x, int incx) {
    ofMatrices((long) n * n / 2).strmv(uplo, trans, diag, n, a, lda, x, incx);
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
    ofMatrices((long) n * n / 2).strmv(uplo, trans, diag, n, a, offseta, lda, x, offsetx, incx);
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
    ofMatrices((long) m * n * Math.max(m, n))
        .dtrsm(side, uplo, transa, diag, m, n, alpha, a, lda, b, ldb);
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
    ofMatrices((long) m * n * Math.max(m, n))
        .dtrsm(side, uplo, transa, diag, m, n, alpha, a, offseta, lda, b, offsetb, ldb);
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
    ofMatrices((long) m * n * Math.max(m, n))
        .strsm(side, uplo, transa, diag, m, n, alpha, a, lda, b, ldb);
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
    ofMatrices((long) m * n * Math.max(m, n))
        .strsm(side, uplo, transa, diag, m, n, alpha, a, offseta, lda, b, offsetb, ldb);
  }

  @Override
  public void dtrsv(
      String uplo, String trans, String diag, int n, double[] a, int lda, double[] x, int incx) {
    ofMatrices((long) n * n / 2).dtrsv(uplo, trans, diag, n, a, lda, x, incx);
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
    ofMatrices((long) n * n / 2).dtrsv(uplo, trans, diag, n, a, offseta, lda, x, offsetx, incx);
  }

  @Override
  public void strsv(
      String uplo, String trans, String diag, int n, float[] a, int lda, float[] x, int incx) {
    ofMatrices((long) n * n / 2).strsv(uplo, trans, diag, n, a, lda, x, incx);
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
    ofMatrices((long) n * n / 2).strsv(uplo, trans, diag, n, a, offseta, lda, x, offsetx, incx);
  }
}
