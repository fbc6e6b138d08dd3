/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.internal.elementwise;

import static dev.panblas.internal.elementwise.FloatCoefficients.EXPONENT_SHIFT;
import static dev.panblas.internal.elementwise.FloatCoefficients.LIMIT;
import static dev.panblas.internal.elementwise.FloatCoefficients.LN2_HIGH;
import static dev.panblas.internal.elementwise.FloatCoefficients.LN2_LOW;
import static dev.panblas.internal.elementwise.FloatCoefficients.MINUS_LOG2_E;
import static dev.panblas.internal.elementwise.FloatCoefficients.ROUND;
import static dev.panblas.internal.elementwise.FloatCoefficients.UNBIAS;

import java.lang.foreign.MemorySegment;

/**
 * {@link Sigmoid} in single precision: of one number, and of each element of an array. The loops
 * are written so that the JIT compiler vectorises them: without branches and unknown calls, and
 * with separate loops for numbers and for their bits. {@link DoubleSigmoid} is its twin.
 */
final class FloatSigmoid implements SigmoidArray<float[]> {

  private static final int ONE = Float.floatToRawIntBits(1);

  private final float[] w;
  private final float[] shifted; // then 2^(n + bias)
  private final int[] bits;
  private final MemorySegment shiftedMemory;
  private final MemorySegment bitsMemory;

  FloatSigmoid(int most) {
    this.w = new float[most];
    this.shifted = new float[most];
    this.bits = new int[most];
    this.shiftedMemory = MemorySegment.ofArray(shifted);
    this.bitsMemory = MemorySegment.ofArray(bits);
  }

  /** s(x). */
  static float of(float x) {
    float magnitude = Math.abs(x);
    float a = magnitude > LIMIT ? LIMIT : magnitude;
    float shifted = Math.fma(a, MINUS_LOG2_E, ROUND);
    float n = shifted - ROUND;
    float u = Math.fma(n, LN2_LOW, Math.fma(n, LN2_HIGH, a));
    float w = FloatCoefficients.w(u);
    float p = 1 - w;
    int exponent = Float.floatToRawIntBits(shifted) << EXPONENT_SHIFT;
    float t = Float.intBitsToFloat(Float.floatToRawIntBits(p) + exponent);
    float d = Math.fma(t, UNBIAS, 1);
    float e = Math.fma(t, UNBIAS, 1 - d);
    float numerator = 1 - Math.fma(p, e, w);
    numerator = Float.intBitsToFloat(Float.floatToRawIntBits(numerator) + exponent) * UNBIAS;
    float s = (x < 0 ? numerator : 1) / d;
    return Float.isNaN(x) ? x : s;
  }

  @Override
  public void apply(int count, float[] x) {
    reduce(count, x, shifted, w);
    long bytes = (long) count * Float.BYTES;
    MemorySegment.copy(shiftedMemory, 0, bitsMemory, 0, bytes);
    toPowers(count, bits);
    MemorySegment.copy(bitsMemory, 0, shiftedMemory, 0, bytes);
    finish(count, x, w, shifted);
  }

  private static void reduce(int count, float[] x, float[] shifted, float[] w) {
    for (int i = 0; i < count; i++) {
      float a = Math.min(Math.abs(x[i]), LIMIT);
      float rounded = Math.fma(a, MINUS_LOG2_E, ROUND);
      shifted[i] = rounded;
      float n = rounded - ROUND;
      float u = Math.fma(n, LN2_LOW, Math.fma(n, LN2_HIGH, a));
      w[i] = FloatCoefficients.w(u);
    }
  }

  private static void toPowers(int count, int[] bits) {
    for (int i = 0; i < count; i++) {
      bits[i] = (bits[i] << EXPONENT_SHIFT) + ONE;
    }
  }

  /**
   * x := numerator / d for negative x, 1 / d for positive x, selected by signum without a branch.
   * For x = 0 both are equal. JDK 25 vectorises this loop with its arguments in this order, but not
   * with powers before ws.
   */
  private static void finish(int count, float[] x, float[] ws, float[] powers) {
    for (int i = 0; i < count; i++) {
      float w = ws[i];
      float power = powers[i];
      float p = 1 - w;
      float t = p * power;
      float d = Math.fma(t, UNBIAS, 1);
      float e = Math.fma(t, UNBIAS, 1 - d);
      float numerator = (1 - Math.fma(p, e, w)) * power * UNBIAS;
      float sign = Math.signum(x[i]);
      x[i] = 0.5f * Math.fma(1 - sign, numerator, 1 + sign) / d;
    }
  }
}
