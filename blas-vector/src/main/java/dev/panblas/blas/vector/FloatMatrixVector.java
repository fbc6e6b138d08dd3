/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.blas.vector;

import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Vector;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Level 2 in single precision: four rows or columns of A at a time, in pieces if an operand must be
 * copied. {@link DoubleMatrixVector} is the twin.
 */
final class FloatMatrixVector {

  private static final int PIECE = FloatLine.PIECE;
  private static final int ROWS = FloatVectorKernels.ROWS;

  // The buffer: pieces of four rows, of x and of y, and the sums or factors of the rows.
  private static final int X_AT = ROWS * PIECE;
  private static final int Y_AT = X_AT + PIECE;
  private static final int SUMS_AT = Y_AT + PIECE;
  private static final int ELEMENTS = SUMS_AT + FloatVectorKernels.SUMS;

  private FloatMatrixVector() {}

  static void gemv(float alpha, Matrix a, Vector x, float beta, Vector y) {
    float[] buffer = FloatProduct.BUFFERS.borrow(ELEMENTS);
    try {
      if (a.isRowMajor()) {
        multiplyRows(alpha, a, x, beta, y, buffer);
      } else {
        multiplyColumns(alpha, a.transposed(), x, beta, y, buffer);
      }
    } finally {
      FloatProduct.BUFFERS.giveBack(ELEMENTS, buffer);
    }
  }

  /** y := alpha A x + beta y for a row-major A. */
  private static void multiplyRows(
      float alpha, Matrix a, Vector x, float beta, Vector y, float[] buffer) {
    FloatElements elements = FloatElements.of(a);
    FloatLine xs = FloatLine.of(x);
    FloatLine ys = FloatLine.of(y);
    int n = x.size();
    int piece = elements != null && xs.isInPlace() ? n : PIECE;
    for (int from = 0; from < n; from += Math.min(piece, n - from)) {
      int count = Math.min(piece, n - from);
      float kept = from == 0 ? beta : 1;
      int xi = xs.read(from, count, buffer, X_AT);
      for (int i = 0; i < a.rows(); i += Math.min(PIECE, a.rows() - i)) {
        int rows = Math.min(PIECE, a.rows() - i);
        int yi = kept == 0 ? ys.index(i, Y_AT) : ys.read(i, rows, buffer, Y_AT);
        scale(rows, kept, ys.array(buffer), yi);
        for (int r = 0; r < rows; r += ROWS) {
          int some = Math.min(ROWS, rows - r);
          FloatElements lines = lines(elements, a, i + r, some, from, count, buffer);
          dots(some, count, lines, xs.array(buffer), xi, buffer);
          FloatVectorKernels.axpy(some, alpha, buffer, SUMS_AT, ys.array(buffer), yi + r);
        }
        ys.write(i, rows, buffer, Y_AT);
      }
    }
  }

  /** The inner products of up to four rows with a piece of x. */
  private static void dots(
      int rows, int count, FloatElements lines, float[] x, int xi, float[] buffer) {
    float[] array = lines.array;
    if (rows == ROWS) {
      FloatVectorKernels.dots(count, array, lines.origin, lines.rowStride, x, xi, buffer, SUMS_AT);
      return;
    }
    for (int r = 0; r < rows; r++) {
      buffer[SUMS_AT + r] = FloatVectorKernels.dot(count, array, lines.index(r, 0), x, xi);
    }
  }

  /** y := alpha A' x + beta y for a row-major A. */
  private static void multiplyColumns(
      float alpha, Matrix a, Vector x, float beta, Vector y, float[] buffer) {
    FloatElements elements = FloatElements.of(a);
    FloatLine xs = FloatLine.of(x);
    FloatLine ys = FloatLine.of(y);
    int n = y.size();
    for (int from = 0; from < n; from += Math.min(PIECE, n - from)) {
      int count = Math.min(PIECE, n - from);
      int yi = beta == 0 ? ys.index(from, Y_AT) : ys.read(from, count, buffer, Y_AT);
      scale(count, beta, ys.array(buffer), yi);
      for (int i = 0; i < a.rows(); i += Math.min(ROWS, a.rows() - i)) {
        int rows = Math.min(ROWS, a.rows() - i);
        for (int r = 0; r < rows; r++) {
          buffer[SUMS_AT + r] = alpha * xs.get(i + r);
        }
        FloatElements lines = lines(elements, a, i, rows, from, count, buffer);
        axpys(rows, count, lines, ys.array(buffer), yi, buffer);
      }
      ys.write(from, count, buffer, Y_AT);
    }
  }

  private static void scale(int count, float beta, float[] y, int yi) {
    if (beta == 0) {
      Arrays.fill(y, yi, yi + count, 0);
    } else if (beta != 1) {
      FloatVectorKernels.scal(count, beta, y, yi);
    }
  }

  /** Adds multiples of up to four rows to a piece of y. */
  private static void axpys(
      int rows, int count, FloatElements lines, float[] y, int yi, float[] buffer) {
    float[] array = lines.array;
    if (rows == ROWS) {
      FloatVectorKernels.axpys(count, buffer, SUMS_AT, array, lines.origin, lines.rowStride, y, yi);
      return;
    }
    for (int r = 0; r < rows; r++) {
      FloatVectorKernels.axpy(count, buffer[SUMS_AT + r], array, lines.index(r, 0), y, yi);
    }
  }

  /** Elements of up to four rows, in place or copied. */
  private static FloatElements lines(
      @Nullable FloatElements elements,
      Matrix a,
      int i,
      int rows,
      int from,
      int count,
      float[] buffer) {
    if (elements != null) {
      return elements.from(i, from);
    }
    for (int r = 0; r < rows; r++) {
      FloatElements.copyLine(a, i + r, from, count, buffer, r * PIECE);
    }
    return new FloatElements(buffer, 0, PIECE, 1);
  }

  static void ger(float alpha, Vector x, Vector y, Matrix a) {
    if (!a.isRowMajor()) {
      ger(alpha, y, x, a.transposed());
      return;
    }
    FloatElements elements = FloatElements.of(a);
    FloatLine xs = FloatLine.of(x);
    FloatLine ys = FloatLine.of(y);
    int n = y.size();
    int piece = elements != null && ys.isInPlace() ? n : PIECE;
    float[] buffer = FloatProduct.BUFFERS.borrow(ELEMENTS);
    try {
      for (int from = 0; from < n; from += Math.min(piece, n - from)) {
        int count = Math.min(piece, n - from);
        int yi = ys.read(from, count, buffer, Y_AT);
        for (int i = 0; i < a.rows(); i++) {
          float factor = alpha * xs.get(i);
          FloatElements row = lines(elements, a, i, 1, from, count, buffer);
          FloatVectorKernels.axpy(count, factor, ys.array(buffer), yi, row.array, row.origin);
          if (elements == null) {
            FloatElements.writeLine(a, i, from, count, buffer, row.origin);
          }
        }
      }
    } finally {
      FloatProduct.BUFFERS.giveBack(ELEMENTS, buffer);
    }
  }
}
