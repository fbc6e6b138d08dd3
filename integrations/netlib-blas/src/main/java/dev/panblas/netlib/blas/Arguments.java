/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.netlib.blas;

import dev.panblas.matrix.Side;
import java.util.Objects;

/**
 * Checks the arguments of routines, in the order of the parameters, with the numbers and the text
 * of BLAS and netlib. Checks of the elements of arrays follow: all elements that BLAS may use must
 * be in the array.
 */
final class Arguments {

  private Arguments() {}

  // ---- single arguments

  private static void legal(String routine, int parameter, boolean legal) {
    if (!legal) {
      throw new IllegalArgumentException(
          "** On entry to '"
              + routine
              + "' parameter number "
              + parameter
              + " had an illegal value");
    }
  }

  private static void transposition(String routine, int parameter, String trans) {
    legal(
        routine,
        parameter,
        Letters.is('N', trans) || Letters.is('T', trans) || Letters.is('C', trans));
  }

  private static void triangle(String routine, int parameter, String uplo) {
    legal(routine, parameter, Letters.is('U', uplo) || Letters.is('L', uplo));
  }

  private static void diagonal(String routine, int parameter, String diag) {
    legal(routine, parameter, Letters.is('U', diag) || Letters.is('N', diag));
  }

  private static void side(String routine, int parameter, String side) {
    legal(routine, parameter, Letters.is('L', side) || Letters.is('R', side));
  }

  // ---- elements of arrays

  /** Elements from an offset on must be in an array. */
  static void within(int offset, long elements, int length) {
    if (elements > 0) {
      Objects.checkIndex(offset + elements - 1, (long) length);
      Objects.checkIndex(offset, length);
    }
  }

  /** A matrix must be in its array. A part may end where the array ends. */
  static void elements(int rows, int columns, int leadingDimension, int offset, int length) {
    if (rows > 0) {
      within(offset, (columns - 1L) * leadingDimension + rows, length);
    }
  }

  static void elements(int n, double[] x, int offset, int increment) {
    within(offset, (n - 1L) * Math.abs((long) increment) + 1, x.length);
  }

  static void elements(
      int n, double[] x, int offsetx, int incx, double[] y, int offsety, int incy) {
    Objects.requireNonNull(y);
    elements(n, x, offsetx, incx);
    elements(n, y, offsety, incy);
  }

  static void elements(int n, float[] x, int offset, int increment) {
    within(offset, (n - 1L) * Math.abs((long) increment) + 1, x.length);
  }

  static void elements(int n, float[] x, int offsetx, int incx, float[] y, int offsety, int incy) {
    Objects.requireNonNull(y);
    elements(n, x, offsetx, incx);
    elements(n, y, offsety, incy);
  }

  // ---- the arguments of a routine besides its arrays

  static void gemv(String routine, String trans, int m, int n, int lda, int incx, int incy) {
    transposition(routine, 1, trans);
    legal(routine, 2, m >= 0);
    legal(routine, 3, n >= 0);
    legal(routine, 6, lda >= Math.max(1, m));
    legal(routine, 8, incx != 0);
    legal(routine, 11, incy != 0);
  }

  static void ger(String routine, int m, int n, int incx, int incy, int lda) {
    legal(routine, 1, m >= 0);
    legal(routine, 2, n >= 0);
    legal(routine, 5, incx != 0);
    legal(routine, 7, incy != 0);
    legal(routine, 9, lda >= Math.max(1, m));
  }

  static void symv(String routine, String uplo, int n, int lda, int incx, int incy) {
    triangle(routine, 1, uplo);
    legal(routine, 2, n >= 0);
    legal(routine, 5, lda >= Math.max(1, n));
    legal(routine, 7, incx != 0);
    legal(routine, 10, incy != 0);
  }

  static void syr(String routine, String uplo, int n, int incx, int lda) {
    triangle(routine, 1, uplo);
    legal(routine, 2, n >= 0);
    legal(routine, 5, incx != 0);
    legal(routine, 7, lda >= Math.max(1, n));
  }

  static void syr2(String routine, String uplo, int n, int incx, int incy, int lda) {
    triangle(routine, 1, uplo);
    legal(routine, 2, n >= 0);
    legal(routine, 5, incx != 0);
    legal(routine, 7, incy != 0);
    legal(routine, 9, lda >= Math.max(1, n));
  }

  /** trmv and trsv. */
  static void triangular(
      String routine, String uplo, String trans, String diag, int n, int lda, int incx) {
    triangle(routine, 1, uplo);
    transposition(routine, 2, trans);
    diagonal(routine, 3, diag);
    legal(routine, 4, n >= 0);
    legal(routine, 6, lda >= Math.max(1, n));
    legal(routine, 8, incx != 0);
  }

