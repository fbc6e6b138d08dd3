/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.netlib.blas;

import static dev.panblas.netlib.blas.Operands.packed;
import static dev.panblas.netlib.blas.Operands.vector;

import dev.panblas.blas.Blas;

/** Level 2: routines on a vector and a packed matrix. */
abstract class Packed extends Band {

  Packed(Blas blas) {
    super(blas);
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
    Arguments.spmv("DSPMV", uplo, n, incx, incy);
    if (n == 0) {
      return;
    }
    blas.spmv(
        Letters.triangle(uplo),
        alpha,
        packed(a, offseta, n),
        vector(x, offsetx, n, incx),
        beta,
        vector(y, offsety, n, incy));
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
    Arguments.spmv("SSPMV", uplo, n, incx, incy);
    if (n == 0) {
      return;
    }
    blas.spmv(
        Letters.triangle(uplo),
        alpha,
        packed(a, offseta, n),
        vector(x, offsetx, n, incx),
        beta,
        vector(y, offsety, n, incy));
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
    Arguments.spr("DSPR", uplo, n, incx);
    if (n == 0) {
      return;
    }
    blas.spr(Letters.triangle(uplo), alpha, vector(x, offsetx, n, incx), packed(a, offseta, n));
  }

  @Override
  public void sspr(
      String uplo, int n, float alpha, float[] x, int offsetx, int incx, float[] a, int offseta) {
    Arguments.spr("SSPR", uplo, n, incx);
    if (n == 0) {
      return;
    }
    blas.spr(Letters.triangle(uplo), alpha, vector(x, offsetx, n, incx), packed(a, offseta, n));
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
    Arguments.spr2("DSPR2", uplo, n, incx, incy);
    if (n == 0) {
      return;
    }
    blas.spr2(
        Letters.triangle(uplo),
        alpha,
        vector(x, offsetx, n, incx),
        vector(y, offsety, n, incy),
        packed(a, offseta, n));
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
    Arguments.spr2("SSPR2", uplo, n, incx, incy);
    if (n == 0) {
      return;
    }
    blas.spr2(
        Letters.triangle(uplo),
        alpha,
        vector(x, offsetx, n, incx),
        vector(y, offsety, n, incy),
        packed(a, offseta, n));
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
    Arguments.triangularPacked("DTPMV", uplo, trans, diag, n, incx);
    if (n == 0) {
      return;
    }
    blas.tpmv(
        Letters.triangle(uplo),
        Letters.transposition(trans),
        Letters.diagonal(diag),
        packed(a, offseta, n),
        vector(x, offsetx, n, incx));
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
    Arguments.triangularPacked("STPMV", uplo, trans, diag, n, incx);
    if (n == 0) {
      return;
    }
    blas.tpmv(
        Letters.triangle(uplo),
        Letters.transposition(trans),
        Letters.diagonal(diag),
        packed(a, offseta, n),
        vector(x, offsetx, n, incx));
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
    Arguments.triangularPacked("DTPSV", uplo, trans, diag, n, incx);
    if (n == 0) {
      return;
    }
    blas.tpsv(
        Letters.triangle(uplo),
        Letters.transposition(trans),
        Letters.diagonal(diag),
        packed(a, offseta, n),
        vector(x, offsetx, n, incx));
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
    Arguments.triangularPacked("STPSV", uplo, trans, diag, n, incx);
    if (n == 0) {
      return;
    }
    blas.tpsv(
        Letters.triangle(uplo),
        Letters.transposition(trans),
        Letters.diagonal(diag),
        packed(a, offseta, n),
        vector(x, offsetx, n, incx));
  }
}
