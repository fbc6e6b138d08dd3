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
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
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

  /** Every operation on two operands, into an output. */
  private interface OnTwo {
    Matrix apply(Matrix a, Matrix b, Matrix out);
  }

  private static final Map<String, OnTwo> ON_TWO =
      Map.of(
          "add", Elementwise::add,
          "subtract", Elementwise::subtract,
          "multiply", Elementwise::multiply,
          "divide", Elementwise::divide,
          "minimum", Elementwise::minimum,
          "maximum", Elementwise::maximum);

  /** Every operation on one operand, into an output. */
  private interface OnOne {
    Matrix apply(Matrix a, Matrix out);
  }

  private static final Map<String, OnOne> ON_ONE =
      Map.ofEntries(
          Map.entry("scale", (a, out) -> Elementwise.scale(-0.3, a, out)),
          Map.entry("map", (a, out) -> Elementwise.map(a, x -> 1 - x * x, out)),
          Map.entry("negative", Elementwise::negative),
          Map.entry("abs", Elementwise::abs),
          Map.entry("sqrt", Elementwise::sqrt),
          Map.entry("exp", Elementwise::exp),
          Map.entry("log", Elementwise::log),
          Map.entry("tanh", Elementwise::tanh),
          Map.entry("sigmoid", Elementwise::sigmoid));

  @Test
  void everyOperationIsTriedInPlace() {
    Set<String> tried = new TreeSet<>(ON_TWO.keySet());
    tried.addAll(ON_ONE.keySet());
    assertEquals(
        Stream.of(Elementwise.class.getDeclaredMethods())
            .filter(method -> Modifier.isPublic(method.getModifiers()))
            .map(Method::getName)
            .collect(Collectors.toCollection(TreeSet::new)),
        tried);
  }

  /** Two views of one shape that share memory but not indices. */
  record Views(int rows, int columns, UnaryOperator<Matrix> one, UnaryOperator<Matrix> two) {

    Matrix memory(Precision precision) {
      return random(precision, rows, columns);
    }
  }

  static Stream<Views> viewsOfOneMemory() {
    return Stream.of(
        new Views(40, 40, m -> m, Matrix::transposed),
        new Views(5, N, m -> m, m -> Matrix.wrap(m.segment(), m.precision(), 5, N, 0, 1, 5)),
        new Views(5, N, m -> m, Matrix::reversedRows),
        new Views(5, N, m -> m, Matrix::reversedColumns),
        new Views(5, N, m -> m, m -> m.reversedRows().reversedColumns()),
        new Views(5, N, m -> m.block(0, 0, 4, N), m -> m.block(1, 0, 4, N)),
        new Views(5, N, m -> m.block(0, 1, 5, N - 1), m -> m.block(0, 0, 5, N - 1)),
        new Views(N, 3, m -> m.block(1, 0, N - 1, 3), m -> m.block(0, 0, N - 1, 3)),
        new Views(N, 3, m -> m.transposed(), m -> m.reversedRows().transposed()),
        new Views(
            1,
            2 * N,
            m -> Matrix.wrap(m.segment(), m.precision(), 1, N, 0, 1, 1),
            m -> Matrix.wrap(m.segment(), m.precision(), 1, N, 0, 1, 2)));
  }

  @ParameterizedTest
  @MethodSource("viewsOfOneMemory")
  void theResultInPlaceIsThatOfSeparateMemory(Views views) {
    for (Precision precision : Precision.values()) {
      Matrix original = views.memory(precision);
      Matrix one = views.one.apply(original).copy();
      Matrix two = views.two.apply(original).copy();
      Matrix expected = one.copy();
      ON_TWO.forEach(
          (name, operation) -> {
            operation.apply(one, two, expected);
            Matrix m = original.copy();
            operation.apply(views.one.apply(m), views.two.apply(m), views.one.apply(m));
            assertEquals("", differences(views.one.apply(m), expected), name);
            Matrix other = original.copy();
            operation.apply(views.one.apply(other), views.two.apply(other), views.two.apply(other));
            assertEquals("", differences(views.two.apply(other), expected), name);
          });
      ON_ONE.forEach(
          (name, operation) -> {
            operation.apply(one, expected);
            Matrix m = original.copy();
            operation.apply(views.one.apply(m), views.two.apply(m));
            assertEquals("", differences(views.two.apply(m), expected), name);
          });
    }
  }

  @Test
  void aLargeMatrixAndItsTransposedAreAddedAsFromSeparateMemory() {
    Matrix a = random(Precision.DOUBLE, 1030, 1030);
    Matrix expected = Elementwise.add(a, a.transposed());
    Elementwise.add(a, a.transposed(), a);
    assertEquals("", differences(a, expected));
  }

  private static String differences(Matrix a, Matrix expected) {
    return Comparison.differences(a, expected, 0, 0);
  }

  /** A row or column of the matrix itself, as in {@code a -= a[1]}. */
  @ParameterizedTest
  @EnumSource
  void aRowOrColumnOfTheOutputMayBeAnOperand(Precision precision) {
    Matrix original = random(precision, 5, N);
    ON_TWO.forEach(
        (name, operation) -> {
          Matrix byRow = original.copy();
          Matrix expected = original.copy();
          operation.apply(byRow, byRow.row(1).asRows(5), byRow);
          operation.apply(expected, original.row(1).asRows(5), expected);
          assertEquals("", differences(byRow, expected), name);
          Matrix byColumn = original.copy();
          operation.apply(byColumn.column(2).asColumns(N), byColumn, byColumn);
          operation.apply(original.column(2).asColumns(N), original, expected);
          assertEquals("", differences(byColumn, expected), name);
        });
  }

  @Test
  void anOutputThatOverlapsItselfIsRefusedUnchanged() {
    Matrix a = random(Precision.DOUBLE, 5, N);
    Vector row = a.row(1).copy();
    Matrix repeated = row.asRows(5);
    ON_TWO
        .values()
        .forEach(
            operation ->
                assertThrows(
                    IllegalArgumentException.class, () -> operation.apply(a, a, repeated)));
    ON_ONE
        .values()
        .forEach(
            operation ->
                assertThrows(IllegalArgumentException.class, () -> operation.apply(a, repeated)));
    assertEquals("", Comparison.differences(row, a.row(1), 0, 0));
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
    assertEquals((float) Math.log(0.1f), Elementwise.log(a).get(1));
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
