/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.matrix;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Copies between all layouts, in both orders and precisions. */
class MatrixCopyTest {

  private static final int ROWS = 3;
  private static final int COLUMNS = 4;
  private static final double PADDING = -77;

  /** Views of one shape in every layout, some surrounded by padding. */
  private static List<Matrix> layouts(Precision precision) {
    Matrix plain = Matrix.allocate(precision, ROWS, COLUMNS);
    Matrix flipped = Matrix.allocate(precision, COLUMNS, ROWS);
    Matrix padded = Matrix.allocate(precision, 2 * ROWS + 1, 2 * COLUMNS + 1);
    padded.fill(PADDING);
    Matrix strided =
        Matrix.wrap(padded.segment(), precision, ROWS, COLUMNS, 1, 2L * padded.columns(), 2);
    return List.of(
        plain,
        flipped.transposed(),
        plain.reversedRows(),
        plain.reversedColumns(),
        flipped.transposed().reversedRows().reversedColumns(),
        padded.block(1, 2, ROWS, COLUMNS),
        strided,
        strided.reversedColumns());
  }

  /** The expected element (i, j), which is not exact in single precision. */
  private static double element(int i, int j) {
    return 10 * i + j + 0.1;
  }

  private static double[] flat(Order order) {
    double[] array = new double[ROWS * COLUMNS];
    for (int i = 0; i < ROWS; i++) {
      for (int j = 0; j < COLUMNS; j++) {
        array[order == Order.ROW_MAJOR ? i * COLUMNS + j : j * ROWS + i] = element(i, j);
      }
    }
    return array;
  }

