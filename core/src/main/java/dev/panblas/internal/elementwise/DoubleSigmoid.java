/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.internal.elementwise;

import static dev.panblas.internal.elementwise.DoubleCoefficients.EXPONENT_SHIFT;
import static dev.panblas.internal.elementwise.DoubleCoefficients.LIMIT;
import static dev.panblas.internal.elementwise.DoubleCoefficients.LN2_HIGH;
import static dev.panblas.internal.elementwise.DoubleCoefficients.LN2_LOW;
import static dev.panblas.internal.elementwise.DoubleCoefficients.MINUS_LOG2_E;
import static dev.panblas.internal.elementwise.DoubleCoefficients.ROUND;
import static dev.panblas.internal.elementwise.DoubleCoefficients.UNBIAS;

import java.lang.foreign.MemorySegment;

/**
 * {@link Sigmoid} in double precision: of one number, and of each element of an array. The loops
 * are written so that the JIT compiler vectorises them: without branches and unknown calls, and
 * with separate loops for numbers and for their bits. {@link FloatSigmoid} is its twin.
 */
final class DoubleSigmoid implements SigmoidArray<double[]> {

  private static final long ONE = Double.doubleToRawLongBits(1);

  private final double[] w;
  private final double[] shifted; // then 2^(n + bias)
  private final long[] bits;
  private final MemorySegment shiftedMemory;
  private final MemorySegment bitsMemory;

  DoubleSigmoid(int most) {
    this.w = new double[most];
    this.shifted = new double[most];
    this.bits = new long[most];
    this.shiftedMemory = MemorySegment.ofArray(shifted);
    this.bitsMemory = MemorySegment.ofArray(bits);
  }

  /** s(x). */
  static double of(double x) {
    double magnitude = Math.abs(x);
    double a = magnitude > LIMIT ? LIMIT : magnitude;
    double shifted = Math.fma(a, MINUS_LOG2_E, ROUND);
    double n = shifted - ROUND;
    double u = Math.fma(n, LN2_LOW, Math.fma(n, LN2_HIGH, a));
    double w = DoubleCoefficients.w(u);
    double p = 1 - w;
    long exponent = Double.doubleToRawLongBits(shifted) << EXPONENT_SHIFT;
    double t = Double.longBitsToDouble(Double.doubleToRawLongBits(p) + exponent);
    double d = Math.fma(t, UNBIAS, 1);
    double e = Math.fma(t, UNBIAS, 1 - d);
    double numerator = 1 - Math.fma(p, e, w);
    numerator = Double.longBitsToDouble(Double.doubleToRawLongBits(numerator) + exponent) * UNBIAS;
    double s = (x < 0 ? numerator : 1) / d;
    return Double.isNaN(x) ? x : s;
  }

  @Override
  public void apply(int count, double[] x) {
    reduce(count, x, shifted, w);
    long bytes = (long) count * Double.BYTES;
    MemorySegment.copy(shiftedMemory, 0, bitsMemory, 0, bytes);
    toPowers(count, bits);
    MemorySegment.copy(bitsMemory, 0, shiftedMemory, 0, bytes);
    finish(count, x, w, shifted);
  }

  private static void reduce(int count, double[] x, double[] shifted, double[] w) {
    for (int i = 0; i < count; i++) {
      double a = Math.min(Math.abs(x[i]), LIMIT);
      double rounded = Math.fma(a, MINUS_LOG2_E, ROUND);
      shifted[i] = rounded;
      double n = rounded - ROUND;
      double u = Math.fma(n, LN2_LOW, Math.fma(n, LN2_HIGH, a));
      w[i] = DoubleCoefficients.w(u);
    }
  }

  private static void toPowers(int count, long[] bits) {
    for (int i = 0; i < count; i++) {
      bits[i] = (bits[i] << EXPONENT_SHIFT) + ONE;
    }
  }

  /**
   * x := numerator / d for negative x, 1 / d for positive x, selected by signum without a branch.
   * For x = 0 both are equal. JDK 25 vectorises this loop with its arguments in this order, but not
   * with powers before ws.
   */
  private static void finish(int count, double[] x, double[] ws, double[] powers) {
    for (int i = 0; i < count; i++) {
      double w = ws[i];
      double power = powers[i];
      double p = 1 - w;
      double t = p * power;
      double d = Math.fma(t, UNBIAS, 1);
      double e = Math.fma(t, UNBIAS, 1 - d);
      double numerator = (1 - Math.fma(p, e, w)) * power * UNBIAS;
      double sign = Math.signum(x[i]);
      x[i] = 0.5 * Math.fma(1 - sign, numerator, 1 + sign) / d;
    }
  }
}
