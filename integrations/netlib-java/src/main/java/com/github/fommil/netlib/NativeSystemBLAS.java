/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package com.github.fommil.netlib;

import dev.ludovic.netlib.blas.NativeBLAS;
import dev.panblas.netlib.Installation;
import dev.panblas.netlib.PanblasNetlib;

/**
 * The BLAS of netlib-java ({@code com.github.fommil.netlib}, which MTJ and Breeze up to 1.2 use) on
 * Panblas's OpenBLAS. netlib-java finds this class by its name: it must be on the class path, and
 * netlib-java's own class of this name, in the artifact {@code
 * com.github.fommil.netlib:native_system-java}, must not.
 *
 * <p>{@link PanblasNetlib} loads the library, and {@code dev.ludovic.netlib} calls it. If that is
 * not possible, a warning says why and netlib-java uses its next implementation. LAPACK and ARPACK
 * stay those of netlib-java, and {@code rotg} and {@code rotmg} too: they compute only a few
 * numbers, and OpenBLAS's {@code rotmg} is wrong for some arguments.
 *
 * <p>Results are those of F2J within rounding, with these differences: a wrong argument throws an
 * {@link IllegalArgumentException}, where F2J prints a line and ends the JVM; infinity times 0 is
 * NaN in {@code gemv}, {@code ger} and {@code gemm}.
 */
public final class NativeSystemBLAS extends F2jBLAS {

  private static final System.Logger LOGGER = System.getLogger(NativeSystemBLAS.class.getName());

  private final NativeBLAS blas;
  private final String library;

  /**
   * Loads the library, if {@link PanblasNetlib#install} has not done so.
   *
   * @throws IllegalStateException if that is not possible; the message says why
   */
  public NativeSystemBLAS() {
    Installation installed = PanblasNetlib.install();
    if (!installed.isInstalled()) {
      // netlib-java reports that this class cannot be used, and drops the exception.
      LOGGER.log(System.Logger.Level.WARNING, installed.toString());
      throw new IllegalStateException(installed.toString());
    }
    blas = NativeBLAS.getInstance();
    library = installed.library().orElseThrow().toString();
  }

  /** {@return the name of this class, and the library that computes} */
  @Override
  public String toString() {
    return "NativeSystemBLAS on " + library;
  }

  // netlib 3.2.0 refuses some calls that BLAS allows: a matrix that ends with its array if its last
  // column is shorter than the leading dimension, and some calls with a size of 0. F2J computes
  // those. All arguments are checked before anything is written, and the options and sizes before
  // the arrays, so F2J does not end the JVM.

  @Override
  public double dasum(int n, double[] x, int incx) {
    return blas.dasum(n, x, incx);
  }

  @Override
  public double dasum(int n, double[] x, int offsetx, int incx) {
    return blas.dasum(n, x, offsetx, incx);
  }

  @Override
  public float sasum(int n, float[] x, int incx) {
    return blas.sasum(n, x, incx);
  }

  @Override
  public float sasum(int n, float[] x, int offsetx, int incx) {
    return blas.sasum(n, x, offsetx, incx);
  }

  @Override
  public void daxpy(int n, double alpha, double[] x, int incx, double[] y, int incy) {
    blas.daxpy(n, alpha, x, incx, y, incy);
  }

  @Override
  public void daxpy(
      int n, double alpha, double[] x, int offsetx, int incx, double[] y, int offsety, int incy) {
    blas.daxpy(n, alpha, x, offsetx, incx, y, offsety, incy);
  }

  @Override
  public void saxpy(int n, float alpha, float[] x, int incx, float[] y, int incy) {
    blas.saxpy(n, alpha, x, incx, y, incy);
  }

  @Override
  public void saxpy(
      int n, float alpha, float[] x, int offsetx, int incx, float[] y, int offsety, int incy) {
    blas.saxpy(n, alpha, x, offsetx, incx, y, offsety, incy);
  }

  @Override
  public void dcopy(int n, double[] x, int incx, double[] y, int incy) {
    blas.dcopy(n, x, incx, y, incy);
  }

