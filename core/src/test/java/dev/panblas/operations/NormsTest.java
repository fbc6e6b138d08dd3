/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import org.junit.jupiter.api.Test;

class NormsTest {

  @Test
  void elementsOfAnySizeGiveFiniteNorms() {
    for (double scale : new double[] {1, 1e200, 1e-200, 0x1p-1074, 1e300, 0x1p-1040}) {
      Matrix a = Elementwise.scale(scale, Matrix.of(new double[][] {{3, -4}, {0, 12}}));
      assertEquals(13 * scale, Norms.normFrobenius(a), 13 * scale * 0x1p-50);
      assertEquals(16 * scale, Norms.norm1(a));
      assertEquals(12 * scale, Norms.normInf(a));
      assertEquals(12 * scale, Norms.maxAbs(a));
    }
  }

  @Test
  void zeroAndNaNAndNothing() {
    assertEquals(0, Norms.normFrobenius(Matrix.allocate(Precision.SINGLE, 3, 3)));
    assertEquals(0, Norms.norm1(Matrix.allocate(Precision.SINGLE, 3, 0)));
    assertEquals(0, Norms.maxAbs(Matrix.allocate(Precision.SINGLE, 0, 3)));
    Matrix a = Matrix.of(new double[][] {{Double.NaN, 1}, {2, Double.NEGATIVE_INFINITY}});
    assertTrue(Double.isNaN(Norms.norm1(a)));
    assertTrue(Double.isNaN(Norms.normFrobenius(a)));
    assertTrue(Double.isNaN(Norms.maxAbs(a)));
    a.set(0, 0, 5);
    assertEquals(Double.POSITIVE_INFINITY, Norms.normFrobenius(a));
    assertEquals(Double.POSITIVE_INFINITY, Norms.norm1(a));
  }
}
