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

/** Compares {@link Exponential} with exact values, and arrays with single numbers. */
final class ExponentialTest {

  private static final double MOST_ULPS = 1.5;

  /** Values over the whole range, where n changes, with subnormal results, and close to 0. */
  private static double[] doubles() {
    Random random = new Random(6);
    DoubleStream grid = IntStream.range(0, 4_000).mapToDouble(i -> -744.4 + i * 0.3634);
    DoubleStream changes =
        IntStream.range(-1074, 1024)
            .mapToDouble(n -> (n + 0.5) * Math.log(2) + random.nextDouble(-1e-3, 1e-3));
    DoubleStream subnormal = random.doubles(1_000, -744, -700);
    DoubleStream small = random.doubles(1_000, -1, 1).map(x -> x * 0x1p-30);
    DoubleStream ends = DoubleStream.of(0, -0.0, 709.7827, -745.13);
    return Stream.of(grid, changes, subnormal, small, ends)
        .flatMapToDouble(s -> s)
        .filter(x -> x < 709.78)
        .toArray();
  }

  /** Values over all bit patterns, and every second in the range with normal results. */
  private static float[] floats() {
    Random random = new Random(7);
    float[] values = new float[1 << 20];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % 2 == 0 ? random.nextFloat(-88, 89) : Float.intBitsToFloat(i * 4093);
    }
    return values;
  }

  @Test
  @DisplayName("in double precision it is within 1.5 units in the last place of the exact value")
  void exactInDouble() {
    for (double x : doubles()) {
      double s = Exponential.of(x);
      BigDecimal exact = ExactExponential.of(x);
      double ulp = Math.ulp(exact.doubleValue());
      double error = new BigDecimal(s).subtract(exact).abs().doubleValue() / ulp;
      assertTrue(error <= MOST_ULPS, () -> "exp(" + x + ") = " + s + ": " + error + " ulp");
    }
  }

  /** The error of the expected value is less than 2^-28 units in the last place of a float. */
  @Test
  @DisplayName("in single precision it is within 1.5 units in the last place of the exact value")
  void exactInSingle() {
    for (float x : floats()) {
      float s = Exponential.of(x);
      double exact = StrictMath.exp(x);
      if (Float.isNaN(x) || (float) exact == Float.POSITIVE_INFINITY) {
        assertEquals((float) exact, s);
        continue;
      }
      double error = Math.abs(s - exact) / Math.ulp((float) exact);
      assertTrue(
          error <= MOST_ULPS - 0x1p-28, () -> "exp(" + x + ") = " + s + ": " + error + " ulp");
    }
  }

  @Test
  @DisplayName("infinities, NaN, zeros and the ends of the range have NumPy's values")
  void ends() {
    assertEquals(0.0, Exponential.of(Double.NEGATIVE_INFINITY));
    assertEquals(Double.POSITIVE_INFINITY, Exponential.of(Double.POSITIVE_INFINITY));
    assertEquals(Double.NaN, Exponential.of(Double.NaN));
    assertEquals(1.0, Exponential.of(0.0));
    assertEquals(1.0, Exponential.of(-0.0));
    assertEquals(0.0, Exponential.of(-Double.MAX_VALUE));
    assertEquals(Double.POSITIVE_INFINITY, Exponential.of(Double.MAX_VALUE));
    assertEquals(Double.POSITIVE_INFINITY, Exponential.of(709.782712893385));
    assertEquals(Double.MIN_VALUE, Exponential.of(-745.1));
    assertEquals(0.0, Exponential.of(-745.2));
    assertEquals(0f, Exponential.of(Float.NEGATIVE_INFINITY));
    assertEquals(Float.POSITIVE_INFINITY, Exponential.of(Float.POSITIVE_INFINITY));
    assertEquals(Float.NaN, Exponential.of(Float.NaN));
    assertEquals(1f, Exponential.of(0f));
    assertEquals(1f, Exponential.of(-0f));
    assertEquals(0f, Exponential.of(-Float.MAX_VALUE));
    assertEquals(Float.POSITIVE_INFINITY, Exponential.of(88.73f));
    assertEquals(Float.MIN_VALUE, Exponential.of(-103.9f));
  }

  /** Blocks with and without elements that are computed one by one. */
  @Test
  @DisplayName("operations on arrays have the bits of those on single numbers")
  void arrays() {
    Random random = new Random(8);
    for (double most : new double[] {1e-9, 1, 30, 87, 700, 710, 760}) {
      double[] x = random.doubles(3001, -most, most).toArray();
      assertSameBits(x);
    }
    assertSameBits(random.longs(3001).mapToDouble(Double::longBitsToDouble).toArray());
  }

  private static void assertSameBits(double[] x) {
    assertArrayEquals(
        Arrays.stream(x).map(Exponential::of).toArray(), Elementwise.exp(Vector.of(x)).toArray());
    assertArrayEquals(
        Arrays.stream(x).map(Sigmoid::of).toArray(), Elementwise.sigmoid(Vector.of(x)).toArray());
    float[] y = new float[x.length];
    float[] exp = new float[x.length];
    float[] sigmoid = new float[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] = (float) x[i];
      exp[i] = Exponential.of(y[i]);
      sigmoid[i] = Sigmoid.of(y[i]);
    }
    assertArrayEquals(exp, Elementwise.exp(Vector.of(y)).toFloatArray());
    assertArrayEquals(sigmoid, Elementwise.sigmoid(Vector.of(y)).toFloatArray());
  }
}