  @Override
  public void dcopy(int n, double[] x, int offsetx, int incx, double[] y, int offsety, int incy) {
    blas.dcopy(n, x, offsetx, incx, y, offsety, incy);
  }

  @Override
  public void scopy(int n, float[] x, int incx, float[] y, int incy) {
    blas.scopy(n, x, incx, y, incy);
  }

  @Override
  public void scopy(int n, float[] x, int offsetx, int incx, float[] y, int offsety, int incy) {
    blas.scopy(n, x, offsetx, incx, y, offsety, incy);
  }

  @Override
  public double ddot(int n, double[] x, int incx, double[] y, int incy) {
    return blas.ddot(n, x, incx, y, incy);
  }

  @Override
  public double ddot(int n, double[] x, int offsetx, int incx, double[] y, int offsety, int incy) {
    return blas.ddot(n, x, offsetx, incx, y, offsety, incy);
  }

  @Override
  public float sdot(int n, float[] x, int incx, float[] y, int incy) {
    return blas.sdot(n, x, incx, y, incy);
  }

  @Override
  public float sdot(int n, float[] x, int offsetx, int incx, float[] y, int offsety, int incy) {
    return blas.sdot(n, x, offsetx, incx, y, offsety, incy);
  }

  @Override
  public float sdsdot(int n, float sb, float[] x, int incx, float[] y, int incy) {
    return n <= 0 ? sb : blas.sdsdot(n, sb, x, incx, y, incy);
  }

