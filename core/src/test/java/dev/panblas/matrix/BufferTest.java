/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.matrix;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Elements from and to buffers of java.nio, and memory of which only the address is known. */
class BufferTest {

  private static final ByteOrder NATIVE = ByteOrder.nativeOrder();
  private static final ByteOrder OTHER =
      NATIVE == ByteOrder.BIG_ENDIAN ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;

  /** Where a buffer's elements are: 2 elements before the position, 1 after the limit. */
  enum Memory {
    DIRECT,
    DIRECT_OTHER_ORDER,
    DIRECT_UNALIGNED,
    BYTES_ON_HEAP,
    BYTES_ON_HEAP_OTHER_ORDER,
    ARRAY;

    /** The bytes of the elements; empty if the buffer is over an array of elements. */
    private Optional<ByteBuffer> bytes(int size) {
      return switch (this) {
        case DIRECT -> Optional.of(ByteBuffer.allocateDirect(size).order(NATIVE));
        case DIRECT_OTHER_ORDER -> Optional.of(ByteBuffer.allocateDirect(size).order(OTHER));
        case DIRECT_UNALIGNED ->
            Optional.of(ByteBuffer.allocateDirect(size + 2).position(1).slice().order(NATIVE));
        case BYTES_ON_HEAP -> Optional.of(ByteBuffer.allocate(size).order(NATIVE));
        case BYTES_ON_HEAP_OTHER_ORDER -> Optional.of(ByteBuffer.allocate(size).order(OTHER));
        case ARRAY -> Optional.empty();
      };
    }

    DoubleBuffer doubles(int count) {
      return bytes((count + 3) * Double.BYTES)
          .map(ByteBuffer::asDoubleBuffer)
          .orElseGet(() -> DoubleBuffer.allocate(count + 3))
          .position(2)
          .limit(count + 2);
    }

    FloatBuffer floats(int count) {
      return bytes((count + 3) * Float.BYTES)
          .map(ByteBuffer::asFloatBuffer)
          .orElseGet(() -> FloatBuffer.allocate(count + 3))
          .position(2)
          .limit(count + 2);
    }
  }

  private static void assertUnmoved(Buffer buffer, int count) {
    assertEquals(2, buffer.position());
    assertEquals(count + 2, buffer.limit());
  }

  private static double element(int i, int j) {
    return i + 0.25 * j;
  }