  private static float[] narrow(double[] values) {
    float[] narrow = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      narrow[i] = (float) values[i];
    }
    return narrow;
  }

  private static double[] widen(float[] values) {
    double[] wide = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      wide[i] = values[i];
    }
    return wide;
  }

  @ParameterizedTest
  @EnumSource
  void copiesArraysInBothOrdersAndPrecisions(Order order) {
    for (Matrix m : layouts(Precision.DOUBLE)) {
      m.copyFrom(flat(order), order);
      assertEquals(element(2, 1), m.get(2, 1), m::toString);
      assertArrayEquals(flat(Order.ROW_MAJOR), m.toDoubleArray(Order.ROW_MAJOR));
      assertArrayEquals(flat(Order.COLUMN_MAJOR), m.toDoubleArray(Order.COLUMN_MAJOR));
      assertArrayEquals(narrow(flat(order)), m.toFloatArray(order));
      m.copyFrom(narrow(flat(order)), order);
      assertArrayEquals(widen(narrow(flat(order))), m.toDoubleArray(order));
    }
    for (Matrix m : layouts(Precision.SINGLE)) {
      m.copyFrom(flat(order), order);
      assertArrayEquals(narrow(flat(Order.ROW_MAJOR)), m.toFloatArray(Order.ROW_MAJOR));
      assertArrayEquals(widen(narrow(flat(order))), m.toDoubleArray(order));
      m.copyFrom(narrow(flat(order)), order);
      assertArrayEquals(narrow(flat(order)), m.toFloatArray(order));
    }
  }

  @Test
  void copiesFromEveryLayoutToEveryLayout() {
    for (Precision from : Precision.values()) {
      for (Precision to : Precision.values()) {
        for (Matrix source : layouts(from)) {
          source.copyFrom(flat(Order.ROW_MAJOR), Order.ROW_MAJOR);
          for (Matrix target : layouts(to)) {
            target.fill(0.5);
            assertEquals(0.5, target.get(ROWS - 1, COLUMNS - 1));
            target.copyFrom(source);
            for (int i = 0; i < ROWS; i++) {
              for (int j = 0; j < COLUMNS; j++) {
                assertEquals(to.round(from.round(element(i, j))), target.get(i, j));
              }
            }
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void writesToABlockLeaveTheRestOfTheMatrixUnchanged(Precision precision) {
    Matrix memory = Matrix.allocate(precision, 5, 7);
    memory.fill(PADDING);
    Matrix block = memory.block(1, 2, 3, 4).reversedRows();
    block.fill(0);
    block.copyFrom(new double[12], Order.COLUMN_MAJOR);
    block.copyFrom(Matrix.allocate(precision, 4, 3).transposed());
    for (int i = 0; i < 5; i++) {
      for (int j = 0; j < 7; j++) {
        boolean inside = i >= 1 && i < 4 && j >= 2 && j < 6;
        assertEquals(inside ? 0 : PADDING, memory.get(i, j));
      }
    }
  }

  /** Large matrices are copied in blocks: of many lines, or of parts of a long line. */
  @Test
  void copiesLargeMatrices() {
    for (int[] shape : new int[][] {{300, 401}, {3, 140_000}}) {
      int rows = shape[0];
      int columns = shape[1];
      double[] numbers = new double[rows * columns];
      Arrays.setAll(numbers, i -> i);
      Matrix source = Matrix.rowMajor(numbers, 0, rows, columns, columns);
      for (int columnStride : new int[] {1, 2}) {
        double[] gaps = new double[3 * rows * columns];
        Matrix target = Matrix.over(gaps, 0, rows, columns, 3L * columns, columnStride);
        target.copyFrom(source);
        for (int i = 0; i < rows; i++) {
          for (int j = 0; j < columns; j++) {
            assertEquals(numbers[i * columns + j], gaps[3 * i * columns + columnStride * j]);
          }
        }
        assertArrayEquals(numbers, target.toDoubleArray(Order.ROW_MAJOR));
      }
    }
  }

  @Test
  void fillKeepsTheSignOfZero() {
    Matrix m = Matrix.allocate(Precision.DOUBLE, 2, 2);
    m.fill(-0.0);
    assertEquals(-0.0, m.get(1, 1));
    Vector v = Vector.allocate(Precision.SINGLE, 2);
    v.fill(-0.0);
    assertEquals(-0.0, v.get(1));
  }

  @Test
  void copiesVectorsInBothPrecisionsAndDirections() {
    Vector v = Vector.of(1, 2, 3);
    assertArrayEquals(new double[] {3, 2, 1}, v.reversed().toDoubleArray());
    assertArrayEquals(new float[] {1, 2, 3}, v.toFloatArray());
    Vector single = Vector.of(new float[] {0.1f, 0.2f, 0.3f});
    v.reversed().copyFrom(single);
    assertArrayEquals(new double[] {0.3f, 0.2f, 0.1f}, v.toDoubleArray());
    single.reversed().copyFrom(new double[] {7, 8, 9});
    assertArrayEquals(new float[] {9, 8, 7}, single.toFloatArray());
    single.copyFrom(new float[] {4, 5, 6});
    assertEquals(5, single.get(1));
  }

  @Test
  void differentShapesAndOverlapsAreRefused() {
    Matrix m = Matrix.allocate(Precision.DOUBLE, 2, 3);
    assertEquals(
        "the array must have 6 elements for a 2x3 double matrix, but has 5",
        assertThrows(
                IllegalArgumentException.class, () -> m.copyFrom(new double[5], Order.ROW_MAJOR))
            .getMessage());
    assertThrows(IllegalArgumentException.class, () -> m.copyTo(new float[7], Order.COLUMN_MAJOR));
    assertEquals(
        "copy: source and target must have the same shape, but are 3x2 double and 2x3 double",
        assertThrows(
                IllegalArgumentException.class,
                () -> m.copyFrom(Matrix.allocate(Precision.DOUBLE, 3, 2)))
            .getMessage());
    assertEquals(
        "copy: source and target (1x3 double) must not overlap, except that elements with equal"
            + " indices may be one",
        assertThrows(IllegalArgumentException.class, () -> m.row(0).copyFrom(m.row(0).reversed()))
            .getMessage());
  }
}
