package dev.panblas.blas;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Triangle;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * A NaN with a pattern of its own, where a routine has no business: reading it shows in the result,
 * and writing there shows in its bits. It is a signalling one, which arithmetic and conversion turn
 * quiet.
 */
final class Rogue {

  private static final int SINGLE = 0x7fa0_beef;
  private static final long DOUBLE = 0x7ff4_dead_beef_cafeL;

  private Rogue() {}

  /** In all that does not belong to the triangle. */
  static Matrix beside(Triangle triangle, Matrix m) {
    for (int i = 0; i < m.rows(); i++) {
      for (int j = 0; j < m.columns(); j++) {
        if (!triangle.contains(i, j)) {
          put(m, i, j);
        }
      }
    }
    return m;
  }

  static void assertBeside(Triangle triangle, Matrix m) {
    for (int i = 0; i < m.rows(); i++) {
      for (int j = 0; j < m.columns(); j++) {
        if (!triangle.contains(i, j)) {
          assertIsAt(m, i, j);
        }
      }
    }
  }

  static void put(Matrix m, int i, int j) {
    MemorySegment memory = m.segment();
    if (m.precision() == Precision.SINGLE) {
      memory.setAtIndex(ValueLayout.JAVA_INT, index(m, i, j), SINGLE);
    } else {
      memory.setAtIndex(ValueLayout.JAVA_LONG, index(m, i, j), DOUBLE);
    }
  }

  private static void assertIsAt(Matrix m, int i, int j) {
    MemorySegment memory = m.segment();
    String place = "(" + i + ", " + j + ") of " + m.describe();
    if (m.precision() == Precision.SINGLE) {
      assertEquals(SINGLE, memory.getAtIndex(ValueLayout.JAVA_INT, index(m, i, j)), place);
    } else {
      assertEquals(DOUBLE, memory.getAtIndex(ValueLayout.JAVA_LONG, index(m, i, j)), place);
    }
  }

  private static long index(Matrix m, int i, int j) {
    return m.origin() + i * m.rowStride() + j * m.columnStride();
  }
}
