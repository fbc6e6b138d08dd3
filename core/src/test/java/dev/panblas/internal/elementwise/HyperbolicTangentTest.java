/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.internal.elementwise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.panblas.matrix.Vector;
import dev.panblas.operations.Elementwise;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Compares {@link HyperbolicTangent} with exact values, and arrays with single numbers. */
final class HyperbolicTangentTest {

  private static final double MOST_ULPS = 2;

  private static BigDecimal exact(double x) {
    BigDecimal exponential = ExactExponential.of(-2 * x);
    return BigDecimal.ONE
        .subtract(exponential)
        .divide(BigDecimal.ONE.add(exponential), ExactExponential.DIGITS);
  }

  /** Values where the result is not 1, where n changes, and small ones. */
  private static double[] doubles() {
    Random random = new Random(9);
    DoubleStream all = random.doubles(3_000, -21, 21);
    DoubleStream middle = random.doubles(3_000, -3, 3);
    DoubleStream changes =
        IntStream.range(0, 60)
            .mapToDouble(n -> (n + 0.5) * Math.log(2) / 2)
            .flatMap(x -> random.doubles(10, x - 1e-3, x + 1e-3));
    DoubleStream small = random.doubles(1_000, -1, 1).map(x -> x * 0x1p-20);
    return Stream.of(all, middle, changes, small).flatMapToDouble(s -> s).toArray();
  }

  @Test
  @DisplayName("in double precision it is within 2 units in the last place of the exact value")
  void exactInDouble() {
    for (double x : doubles()) {
      double t = HyperbolicTangent.of(x);
      BigDecimal exact = exact(x);
      double ulp = Math.ulp(exact.doubleValue());
      double error = new BigDecimal(t).subtract(exact).abs().doubleValue() / ulp;
      assertTrue(error <= MOST_ULPS, () -> "tanh(" + x + ") = " + t + ": " + error + " ulp");
      assertEquals(-t, HyperbolicTangent.of(-x));
    }
  }

  /** All bit patterns at a distance; the expected value's error is 2^-27 units of a float. */
  @Test
  @DisplayName("in single precision it is within 2 units in the last place of the exact value")
  void exactInSingle() {
    for (long bits = Integer.MIN_VALUE; bits <= Integer.MAX_VALUE; bits += 4093) {
      float x = Float.intBitsToFloat((int) bits);
      float t = HyperbolicTangent.of(x);
      double exact = StrictMath.tanh(x);
      double error = Math.abs(t - exact) / Math.ulp((float) exact);
      assertTrue(
          Float.isNaN(x) ? Float.isNaN(t) : error <= MOST_ULPS - 0x1p-27,
          () -> "tanh(" + x + ") = " + t + ": " + error + " ulp");
    }
  }

  @Test
  @DisplayName("infinities, NaN, zeros and subnormal numbers have NumPy's values")
  void ends() {
    assertEquals(-1.0, HyperbolicTangent.of(Double.NEGATIVE_INFINITY));
    assertEquals(1.0, HyperbolicTangent.of(Double.POSITIVE_INFINITY));
    assertEquals(Double.NaN, HyperbolicTangent.of(Double.NaN));
    assertEquals(1.0, HyperbolicTangent.of(Double.MAX_VALUE));
    assertEquals(1.0, HyperbolicTangent.of(19.1));
    assertTrue(HyperbolicTangent.of(18.0) < 1);
    assertEquals(-1f, HyperbolicTangent.of(Float.NEGATIVE_INFINITY));
    assertEquals(1f, HyperbolicTangent.of(Float.POSITIVE_INFINITY));
    assertEquals(Float.NaN, HyperbolicTangent.of(Float.NaN));
    for (double same : new double[] {0.0, -0.0, Double.MIN_VALUE, -1e-310}) {
      assertEquals(same, HyperbolicTangent.of(same));
    }
    for (float same : new float[] {0f, -0f, Float.MIN_VALUE, -1e-40f}) {
      assertEquals(same, HyperbolicTangent.of(same));
    }
  }

  @Test
  @DisplayName("operations on arrays have the bits of those on single numbers")
  void arrays() {
    Random random = new Random(10);
    for (double most : new double[] {1e-9, 1, 30}) {
      assertSameBits(random.doubles(3001, -most, most).toArray());
    }
    assertSameBits(random.longs(3001).mapToDouble(Double::longBitsToDouble).toArray());
    assertSameBits(new double[] {0.0, -0.0, Double.NaN, Double.POSITIVE_INFINITY});
  }

  private static void assertSameBits(double[] x) {
    assertArrayEquals(
        Arrays.stream(x).map(HyperbolicTangent::of).toArray(),
        Elementwise.tanh(Vector.of(x)).toArray());
    float[] y = new float[x.length];
    float[] tanh = new float[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] = (float) x[i];
      tanh[i] = HyperbolicTangent.of(y[i]);
    }
    assertArrayEquals(tanh, Elementwise.tanh(Vector.of(y)).toFloatArray());
  }
}
