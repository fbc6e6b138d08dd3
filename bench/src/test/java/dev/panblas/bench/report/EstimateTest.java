/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class EstimateTest {

  private static final double TOLERANCE = 1e-12;

  @Test
  void aRatioIsTheGeometricMeanOfTheRounds() {
    Estimate ratio = Estimate.ofRatio(List.of(2.0, 8.0), List.of(1.0, 1.0));
    assertEquals(4, ratio.value(), TOLERANCE);
  }

  @Test
  void theIntervalIsStudents() {
    // log r is -1, 0 and 1: s = 1, and t = 4.302652729911275 with two degrees of freedom.
    List<Double> values = List.of(Math.exp(-1), 1.0, Math.E);
    Estimate estimate = Estimate.of(values);
    double margin = 4.302652729911275 / Math.sqrt(3);
    assertEquals(1, estimate.value(), TOLERANCE);
    assertEquals(-margin, Math.log(estimate.low()), 1e-7);
    assertEquals(margin, Math.log(estimate.high()), 1e-7);
  }

  @Test
  void aSlowdownOfBothCancels() {
    Estimate ratio = Estimate.ofRatio(List.of(3.0, 30.0, 6.0), List.of(1.0, 10.0, 2.0));
    assertEquals(3, ratio.value(), TOLERANCE);
    assertEquals(3, ratio.low(), TOLERANCE);
    assertEquals(3, ratio.high(), TOLERANCE);
  }

  @Test
  void oneRoundHasNoInterval() {
    Estimate ratio = Estimate.ofRatio(List.of(3.0), List.of(1.0));
    assertEquals(new Estimate(ratio.value(), 0, Double.POSITIVE_INFINITY), ratio);
    assertTrue(ratio.straddles(100));
  }

  @Test
  void straddlesABoundInsideTheInterval() {
    assertFalse(new Estimate(3, 2, 4).straddles(1.9));
    assertTrue(new Estimate(3, 2, 4).straddles(2.1));
  }

  @Test
  void rejectsDifferentNumbersOfRounds() {
    assertThrows(
        IllegalArgumentException.class, () -> Estimate.ofRatio(List.of(1.0, 2.0), List.of(1.0)));
    assertThrows(IllegalArgumentException.class, () -> Estimate.ofRatio(List.of(), List.of()));
  }
}
