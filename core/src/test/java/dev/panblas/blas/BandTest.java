/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.blas;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.panblas.NaiveKernels;
import dev.panblas.matrix.Diagonal;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Transposition;
import dev.panblas.matrix.Triangle;
import dev.panblas.matrix.Vector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The routines on band matrices on a minimal backend, in every layout, with fewer and with more
 * diagonals than the matrix has. Unused corners and a unit diagonal hold {@link Rogue} values.
 */
class BandTest {

  private static final Blas BLAS = Blas.over(new StrictKernels());
  private static final double NAN = Double.NaN;

  /**
   * Fills the matrix of diagonals as documented at {@link Blas#gbmv}; returns it in full storage.
   */
  private static double[][] band(int m, int n, int kl, int ku, Matrix a) {
    double[][] full = new double[m][n];
    for (int d = 0; d < a.rows(); d++) {
      for (int j = 0; j < n; j++) {
        Rogue.put(a, d, j);
      }
    }
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        if (i - j <= kl && j - i <= ku) {
          full[i][j] = i == j ? 1 << i % 3 : Layouts.value(1, i, j);
          a.set(ku + i - j, j, full[i][j]);
        }
      }
    }
    return full;
  }

  private static double[][] band(Triangle triangle, Matrix a) {
    int k = a.rows() - 1;
    boolean upper = triangle == Triangle.UPPER;
    return band(a.columns(), a.columns(), upper ? 0 : k, upper ? k : 0, a);
  }

  /** The same for a triangular matrix, with rogue values in a unit diagonal. */
  private static double[][] band(Triangle triangle, Diagonal diagonal, Matrix a) {
    double[][] full = Dense.triangular(triangle, diagonal, band(triangle, a));
    for (int j = 0; j < a.columns() && diagonal == Diagonal.UNIT; j++) {
      Rogue.put(a, triangle == Triangle.UPPER ? a.rows() - 1 : 0, j);
    }
    return full;
  }

  @Test
  void theOrderOfTheDiagonalsIsAsDocumented() {
    Matrix a =
        Matrix.of(
            new double[][] {
              {NAN, 12, 23, 34}, {11, 22, 33, 44}, {21, 32, 43, 54}, {31, 42, 53, NAN}
            });
    Vector y = Vector.allocate(Precision.DOUBLE, 5);
    BLAS.gbmv(Transposition.NONE, 2, 1, 1, a, Vector.of(1, 1000, 1_000_000, 1e9), 0, y);
    assertArrayEquals(
        new double[] {12_011, 23_022_021, 34_033_032_031.0, 44_043_042_000.0, 54_053_000_000.0},
        y.toDoubleArray());
  }

  @ParameterizedTest
  @EnumSource
  void gbmvAcceptsEveryLayout(Precision precision) {
    for (int[] shape : new int[][] {{5, 4}, {4, 5}, {4, 4}, {1, 6}, {6, 1}}) {
      for (int[] sides : new int[][] {{0, 0}, {2, 1}, {0, 3}, {6, 0}, {7, 7}}) {
        int m = shape[0];
        int n = shape[1];
        for (Matrix a : Layouts.all(precision, sides[0] + 1 + sides[1], n)) {
          double[][] full = band(m, n, sides[0], sides[1], a);
          for (Transposition transposition : Transposition.values()) {
            double[][] op = Dense.op(transposition, full);
            for (Vector x : Layouts.vectors(precision, op[0].length)) {
              for (Vector y : Layouts.vectors(precision, op.length)) {
                double[][] product = Dense.times(op, Dense.of(Layouts.fill(x, 2)));
                double[][] expected = Dense.sum(2, product, -3, Dense.of(Layouts.fill(y, 3)));
                BLAS.gbmv(transposition, sides[0], sides[1], 2, a, x, -3, y);
                Dense.assertSame(expected, y, transposition, m, n, sides[0], sides[1], a);
                y.fill(NAN);
                BLAS.gbmv(transposition, sides[0], sides[1], 1, a, x, 0, y);
                Dense.assertSame(product, y, transposition, m, n, sides[0], sides[1], a);
              }
            }
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void symmetricAndTriangularBandsMayHaveEveryLayout(Precision precision) {
    for (int n : new int[] {1, 4, 33}) {
      for (int k : new int[] {0, 2, 5}) {
        for (Matrix a : Layouts.all(precision, k + 1, n)) {
          for (Vector x : Layouts.vectors(precision, n)) {
            sbmv(a, x, Vector.allocate(precision, n).reversed());
            triangular(a, x);
          }
        }
      }
    }
  }

  private static void sbmv(Matrix a, Vector x, Vector y) {
    for (Triangle triangle : Triangle.values()) {
      double[][] full = Dense.symmetric(triangle, band(triangle, a));
      double[][] product = Dense.times(full, Dense.of(Layouts.fill(x, 2)));
      double[][] expected = Dense.sum(2, product, -3, Dense.of(Layouts.fill(y, 3)));
      BLAS.sbmv(triangle, 2, a, x, -3, y);
      Dense.assertSame(expected, y, "sbmv", triangle, a);
      y.fill(NAN);
      BLAS.sbmv(triangle, 1, a, x, 0, y);
      Dense.assertSame(product, y, "sbmv", triangle, a);
    }
  }

  private static void triangular(Matrix a, Vector x) {
    for (Triangle triangle : Triangle.values()) {
      for (Transposition transposition : Transposition.values()) {
        for (Diagonal diagonal : Diagonal.values()) {
          double[][] op = Dense.op(transposition, band(triangle, diagonal, a));
          double[][] solution = Dense.of(Layouts.fill(x, 2));
          BLAS.tbmv(triangle, transposition, diagonal, a, x);
          Object[] call = {triangle, transposition, diagonal, a};
          Dense.assertSame(Dense.times(op, solution), x, call);
          BLAS.tbsv(triangle, transposition, diagonal, a, x);
          Dense.assertSame(solution, x, call);
        }
      }
    }
  }

  // ---- degenerate cases

  @ParameterizedTest
  @EnumSource
  void withAlphaZeroInputsAreNotRead(Precision precision) {
    Matrix a = Matrix.allocate(precision, 1, 2);
    Vector x = Vector.allocate(precision, 2);
    a.fill(NAN);
    x.fill(NAN);
    for (Vector y : Layouts.vectors(precision, 2)) {
      y.fill(3);
      BLAS.gbmv(Transposition.NONE, 0, 0, 0, a, x, 2, y);
      BLAS.sbmv(Triangle.UPPER, 0, a, x, -1, y);
      assertArrayEquals(new double[] {-6, -6}, y.toDoubleArray());
      y.fill(NAN);
      BLAS.sbmv(Triangle.LOWER, 0, a, x, 0, y);
      assertArrayEquals(new double[2], y.toDoubleArray());
    }
  }

  @ParameterizedTest
  @EnumSource
  void emptyOperandsAreAccepted(Precision precision) {
    Vector none = Vector.allocate(precision, 0);
    Vector alsoNone = Vector.allocate(precision, 0);
    Vector y = Vector.allocate(precision, 2);
    y.fill(3);
    Matrix noColumns = Matrix.allocate(precision, 3, 0);
    BLAS.gbmv(Transposition.NONE, 1, 1, 1, noColumns, none, 2, y);
    assertArrayEquals(new double[] {6, 6}, y.toDoubleArray());
    Matrix twoColumns = Matrix.allocate(precision, 3, 2);
    twoColumns.fill(NAN); // a matrix without rows has no elements
    BLAS.gbmv(Transposition.TRANSPOSED, 1, 1, 1, twoColumns, none, 0.5, y);
    BLAS.gbmv(Transposition.NONE, 1, 1, 1, twoColumns, y, 0, none);
    BLAS.sbmv(Triangle.UPPER, 1, noColumns, none, 0, alsoNone);
    BLAS.tbmv(Triangle.UPPER, Transposition.NONE, Diagonal.UNIT, noColumns, none);
    BLAS.tbsv(Triangle.LOWER, Transposition.TRANSPOSED, Diagonal.UNIT, noColumns, none);
    assertArrayEquals(new double[] {3, 3}, y.toDoubleArray());
  }

  @Test
  void gbmvAcceptsTheLargestNumberOfDiagonals() {
    // Such a band does not fit memory. Here all diagonals share one stored element in each column,
    // 2.
    Matrix a =
        Matrix.wrap(Vector.of(2, 2).segment(), Precision.DOUBLE, Integer.MAX_VALUE, 2, 0, 0, 1);
    Vector y = Vector.of(0, 0, 0);
    new NaiveKernels()
        .gbmv(Transposition.NONE, Integer.MAX_VALUE - 1, 0, 1, a, Vector.of(1, 10), 0, y);
    assertArrayEquals(new double[] {2, 22, 22}, y.toDoubleArray());
  }
}
