/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.blas;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Triangle;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * A NaN with a known bit pattern in elements that a routine must neither read nor write. A read
 * makes the result NaN; a write changes the bits. It is a signalling NaN: arithmetic and
 * conversions change its bits too.
 */
final class Rogue {

  private static final int SINGLE = 0x7fa0_beef;
  private static final long DOUBLE = 0x7ff4_dead_beef_cafeL;

  private Rogue() {}

  /** Fills all elements outside the triangle. */
  static Matrix fillOutside(Triangle triangle, Matrix m) {
    for (int i = 0; i < m.rows(); i++) {
      for (int j = 0; j < m.columns(); j++) {
        if (!triangle.contains(i, j)) {
          put(m, i, j);
        }
      }
    }
    return m;
  }

  static void assertOutsideUnchanged(Triangle triangle, Matrix m) {
    for (int i = 0; i < m.rows(); i++) {
      for (int j = 0; j < m.columns(); j++) {
        if (!triangle.contains(i, j)) {
          assertUnchanged(m, i, j);
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

  private static void assertUnchanged(Matrix m, int i, int j) {
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
