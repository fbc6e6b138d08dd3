/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.matrix;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MatrixBatchTest {

  private static final Precision DOUBLE = Precision.DOUBLE;

  private static void assertMessage(
      Class<? extends Throwable> type, String message, Executable call) {
    assertEquals(message, assertThrows(type, call).getMessage());
  }

  private static MatrixBatch allocate(Precision precision, int count, int rows, int columns) {
    return MatrixBatch.allocate(Arena.ofAuto(), precision, count, rows, columns);
  }

  /** Memory with the elements 0, 1, 2 and so on. */
  private static MemorySegment numbers(int size) {
    Vector numbers = Vector.allocate(DOUBLE, size);
    for (int i = 0; i < size; i++) {
      numbers.set(i, i);
    }
    return numbers.segment();
  }

  private static double[] elements(Matrix m) {
    return m.toDoubleArray(Order.ROW_MAJOR);
  }

  // ---- construction

  @ParameterizedTest
  @EnumSource
  void aNewBatchIsZeroAlignedAndContiguous(Precision precision) {
    MatrixBatch batch = allocate(precision, 3, 2, 5);
    assertEquals(0, batch.segment().address() % 64);
    assertEquals(30L * precision.bytes(), batch.segment().byteSize());
    assertEquals(3, batch.count());
    assertEquals(2, batch.rows());
    assertEquals(5, batch.columns());
    assertEquals(10, batch.batchStride());
    assertEquals(precision, batch.precision());
    assertFalse(batch.isEmpty());
    batch.matrix(1).fill(1);
    assertArrayEquals(new double[10], elements(batch.matrix(0)));
    assertArrayEquals(new double[10], elements(batch.matrix(2)));
    assertTrue(batch.matrix(1).isRowMajor());
  }

  @Test
  void negativeAndTooLargeShapesAreRefused() {
    assertMessage(
        IllegalArgumentException.class,
        "count, rows and columns must be >= 0, but were -1, 2 and 3",
        () -> allocate(DOUBLE, -1, 2, 3));
    assertMessage(
        IllegalArgumentException.class,
        "count, rows and columns must be >= 0, but were 1, 2 and -3",
        () -> MatrixBatch.wrap(numbers(4), DOUBLE, 1, 2, -3, 0, 0, 1, 1));
    assertMessage(
        IllegalArgumentException.class,
        "4 1073741824x1073741824 double matrices need more bytes than can be addressed",
        () -> allocate(DOUBLE, 4, 1 << 30, 1 << 30));
    MemorySegment longs = MemorySegment.ofArray(new long[4]);
    assertMessage(
        IllegalArgumentException.class,
        "memory on the Java heap must be a writable segment of a double[], but was " + longs,
        () -> MatrixBatch.wrap(longs, DOUBLE, 1, 2, 2, 0, 0, 2, 1));
  }

  @Test
  void anEmptyBatchIgnoresItsOffsetAndStrides() {
    assertTrue(allocate(DOUBLE, 0, 2, 2).isEmpty());
    assertTrue(allocate(DOUBLE, 2, 0, 2).isEmpty());
    assertTrue(allocate(DOUBLE, 2, 2, 0).isEmpty());
    assertEquals(2, allocate(DOUBLE, 2, 0, 2).matrix(1).columns());
    // An empty batch ignores its offset and strides.
    MatrixBatch none = MatrixBatch.wrap(numbers(1), DOUBLE, 0, 2, 2, 9, 1L << 60, 5, 1);
    assertEquals(0, none.segment().byteSize());
    assertFalse(none.overlapsItself());
  }

  @Test
  void wrappedMemoryMustHoldEveryElement() {
    MemorySegment memory = numbers(12);
    assertArrayEquals(
        new double[] {8, 9, 10, 11},
        elements(MatrixBatch.wrap(memory, DOUBLE, 3, 2, 2, 0, 4, 2, 1).matrix(2)));
    assertMessage(
        IndexOutOfBoundsException.class,
        "the last of 3 with batch stride 5: a 2x2 double view at offset 0 with strides 2 and 1 is"
            + " outside the memory of 12 elements",
        () -> MatrixBatch.wrap(memory, DOUBLE, 3, 2, 2, 0, 5, 2, 1));
    assertMessage(
        IndexOutOfBoundsException.class,
        "a 2x2 double view at offset 10 with strides 2 and 1 is outside the memory of 12 elements",
        () -> MatrixBatch.wrap(memory, DOUBLE, 1, 2, 2, 10, 5, 2, 1));
    for (long huge : new long[] {Long.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE / 8, 1L << 61}) {
      assertThrows(
          IndexOutOfBoundsException.class,
          () -> MatrixBatch.wrap(memory, DOUBLE, 3, 1, 1, 0, huge, 1, 1));
    }
    // The batch stride of a single matrix is ignored.
    assertEquals(
        5, MatrixBatch.wrap(memory, DOUBLE, 1, 2, 2, 5, Long.MIN_VALUE, 2, 1).matrix(0).get(0, 0));
  }

  @Test
  void stridesMayBeNegative() {
    MemorySegment memory = numbers(12);
    MatrixBatch down = MatrixBatch.wrap(memory, DOUBLE, 3, 2, 2, 8, -4, 2, 1);
    assertArrayEquals(new double[] {8, 9, 10, 11}, elements(down.matrix(0)));
    assertArrayEquals(new double[] {0, 1, 2, 3}, elements(down.matrix(2)));
    MatrixBatch all = MatrixBatch.wrap(memory, DOUBLE, 3, 2, 2, 11, -4, -2, -1);
    assertArrayEquals(new double[] {11, 10, 9, 8}, elements(all.matrix(0)));
    assertArrayEquals(new double[] {3, 2, 1, 0}, elements(all.matrix(2)));
    assertEquals(12 * 8, all.segment().byteSize());
    MatrixBatch mixed = MatrixBatch.wrap(memory, DOUBLE, 2, 2, 2, 4, 6, -3, 1);
    assertArrayEquals(new double[] {10, 11, 7, 8}, elements(mixed.matrix(1)));
    assertMessage(
        IndexOutOfBoundsException.class,
        "the last of 3 with batch stride -4: a 2x2 double view at offset 7 with strides 2 and 1"
            + " is outside the memory of 12 elements",
        () -> MatrixBatch.wrap(memory, DOUBLE, 3, 2, 2, 7, -4, 2, 1));
    assertThrows(
        IndexOutOfBoundsException.class,
        () -> MatrixBatch.wrap(memory, DOUBLE, 3, 2, 2, 9, -4, 2, 1));
  }

  @Test
  void aMatrixOutOfRangeIsRefused() {
    MatrixBatch batch = allocate(DOUBLE, 3, 2, 2);
    assertMessage(
        IndexOutOfBoundsException.class,
        "matrix 3 is outside a batch of 3 times 2x2 double",
        () -> batch.matrix(3));
    assertThrows(IndexOutOfBoundsException.class, () -> batch.matrix(-1));
  }

  // ---- views and copies

  @Test
  void aBatchRepeatsOneMatrix() {
    Matrix m = Matrix.of(new double[][] {{1, 2, 3}, {4, 5, 6}}).transposed().reversedRows();
    MatrixBatch many = MatrixBatch.repeat(m, 1_000_000);
    assertEquals(0, many.batchStride());
    assertArrayEquals(elements(m), elements(many.matrix(999_999)));
    assertEquals(m.segment().byteSize(), many.segment().byteSize());
    assertTrue(many.overlapsItself());
    assertFalse(MatrixBatch.repeat(m, 1).overlapsItself());
    assertTrue(MatrixBatch.repeat(m, 0).isEmpty());
    assertTrue(MatrixBatch.repeat(m.block(0, 0, 0, 2), 4).isEmpty());
  }

  @Test
  void aTransposedBatchTransposesEachMatrix() {
    MatrixBatch batch = MatrixBatch.wrap(numbers(12), DOUBLE, 2, 2, 3, 6, -6, 3, 1);
    MatrixBatch transposed = batch.transposed();
    assertEquals("2 times 3x2 double", transposed.describe());
    assertArrayEquals(new double[] {6, 9, 7, 10, 8, 11}, elements(transposed.matrix(0)));
    assertArrayEquals(new double[] {0, 3, 1, 4, 2, 5}, elements(transposed.matrix(1)));
    assertTrue(transposed.matrix(0).isColumnMajor());
  }

  @Test
  void theDescriptionHasCountShapeAndPrecision() {
    assertEquals("3 times 2x5 single", allocate(Precision.SINGLE, 3, 2, 5).describe());
    assertEquals("3 times 2x5 single", allocate(Precision.SINGLE, 3, 2, 5).toString());
  }

  // ---- overlap

  @Test
  void interleavedMatricesDoNotOverlap() {
    MemorySegment memory = numbers(24);
    // Three 2 x 4 matrices side by side, and their halves.
    MatrixBatch sideBySide = MatrixBatch.wrap(memory, DOUBLE, 3, 2, 4, 0, 4, 12, 1);
    assertFalse(sideBySide.overlapsItself());
    MatrixBatch left = MatrixBatch.wrap(memory, DOUBLE, 3, 2, 2, 0, 4, 12, 1);
    MatrixBatch right = MatrixBatch.wrap(memory, DOUBLE, 3, 2, 2, 2, 4, 12, 1);
    assertFalse(left.overlaps(right));
    assertFalse(right.overlaps(left));
    assertTrue(left.overlaps(sideBySide));
    assertTrue(sideBySide.overlaps(right));
    Vector column = Vector.wrap(memory, DOUBLE, 2, 3, 12);
    assertFalse(left.overlaps(column));
    assertTrue(right.overlaps(column));
    assertTrue(column.overlaps(right));
    assertFalse(column.overlaps(left));
    Matrix whole = Matrix.wrap(memory, DOUBLE, 2, 12, 0, 12, 1);
    assertTrue(whole.overlaps(left));
    assertFalse(whole.block(0, 2, 2, 2).overlaps(left));
    assertTrue(MatrixBatch.wrap(memory, DOUBLE, 3, 2, 4, 0, 3, 12, 1).overlapsItself());
    assertTrue(MatrixBatch.wrap(memory, DOUBLE, 3, 2, 4, 8, -3, 12, 1).overlapsItself());
  }

  @Test
  void operandsOfDifferentPrecisionOverlap() {
    MatrixBatch doubles = allocate(DOUBLE, 2, 2, 2);
    Matrix singles = Matrix.wrap(doubles.segment(), Precision.SINGLE, 1, 1, 9, 1, 1);
    assertTrue(doubles.overlaps(singles));
    assertTrue(singles.overlaps(doubles));
  }

  /** A batch, and the elements of the batch and of its first matrix as bits of a long. */
  private record Elements(MatrixBatch batch, long bits, long firstBits, boolean repeats) {

    private static final MemorySegment MEMORY = numbers(Long.SIZE);

    private static long bits(Matrix m) {
      long bits = 0;
      for (double element : elements(m)) {
        bits |= 1L << (int) element;
      }
      return bits;
    }

    static Elements random(Random random) {
      while (true) {
        int count = 1 + random.nextInt(4);
        int rows = 1 + random.nextInt(4);
        int columns = 1 + random.nextInt(4);
        int rowStride = random.nextInt(13) - 6;
        int columnStride = random.nextInt(13) - 6;
        int batchStride = random.nextInt(41) - 20;
        int[] spans = {
          batchStride * (count - 1), rowStride * (rows - 1), columnStride * (columns - 1)
        };
        int below = -Arrays.stream(spans).map(span -> Math.min(0, span)).sum();
        int above = Arrays.stream(spans).map(span -> Math.max(0, span)).sum();
        if (below + above < Long.SIZE) {
          int offset = below + random.nextInt(Long.SIZE - below - above);
          return of(
              MatrixBatch.wrap(
                  MEMORY,
                  DOUBLE,
                  count,
                  rows,
                  columns,
                  offset,
                  batchStride,
                  rowStride,
                  columnStride));
        }
      }
    }

    private static Elements of(MatrixBatch batch) {
      long bits = 0;
      for (int b = 0; b < batch.count(); b++) {
        bits |= bits(batch.matrix(b));
      }
      int elements = batch.count() * batch.rows() * batch.columns();
      return new Elements(batch, bits, bits(batch.matrix(0)), Long.bitCount(bits) < elements);
    }
  }

  @Test
  void batchesOverlapIfTheyShareElements() {
    Random random = new Random(4);
    List<Elements> all = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      all.add(Elements.random(random));
    }
    int overlapping = 0;
    for (Elements a : all) {
      assertEquals(a.repeats, a.batch.overlapsItself(), () -> a.batch + " " + a.bits);
      for (Elements b : all) {
        boolean overlap = (a.bits & b.bits) != 0;
        overlapping += overlap ? 1 : 0;
        assertEquals(overlap, a.batch.overlaps(b.batch), () -> a + " and " + b);
        assertEquals(
            (a.bits & b.firstBits) != 0,
            a.batch.overlaps(b.batch.matrix(0)),
            () -> a + " and the first of " + b);
      }
    }
    assertTrue(overlapping > 100_000 && overlapping < 900_000, "overlapping pairs: " + overlapping);
  }
}