  static void gbmv(
      String routine, String trans, int m, int n, int kl, int ku, int lda, int incx, int incy) {
    transposition(routine, 1, trans);
    legal(routine, 2, m >= 0);
    legal(routine, 3, n >= 0);
    legal(routine, 4, kl >= 0);
    legal(routine, 5, ku >= 0);
    legal(routine, 8, lda >= (long) kl + ku + 1);
    legal(routine, 10, incx != 0);
    legal(routine, 13, incy != 0);
  }

  static void sbmv(String routine, String uplo, int n, int k, int lda, int incx, int incy) {
    triangle(routine, 1, uplo);
    legal(routine, 2, n >= 0);
    legal(routine, 3, k >= 0);
    legal(routine, 6, lda >= k + 1L);
    legal(routine, 8, incx != 0);
    legal(routine, 11, incy != 0);
  }

  /** tbmv and tbsv. */
  static void triangularBand(
      String routine, String uplo, String trans, String diag, int n, int k, int lda, int incx) {
    triangle(routine, 1, uplo);
    transposition(routine, 2, trans);
    diagonal(routine, 3, diag);
    legal(routine, 4, n >= 0);
    legal(routine, 5, k >= 0);
    legal(routine, 7, lda >= k + 1L);
    legal(routine, 9, incx != 0);
  }

  static void spmv(String routine, String uplo, int n, int incx, int incy) {
    triangle(routine, 1, uplo);
    legal(routine, 2, n >= 0);
    legal(routine, 6, incx != 0);
    legal(routine, 9, incy != 0);
  }

  static void spr(String routine, String uplo, int n, int incx) {
    triangle(routine, 1, uplo);
    legal(routine, 2, n >= 0);
    legal(routine, 5, incx != 0);
  }

  static void spr2(String routine, String uplo, int n, int incx, int incy) {
    triangle(routine, 1, uplo);
    legal(routine, 2, n >= 0);
    legal(routine, 5, incx != 0);
    legal(routine, 7, incy != 0);
  }

  /** tpmv and tpsv. */
  static void triangularPacked(
      String routine, String uplo, String trans, String diag, int n, int incx) {
    triangle(routine, 1, uplo);
    transposition(routine, 2, trans);
    diagonal(routine, 3, diag);
    legal(routine, 4, n >= 0);
    legal(routine, 7, incx != 0);
  }

  static void gemm(
      String routine,
      String transa,
      String transb,
      int m,
      int n,
      int k,
      int lda,
      int ldb,
      int ldc) {
    transposition(routine, 1, transa);
    transposition(routine, 2, transb);
    legal(routine, 3, m >= 0);
    legal(routine, 4, n >= 0);
    legal(routine, 5, k >= 0);
    legal(routine, 8, lda >= Math.max(1, Letters.isTransposed(transa) ? k : m));
    legal(routine, 10, ldb >= Math.max(1, Letters.isTransposed(transb) ? n : k));
    legal(routine, 13, ldc >= Math.max(1, m));
  }

  static void symm(
      String routine, String side, String uplo, int m, int n, int lda, int ldb, int ldc) {
    side(routine, 1, side);
    triangle(routine, 2, uplo);
    legal(routine, 3, m >= 0);
    legal(routine, 4, n >= 0);
    legal(routine, 7, lda >= Math.max(1, Letters.side(side) == Side.LEFT ? m : n));
    legal(routine, 9, ldb >= Math.max(1, m));
    legal(routine, 12, ldc >= Math.max(1, m));
  }

  static void syrk(String routine, String uplo, String trans, int n, int k, int lda, int ldc) {
    triangle(routine, 1, uplo);
    transposition(routine, 2, trans);
    legal(routine, 3, n >= 0);
    legal(routine, 4, k >= 0);
    legal(routine, 7, lda >= Math.max(1, Letters.isTransposed(trans) ? k : n));
    legal(routine, 10, ldc >= Math.max(1, n));
  }

  static void syr2k(
      String routine, String uplo, String trans, int n, int k, int lda, int ldb, int ldc) {
    triangle(routine, 1, uplo);
    transposition(routine, 2, trans);
    legal(routine, 3, n >= 0);
    legal(routine, 4, k >= 0);
    legal(routine, 7, lda >= Math.max(1, Letters.isTransposed(trans) ? k : n));
    legal(routine, 9, ldb >= Math.max(1, Letters.isTransposed(trans) ? k : n));
    legal(routine, 12, ldc >= Math.max(1, n));
  }

  /** trmm and trsm. */
  static void triangular(
      String routine,
      String side,
      String uplo,
      String transa,
      String diag,
      int m,
      int n,
      int lda,
      int ldb) {
    side(routine, 1, side);
    triangle(routine, 2, uplo);
    transposition(routine, 3, transa);
    diagonal(routine, 4, diag);
    legal(routine, 5, m >= 0);
    legal(routine, 6, n >= 0);
    legal(routine, 9, lda >= Math.max(1, Letters.side(side) == Side.LEFT ? m : n));
    legal(routine, 11, ldb >= Math.max(1, m));
  }
}
