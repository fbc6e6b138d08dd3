/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.blas;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.panblas.NaiveKernels;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Order;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Side;
import dev.panblas.matrix.Triangle;
import dev.panblas.matrix.Vector;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The routines on symmetric matrices on a minimal backend: in every layout, and at sizes around
 * those at which the defaults divide a triangle. The unused triangle holds {@link Rogue} values.
 */
class SymmetricTest {

  private static final Blas BLAS = Blas.over(new StrictKernels());
  private static final double NAN = Double.NaN;
  private static final int[] SIZES = {1, 2, 31, 32, 33, 64, 67};

  @ParameterizedTest
  @EnumSource
  void acceptsEveryLayout(Precision precision) {
    List<Vector> xs = Layouts.vectors(precision, 4);
    for (Matrix square : Layouts.all(precision, 4, 4)) {
      for (Vector x : xs) {
        for (Vector y : Layouts.vectors(precision, 4)) {
          symv(square, x, y);
          syr2(square, x, y);
        }
        syr(square, x);
      }
      for (Matrix b : Layouts.all(precision, 4, 3)) {
        for (Matrix c : Layouts.all(precision, 4, 3)) {
          symm(Side.LEFT, square, b, c);
          symm(Side.RIGHT, square, b.transposed(), c.transposed());
          syr2k(b, c, square);
          gemmt(b, c.transposed(), square);
        }
        syrk(b, square);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void isCorrectAtSizesAroundTheDivision(Precision precision) {
    for (int n : SIZES) {
      Vector x = Vector.allocate(precision, n);
      Vector y = Vector.allocate(precision, n).reversed();
      for (Matrix square : Layouts.plain(precision, n, n)) {
        symv(square, x, y);
        syr(square, x);
        syr2(square, x, y);
        for (Matrix b : Layouts.plain(precision, n, 5)) {
          Matrix c = Matrix.allocate(precision, n, 5);
          symm(Side.LEFT, square, b, c);
          symm(Side.RIGHT, square, b.transposed(), c.transposed());
          syrk(b, square);
          syr2k(b, c, square);
          gemmt(b, c.transposed(), square);
        }
      }
    }
  }

  private static void symv(Matrix a, Vector x, Vector y) {
    for (Triangle triangle : Triangle.values()) {
      double[][] full = Dense.symmetric(triangle, Dense.of(Layouts.fill(a, 1)));
      Rogue.fillOutside(triangle, a);
      double[][] product = Dense.times(full, Dense.of(Layouts.fill(x, 2)));
      double[][] expected = Dense.sum(2, product, -3, Dense.of(Layouts.fill(y, 3)));
      BLAS.symv(triangle, 2, a, x, -3, y);
      Dense.assertSame(expected, y, "symv", triangle, a);
      y.fill(NAN);
      BLAS.symv(triangle, 1, a, x, 0, y);
      Dense.assertSame(product, y, "symv", triangle, a);
    }
  }

  private static void syr(Matrix a, Vector x) {
    for (Triangle triangle : Triangle.values()) {
      double[][] column = Dense.of(Layouts.fill(x, 1));
      double[][] square = Dense.times(column, Dense.transposed(column));
      double[][] expected = Dense.sum(2, square, 1, Dense.of(Layouts.fill(a, 2)));
      Rogue.fillOutside(triangle, a);
      BLAS.syr(triangle, 2, x, a);
      Dense.assertSame(triangle, expected, a, "syr", triangle);
      Rogue.assertOutsideUnchanged(triangle, a);
    }
  }

  private static void syr2(Matrix a, Vector x, Vector y) {
    for (Triangle triangle : Triangle.values()) {
      double[][] product =
          Dense.times(Dense.of(Layouts.fill(x, 1)), Dense.transposed(Dense.of(Layouts.fill(y, 2))));
      double[][] both = Dense.sum(-2, product, -2, Dense.transposed(product));
      double[][] expected = Dense.sum(1, both, 1, Dense.of(Layouts.fill(a, 3)));
      Rogue.fillOutside(triangle, a);
      BLAS.syr2(triangle, -2, x, y, a);
      Dense.assertSame(triangle, expected, a, "syr2", triangle);
      Rogue.assertOutsideUnchanged(triangle, a);
    }
  }

  private static void symm(Side side, Matrix a, Matrix b, Matrix c) {
    for (Triangle triangle : Triangle.values()) {
      double[][] full = Dense.symmetric(triangle, Dense.of(Layouts.fill(a, 1)));
      Rogue.fillOutside(triangle, a);
      double[][] other = Dense.of(Layouts.fill(b, 2));
      double[][] product = side == Side.LEFT ? Dense.times(full, other) : Dense.times(other, full);
      double[][] expected = Dense.sum(2, product, -1, Dense.of(Layouts.fill(c, 3)));
      BLAS.symm(side, triangle, 2, a, b, -1, c);
      Dense.assertSame(expected, c, "symm", side, triangle, a, b);
    }
  }

  private static void syrk(Matrix a, Matrix c) {
    for (Triangle triangle : Triangle.values()) {
      double[][] factor = Dense.of(Layouts.fill(a, 1));
      double[][] product = Dense.times(factor, Dense.transposed(factor));
      double[][] expected = Dense.sum(2, product, -1, Dense.of(Layouts.fill(c, 2)));
      Rogue.fillOutside(triangle, c);
      BLAS.syrk(triangle, 2, a, -1, c);
      Dense.assertSame(triangle, expected, c, "syrk", triangle, a);
      Rogue.assertOutsideUnchanged(triangle, c);
      c.fill(NAN);
      Rogue.fillOutside(triangle, c);
      BLAS.syrk(triangle, 1, a, 0, c);
      Dense.assertSame(triangle, product, c, "syrk", triangle, a);
      Rogue.assertOutsideUnchanged(triangle, c);
    }
  }

  private static void syr2k(Matrix a, Matrix b, Matrix c) {
    for (Triangle triangle : Triangle.values()) {
      double[][] product =
          Dense.times(Dense.of(Layouts.fill(a, 1)), Dense.transposed(Dense.of(Layouts.fill(b, 2))));
      double[][] both = Dense.sum(2, product, 2, Dense.transposed(product));
      double[][] expected = Dense.sum(1, both, -1, Dense.of(Layouts.fill(c, 3)));
      Rogue.fillOutside(triangle, c);
      BLAS.syr2k(triangle, 2, a, b, -1, c);
      Dense.assertSame(triangle, expected, c, "syr2k", triangle, a, b);
      Rogue.assertOutsideUnchanged(triangle, c);
    }
  }

  private static void gemmt(Matrix a, Matrix b, Matrix c) {
    for (Triangle triangle : Triangle.values()) {
      double[][] product = Dense.times(Dense.of(Layouts.fill(a, 1)), Dense.of(Layouts.fill(b, 2)));
      double[][] expected = Dense.sum(2, product, 3, Dense.of(Layouts.fill(c, 3)));
      Rogue.fillOutside(triangle, c);
      BLAS.gemmt(triangle, 2, a, b, 3, c);
      Dense.assertSame(triangle, expected, c, "gemmt", triangle, a, b);
      Rogue.assertOutsideUnchanged(triangle, c);
    }
  }

  // ---- degenerate cases

  @ParameterizedTest
  @EnumSource
  void withAlphaZeroInputsAreNotRead(Precision precision) {
    Matrix a = Matrix.allocate(precision, 2, 2);
    Vector x = Vector.allocate(precision, 2);
    a.fill(NAN);
    x.fill(NAN);
    for (Matrix c : Layouts.all(precision, 2, 2)) {
      for (Triangle triangle : Triangle.values()) {
        Vector y = Vector.allocate(precision, 2);
        y.fill(3);
        BLAS.symv(triangle, 0, a, x, 2, y);
        assertArrayEquals(new double[] {6, 6}, y.toDoubleArray());
        c.fill(3);
        BLAS.symm(Side.LEFT, triangle, 0, a, a, 2, c);
        assertArrayEquals(new double[] {6, 6, 6, 6}, c.toDoubleArray(Order.ROW_MAJOR));
        Rogue.fillOutside(triangle, c);
        BLAS.syr(triangle, 0, x, c);
        BLAS.syr2(triangle, 0, x, x, c);
        BLAS.syrk(triangle, 0, a, 1, c);
        BLAS.syr2k(triangle, 0, a, a, 0.5, c);
        BLAS.gemmt(triangle, 0, a, a, 3, c);
        Dense.assertSame(triangle, new double[][] {{9, 9}, {9, 9}}, c, triangle);
        Rogue.assertOutsideUnchanged(triangle, c);
        c.fill(NAN);
        Rogue.fillOutside(triangle, c);
        BLAS.syrk(triangle, 0, a, 0, c);
        Dense.assertSame(triangle, new double[2][2], c, triangle);
        Rogue.assertOutsideUnchanged(triangle, c);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void withAnEmptyInnerDimensionTheOutputIsOnlyScaled(Precision precision) {
    Matrix a = Matrix.allocate(precision, 2, 0);
    for (Matrix c : Layouts.all(precision, 2, 2)) {
      for (Triangle triangle : Triangle.values()) {
        c.fill(3);
        Rogue.fillOutside(triangle, c);
        BLAS.syrk(triangle, 1, a, 2, c);
        BLAS.syr2k(triangle, 1, a, a, 2, c);
        BLAS.gemmt(triangle, 1, a, a.transposed(), 0.5, c);
        Dense.assertSame(triangle, new double[][] {{6, 6}, {6, 6}}, c, triangle);
        Rogue.assertOutsideUnchanged(triangle, c);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void emptyOperandsAreAccepted(Precision precision) {
    Matrix none = Matrix.allocate(precision, 0, 0);
    Matrix wide = Matrix.allocate(precision, 0, 3);
    Vector nothing = Vector.allocate(precision, 0);
    Vector alsoNothing = Vector.allocate(precision, 0);
    Matrix untouched = Layouts.fill(Matrix.allocate(precision, 3, 3), 1);
    double[] before = untouched.toDoubleArray(Order.ROW_MAJOR);
    for (Triangle triangle : Triangle.values()) {
      BLAS.symv(triangle, 1, none, nothing, 0, alsoNothing);
      BLAS.syr(triangle, 1, nothing, none);
      BLAS.syr2(triangle, 1, nothing, alsoNothing, none);
      BLAS.symm(Side.LEFT, triangle, 1, none, wide, 0, Matrix.allocate(precision, 0, 3));
      BLAS.symm(Side.RIGHT, triangle, 1, untouched, wide, 0, Matrix.allocate(precision, 0, 3));
      BLAS.syrk(triangle, 1, wide, 0, none);
      BLAS.syr2k(triangle, 1, wide, wide, 0, none);
      BLAS.gemmt(triangle, 1, wide, wide.transposed(), 0, none);
    }
    assertArrayEquals(before, untouched.toDoubleArray(Order.ROW_MAJOR));
  }

  // ---- concurrent writes to the unused triangle

  /** Runs an action before each routine, in place of a concurrent thread. */
  private static final class ConcurrentWriteKernels extends NaiveKernels {

    private final Runnable other;

    ConcurrentWriteKernels(Runnable other) {
      this.other = other;
    }

    @Override
    public void axpy(double alpha, Vector x, Vector y) {
      other.run();
      super.axpy(alpha, x, y);
    }

    @Override
    public double dot(Vector x, Vector y) {
      other.run();
      return super.dot(x, y);
    }

    @Override
    public void gemm(double alpha, Matrix a, Matrix b, double beta, Matrix c) {
      other.run();
      super.gemm(alpha, a, b, beta, c);
    }
  }

  @ParameterizedTest
  @CsvSource({"SINGLE, UPPER", "SINGLE, LOWER", "DOUBLE, UPPER", "DOUBLE, LOWER"})
  void concurrentWritesToTheUnusedTriangleAreKept(Precision precision, Triangle triangle) {
    Matrix c = Layouts.spread(precision, 3, 3);
    Matrix a = Matrix.allocate(precision, 3, 3);
    Vector x = a.column(0);
    a.fill(1);
    Blas blas = Blas.over(new ConcurrentWriteKernels(() -> Rogue.fillOutside(triangle, c)));
    List<Runnable> calls =
        List.of(
            () -> blas.syr(triangle, 1, x, c),
            () -> blas.syr2(triangle, 1, x, x, c),
            () -> blas.syrk(triangle, 1, a, 1, c),
            () -> blas.syr2k(triangle, 1, a, a, 1, c),
            () -> blas.gemmt(triangle, 1, a, a, 1, c));
    for (Runnable call : calls) {
      c.fill(0);
      call.run();
      Rogue.assertOutsideUnchanged(triangle, c);
    }
    Dense.assertSame(triangle, new double[][] {{3, 3, 3}, {3, 3, 3}, {3, 3, 3}}, c, "gemmt");
  }

  /** A minimal backend that requires contiguous vectors. */
  private static final class ContiguousKernels extends NaiveKernels {
    @Override
    public void axpy(double alpha, Vector x, Vector y) {
      assertEquals(1, x.stride());
      assertEquals(1, y.stride());
      super.axpy(alpha, x, y);
    }
  }

  @ParameterizedTest
  @EnumSource
  void defaultGemmtAddsContiguousVectors(Triangle triangle) {
    // Otherwise the span of a vector may exceed 32 bits.
    Matrix a = Matrix.of(new double[][] {{1, 2}, {3, 4}, {5, 6}});
    Matrix byRows = Matrix.of(new double[][] {{1, 1, 1}, {1, 1, 1}, {1, 1, 1}});
    Matrix byColumns = Matrix.allocate(Precision.DOUBLE, 3, 3).transposed().copyFrom(byRows);
    new ContiguousKernels().gemmt(triangle, 1, a, a.transposed(), 2, byRows);
    new ContiguousKernels().gemmt(triangle, 1, a, a.transposed(), 2, byColumns);
    double[] upper = {7, 13, 19, 1, 27, 41, 1, 1, 63};
    double[] lower = {7, 1, 1, 13, 27, 1, 19, 41, 63};
    double[] expected = triangle == Triangle.UPPER ? upper : lower;
    assertArrayEquals(expected, byRows.toDoubleArray(Order.ROW_MAJOR));
    assertArrayEquals(expected, byColumns.toDoubleArray(Order.ROW_MAJOR));
  }
}
