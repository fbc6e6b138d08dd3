/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import org.junit.jupiter.api.Test;

class ComparisonTest {

  private static final double INFINITY = Double.POSITIVE_INFINITY;

  @Test
  void theToleranceIsRelativeToTheReference() {
    Vector one = Vector.of(1.0);
    Vector ten = Vector.of(10.0);
    assertTrue(Comparison.isClose(one, ten, 0.9, 0));
    assertFalse(Comparison.isClose(ten, one, 0.9, 0));
    assertTrue(Comparison.isClose(ten, one, 0, 9));
  }

  @Test
  void infinitiesAreCloseOnlyToThemselvesAndNaNToNothing() {
    assertTrue(Comparison.isClose(Vector.of(INFINITY), Vector.of(INFINITY), 0, 0));
    assertFalse(Comparison.isClose(Vector.of(1.0), Vector.of(INFINITY), 1, 1));
    assertFalse(Comparison.isClose(Vector.of(-INFINITY), Vector.of(INFINITY), 1, INFINITY));
    assertFalse(Comparison.isClose(Vector.of(Double.NaN), Vector.of(Double.NaN), 1, 1));
  }

  @Test
  void precisionsMayDiffer() {
    assertTrue(Comparison.isClose(Vector.of(new float[] {0.1f}), Vector.of(0.1)));
    assertFalse(Comparison.isClose(Vector.of(new float[] {0.1f}), Vector.of(0.1), 0, 0));
  }

  @Test
  void theReportNamesTheFirstAndTheLargestDifference() {
    Matrix a = Matrix.of(new double[][] {{1, 2, 3}, {4, 5.5, 9}});
    Matrix reference =
        Matrix.of(new double[][] {{1, 2, 3}, {4, 5, 6}}).transposed().copy().transposed();
    assertEquals(
        "2 of 6 elements differ by more than 0.0 + 0.01 |reference|; the first: (1, 1) is 5.5, the"
            + " reference 5.0, the difference 0.5; the largest: (1, 2) is 9.0, the reference 6.0,"
            + " the difference 3.0",
        Comparison.differences(a, reference, 0.01, 0));
    assertEquals("", Comparison.differences(a, a.copy(), 0, 0));
    assertEquals(
        "1 of 2 elements differ by more than 1.0E-8 + 1.0E-5 |reference|; the first: (1) is 1.0,"
            + " the reference Infinity, the difference Infinity; the largest: (1) is 1.0, the"
            + " reference Infinity, the difference Infinity",
        Comparison.differences(Vector.of(1, 1), Vector.of(1, INFINITY), 1e-5, 1e-8));
  }

  @Test
  void shapesAndTolerancesAreChecked() {
    Matrix a = Matrix.allocate(Precision.DOUBLE, 2, 3);
    assertEquals(
        "isClose: a and reference must have the same shape, but are a 2x3 double matrix and a 3x2"
            + " double matrix",
        assertThrows(IllegalArgumentException.class, () -> Comparison.isClose(a, a.transposed()))
            .getMessage());
    assertEquals(
        "isClose: rtol and atol must be >= 0, but were -1.0 and 0.0",
        assertThrows(IllegalArgumentException.class, () -> Comparison.isClose(a, a, -1, 0))
            .getMessage());
  }
}
