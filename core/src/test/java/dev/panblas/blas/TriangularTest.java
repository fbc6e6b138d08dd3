/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.blas;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.panblas.matrix.Diagonal;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Order;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Side;
import dev.panblas.matrix.Triangle;
import dev.panblas.matrix.Vector;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The routines on triangular matrices on a minimal backend. The unused triangle and a unit diagonal
 * hold {@link Rogue} values. The solutions are integers and the diagonals powers of 2: all results
 * are exact.
 */
class TriangularTest {

  private static final Blas BLAS = Blas.over(new StrictKernels());
  private static final double NAN = Double.NaN;
  private static final int[] SIZES = {1, 2, 31, 32, 33, 64, 67};

  @ParameterizedTest
  @EnumSource
  void acceptsEveryLayout(Precision precision) {
    for (Matrix a : Layouts.all(precision, 4, 4)) {
      for (Vector x : Layouts.vectors(precision, 4)) {
        vectorRoutines(a, x);
      }
      for (Matrix b : Layouts.all(precision, 4, 3)) {
        matrixRoutines(Side.LEFT, a, b);
        matrixRoutines(Side.RIGHT, a, b.transposed());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void isCorrectAtSizesAroundTheDivision(Precision precision) {
    for (int n : SIZES) {
      for (Matrix a : Layouts.plain(precision, n, n)) {
        vectorRoutines(a, Vector.allocate(precision, n));
        for (Matrix b : Layouts.plain(precision, n, 5)) {
          matrixRoutines(Side.LEFT, a, b);
          matrixRoutines(Side.RIGHT, a, b.transposed());
        }
      }
    }
  }

  /** Fills a triangle, and the rest with rogue values; returns the matrix in full storage. */
  private static double[][] triangle(Triangle triangle, Diagonal diagonal, Matrix a) {
    Layouts.fill(a, 1);
    for (int i = 0; i < a.rows(); i++) {
      a.set(i, i, i % 3 == 0 ? -1 : i % 3);
    }
    double[][] full = Dense.triangular(triangle, diagonal, Dense.of(a));
    Rogue.fillOutside(triangle, a);
    for (int i = 0; i < a.rows() && diagonal == Diagonal.UNIT; i++) {
      Rogue.put(a, i, i);
    }
    return full;
  }

  private static void vectorRoutines(Matrix a, Vector x) {
    for (Triangle triangle : Triangle.values()) {
      for (Diagonal diagonal : Diagonal.values()) {
        double[][] full = triangle(triangle, diagonal, a);
        double[][] solution = Dense.of(Layouts.fill(x, 2));
        BLAS.trmv(triangle, diagonal, a, x);
        Dense.assertSame(Dense.times(full, solution), x, "trmv", triangle, diagonal, a);
        BLAS.trsv(triangle, diagonal, a, x);
        Dense.assertSame(solution, x, "trsv", triangle, diagonal, a);
      }
    }
  }

  private static void matrixRoutines(Side side, Matrix a, Matrix b) {
    for (Triangle triangle : Triangle.values()) {
      for (Diagonal diagonal : Diagonal.values()) {
        double[][] full = triangle(triangle, diagonal, a);
        double[][] solution = Dense.of(Layouts.fill(b, 2));
        double[][] product =
            side == Side.LEFT ? Dense.times(full, solution) : Dense.times(solution, full);
        BLAS.trmm(side, triangle, diagonal, -2, a, b);
        Dense.assertSame(Dense.sum(-2, product, 0, product), b, side, triangle, diagonal, a);
        BLAS.trsm(side, triangle, diagonal, -0.5, a, b);
        Dense.assertSame(solution, b, side, triangle, diagonal, a);
      }
    }
  }

  // ---- degenerate cases

  @ParameterizedTest
  @EnumSource
  void withAlphaZeroNothingIsRead(Precision precision) {
    Matrix a = Matrix.allocate(precision, 2, 2);
    a.fill(NAN);
    for (Matrix b : Layouts.all(precision, 2, 2)) {
      b.fill(NAN);
      BLAS.trmm(Side.LEFT, Triangle.UPPER, Diagonal.NON_UNIT, 0, a, b);
      assertArrayEquals(new double[4], b.toDoubleArray(Order.ROW_MAJOR));
      b.fill(NAN);
      BLAS.trsm(Side.RIGHT, Triangle.LOWER, Diagonal.NON_UNIT, 0, a, b);
      assertArrayEquals(new double[4], b.toDoubleArray(Order.ROW_MAJOR));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aZeroOnTheDiagonalResultsInInfinities(Precision precision) {
    Matrix a = Matrix.allocate(precision, 2, 2);
    a.set(0, 0, 1);
    Vector x = Vector.allocate(precision, 2);
    x.set(1, 1);
    BLAS.trsv(Triangle.LOWER, Diagonal.NON_UNIT, a, x);
    assertEquals(Double.POSITIVE_INFINITY, x.get(1));
    Matrix b = Matrix.allocate(precision, 2, 1);
    b.set(1, 0, -1);
    BLAS.trsm(Side.LEFT, Triangle.LOWER, Diagonal.NON_UNIT, 1, a, b);
    assertEquals(Double.NEGATIVE_INFINITY, b.get(1, 0));
  }

  @ParameterizedTest
  @EnumSource
  void emptyOperandsAreAccepted(Precision precision) {
    Matrix none = Matrix.allocate(precision, 0, 0);
    Matrix three = Layouts.fill(Matrix.allocate(precision, 3, 3), 1);
    double[] before = three.toDoubleArray(Order.ROW_MAJOR);
    Vector nothing = Vector.allocate(precision, 0);
    for (Triangle triangle : Triangle.values()) {
      BLAS.trmv(triangle, Diagonal.UNIT, none, nothing);
      BLAS.trsv(triangle, Diagonal.NON_UNIT, none, nothing);
      BLAS.trmm(Side.LEFT, triangle, Diagonal.UNIT, 1, none, Matrix.allocate(precision, 0, 3));
      BLAS.trmm(Side.RIGHT, triangle, Diagonal.UNIT, 1, three, Matrix.allocate(precision, 0, 3));
      BLAS.trsm(Side.LEFT, triangle, Diagonal.UNIT, 1, three, Matrix.allocate(precision, 3, 0));
    }
    assertArrayEquals(before, three.toDoubleArray(Order.ROW_MAJOR));
  }
}