  private static Matrix numbered(Precision precision, int rows, int columns) {
    Matrix matrix = Matrix.allocate(precision, rows, columns);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        matrix.set(i, j, element(i, j));
      }
    }
    return matrix;
  }

  /** One matrix is larger than what is copied at once, one has longer rows. */
  @ParameterizedTest
  @EnumSource
  void copiesTakeAnyBuffer(Memory memory) {
    for (int[] shape : new int[][] {{2, 3}, {400, 3}, {2, 1100}, {0, 3}}) {
      int count = shape[0] * shape[1];
      for (Precision precision : Precision.values()) {
        for (Order order : Order.values()) {
          Matrix source = numbered(precision, shape[0], shape[1]);
          Matrix target =
              Matrix.allocate(precision, 2 * shape[1], shape[0])
                  .transposed()
                  .block(0, shape[1], shape[0], shape[1]);
          DoubleBuffer doubles = memory.doubles(count);
          source.copyTo(doubles, order);
          assertUnmoved(doubles, count);
          target.copyFrom(doubles.asReadOnlyBuffer(), order);
          assertArrayEquals(source.toArrays(), target.toArrays());
          if (count > 0) {
            int second = order == Order.ROW_MAJOR ? 1 : shape[0]; // the index of element (0, 1)
            assertEquals(element(0, 1), doubles.get(2 + second));
            assertEquals(0, doubles.duplicate().clear().get(1));
            assertEquals(0, doubles.duplicate().clear().get(count + 2));
          }

          target.fill(0);
          FloatBuffer floats = memory.floats(count);
          source.copyTo(floats, order);
          assertUnmoved(floats, count);
          target.copyFrom(floats.asReadOnlyBuffer(), order);
          assertArrayEquals(source.toArrays(), target.toArrays());
        }
      }
    }
  }

  @Test
  void vectorsOfAnyStrideAreCopied() {
    Vector v = Vector.of(1, 2, 3, 4, 5).reversed();
    DoubleBuffer doubles = Memory.DIRECT_OTHER_ORDER.doubles(5);
    Vector readOnly = Vector.wrap(v.segment().asReadOnly(), Precision.DOUBLE, 5, 4, -1);
    readOnly.copyTo(doubles);
    assertArrayEquals(new double[] {5, 4, 3, 2, 1}, v.toArray());
    assertArrayEquals(
        v.toArray(), Vector.allocate(Precision.DOUBLE, 5).copyFrom(doubles).toArray());
    FloatBuffer floats = Memory.ARRAY.floats(5);
    v.copyTo(floats);
    assertEquals(4, floats.get(3));
    assertArrayEquals(v.toArray(), Vector.allocate(Precision.SINGLE, 5).copyFrom(floats).toArray());
    double[] array = new double[5];
    v.copyTo(array);
    assertArrayEquals(v.toArray(), array);
    float[] single = new float[5];
    v.copyTo(single);
    assertEquals(5, single[0]);
  }

  @ParameterizedTest
  @EnumSource(names = {"DIRECT", "ARRAY"})
  void viewsShareTheElementsFromPositionToLimit(Memory memory) {
    DoubleBuffer doubles = memory.doubles(6);
    Matrix byRows = Matrix.over(doubles, 2, 3, Order.ROW_MAJOR);
    Matrix byColumns = Matrix.over(doubles, 2, 3, Order.COLUMN_MAJOR);
    assertUnmoved(doubles, 6);
    byRows.set(1, 0, 7);
    assertEquals(7, doubles.get(5));
    assertEquals(7, byColumns.get(1, 1));
    doubles.put(2, 8);
    assertEquals(8, byRows.get(0, 0));
    assertEquals(8, Vector.over(doubles).get(0));

    FloatBuffer floats = memory.floats(6);
    Matrix single = Matrix.over(floats, 3, 2, Order.COLUMN_MAJOR);
    single.set(0, 1, 9);
    assertEquals(9, floats.get(5));
    assertEquals(9, Vector.over(floats).get(3));
    assertEquals("[0. 0. 0. 9. 0. 0.]", Vector.over(floats).toString());
    assertEquals(0, Vector.over(floats.slice(0, 0)).size());
  }

  @Test
  void aViewOfAReadOnlyDirectBufferIsReadOnly() {
    DoubleBuffer buffer = Memory.DIRECT.doubles(2).asReadOnlyBuffer();
    Vector v = Vector.over(buffer);
    assertEquals(0, v.get(1));
    assertMessage(
        "vector (2 double) must be writable, but is read-only: copy it first", () -> v.set(0, 1));
  }

  @Test
  void viewsOfOtherMemoryAreRefused() {
    assertMessage(
        "the buffer must be in the native byte order, "
            + NATIVE
            + ", but is "
            + OTHER
            + ": call order(ByteOrder.nativeOrder()) before asDoubleBuffer(), or copy the elements"
            + " with copyFrom",
        () -> Vector.over(Memory.DIRECT_OTHER_ORDER.doubles(2)));
    assertMessage(
        "the buffer must be in the native byte order, "
            + NATIVE
            + ", but is "
            + OTHER
            + ": call order(ByteOrder.nativeOrder()) before asFloatBuffer(), or copy the elements"
            + " with copyFrom",
        () -> Matrix.over(Memory.DIRECT_OTHER_ORDER.floats(2), 1, 2, Order.ROW_MAJOR));
    for (Runnable view :
        new Runnable[] {
          () -> Vector.over(Memory.BYTES_ON_HEAP.doubles(2)),
          () -> Vector.over(Memory.BYTES_ON_HEAP.floats(2)),
          () -> Vector.over(Memory.ARRAY.doubles(2).asReadOnlyBuffer()),
          () -> Vector.over(Memory.DIRECT_UNALIGNED.doubles(2)),
          () -> Vector.over(Memory.DIRECT_UNALIGNED.floats(2))
        }) {
      assertThrows(IllegalArgumentException.class, view::run);
    }
  }

  @Test
  void lengthsWritesAndOverlapsAreChecked() {
    DoubleBuffer buffer = Memory.DIRECT.doubles(6);
    assertMessage(
        "the buffer must have 4 elements from position to limit for a 2x2 matrix, but has 6",
        () -> Matrix.over(buffer, 2, 2, Order.ROW_MAJOR));
    Matrix matrix = numbered(Precision.DOUBLE, 2, 2);
    assertMessage(
        "the buffer must have 4 elements from position to limit for a 2x2 matrix, but has 6",
        () -> matrix.copyFrom(buffer, Order.ROW_MAJOR));
    assertMessage(
        "the buffer must have 4 elements from position to limit for a 2x2 matrix, but has 6",
        () -> matrix.copyTo(buffer, Order.ROW_MAJOR));
    assertMessage(
        "the buffer must be writable, but is read-only",
        () -> matrix.copyTo(Memory.DIRECT.doubles(4).asReadOnlyBuffer(), Order.ROW_MAJOR));
    Matrix view = Matrix.over(buffer, 2, 3, Order.ROW_MAJOR);
    assertMessage(
        "matrix (3x2 double) and buffer must not share memory: copy one of them first",
        () -> view.transposed().copyFrom(buffer, Order.ROW_MAJOR));
    assertMessage(
        "copy: target (2x2 double) must not overlap itself (a stride is 0 or too small)",
        () -> matrix.row(0).asRows(2).copyFrom(Memory.DIRECT.doubles(4), Order.ROW_MAJOR));
    assertEquals("[[0.   0.25]\n [1.   1.25]]", matrix.toString());
  }

  /** As docs/USING.md shows it: the program's arena bounds the time in which the view is used. */
  @Test
  @SuppressWarnings("restricted") // the only way from an address to memory
  void memoryIsUsedByItsAddress() {
    try (Arena owner = Arena.ofConfined()) {
      MemorySegment memory = owner.allocate(3 * Double.BYTES, Double.BYTES);
      long address = memory.address();
      int size = 3;
      Vector late;
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment elements =
            MemorySegment.ofAddress(address).reinterpret(size * 8L, arena, null);
        Vector v = Vector.wrap(elements, Precision.DOUBLE, size, 0, 1);
        v.copyFrom(new double[] {1, 2, 3});
        assertEquals(address, v.segment().address());
        assertEquals(size * 8L, v.segment().byteSize());
        late = v;
      }
      assertEquals(
          "vector (3 double) was freed: its arena is closed",
          assertThrows(IllegalStateException.class, () -> late.get(0)).getMessage());
      assertEquals("[1. 2. 3.]", Vector.wrap(memory, Precision.DOUBLE, 3, 0, 1).toString());
    }
  }

  private static void assertMessage(String message, Runnable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call::run).getMessage());
  }
}
