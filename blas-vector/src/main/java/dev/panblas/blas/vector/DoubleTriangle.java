/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.blas.vector;

import dev.panblas.matrix.Diagonal;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Triangle;
import dev.panblas.matrix.Vector;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** Small triangles in double precision. {@link FloatTriangle} is the twin. */
final class DoubleTriangle {

  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  /**
   * The columns of B that are solved at once, whose elements stay in the L1 cache: a multiple of
   * four vectors.
   */
  private static final int COLUMNS = 128;

  // The buffer of a symmetric matrix: both triangles, and a copy of the stored one.
  private static final int FULL_AT =
      TriangleBlocks.SMALL_SYMMETRIC * TriangleBlocks.SMALL_SYMMETRIC;
  private static final int FULL =
      FULL_AT
          + DoubleElements.copied(TriangleBlocks.SMALL_SYMMETRIC, TriangleBlocks.SMALL_SYMMETRIC);

  private DoubleTriangle() {}

  /** What is done with a triangle and some columns of B. */
  private interface Work {
    void on(DoubleElements a, DoubleElements b, int width);
  }

  /**
   * Solves A Z = B; B := Z.
   *
   * @param a at most {@link TriangleBlocks#SMALL} rows
   * @param b of any order
   */
  static void solve(Triangle triangle, Diagonal diagonal, Matrix a, Matrix b) {
    onColumns(a, b, (as, bs, width) -> solve(a.rows(), triangle, diagonal, as, bs, width));
  }

  /**
   * B := alpha A B.
   *
   * @param a at most {@link TriangleBlocks#SMALL} rows
   * @param b of any order
   */
  static void multiply(Triangle triangle, Diagonal diagonal, double alpha, Matrix a, Matrix b) {
    onColumns(
        a, b, (as, bs, width) -> multiply(a.rows(), triangle, diagonal, alpha, as, bs, width));
  }

  /** Applies work to columns of B, in rows that are contiguous. */
  private static void onColumns(Matrix a, Matrix b, Work work) {
    int n = a.rows();
    int bAt = DoubleElements.copied(TriangleBlocks.SMALL, TriangleBlocks.SMALL);
    int elements = bAt + n * COLUMNS;
    double[] buffer = DoubleProduct.BUFFERS.borrow(elements);
    try {
      DoubleElements as = DoubleElements.of(a);
      DoubleElements factors = as == null ? DoubleElements.copy(a, buffer, 0) : as;
      DoubleElements rows = b.isRowMajor() ? DoubleElements.of(b) : null;
      for (int j = 0; j < b.columns(); j += Math.min(COLUMNS, b.columns() - j)) {
        int width = Math.min(COLUMNS, b.columns() - j);
        if (rows != null) {
          work.on(factors, rows.from(0, j), width);
          continue;
        }
        Matrix piece = b.block(0, j, n, width);
        Matrix copy = Matrix.rowMajor(buffer, bAt, n, width, width).copyFrom(piece);
        work.on(factors, new DoubleElements(buffer, bAt, width, 1), width);
        piece.copyFrom(copy);
      }
    } finally {
      DoubleProduct.BUFFERS.giveBack(elements, buffer);
    }
  }

  private static void solve(
      int n, Triangle triangle, Diagonal diagonal, DoubleElements a, DoubleElements b, int width) {
    boolean upper = triangle == Triangle.UPPER;
    for (int step = 0; step < n; step++) {
      int i = upper ? n - 1 - step : step;
      int first = upper ? i + 1 : 0;
      double divisor = diagonal == Diagonal.UNIT ? 1 : a.array[a.index(i, i)];
      solveRow(
          upper ? n - first : i,
          a.array,
          a.index(i, first),
          a.columnStride,
          b.array,
          b.index(first, 0),
          b.rowStride,
          b.index(i, 0),
          width,
          divisor);
    }
  }

  private static void multiply(
      int n,
      Triangle triangle,
      Diagonal diagonal,
      double alpha,
      DoubleElements a,
      DoubleElements b,
      int width) {
    boolean upper = triangle == Triangle.UPPER;
    for (int step = 0; step < n; step++) {
      int i = upper ? step : n - 1 - step;
      int first = upper ? i + 1 : 0;
      double factor = diagonal == Diagonal.UNIT ? 1 : a.array[a.index(i, i)];
      multiplyRow(
          upper ? n - first : i,
          alpha,
          a.array,
          a.index(i, first),
          a.columnStride,
          b.array,
          b.index(first, 0),
          b.rowStride,
          b.index(i, 0),
          width,
          factor);
    }
  }

