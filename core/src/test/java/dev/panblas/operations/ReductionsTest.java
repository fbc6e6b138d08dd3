/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.operations;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReductionsTest {

  /** A loop in single precision loses three digits, NumPy along its axis 0 as many. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void meansOfLongColumnsInSingleAreExactToTheLastDigit(boolean byRows) {
    Matrix a = Matrix.allocate(Precision.SINGLE, 1_000_003, 2);
    a.fill(0.1);
    Vector means = byRows ? Reductions.columnMeans(a) : Reductions.rowMeans(a.transposed().copy());
    assertEquals(0.1f, means.get(0));
    assertEquals(0.1f, means.get(1));
    assertEquals(0.1f, (float) Reductions.mean(a));
  }

  @Test
  void sumsInDoubleHaveTheErrorOfATree() {
    int n = 1 << 20;
    Matrix a = Matrix.allocate(Precision.DOUBLE, n, 2);
    a.fill(0.1);
    double exact = 0.1 * n; // n is a power of two
    double bound = (20 + 128) * 0x1p-53 * exact;
    for (double sum :
        new double[] {
          Reductions.sum(a.column(0)),
          Reductions.columnSums(a).get(1),
          Reductions.rowSums(a.transposed()).get(0),
          Reductions.sum(a) / 2
        }) {
      assertEquals(exact, sum, bound);
    }
  }

  @Test
  void everyLayoutAndSizeGivesTheSameExtremesAndIndices() {
    Random random = new Random(3);
    for (int[] shape :
        new int[][] {{1, 1}, {1, 3000}, {3000, 1}, {300, 7}, {7, 300}, {130, 1100}}) {
      Matrix a = Matrix.allocate(Precision.DOUBLE, shape[0], shape[1]);
      for (int i = 0; i < a.rows(); i++) {
        for (int j = 0; j < a.columns(); j++) {
          a.set(i, j, random.nextInt(50));
        }
      }
      Matrix byColumns = a.transposed().copy().transposed();
      double[][] rows = a.toArrays();
      double[] most =
          Arrays.stream(rows).mapToDouble(r -> Arrays.stream(r).max().orElseThrow()).toArray();
      double[] sums = Arrays.stream(rows).mapToDouble(r -> Arrays.stream(r).sum()).toArray();
      int[] where = new int[rows.length];
      for (int i = 0; i < rows.length; i++) {
        while (rows[i][where[i]] != most[i]) {
          where[i]++;
        }
      }
      for (Matrix m : new Matrix[] {a, byColumns}) {
        assertArrayEquals(most, Reductions.rowMaxs(m).toDoubleArray());
        assertArrayEquals(sums, Reductions.rowSums(m).toDoubleArray());
        assertArrayEquals(where, Reductions.rowArgmaxs(m));
        assertArrayEquals(most, Reductions.columnMaxs(m.transposed()).toDoubleArray());
        assertArrayEquals(sums, Reductions.columnSums(m.transposed()).toDoubleArray());
      }
      assertEquals(Reductions.argmax(a), Reductions.argmax(byColumns));
      assertEquals(Reductions.argmin(a), Reductions.argmin(byColumns));
    }
  }

  @Test
  void theFirstNaNIsFoundInRowMajorOrder() {
    Matrix byRows = Matrix.random(new Random(1), Precision.SINGLE, 600, 300);
    byRows.set(500, 1, Double.NaN); // the first in memory that is column-major
    byRows.set(400, 270, Double.NaN);
    byRows.set(400, 299, Double.NaN);
    Matrix byColumns = byRows.transposed().copy().transposed();
    for (Matrix m : List.of(byRows, byColumns)) {
      assertEquals(400 * 300 + 270, Reductions.argmax(m));
      assertEquals(400 * 300 + 270, Reductions.argmin(m));
      assertEquals(270, Reductions.rowArgmaxs(m)[400]);
      assertEquals(1, Reductions.rowArgmins(m)[500]);
      assertEquals(400, Reductions.columnArgmins(m)[299]);
      assertEquals(500, Reductions.columnArgmaxs(m)[1]);
      assertTrue(Double.isNaN(Reductions.max(m)));
      assertTrue(Double.isNaN(Reductions.columnMins(m).get(299)));
      assertTrue(Double.isNaN(Reductions.rowMaxs(m).get(500)));
      assertEquals(m.get(599, 299), Reductions.rowMaxs(m.block(599, 299, 1, 1)).get(0));
    }
  }

  @Test
  void nothingHasASumOfZeroAndNoExtreme() {
    Matrix none = Matrix.allocate(Precision.DOUBLE, 2, 0);
    assertEquals(0, Reductions.sum(none));
    assertTrue(Double.isNaN(Reductions.mean(none)));
    assertArrayEquals(new double[] {0, 0}, Reductions.rowSums(none).toDoubleArray());
    assertEquals(0, Reductions.columnMaxs(none).size());
    assertEquals(
        "max: the operand must have an element, but is 2x0 double",
        assertThrows(IllegalArgumentException.class, () -> Reductions.max(none)).getMessage());
    assertEquals(
        "rowMaxs: the operand must have an element, but is 2x0 double",
        assertThrows(IllegalArgumentException.class, () -> Reductions.rowMaxs(none)).getMessage());
    assertThrows(IllegalArgumentException.class, () -> Reductions.rowArgmaxs(none));
  }

  @Test
  void errorsOfColumnsHaveTheShapeOfTheOperand() {
    Matrix none = Matrix.allocate(Precision.DOUBLE, 0, 5);
    Matrix freed;
    try (Arena arena = Arena.ofConfined()) {
      freed = Matrix.allocate(arena, Precision.DOUBLE, 2, 3);
    }
    Map<String, Function<Matrix, Object>> extremes =
        Map.of(
            "columnMins", Reductions::columnMins,
            "columnMaxs", Reductions::columnMaxs,
            "columnArgmins", Reductions::columnArgmins,
            "columnArgmaxs", Reductions::columnArgmaxs);
    Map<String, Function<Matrix, Object>> all = new HashMap<>(extremes);
    all.put("columnSums", Reductions::columnSums);
    all.put("columnMeans", Reductions::columnMeans);
    all.put("norm1", Norms::norm1);
    extremes.forEach(
        (name, operation) ->
            assertEquals(
                name + ": the operand must have an element, but is 0x5 double",
                assertThrows(IllegalArgumentException.class, () -> operation.apply(none))
                    .getMessage()));
    all.forEach(
        (name, operation) ->
            assertEquals(
                name + ": operand (2x3 double) was freed: its arena is closed",
                assertThrows(IllegalStateException.class, () -> operation.apply(freed))
                    .getMessage()));
    assertEquals(
        "matrix (2x3 double) was freed: its arena is closed",
        assertThrows(IllegalStateException.class, freed::toArrays).getMessage());
  }

  /** NumPy keeps the sign of a sum whose elements are all -0. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3, 200, 1000})
  void sumsOfNegativeZerosAreNegativeZeros(int n) {
    Matrix zeros = Matrix.allocate(Precision.DOUBLE, n, 3);
    zeros.fill(-0.0);
    assertEquals(-0.0, Reductions.sum(zeros));
    assertEquals(-0.0, Reductions.mean(zeros));
    for (Matrix m : List.of(zeros, zeros.transposed().copy().transposed())) {
      assertEquals(-0.0, Reductions.columnSums(m).get(2));
      assertEquals(-0.0, Reductions.rowSums(m).get(n - 1));
      assertEquals(-0.0, Reductions.rowSums(m.transposed()).get(2));
    }
    zeros.set(n - 1, 1, 0);
    assertEquals(0.0, Reductions.sum(zeros));
    assertEquals("[-0.  0. -0.]", Reductions.columnSums(zeros).toString());
  }

  @Test
  @EnabledIfSystemProperty(
      named = "panblas.conformance.effort",
      matches = "full",
      disabledReason = "reads 2^32 elements, which takes seconds: -Pexhaustive")
  void operandsMayHaveTheMostColumns() {
    Matrix ones = Vector.of(1.0).asColumns(Integer.MAX_VALUE);
    assertEquals(Integer.MAX_VALUE, Reductions.sum(ones));
    assertEquals(1, Reductions.max(ones.transposed()));
  }

  @Test
  void outMustFitAndMustNotOverlap() {
    Matrix a = Matrix.of(new double[][] {{1, 2}, {3, 4}});
    assertEquals(
        "rowSums: out must have 2 elements, but has 3",
        assertThrows(
                IllegalArgumentException.class,
                () -> Reductions.rowSums(a, Vector.allocate(Precision.DOUBLE, 3)))
            .getMessage());
    assertEquals(
        "columnSums: out must not overlap the operand, but shares memory with it: allocate another"
            + " vector",
        assertThrows(IllegalArgumentException.class, () -> Reductions.columnSums(a, a.row(0)))
            .getMessage());
    assertEquals("[[1. 2.]\n [3. 4.]]", a.toString());
    Vector single = Vector.allocate(Precision.SINGLE, 2);
    assertEquals("[4. 6.]", Reductions.columnSums(a, single).toString());
  }

  @Test
  void anOutputInTheOperandIsRefusedUnchanged() {
    Matrix a = Matrix.random(new Random(1), Precision.DOUBLE, 1500, 1500);
    Matrix before = a.copy();
    Vector row = a.row(1400);
    Vector column = a.column(1400);
    List<Executable> calls =
        List.of(
            () -> Reductions.rowSums(a, row),
            () -> Reductions.rowMeans(a, column),
            () -> Reductions.rowMins(a, column.reversed()),
            () -> Reductions.rowMaxs(a, a.diagonal()),
            () -> Reductions.columnSums(a, row),
            () -> Reductions.columnMeans(a, column),
            () -> Reductions.columnMins(a, column.reversed()),
            () -> Reductions.columnMaxs(a, a.diagonal()));
    for (Executable call : calls) {
      assertThrows(IllegalArgumentException.class, call);
    }
    assertEquals("", Comparison.differences(a, before, 0, 0));
  }
}
