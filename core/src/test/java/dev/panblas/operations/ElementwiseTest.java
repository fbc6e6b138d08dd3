/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.operations;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Operand;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import java.lang.foreign.Arena;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ElementwiseTest {

  /** Larger than the arrays in which the elements are computed, and no multiple of them. */
  private static final int N = 1500;

  private static Matrix random(Precision precision, int rows, int columns) {
    return Matrix.random(new Random(1), precision, rows, columns);
  }

  /** Views of a square matrix that share its memory but not its indices. */
  static Stream<UnaryOperator<Matrix>> otherViews() {
    return Stream.of(
        Matrix::transposed,
        Matrix::reversedRows,
        Matrix::reversedColumns,
        m -> m.row(1).asRows(m.rows()),
        m -> m.column(2).asColumns(m.columns()));
  }

  @ParameterizedTest
  @MethodSource("otherViews")
  void theResultInPlaceIsThatOfSeparateMemory(UnaryOperator<Matrix> view) {
    for (Precision precision : Precision.values()) {
      Matrix a = random(precision, 70, 70);
      Matrix expected = Elementwise.subtract(a, view.apply(a));
      Matrix other = Elementwise.subtract(view.apply(a), a);
      Matrix first = a.copy();
      Elementwise.subtract(first, view.apply(first), first);
      assertArrayEquals(expected.toArrays(), first.toArrays());
      Matrix second = a.copy();
      Elementwise.subtract(view.apply(second), second, second);
      assertArrayEquals(other.toArrays(), second.toArrays());
    }
  }

  @Test
  void shiftedPartsOfAVectorAreAddedAsFromSeparateMemory() {
    Vector v = random(Precision.DOUBLE, 1, N).row(0);
    Vector expected = Elementwise.add(v.slice(0, N - 1), v.slice(1, N - 1));
    Elementwise.add(v.slice(0, N - 1), v.slice(1, N - 1), v.slice(1, N - 1));
    assertArrayEquals(expected.toDoubleArray(), v.slice(1, N - 1).toDoubleArray());
  }

  @ParameterizedTest
  @EnumSource
  void anOperandMayBeTheResult(Precision precision) {
    Matrix a = random(precision, 3, N);
    double[][] before = a.toArrays();
    assertSame(a, Elementwise.add(a, a, a));
    assertSame(a, Elementwise.scale(-0.5, a, a));
    for (int j = 0; j < N; j++) {
      assertEquals(-before[2][j], a.get(2, j));
    }
  }

  @Test
  void numbersAreRoundedOnceToSingle() {
    Vector a = Vector.of(new float[] {16777216f, 0.1f});
    Vector b = Vector.of(new float[] {1f, 0.2f});
    assertEquals(16777216f + 1f, Elementwise.add(a, b).get(0));
    assertEquals(0.1f * 0.2f, Elementwise.multiply(a, b).get(1));
    assertEquals((float) Math.exp(0.1f), Elementwise.exp(a).get(1));
    assertEquals(0.1f * (float) 0.7, Elementwise.scale(0.7, a).get(1));
  }

  @Test
  void resultsAreRowMajorWhateverTheOperands() {
    Matrix sum =
        Elementwise.add(
            random(Precision.DOUBLE, 4, 3).transposed(), random(Precision.DOUBLE, 3, 4));
    assertEquals(4, sum.rowStride());
    assertEquals(1, sum.columnStride());
  }

  @Test
  void emptyOperandsGiveEmptyResults() {
    Matrix empty = Matrix.allocate(Precision.DOUBLE, 0, 3);
    assertEquals("0x3 double", Elementwise.add(empty, empty).describe());
    Vector none = Vector.allocate(Precision.SINGLE, 0);
    assertEquals(0, Elementwise.exp(none).size());
  }

  @Test
  void errorsNameOperationOperandsAndRemedy() {
    Matrix a = random(Precision.DOUBLE, 2, 3);
    Vector v = Vector.of(1, 2, 3);
    assertMessage(
        "add: a and b must have the same shape, but are a 2x3 double matrix and a 3x2 double"
            + " matrix",
        () -> Elementwise.add(a, a.transposed()));
    assertMessage(
        "multiply: a and b must have the same shape, but are a 2x3 double matrix and a vector of 3"
            + " double: repeat the vector with Vector.asRows or asColumns",
        () -> Elementwise.<Operand>multiply(a, v));
    assertMessage(
        "add: a and b must have the same precision, but are double and single: convert one of them"
            + " with copyFrom",
        () -> Elementwise.add(a, random(Precision.SINGLE, 2, 3)));
    assertMessage(
        "exp: out (2x3 double) must not overlap itself (a stride is 0 or too small)",
        () -> Elementwise.exp(a, v.asRows(2)));
    assertMessage(
        "exp: a and out must have the same shape, but are a 2x3 double matrix and a 2x2 double"
            + " matrix",
        () -> Elementwise.exp(a, a.block(0, 0, 2, 2)));
    Matrix readOnly = Matrix.wrap(a.segment().asReadOnly(), Precision.DOUBLE, 2, 3, 0, 3, 1);
    assertMessage(
        "exp: out (2x3 double) must be writable, but is read-only: copy it first",
        () -> Elementwise.exp(a, readOnly));
    Matrix closed;
    try (Arena arena = Arena.ofConfined()) {
      closed = Matrix.allocate(arena, Precision.DOUBLE, 2, 3);
    }
    assertEquals(
        "exp: a (2x3 double) was freed: its arena is closed",
        assertThrows(IllegalStateException.class, () -> Elementwise.exp(closed)).getMessage());
  }

  private static void assertMessage(String message, Runnable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call::run).getMessage());
  }
}
