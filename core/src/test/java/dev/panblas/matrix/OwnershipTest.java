/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.panblas.npy.NpyFile;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Access to closed, foreign or read-only memory throws an exception and never crashes. */
class OwnershipTest {

  private static List<Executable> reads(Matrix m, Vector v) {
    return List.of(
        () -> m.get(0, 0),
        () -> v.get(0),
        () -> m.toDoubleArray(Order.ROW_MAJOR),
        () -> m.transposed().toFloatArray(Order.ROW_MAJOR),
        () -> m.row(0).toDoubleArray(),
        () -> Matrix.allocate(Precision.DOUBLE, 2, 2).copyFrom(m),
        () -> NpyFile.write(new ByteArrayOutputStream(), m),
        () -> NpyFile.write(new ByteArrayOutputStream(), v));
  }

  private static List<Executable> writes(Matrix m, Vector v) {
    return List.of(
        () -> m.set(0, 0, 1),
        () -> m.block(1, 1, 1, 1).set(0, 0, 1),
        () -> v.set(0, 1),
        () -> m.fill(0),
        () -> m.fill(1),
        () -> v.reversed().fill(1),
        () -> m.copyFrom(new double[4], Order.ROW_MAJOR),
        () -> m.copyFrom(new float[4], Order.COLUMN_MAJOR),
        () -> m.copyFrom(Matrix.allocate(Precision.DOUBLE, 2, 2)),
        () -> v.copyFrom(Vector.of(1, 2)));
  }

  @Test
  void theMessageAboutTheLimitOfMemoryWithoutAnArenaSaysWhatToUse() {
    int size = 1 << 21; // 32 TiB, which no limit allows
    String message =
        assertThrows(OutOfMemoryError.class, () -> Matrix.allocate(Precision.DOUBLE, size, size))
            .getMessage();
    assertTrue(message.contains("a 2097152x2097152 double operand exceeds it"), message);
    assertTrue(message.contains("allocate it from an arena that you close"), message);
    assertTrue(message.contains("-XX:MaxDirectMemorySize"), message);
  }

  @Test
  void accessAfterTheArenaIsClosedThrows() {
    Matrix m;
    Vector v;
    try (Arena arena = Arena.ofConfined()) {
      m = Matrix.allocate(arena, Precision.DOUBLE, 2, 2);
      v = Vector.allocate(arena, Precision.DOUBLE, 2);
    }
    for (List<Executable> calls : List.of(reads(m, v), writes(m, v))) {
      for (Executable call : calls) {
        String message = assertThrows(IllegalStateException.class, call).getMessage();
        assertTrue(message.endsWith("was freed: its arena is closed"), message);
      }
    }
    assertEquals(
        "matrix (2x2 double) was freed: its arena is closed",
        assertThrows(IllegalStateException.class, () -> m.get(0, 0)).getMessage());
    assertEquals(2, m.transposed().rows()); // making a view accesses no memory
  }

  @Test
  void accessToAnotherThreadsConfinedArenaThrows() throws InterruptedException, ExecutionException {
    try (Arena arena = Arena.ofConfined()) {
      Matrix m = Matrix.allocate(arena, Precision.DOUBLE, 2, 2);
      Vector v = Vector.allocate(arena, Precision.DOUBLE, 2);
      FutureTask<String> task =
          new FutureTask<>(
              () -> {
                for (Executable call : reads(m, v)) {
                  assertThrows(WrongThreadException.class, call);
                }
                for (Executable call : writes(m, v)) {
                  assertThrows(WrongThreadException.class, call);
                }
                return assertThrows(WrongThreadException.class, () -> v.get(0)).getMessage();
              });
      Thread other = new Thread(task, "other");
      other.start();
      other.join();
      String message = task.get();
      assertTrue(
          message.startsWith(
              "vector (2 double) belongs to a confined arena of another thread; Thread["),
          message);
      assertTrue(
          message.endsWith("cannot use it: allocate it from Arena.ofShared() or Arena.ofAuto()"),
          message);
    }
  }

  @Test
  void writesToReadOnlyMemoryThrow() {
    MemorySegment memory = Arena.ofAuto().allocate(32, 8).asReadOnly();
    Matrix m = Matrix.wrap(memory, Precision.DOUBLE, 2, 2, 0, 2, 1);
    Vector v = Vector.wrap(memory, Precision.DOUBLE, 2, 0, 2);
    for (Executable call : writes(m, v)) {
      String message = assertThrows(IllegalArgumentException.class, call).getMessage();
      assertTrue(message.endsWith("must be writable, but is read-only: copy it first"), message);
    }
    assertEquals(0, m.get(1, 1));
  }

  @Test
  void aViewKeepsMemoryOfAnAutomaticArenaAlive() {
    Vector last = Matrix.of(new double[][] {{1, 2}, {3, 4}}).row(1);
    System.gc();
    assertEquals(4, last.get(1));
  }
}
