/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.Arena;
import org.junit.jupiter.api.Test;

class MatrixTextTest {

  @Test
  void smallOperandsArePrintedAsInNumPy() {
    assertEquals(
        """
        [[ 1.  -2.5]
         [ 0.  10. ]]\
        """,
        Matrix.of(new double[][] {{1, -2.5}, {0, 10}}).toString());
    assertEquals("[1. 2. 3.]", Vector.of(1, 2, 3).toString());
    assertEquals("[0.1 0.2]", Vector.of(new float[] {0.1f, 0.2f}).toString());
    assertEquals(
        "[ nan  inf -inf   1.]",
        Vector.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1).toString());
    assertEquals("[]", Vector.allocate(Precision.DOUBLE, 0).toString());
    assertEquals("[]", Matrix.allocate(Precision.DOUBLE, 0, 3).toString());
    assertEquals(
        """
        [[]
         []]\
        """,
        Matrix.allocate(Precision.DOUBLE, 2, 0).toString());
  }

  @Test
  void largeOperandsAreDescribed() {
    Matrix m = Matrix.allocate(Precision.DOUBLE, 20, 30);
    assertEquals("20x30 double matrix, row-major, row stride 30", m.toString());
    assertEquals("30x20 double matrix, column-major, column stride 30", m.transposed().toString());
    assertEquals("20x30 double matrix, strides -30 and 1", m.reversedRows().toString());
    assertEquals(
        "101 single vector, stride -1",
        Vector.allocate(Precision.SINGLE, 101).reversed().toString());
  }

  @Test
  void inaccessibleOperandsAreDescribed() throws InterruptedException {
    Matrix m;
    String[] seen = new String[1];
    try (Arena arena = Arena.ofConfined()) {
      Matrix confined = Matrix.allocate(arena, Precision.DOUBLE, 1, 1);
      m = confined;
      Thread other = new Thread(() -> seen[0] = confined.toString());
      other.start();
      other.join();
    }
    assertEquals("1x1 double matrix, row-major, row stride 1", m.toString());
    assertEquals(m.toString(), seen[0]);
  }
}
