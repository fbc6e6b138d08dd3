/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.netlib.blas;

import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Triangle;
import dev.panblas.matrix.Vector;

/**
 * Views over a routine's arrays. An element outside its array throws an {@link
 * IndexOutOfBoundsException} with the text of netlib.
 */
final class Operands {

  private Operands() {}

  /** The index of element 0: with a negative increment, a vector begins at its other end. */
  static int first(int n, int offset, int increment) {
    return increment < 0 ? offset + (1 - n) * increment : offset;
  }

  static Vector vector(double[] x, int offset, int n, int increment) {
    Arguments.elements(n, x, offset, increment);
    return Vector.over(x, first(n, offset, increment), n, increment);
  }

  static Vector vector(float[] x, int offset, int n, int increment) {
    Arguments.elements(n, x, offset, increment);
    return Vector.over(x, first(n, offset, increment), n, increment);
  }

  /** A packed triangle of an n x n matrix. */
  static Vector packed(double[] ap, int offset, int n) {
    long size = n * (n + 1L) / 2;
    Arguments.within(offset, size, ap.length);
    return Vector.over(ap, offset, (int) size, 1);
  }

  /** A packed triangle of an n x n matrix. */
  static Vector packed(float[] ap, int offset, int n) {
    long size = n * (n + 1L) / 2;
    Arguments.within(offset, size, ap.length);
    return Vector.over(ap, offset, (int) size, 1);
  }

  static Matrix matrix(double[] a, int offset, int rows, int columns, int leadingDimension) {
    Arguments.elements(rows, columns, leadingDimension, offset, a.length);
    return Matrix.columnMajor(a, offset, rows, columns, leadingDimension);
  }

  static Matrix matrix(float[] a, int offset, int rows, int columns, int leadingDimension) {
    Arguments.elements(rows, columns, leadingDimension, offset, a.length);
    return Matrix.columnMajor(a, offset, rows, columns, leadingDimension);
  }

  /** The matrix A whose op(A) has these rows and columns. */
  static Matrix matrix(
      double[] a, int offset, String trans, int rows, int columns, int leadingDimension) {
    return Letters.isTransposed(trans)
        ? matrix(a, offset, columns, rows, leadingDimension)
        : matrix(a, offset, rows, columns, leadingDimension);
  }

  /** The matrix A whose op(A) has these rows and columns. */
  static Matrix matrix(
      float[] a, int offset, String trans, int rows, int columns, int leadingDimension) {
    return Letters.isTransposed(trans)
        ? matrix(a, offset, columns, rows, leadingDimension)
        : matrix(a, offset, rows, columns, leadingDimension);
  }

  /** A, or A'. */
  static Matrix op(String trans, Matrix a) {
    return Letters.isTransposed(trans) ? a.transposed() : a;
  }

  /** The triangle of A, or of A'. */
  static Triangle op(String trans, Triangle triangle) {
    return Letters.isTransposed(trans) ? triangle.transposed() : triangle;
  }
}
