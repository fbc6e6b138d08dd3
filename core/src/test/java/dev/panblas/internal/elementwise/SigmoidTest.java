/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.internal.elementwise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Compares {@link Sigmoid} with exact values. */
final class SigmoidTest {

  private static final double MOST_ULPS = 2;

  private static BigDecimal exact(double x) {
    BigDecimal exponential = ExactExponential.of(-Math.abs(x));
    BigDecimal numerator = x < 0 ? exponential : BigDecimal.ONE;
    return numerator.divide(BigDecimal.ONE.add(exponential), ExactExponential.DIGITS);
  }

  /** Values over the whole range, in its middle, with subnormal results, and close to 0. */
  static double[] doubles() {
    Random random = new Random(4);
    DoubleStream grid = IntStream.range(0, 4_000).mapToDouble(i -> -750 + i * 0.1983);
    DoubleStream middle = random.doubles(4_000, -40, 40);
    DoubleStream subnormal = random.doubles(2_000, -746, -700);
    DoubleStream small = random.doubles(1_000, -1, 1).map(x -> x * 0x1p-30);
    DoubleStream ends = DoubleStream.of(0, -0.0, -745.2, -745.13);
    return Stream.of(grid, middle, subnormal, small, ends).flatMapToDouble(s -> s).toArray();
  }

  /** Values over all bit patterns, and every second in the range without saturation. */
  static float[] floats() {
    float[] values = new float[1 << 20];
    for (int i = 0; i < values.length; i++) {
      values[i] = Float.intBitsToFloat(i * 4093);
    }
    Random random = new Random(5);
    for (int i = 0; i < values.length / 2; i++) {
      values[2 * i] = random.nextFloat(-110, 30);
    }
    return values;
  }

  @Test
  @DisplayName("in double precision it is within 2 units in the last place of the exact value")
  void exactInDouble() {
    for (double x : doubles()) {
      double s = Sigmoid.of(x);
      BigDecimal exact = exact(x);
      double ulp = Math.ulp(exact.doubleValue());
      double error = new BigDecimal(s).subtract(exact).abs().doubleValue() / ulp;
      assertTrue(error <= MOST_ULPS, () -> "sigmoid(" + x + ") = " + s + ": " + error + " ulp");
    }
  }

  /** The error of the expected value is less than 2^-26 units in the last place of a float. */
  @Test
  @DisplayName("in single precision it is within 2 units in the last place of the exact value")
  void exactInSingle() {
    for (float x : floats()) {
      float s = Sigmoid.of(x);
      double exact = x < 0 ? Math.exp(x) / (1 + Math.exp(x)) : 1 / (1 + Math.exp(-(double) x));
      double error = Math.abs(s - exact) / Math.ulp((float) exact);
      assertTrue(
          Float.isNaN(x) ? Float.isNaN(s) : error <= MOST_ULPS - 0x1p-26,
          () -> "sigmoid(" + x + ") = " + s + ": " + error + " ulp");
    }
  }

  @Test
  @DisplayName("infinities, NaN, zeros and the ends of the range have the exact values")
  void ends() {
    assertEquals(0.0, Sigmoid.of(Double.NEGATIVE_INFINITY));
    assertEquals(1.0, Sigmoid.of(Double.POSITIVE_INFINITY));
    assertEquals(Double.NaN, Sigmoid.of(Double.NaN));
    assertEquals(0.5, Sigmoid.of(0.0));
    assertEquals(0.5, Sigmoid.of(-0.0));
    assertEquals(0.0, Sigmoid.of(-Double.MAX_VALUE));
    assertEquals(1.0, Sigmoid.of(Double.MAX_VALUE));
    assertEquals(Double.MIN_VALUE, Sigmoid.of(-745.1));
    assertEquals(0f, Sigmoid.of(Float.NEGATIVE_INFINITY));
    assertEquals(1f, Sigmoid.of(Float.POSITIVE_INFINITY));
    assertEquals(Float.NaN, Sigmoid.of(Float.NaN));
    assertEquals(0.5f, Sigmoid.of(0f));
    assertEquals(0.5f, Sigmoid.of(-0f));
    assertEquals(0f, Sigmoid.of(-Float.MAX_VALUE));
    assertEquals(1f, Sigmoid.of(Float.MAX_VALUE));
    assertEquals(Float.MIN_VALUE, Sigmoid.of(-103.9f));
  }

  @Test
  @DisplayName("it does not decrease, over the sample and between adjacent numbers where n changes")
  void monotonic() {
    double[] sorted = doubles();
    Arrays.sort(sorted);
    for (int i = 1; i < sorted.length; i++) {
      assertNotLess(sorted[i - 1], sorted[i]);
    }
    for (int n = -1076; n <= 60; n++) {
      for (double place : new double[] {n, n + 0.5}) {
        double x = place * Math.log(2);
        for (int i = 0; i < 100; i++, x = Math.nextUp(x)) {
          assertNotLess(x, Math.nextUp(x));
        }
      }
    }
    float[] sortedFloats = floats();
    Arrays.sort(sortedFloats);
    for (int i = 1; i < sortedFloats.length; i++) {
      float x = sortedFloats[i];
      float before = sortedFloats[i - 1];
      assertTrue(!(Sigmoid.of(x) < Sigmoid.of(before)), () -> "at " + before + " and " + x);
      assertTrue(!(Sigmoid.of(Math.nextUp(x)) < Sigmoid.of(x)), () -> "above " + x);
    }
  }

  private static void assertNotLess(double low, double high) {
    assertTrue(Sigmoid.of(low) <= Sigmoid.of(high), () -> "at " + low + " and " + high);
  }
}