  @Override
  public float sdsdot(
      int n, float sb, float[] x, int offsetx, int incx, float[] y, int offsety, int incy) {
    return n <= 0 ? sb : blas.sdsdot(n, sb, x, offsetx, incx, y, offsety, incy);
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
    blas.dgbmv(trans, m, n, kl, ku, alpha, a, lda, x, incx, beta, y, incy);
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
    blas.dgbmv(
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
    blas.sgbmv(trans, m, n, kl, ku, alpha, a, lda, x, incx, beta, y, incy);
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
    blas.sgbmv(
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
    dgemm(transa, transb, m, n, k, alpha, a, 0, lda, b, 0, ldb, beta, c, 0, ldc);
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
    try {
      blas.dgemm(
          transa, transb, m, n, k, alpha, a, offseta, lda, b, offsetb, ldb, beta, c, offsetc, ldc);
    } catch (IndexOutOfBoundsException refused) {
      super.dgemm(
          transa, transb, m, n, k, alpha, a, offseta, lda, b, offsetb, ldb, beta, c, offsetc, ldc);
    }
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
    try {
      blas.sgemm(
          transa, transb, m, n, k, alpha, a, offseta, lda, b, offsetb, ldb, beta, c, offsetc, ldc);
    } catch (IndexOutOfBoundsException refused) {
      super.sgemm(
          transa, transb, m, n, k, alpha, a, offseta, lda, b, offsetb, ldb, beta, c, offsetc, ldc);
    }
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
    blas.dgemv(trans, m, n, alpha, a, lda, x, incx, beta, y, incy);
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
    blas.dgemv(trans, m, n, alpha, a, offseta, lda, x, offsetx, incx, beta, y, offsety, incy);
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
    blas.sgemv(trans, m, n, alpha, a, lda, x, incx, beta, y, incy);
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
    blas.sgemv(trans, m, n, alpha, a, offseta, lda, x, offsetx, incx, beta, y, offsety, incy);
  }

  @Override
  public void dger(
      int m, int n, double alpha, double[] x, int incx, double[] y, int incy, double[] a, int lda) {
    dger(m, n, alpha, x, 0, incx, y, 0, incy, a, 0, lda);
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
    try {
      blas.dger(m, n, alpha, x, offsetx, incx, y, offsety, incy, a, offseta, lda);
    } catch (IndexOutOfBoundsException refused) {
      super.dger(m, n, alpha, x, offsetx, incx, y, offsety, incy, a, offseta, lda);
    }
  }

  @Override
  public void sger(
      int m, int n, float alpha, float[] x, int incx, float[] y, int incy, float[] a, int lda) {
    sger(m, n, alpha, x, 0, incx, y, 0, incy, a, 0, lda);
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
    try {
      blas.sger(m, n, alpha, x, offsetx, incx, y, offsety, incy, a, offseta, lda);
    } catch (IndexOutOfBoundsException refused) {
      super.sger(m, n, alpha, x, offsetx, incx, y, offsety, incy, a, offseta, lda);
    }
  }

  @Override
  public double dnrm2(int n, double[] x, int incx) {
    return blas.dnrm2(n, x, incx);
  }

  @Override
  public double dnrm2(int n, double[] x, int offsetx, int incx) {
    return blas.dnrm2(n, x, offsetx, incx);
  }

  @Override
  public float snrm2(int n, float[] x, int incx) {
    return blas.snrm2(n, x, incx);
  }

  @Override
  public float snrm2(int n, float[] x, int offsetx, int incx) {
    return blas.snrm2(n, x, offsetx, incx);
  }

  @Override
  public void drot(int n, double[] x, int incx, double[] y, int incy, double c, double s) {
    blas.drot(n, x, incx, y, incy, c, s);
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
    blas.drot(n, x, offsetx, incx, y, offsety, incy, c, s);
  }

  @Override
  public void srot(int n, float[] x, int incx, float[] y, int incy, float c, float s) {
    blas.srot(n, x, incx, y, incy, c, s);
  }

  @Override
  public void srot(
      int n, float[] x, int offsetx, int incx, float[] y, int offsety, int incy, float c, float s) {
    blas.srot(n, x, offsetx, incx, y, offsety, incy, c, s);
  }

  @Override
  public void drotm(int n, double[] x, int incx, double[] y, int incy, double[] param) {
    blas.drotm(n, x, incx, y, incy, param);
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
    blas.drotm(n, x, offsetx, incx, y, offsety, incy, param, offsetparam);
  }

  @Override
  public void srotm(int n, float[] x, int incx, float[] y, int incy, float[] param) {
    blas.srotm(n, x, incx, y, incy, param);
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
    blas.srotm(n, x, offsetx, incx, y, offsety, incy, param, offsetparam);
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
    blas.dsbmv(uplo, n, k, alpha, a, lda, x, incx, beta, y, incy);
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
    blas.dsbmv(uplo, n, k, alpha, a, offseta, lda, x, offsetx, incx, beta, y, offsety, incy);
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
    blas.ssbmv(uplo, n, k, alpha, a, lda, x, incx, beta, y, incy);
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
    blas.ssbmv(uplo, n, k, alpha, a, offseta, lda, x, offsetx, incx, beta, y, offsety, incy);
  }

  @Override
  public void dscal(int n, double alpha, double[] x, int incx) {
    blas.dscal(n, alpha, x, incx);
  }

  @Override
  public void dscal(int n, double alpha, double[] x, int offsetx, int incx) {
    blas.dscal(n, alpha, x, offsetx, incx);
  }

  @Override
  public void sscal(int n, float alpha, float[] x, int incx) {
    blas.sscal(n, alpha, x, incx);
  }

  @Override
  public void sscal(int n, float alpha, float[] x, int offsetx, int incx) {
    blas.sscal(n, alpha, x, offsetx, incx);
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
    blas.dspmv(uplo, n, alpha, a, x, incx, beta, y, incy);
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
    blas.dspmv(uplo, n, alpha, a, offseta, x, offsetx, incx, beta, y, offsety, incy);
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
    blas.sspmv(uplo, n, alpha, a, x, incx, beta, y, incy);
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
    blas.sspmv(uplo, n, alpha, a, offseta, x, offsetx, incx, beta, y, offsety, incy);
  }

  @Override
  public void dspr(String uplo, int n, double alpha, double[] x, int incx, double[] a) {
    blas.dspr(uplo, n, alpha, x, incx, a);
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
    blas.dspr(uplo, n, alpha, x, offsetx, incx, a, offseta);
  }

  @Override
  public void sspr(String uplo, int n, float alpha, float[] x, int incx, float[] a) {
    blas.sspr(uplo, n, alpha, x, incx, a);
  }

  @Override
  public void sspr(
      String uplo, int n, float alpha, float[] x, int offsetx, int incx, float[] a, int offseta) {
    blas.sspr(uplo, n, alpha, x, offsetx, incx, a, offseta);
  }

  @Override
  public void dspr2(
      String uplo, int n, double alpha, double[] x, int incx, double[] y, int incy, double[] a) {
    blas.dspr2(uplo, n, alpha, x, incx, y, incy, a);
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
    blas.dspr2(uplo, n, alpha, x, offsetx, incx, y, offsety, incy, a, offseta);
  }

  @Override
  public void sspr2(
      String uplo, int n, float alpha, float[] x, int incx, float[] y, int incy, float[] a) {
    blas.sspr2(uplo, n, alpha, x, incx, y, incy, a);
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
    blas.sspr2(uplo, n, alpha, x, offsetx, incx, y, offsety, incy, a, offseta);
  }

  @Override
  public void dswap(int n, double[] x, int incx, double[] y, int incy) {
    blas.dswap(n, x, incx, y, incy);
  }

  @Override
  public void dswap(int n, double[] x, int offsetx, int incx, double[] y, int offsety, int incy) {
    blas.dswap(n, x, offsetx, incx, y, offsety, incy);
  }

  @Override
  public void sswap(int n, float[] x, int incx, float[] y, int incy) {
    blas.sswap(n, x, incx, y, incy);
  }

  @Override
  public void sswap(int n, float[] x, int offsetx, int incx, float[] y, int offsety, int incy) {
    blas.sswap(n, x, offsetx, incx, y, offsety, incy);
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
    try {
      blas.dsymm(side, uplo, m, n, alpha, a, offseta, lda, b, offsetb, ldb, beta, c, offsetc, ldc);
    } catch (IndexOutOfBoundsException refused) {
      super.dsymm(side, uplo, m, n, alpha, a, offseta, lda, b, offsetb, ldb, beta, c, offsetc, ldc);
    }
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
    try {
      blas.ssymm(side, uplo, m, n, alpha, a, offseta, lda, b, offsetb, ldb, beta, c, offsetc, ldc);
    } catch (IndexOutOfBoundsException refused) {
      super.ssymm(side, uplo, m, n, alpha, a, offseta, lda, b, offsetb, ldb, beta, c, offsetc, ldc);
    }
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
    try {
      blas.dsymv(uplo, n, alpha, a, offseta, lda, x, offsetx, incx, beta, y, offsety, incy);
    } catch (IndexOutOfBoundsException refused) {
      super.dsymv(uplo, n, alpha, a, offseta, lda, x, offsetx, incx, beta, y, offsety, incy);
    }
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
    try {
      blas.ssymv(uplo, n, alpha, a, offseta, lda, x, offsetx, incx, beta, y, offsety, incy);
    } catch (IndexOutOfBoundsException refused) {
      super.ssymv(uplo, n, alpha, a, offseta, lda, x, offsetx, incx, beta, y, offsety, incy);
    }
  }

  @Override
  public void dsyr(String uplo, int n, double alpha, double[] x, int incx, double[] a, int lda) {
    dsyr(uplo, n, alpha, x, 0, incx, a, 0, lda);
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
    try {
      blas.dsyr(uplo, n, alpha, x, offsetx, incx, a, offseta, lda);
    } catch (IndexOutOfBoundsException refused) {
      super.dsyr(uplo, n, alpha, x, offsetx, incx, a, offseta, lda);
    }
  }

  @Override
  public void ssyr(String uplo, int n, float alpha, float[] x, int incx, float[] a, int lda) {
    ssyr(uplo, n, alpha, x, 0, incx, a, 0, lda);
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
    try {
      blas.ssyr(uplo, n, alpha, x, offsetx, incx, a, offseta, lda);
    } catch (IndexOutOfBoundsException refused) {
      super.ssyr(uplo, n, alpha, x, offsetx, incx, a, offseta, lda);
    }
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
    try {
      blas.dsyr2(uplo, n, alpha, x, offsetx, incx, y, offsety, incy, a, offseta, lda);
    } catch (IndexOutOfBoundsException refused) {
      super.dsyr2(uplo, n, alpha, x, offsetx, incx, y, offsety, incy, a, offseta, lda);
    }
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
    try {
      blas.ssyr2(uplo, n, alpha, x, offsetx, incx, y, offsety, incy, a, offseta, lda);
    } catch (IndexOutOfBoundsException refused) {
      super.ssyr2(uplo, n, alpha, x, offsetx, incx, y, offsety, incy, a, offseta, lda);
    }
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
    try {
      blas.dsyr2k(
          uplo, trans, n, k, alpha, a, offseta, lda, b, offsetb, ldb, beta, c, offsetc, ldc);
    } catch (IndexOutOfBoundsException refused) {
      super.dsyr2k(
          uplo, trans, n, k, alpha, a, offseta, lda, b, offsetb, ldb, beta, c, offsetc, ldc);
    }
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
    try {
      blas.ssyr2k(
          uplo, trans, n, k, alpha, a, offseta, lda, b, offsetb, ldb, beta, c, offsetc, ldc);
    } catch (IndexOutOfBoundsException refused) {
      super.ssyr2k(
          uplo, trans, n, k, alpha, a, offseta, lda, b, offsetb, ldb, beta, c, offsetc, ldc);
    }
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
    try {
      blas.dsyrk(uplo, trans, n, k, alpha, a, offseta, lda, beta, c, offsetc, ldc);
    } catch (IndexOutOfBoundsException refused) {
      super.dsyrk(uplo, trans, n, k, alpha, a, offseta, lda, beta, c, offsetc, ldc);
    }
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
    try {
      blas.ssyrk(uplo, trans, n, k, alpha, a, offseta, lda, beta, c, offsetc, ldc);
    } catch (IndexOutOfBoundsException refused) {
      super.ssyrk(uplo, trans, n, k, alpha, a, offseta, lda, beta, c, offsetc, ldc);
    }
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
    try {
      blas.dtbmv(uplo, trans, diag, n, k, a, offseta, lda, x, offsetx, incx);
    } catch (IndexOutOfBoundsException refused) {
      super.dtbmv(uplo, trans, diag, n, k, a, offseta, lda, x, offsetx, incx);
    }
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
    try {
      blas.stbmv(uplo, trans, diag, n, k, a, offseta, lda, x, offsetx, incx);
    } catch (IndexOutOfBoundsException refused) {
      super.stbmv(uplo, trans, diag, n, k, a, offseta, lda, x, offsetx, incx);
    }
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
    try {
      blas.dtbsv(uplo, trans, diag, n, k, a, offseta, lda, x, offsetx, incx);
    } catch (IndexOutOfBoundsException refused) {
      super.dtbsv(uplo, trans, diag, n, k, a, offseta, lda, x, offsetx, incx);
    }
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
    try {
      blas.stbsv(uplo, trans, diag, n, k, a, offseta, lda, x, offsetx, incx);
    } catch (IndexOutOfBoundsException refused) {
      super.stbsv(uplo, trans, diag, n, k, a, offseta, lda, x, offsetx, incx);
    }
  }

  @Override
  public void dtpmv(
      String uplo, String trans, String diag, int n, double[] a, double[] x, int incx) {
    blas.dtpmv(uplo, trans, diag, n, a, x, incx);
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
    blas.dtpmv(uplo, trans, diag, n, a, offseta, x, offsetx, incx);
  }

  @Override
  public void stpmv(String uplo, String trans, String diag, int n, float[] a, float[] x, int incx) {
    blas.stpmv(uplo, trans, diag, n, a, x, incx);
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
    blas.stpmv(uplo, trans, diag, n, a, offseta, x, offsetx, incx);
  }

  @Override
  public void dtpsv(
      String uplo, String trans, String diag, int n, double[] a, double[] x, int incx) {
    blas.dtpsv(uplo, trans, diag, n, a, x, incx);
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
    blas.dtpsv(uplo, trans, diag, n, a, offseta, x, offsetx, incx);
  }

  @Override
  public void stpsv(String uplo, String trans, String diag, int n, float[] a, float[] x, int incx) {
    blas.stpsv(uplo, trans, diag, n, a, x, incx);
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
    blas.stpsv(uplo, trans, diag, n, a, offseta, x, offsetx, incx);
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
    try {
      blas.dtrmm(side, uplo, transa, diag, m, n, alpha, a, offseta, lda, b, offsetb, ldb);
    } catch (IndexOutOfBoundsException refused) {
      super.dtrmm(side, uplo, transa, diag, m, n, alpha, a, offseta, lda, b, offsetb, ldb);
    }
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
    try {
      blas.strmm(side, uplo, transa, diag, m, n, alpha, a, offseta, lda, b, offsetb, ldb);
    } catch (IndexOutOfBoundsException refused) {
      super.strmm(side, uplo, transa, diag, m, n, alpha, a, offseta, lda, b, offsetb, ldb);
    }
  }

  @Override
  public void dtrmv(
      String uplo, String trans, String diag, int n, double[] a, int lda, double[] x, int incx) {
    dtrmv(uplo, trans, diag, n, a, 0, lda, x, 0, incx);
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
    try {
      blas.dtrmv(uplo, trans, diag, n, a, offseta, lda, x, offsetx, incx);
    } catch (IndexOutOfBoundsException refused) {
      super.dtrmv(uplo, trans, diag, n, a, offseta, lda, x, offsetx, incx);
    }
  }

  @Override
  public void strmv(
      String uplo, String trans, String diag, int n, float[] a, int lda, float[] x, int incx) {
    strmv(uplo, trans, diag, n, a, 0, lda, x, 0, incx);
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
    try {
      blas.strmv(uplo, trans, diag, n, a, offseta, lda, x, offsetx, incx);
    } catch (IndexOutOfBoundsException refused) {
      super.strmv(uplo, trans, diag, n, a, offseta, lda, x, offsetx, incx);
    }
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
    try {
      blas.dtrsm(side, uplo, transa, diag, m, n, alpha, a, offseta, lda, b, offsetb, ldb);
    } catch (IndexOutOfBoundsException refused) {
      super.dtrsm(side, uplo, transa, diag, m, n, alpha, a, offseta, lda, b, offsetb, ldb);
    }
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
    try {
      blas.strsm(side, uplo, transa, diag, m, n, alpha, a, offseta, lda, b, offsetb, ldb);
    } catch (IndexOutOfBoundsException refused) {
      super.strsm(side, uplo, transa, diag, m, n, alpha, a, offseta, lda, b, offsetb, ldb);
    }
  }

  @Override
  public void dtrsv(
      String uplo, String trans, String diag, int n, double[] a, int lda, double[] x, int incx) {
    dtrsv(uplo, trans, diag, n, a, 0, lda, x, 0, incx);
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
    try {
      blas.dtrsv(uplo, trans, diag, n, a, offseta, lda, x, offsetx, incx);
    } catch (IndexOutOfBoundsException refused) {
      super.dtrsv(uplo, trans, diag, n, a, offseta, lda, x, offsetx, incx);
    }
  }

  @Override
  public void strsv(
      String uplo, String trans, String diag, int n, float[] a, int lda, float[] x, int incx) {
    strsv(uplo, trans, diag, n, a, 0, lda, x, 0, incx);
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
    try {
      blas.strsv(uplo, trans, diag, n, a, offseta, lda, x, offsetx, incx);
    } catch (IndexOutOfBoundsException refused) {
      super.strsv(uplo, trans, diag, n, a, offseta, lda, x, offsetx, incx);
    }
  }

  @Override
  public int idamax(int n, double[] x, int incx) {
    return blas.idamax(n, x, incx) + 1;
  }

  @Override
  public int idamax(int n, double[] x, int offsetx, int incx) {
    return blas.idamax(n, x, offsetx, incx) + 1;
  }

  @Override
  public int isamax(int n, float[] x, int incx) {
    return blas.isamax(n, x, incx) + 1;
  }

  @Override
  public int isamax(int n, float[] x, int offsetx, int incx) {
    return blas.isamax(n, x, offsetx, incx) + 1;
  }
}
