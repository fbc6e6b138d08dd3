/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.reference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.panblas.blas.Blas;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Order;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import dev.panblas.spi.Settings;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReferenceKernelsTest {

  private static final double INFINITY = Double.POSITIVE_INFINITY;

  private final Blas blas = Blas.over(new ReferenceProvider().open(Settings.current()));

  @Test
  void vectorsMayHaveNegativeStrides() {
    Vector x = Vector.of(1, 2, 3).reversed();
    Vector y = Vector.of(10, 20, 30);
    assertEquals(100, blas.dot(x, y));
    blas.axpy(2, x, y);
    assertArrayEquals(new double[] {16, 24, 32}, y.toDoubleArray());
    blas.swap(x, y);
    assertArrayEquals(new double[] {16, 24, 32}, x.toDoubleArray());
    assertArrayEquals(new double[] {3, 2, 1}, y.toDoubleArray());
    blas.copy(x, y);
    assertArrayEquals(new double[] {16, 24, 32}, y.toDoubleArray());
    blas.scal(0.5, x);
    assertArrayEquals(new double[] {8, 12, 16}, x.toDoubleArray());
    assertEquals(36, blas.asum(x));
  }

  @Test
  void aSingleDotIsAccumulatedInDouble() {
    assertEquals(1, blas.dot(single(1e8f, 1, -1e8f), single(1, 1, 1)));
  }

  @Test
  void aSingleSumIsRoundedToSingle() {
    Vector x = single(1, 0x1p-30f);
    assertEquals(1, blas.asum(x));
    assertEquals(1, blas.dot(x, single(1, 1)));
  }

  @Test
  void aNormNeitherOverflowsNorUnderflows() {
    assertEquals(5e300, blas.nrm2(Vector.of(3e300, 4e300)), 5e300 * 0x1p-51);
    assertEquals(5e-300, blas.nrm2(Vector.of(3e-300, 4e-300)), 5e-300 * 0x1p-51);
    assertEquals(5e30f, blas.nrm2(single(3e30f, 4e30f)), 5e30 * 0x1p-22);
  }

  @Test
  void iamaxReturnsTheFirstOfEqualElements() {
    assertEquals(1, blas.iamax(Vector.of(1, -3, 3, -3)));
    assertEquals(1, blas.iamax(Vector.of(-3, 3, -3, 1).reversed()));
  }

  @ParameterizedTest
  @EnumSource
  void withBetaZeroTheOutputIsNotRead(Precision precision) {
    Matrix a = filled(precision, 3, 5, 1);
    Matrix c = filled(precision, 3, 3, Double.NaN);
    blas.gemm(1, a, a.transposed(), 0, c);
    assertAll(5, c);
    blas.gemm(1, a, a.transposed(), 0, filled(c, Double.NaN).transposed());
    assertAll(5, c);
    Matrix y = filled(precision, 3, 1, Double.NaN);
    blas.gemv(1, a, a.row(0), 0, y.column(0));
    assertAll(5, y);
  }

  @ParameterizedTest
  @EnumSource
  void zeroTimesInfinityIsNan(Precision precision) {
    Matrix zeros = Matrix.allocate(precision, 2, 2);
    Matrix infinite = filled(precision, 2, 2, INFINITY);
    for (Matrix a : new Matrix[] {infinite, infinite.transposed()}) {
      Matrix c = Matrix.allocate(precision, 2, 2);
      blas.gemm(1, a, zeros, 1, c);
      assertAll(Double.NaN, c);
      blas.gemm(1, zeros, a, 1, filled(c, 0));
      assertAll(Double.NaN, c);
      blas.gemv(1, a, zeros.row(0), 0, filled(c, 0).row(0));
      assertAll(Double.NaN, c.block(0, 0, 1, 2));
      blas.ger(1, zeros.row(0), a.row(0), filled(c, 0));
      assertAll(Double.NaN, c);
      blas.ger(1, a.row(0), zeros.row(0), filled(c, 0).transposed());
      assertAll(Double.NaN, c);
    }
    Vector x = filled(precision, 1, 2, INFINITY).row(0);
    blas.scal(0, x);
    assertAll(Double.NaN, x.asRow());
  }

  /** Blocks are padded with zeros, which must not be multiplied by an infinity. */
  @ParameterizedTest
  @EnumSource
  void paddingDoesNotTurnInfinityIntoNan(Precision precision) {
    for (int k = 1; k <= 2 * Tiles.SIZE + 1; k++) {
      for (int index : new int[] {0, k / 2, k - 1}) {
        Matrix a = filled(precision, 2, k, 1);
        Matrix infinite = filled(precision, 2, k, 1);
        infinite.column(index).fill(INFINITY);
        Matrix c = Matrix.allocate(precision, 2, 2);
        blas.gemm(1, infinite, a.transposed(), 0, c);
        assertAll(INFINITY, c);
        blas.gemm(1, a, infinite.transposed(), 0, c);
        assertAll(INFINITY, c);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void elementsOutsideTheOutputDoNotChange(Precision precision) {
    Matrix whole = filled(precision, 20, 20, 7);
    Matrix ones = filled(precision, 17, 17, 1);
    blas.gemm(1, ones, ones, 0, whole.block(1, 2, 17, 17));
    assertAll(17, whole.block(1, 2, 17, 17));
    assertAll(7, whole.block(0, 0, 20, 2));
    assertAll(7, whole.block(0, 19, 20, 1));
    assertAll(7, whole.block(0, 0, 1, 20));
    assertAll(7, whole.block(18, 0, 2, 20));
  }

  private static Vector single(float... elements) {
    return Vector.of(elements);
  }

  private static Matrix filled(Precision precision, int rows, int columns, double value) {
    return filled(Matrix.allocate(precision, rows, columns), value);
  }

  private static Matrix filled(Matrix matrix, double value) {
    matrix.fill(value);
    return matrix;
  }

  private static void assertAll(double expected, Matrix matrix) {
    double[] elements = matrix.toDoubleArray(Order.ROW_MAJOR);
    assertTrue(
        Arrays.stream(elements).allMatch(element -> Double.compare(element, expected) == 0),
        () -> "expected " + expected + " everywhere, but was " + matrix);
  }
}