  /**
   * A row of B minus multiples of other rows, divided by an element of the diagonal.
   *
   * @param k how many other rows
   * @param a the factors, from {@code ai} on, at a distance of {@code ac}
   * @param b the other rows begin at {@code bi}, at a distance of {@code br}; the row at {@code to}
   */
  private static void solveRow(
      int k,
      double[] a,
      int ai,
      int ac,
      double[] b,
      int bi,
      int br,
      int to,
      int width,
      double divisor) {
    int j = 0;
    for (; j <= width - 4 * LANES; j += 4 * LANES) {
      DoubleVector x0 = DoubleVector.fromArray(SPECIES, b, to + j);
      DoubleVector x1 = DoubleVector.fromArray(SPECIES, b, to + j + LANES);
      DoubleVector x2 = DoubleVector.fromArray(SPECIES, b, to + j + 2 * LANES);
      DoubleVector x3 = DoubleVector.fromArray(SPECIES, b, to + j + 3 * LANES);
      for (int p = 0; p < k; p++) {
        DoubleVector factor = DoubleVector.broadcast(SPECIES, -a[ai + p * ac]);
        int row = bi + p * br + j;
        x0 = factor.fma(DoubleVector.fromArray(SPECIES, b, row), x0);
        x1 = factor.fma(DoubleVector.fromArray(SPECIES, b, row + LANES), x1);
        x2 = factor.fma(DoubleVector.fromArray(SPECIES, b, row + 2 * LANES), x2);
        x3 = factor.fma(DoubleVector.fromArray(SPECIES, b, row + 3 * LANES), x3);
      }
      x0.div(divisor).intoArray(b, to + j);
      x1.div(divisor).intoArray(b, to + j + LANES);
      x2.div(divisor).intoArray(b, to + j + 2 * LANES);
      x3.div(divisor).intoArray(b, to + j + 3 * LANES);
    }
    for (; j < width; j++) {
      double x = b[to + j];
      for (int p = 0; p < k; p++) {
        x = Math.fma(-a[ai + p * ac], b[bi + p * br + j], x);
      }
      b[to + j] = x / divisor;
    }
  }

  /**
   * A row of B times an element of the diagonal, plus multiples of other rows, times alpha.
   *
   * @param k how many other rows
   * @param a the factors, from {@code ai} on, at a distance of {@code ac}
   * @param b the other rows begin at {@code bi}, at a distance of {@code br}; the row at {@code to}
   */
  private static void multiplyRow(
      int k,
      double alpha,
      double[] a,
      int ai,
      int ac,
      double[] b,
      int bi,
      int br,
      int to,
      int width,
      double diagonal) {
    int j = 0;
    for (; j <= width - 4 * LANES; j += 4 * LANES) {
      DoubleVector x0 = DoubleVector.fromArray(SPECIES, b, to + j).mul(diagonal);
      DoubleVector x1 = DoubleVector.fromArray(SPECIES, b, to + j + LANES).mul(diagonal);
      DoubleVector x2 = DoubleVector.fromArray(SPECIES, b, to + j + 2 * LANES).mul(diagonal);
      DoubleVector x3 = DoubleVector.fromArray(SPECIES, b, to + j + 3 * LANES).mul(diagonal);
      for (int p = 0; p < k; p++) {
        DoubleVector factor = DoubleVector.broadcast(SPECIES, a[ai + p * ac]);
        int row = bi + p * br + j;
        x0 = factor.fma(DoubleVector.fromArray(SPECIES, b, row), x0);
        x1 = factor.fma(DoubleVector.fromArray(SPECIES, b, row + LANES), x1);
        x2 = factor.fma(DoubleVector.fromArray(SPECIES, b, row + 2 * LANES), x2);
        x3 = factor.fma(DoubleVector.fromArray(SPECIES, b, row + 3 * LANES), x3);
      }
      x0.mul(alpha).intoArray(b, to + j);
      x1.mul(alpha).intoArray(b, to + j + LANES);
      x2.mul(alpha).intoArray(b, to + j + 2 * LANES);
      x3.mul(alpha).intoArray(b, to + j + 3 * LANES);
    }
    for (; j < width; j++) {
      double x = diagonal * b[to + j];
      for (int p = 0; p < k; p++) {
        x = Math.fma(a[ai + p * ac], b[bi + p * br + j], x);
      }
      b[to + j] = alpha * x;
    }
  }

  /**
   * C := alpha A B + beta C for a symmetric A.
   *
   * @param a at most {@link TriangleBlocks#SMALL_SYMMETRIC} rows
   */
  static void multiplySymmetric(
      Triangle triangle, double alpha, Matrix a, Matrix b, double beta, Matrix c) {
    double[] buffer = DoubleProduct.BUFFERS.borrow(FULL);
    try {
      DoubleProduct.multiply(alpha, full(triangle, a, buffer), b, beta, c);
    } finally {
      DoubleProduct.BUFFERS.giveBack(FULL, buffer);
    }
  }

  /** y := alpha A x + beta y for such an A. */
  static void multiplySymmetric(
      Triangle triangle, double alpha, Matrix a, Vector x, double beta, Vector y) {
    double[] buffer = DoubleProduct.BUFFERS.borrow(FULL);
    try {
      DoubleMatrixVector.gemv(alpha, full(triangle, a, buffer), x, beta, y);
    } finally {
      DoubleProduct.BUFFERS.giveBack(FULL, buffer);
    }
  }

  /** Both triangles of a symmetric matrix. */
  private static Matrix full(Triangle triangle, Matrix a, double[] buffer) {
    DoubleElements as = DoubleElements.of(a);
    DoubleElements stored = as == null ? DoubleElements.copy(a, buffer, FULL_AT) : as;
    boolean lower = triangle == Triangle.LOWER;
    int n = a.rows();
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double element = stored.array[lower ? stored.index(i, j) : stored.index(j, i)];
        buffer[i * n + j] = element;
        buffer[j * n + i] = element;
      }
    }
    return Matrix.rowMajor(buffer, 0, n, n, n);
  }
}
