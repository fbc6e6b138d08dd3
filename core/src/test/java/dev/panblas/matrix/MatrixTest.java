/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.matrix;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class MatrixTest {

  private static final Precision DOUBLE = Precision.DOUBLE;

  private static void assertMessage(
      Class<? extends Throwable> type, String message, Executable call) {
    assertEquals(message, assertThrows(type, call).getMessage());
  }

  // ---- construction

  @Test
  void elementsOfAnArrayAreTakenInEitherOrder() {
    double[] elements = {1, 2, 3, 4, 5, 6};
    Matrix byRows = Matrix.of(elements, 2, 3, Order.ROW_MAJOR);
    Matrix byColumns = Matrix.of(elements, 2, 3, Order.COLUMN_MAJOR);
    elements[0] = -1; // they are copied
    assertArrayEquals(new double[][] {{1, 2, 3}, {4, 5, 6}}, byRows.toArrays());
    assertArrayEquals(new double[][] {{1, 3, 5}, {2, 4, 6}}, byColumns.toArrays());
    Matrix single = Matrix.of(new float[] {1, 2}, 1, 2, Order.COLUMN_MAJOR);
    assertEquals("[[1. 2.]]", single.toString());
    assertMessage(
        IllegalArgumentException.class,
        "the array must have 4 elements for a 2x2 double matrix, but has 6",
        () -> Matrix.of(elements, 2, 2, Order.ROW_MAJOR));
  }

  @ParameterizedTest
  @EnumSource
  void identityRandomAndCopy(Precision precision) {
    assertEquals("[[1. 0.]\n [0. 1.]]", Matrix.identity(precision, 2).toString());
    Matrix random = Matrix.random(new Random(7), precision, 2, 3);
    Random same = new Random(7);
    for (int i = 0; i < 6; i++) {
      double expected = precision == Precision.SINGLE ? same.nextFloat() : same.nextDouble();
      assertEquals(expected, random.get(i / 3, i % 3));
    }
    Matrix copy = random.transposed().copy();
    assertTrue(copy.isRowMajor());
    assertArrayEquals(random.transposed().toArrays(), copy.toArrays());
    copy.fill(0);
    assertTrue(random.get(0, 0) > 0);
    Vector reversed = random.row(1).reversed().copy();
    assertEquals(1, reversed.stride());
    assertEquals(random.get(1, 2), reversed.get(0));
  }

  @Test
  void aVectorIsRepeatedAsRowsOrAsColumns() {
    Vector v = Vector.of(1, 2, 3);
    assertEquals("[[1. 2. 3.]\n [1. 2. 3.]]", v.asRows(2).toString());
    assertEquals("[[1. 1.]\n [2. 2.]\n [3. 3.]]", v.asColumns(2).toString());
    assertEquals("0x3 double", v.asRows(0).describe());
    v.set(1, 5);
    assertEquals(5, v.asRows(9).get(8, 1));
  }

  @ParameterizedTest
  @EnumSource
  void aNewMatrixIsZeroAlignedAndRowMajor(Precision precision) {
    Matrix m = Matrix.allocate(precision, 3, 5);
    assertEquals(0, m.segment().address() % 64);
    assertEquals(15L * precision.bytes(), m.segment().byteSize());
    assertArrayEquals(new double[15], m.toDoubleArray(Order.ROW_MAJOR));
    assertTrue(m.isRowMajor());
    assertFalse(m.isColumnMajor());
    assertTrue(m.transposed().isColumnMajor());
  }

  @Test
  void ofCopiesItsRows() {
    double[][] rows = {{1, 2, 3}, {4, 5, 6}};
    Matrix m = Matrix.of(rows);
    rows[0][0] = 9;
    assertArrayEquals(new double[] {1, 2, 3, 4, 5, 6}, m.toDoubleArray(Order.ROW_MAJOR));
    assertEquals(Precision.SINGLE, Matrix.of(new float[][] {{1}}).precision());
    assertTrue(Matrix.of(new double[0][]).isEmpty());
    assertEquals(2, Matrix.of(new double[2][0]).rows());
    assertMessage(
        IllegalArgumentException.class,
        "all rows must have the same length, but row 0 has 2 elements and row 1 has 1",
        () -> Matrix.of(new double[][] {{1, 2}, {3}}));
  }

  @Test
  void integersMakeADoubleVector() {
    assertEquals(DOUBLE, Vector.of(16_777_217, 2).precision());
    assertEquals(16_777_217, Vector.of(16_777_217, 2).get(0));
    assertEquals(Precision.SINGLE, Vector.of(new float[] {1, 2}).precision());
  }

  @ParameterizedTest
  @EnumSource
  void elementsAreRoundedWhenStored(Precision precision) {
    Matrix m = Matrix.allocate(precision, 1, 1);
    m.set(0, 0, 0.1);
    assertEquals(precision.round(0.1), m.get(0, 0));
    assertEquals(precision == Precision.SINGLE ? (double) 0.1f : 0.1, m.get(0, 0));
  }

  @Test
  void negativeAndTooLargeShapesAreRefused() {
    assertMessage(
        IllegalArgumentException.class,
        "rows and columns must be >= 0, but were -1 and 2",
        () -> Matrix.allocate(DOUBLE, -1, 2));
    assertMessage(
        IllegalArgumentException.class,
        "a 2147483647x2147483647 double matrix needs more bytes than can be addressed",
        () -> Matrix.allocate(DOUBLE, Integer.MAX_VALUE, Integer.MAX_VALUE));
    assertMessage(
        IllegalArgumentException.class,
        "size must be >= 0, but was -3",
        () -> Vector.allocate(DOUBLE, -3));
  }

  @Test
  void wrappedMemoryMustHoldEveryElement() {
    MemorySegment memory = Arena.ofAuto().allocate(10 * 8, 8);
    Matrix m = Matrix.wrap(memory, DOUBLE, 2, 3, 8, -3, -2);
    assertEquals(7, m.origin());
    assertMessage(
        IndexOutOfBoundsException.class,
        "a 2x3 double view at offset 6 with strides -3 and -2 is outside the memory of 10 elements",
        () -> Matrix.wrap(memory, DOUBLE, 2, 3, 6, -3, -2));
    assertThrows(IndexOutOfBoundsException.class, () -> Matrix.wrap(memory, DOUBLE, 2, 3, 8, 3, 1));
    for (long huge : new long[] {Long.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE / 8, 1L << 61}) {
      assertThrows(
          IndexOutOfBoundsException.class, () -> Matrix.wrap(memory, DOUBLE, 3, 3, 0, huge, 1));
      assertThrows(
          IndexOutOfBoundsException.class, () -> Matrix.wrap(memory, DOUBLE, 3, 3, huge, 3, 1));
      assertThrows(IndexOutOfBoundsException.class, () -> Vector.wrap(memory, DOUBLE, 2, 1, huge));
    }
  }

  @Test
  void theRowStrideOfASingleRowIsIgnored() {
    MemorySegment memory = Arena.ofAuto().allocate(4 * 8, 8);
    for (long huge : new long[] {Long.MAX_VALUE, Long.MIN_VALUE}) {
      Matrix row = Matrix.wrap(memory, DOUBLE, 1, 4, 0, huge, 1);
      row.set(0, 3, 7);
      assertEquals(7, row.reversedRows().reversedColumns().transposed().get(0, 0));
      assertEquals(1, row.diagonal().size());
      assertFalse(row.overlapsItself());
      assertTrue(row.overlaps(row.column(3)));
      assertNotNull(row.asBlasOperand());
    }
  }

  @Test
  void wrappedMemoryMustHaveTheTypeAndBeAligned() {
    MemorySegment longs = MemorySegment.ofArray(new long[3]);
    assertMessage(
        IllegalArgumentException.class,
        "memory on the Java heap must be a writable segment of a double[], but was " + longs,
        () -> Vector.wrap(longs, DOUBLE, 3, 0, 1));
    MemorySegment shifted = Arena.ofAuto().allocate(64, 64).asSlice(4);
    assertEquals(1, Vector.wrap(shifted, Precision.SINGLE, 1, 0, 1).size());
    assertMessage(
        IllegalArgumentException.class,
        String.format(
            "memory of double elements must be aligned to 8 bytes, but begins at 0x%x",
            shifted.address()),
        () -> Matrix.wrap(shifted, DOUBLE, 1, 1, 0, 1, 1));
  }

  // ---- out of range

  static Stream<Arguments> outOfRange() {
    Matrix m = Matrix.allocate(DOUBLE, 3, 4);
    Vector v = Vector.allocate(Precision.SINGLE, 5);
    return Stream.of(
        refused("element (3, 0) is outside a 3x4 double matrix", () -> m.get(3, 0)),
        refused("element (0, -1) is outside a 3x4 double matrix", () -> m.set(0, -1, 1)),
        refused("element (0, 4) is outside a 3x4 double matrix", () -> m.get(0, 4)),
        refused("row 3 is outside a 3x4 double matrix", () -> m.row(3)),
        refused("column -1 is outside a 3x4 double matrix", () -> m.column(-1)),
        refused(
            "a block of 2 rows from 2 is outside a 3x4 double matrix", () -> m.block(2, 0, 2, 4)),
        refused(
            "a block of 2147483647 columns from 2 is outside a 3x4 double matrix",
            () -> m.block(0, 2, 1, Integer.MAX_VALUE)),
        refused(
            "a block of -1 rows from 0 is outside a 3x4 double matrix", () -> m.block(0, 0, -1, 1)),
        refused("element 5 is outside a vector of 5 single elements", () -> v.get(5)),
        refused("element -1 is outside a vector of 5 single elements", () -> v.set(-1, 0)),
        refused(
            "a slice of 3 elements from 3 is outside a vector of 5 single elements",
            () -> v.slice(3, 3)),
        refused(
            "a slice of 2147483647 elements from 1 is outside a vector of 5 single elements",
            () -> v.slice(1, Integer.MAX_VALUE)));
  }

  private static Arguments refused(String message, Executable call) {
    return Arguments.of(message, call);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void outOfRange(String message, Executable call) {
    assertMessage(IndexOutOfBoundsException.class, message, call);
  }

  @Test
  void asMatrixRequiresAsManyElements() {
    Vector v = Vector.of(1, 2, 3, 4, 5, 6).reversed();
    assertEquals(2, v.asMatrix(2, 3).get(1, 1));
    assertMessage(
        IllegalArgumentException.class,
        "a 2x4 matrix has 8 elements, but the vector has 6",
        () -> v.asMatrix(2, 4));
    assertThrows(IllegalArgumentException.class, () -> v.asMatrix(1 << 16, 1 << 16));
    assertThrows(IllegalArgumentException.class, () -> v.asMatrix(-2, -3));
  }

  // ---- empty operands

  @ParameterizedTest
  @EnumSource
  void emptyOperandsSupportAllOperations(Precision precision) {
    for (Matrix m :
        new Matrix[] {
          Matrix.allocate(precision, 0, 3),
          Matrix.allocate(precision, 3, 0),
          Matrix.allocate(precision, 0, 0),
          Matrix.allocate(precision, 4, 4).block(4, 2, 0, 2),
          Matrix.allocate(precision, 4, 4).reversedRows().block(2, 4, 2, 0)
        }) {
      assertTrue(m.isEmpty());
      assertEquals(0, m.segment().byteSize());
      assertEquals(0, m.toDoubleArray(Order.COLUMN_MAJOR).length);
      assertEquals(m.columns(), m.reversedColumns().transposed().reversedRows().rows());
      m.fill(1);
      assertSame(m, m.copyFrom(Matrix.allocate(precision, m.rows(), m.columns())));
      assertEquals(0, m.diagonal().size());
      for (int i = 0; i < m.rows(); i++) {
        assertTrue(m.row(i).isEmpty());
      }
      for (int j = 0; j < m.columns(); j++) {
        assertTrue(m.column(j).isEmpty());
      }
    }
    Vector empty = Vector.allocate(precision, 2).slice(2, 0);
    assertEquals(0, empty.reversed().toFloatArray().length);
    assertTrue(empty.asColumn().isEmpty());
    assertEquals(7, empty.asMatrix(7, 0).rows());
  }

  // ---- operands of BLAS

  @Test
  void rowMajorAndColumnMajorMatricesAreUsedUnchanged() {
    Matrix m = Matrix.allocate(DOUBLE, 4, 6);
    assertSame(m, m.asBlasOperand());
    Matrix block = m.block(1, 2, 2, 3).transposed();
    assertSame(block, block.asBlasOperand());
  }

  @Test
  void anUnusedStrideIsReplaced() {
    Matrix m = Matrix.allocate(DOUBLE, 4, 6);
    for (Matrix line :
        new Matrix[] {
          m.column(2).asRow(),
          m.column(2).asColumn(),
          m.diagonal().asRow(),
          m.row(1).asColumn(),
          m.row(1).asRow(),
          m.block(3, 5, 1, 1).reversedRows().reversedColumns()
        }) {
      m.set(3, 5, 2);
      Matrix described = line.asBlasOperand();
      assertNotNull(described, line::describe);
      assertTrue(described.isRowMajor() || described.isColumnMajor());
      assertArrayEquals(
          line.toDoubleArray(Order.ROW_MAJOR), described.toDoubleArray(Order.ROW_MAJOR));
      assertEquals(line.segment().address(), described.segment().address());
    }
  }

  @Test
  void otherLayoutsMustBeCopied() {
    Matrix m = Matrix.allocate(DOUBLE, 8, 8);
    assertNull(m.reversedRows().asBlasOperand());
    assertNull(m.reversedColumns().asBlasOperand());
    assertNull(m.row(0).reversed().asRow().asBlasOperand());
    assertNull(Matrix.wrap(m.segment(), DOUBLE, 3, 3, 0, 16, 2).asBlasOperand());
    assertNull(Matrix.wrap(m.segment(), DOUBLE, 3, 3, 0, 0, 1).asBlasOperand());
    assertNull(Matrix.wrap(m.segment(), DOUBLE, 3, 3, 0, 2, 1).asBlasOperand());
    assertNull(Matrix.wrap(m.segment(), DOUBLE, 1, 3, 0, 3, 0).asBlasOperand());
  }

  @Test
  @SuppressWarnings("restricted")
  void aLeadingDimensionMustFit32Bits() {
    // Nothing is read: the memory need not exist.
    MemorySegment memory = MemorySegment.ofAddress(64).reinterpret(Long.MAX_VALUE & ~63);
    long most = Integer.MAX_VALUE;
    assertNotNull(Matrix.wrap(memory, DOUBLE, 2, 2, 0, most, 1).asBlasOperand());
    assertNull(Matrix.wrap(memory, DOUBLE, 2, 2, 0, most + 1, 1).asBlasOperand());
    assertNull(Matrix.wrap(memory, DOUBLE, 2, 2, 0, 1, most + 1).asBlasOperand());
    assertNotNull(Matrix.wrap(memory, DOUBLE, 1, 2, 0, most + 1, 1).asBlasOperand());
    Matrix row = Matrix.wrap(memory, DOUBLE, 1, 2, 0, most + 1, 1);
    Matrix column = Matrix.wrap(memory, DOUBLE, 2, 1, 0, 1, most + 1);
    for (Order order : Order.values()) {
      boolean byRows = order == Order.ROW_MAJOR;
      for (Matrix line : new Matrix[] {row, column}) {
        Matrix operand = line.asBlasOperand(order);
        assertNotNull(operand, () -> line.describe() + " in " + order);
        assertTrue(byRows ? operand.isRowMajor() : operand.isColumnMajor(), operand::describe);
        assertTrue(Math.max(operand.rowStride(), operand.columnStride()) <= most);
      }
    }
  }
}
