/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.internal.elementwise;

import static dev.panblas.internal.elementwise.FloatCoefficients.EXPONENT_SHIFT;
import static dev.panblas.internal.elementwise.FloatCoefficients.LN2_HIGH;
import static dev.panblas.internal.elementwise.FloatCoefficients.LN2_LOW;
import static dev.panblas.internal.elementwise.FloatCoefficients.MINUS_LOG2_E;
import static dev.panblas.internal.elementwise.FloatCoefficients.MOST_EXPONENT;
import static dev.panblas.internal.elementwise.FloatCoefficients.ONE_BITS;
import static dev.panblas.internal.elementwise.FloatCoefficients.ROUND;
import static dev.panblas.internal.elementwise.FloatCoefficients.ROUND_BITS;

import dev.panblas.spi.ElementKernels;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * {@link Sigmoid} in single precision: of one number, and of each element of an array. The loops
 * are written so that the JIT compiler vectorises them: without branches and unknown calls, and
 * with separate loops for numbers and for their bits. Kernels that a backend offers take the place
 * of the loops. {@link DoubleSigmoid} is its twin.
 */
final class FloatSigmoid {

  private final @Nullable ElementKernels offered = OfferedKernels.found().orElse(null);
  private final float[] w;
  private final float[] shifted; // then 2^n
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
    float shifted = Math.fma(x, MINUS_LOG2_E, ROUND);
    int bits = Float.floatToRawIntBits(shifted);
    if (outside(bits) < 0) {
      return FloatCoefficients.saturated(x);
    }
    float n = shifted - ROUND;
    float u = Math.fma(n, LN2_LOW, Math.fma(n, LN2_HIGH, x));
    float power = Float.intBitsToFloat((bits << EXPONENT_SHIFT) + ONE_BITS);
    return 1 / Math.fma(FloatCoefficients.w(u), power, power + 1);
  }

  /** Negative unless |n| &lt;= MOST_EXPONENT; bits are those of n + ROUND, or of any number. */
  private static int outside(int bits) {
    return (bits - (ROUND_BITS - MOST_EXPONENT)) | (ROUND_BITS + MOST_EXPONENT - bits);
  }

  /** x_i := sigmoid(x_i) for the first {@code count} elements. */
  void apply(int count, float[] x) {
    if (offered != null) {
      offered.sigmoid(count, x, w);
      System.arraycopy(w, 0, x, 0, count);
      return;
    }
    reduce(count, x, shifted, w);
    long bytes = (long) count * Float.BYTES;
    MemorySegment.copy(shiftedMemory, 0, bitsMemory, 0, bytes);
    if (isOutside(count, bits)) {
      for (int i = 0; i < count; i++) {
        x[i] = of(x[i]);
      }
      return;
    }
    toPowers(count, bits);
    MemorySegment.copy(bitsMemory, 0, shiftedMemory, 0, bytes);
    finish(count, x, w, shifted);
  }

  private static void reduce(int count, float[] x, float[] shifted, float[] w) {
    for (int i = 0; i < count; i++) {
      float rounded = Math.fma(x[i], MINUS_LOG2_E, ROUND);
      shifted[i] = rounded;
      float n = rounded - ROUND;
      float u = Math.fma(n, LN2_LOW, Math.fma(n, LN2_HIGH, x[i]));
      w[i] = FloatCoefficients.w(u);
    }
  }

  /**
   * Whether an element is outside. In a loop of its own: JDK 25 does not vectorise it with others.
   */
  private static boolean isOutside(int count, int[] bits) {
    int any = 0;
    for (int i = 0; i < count; i++) {
      any |= outside(bits[i]);
    }
    return any < 0;
  }

  private static void toPowers(int count, int[] bits) {
    for (int i = 0; i < count; i++) {
      bits[i] = (bits[i] << EXPONENT_SHIFT) + ONE_BITS;
    }
  }

  private static void finish(int count, float[] x, float[] w, float[] powers) {
    for (int i = 0; i < count; i++) {
      float power = powers[i];
      x[i] = 1 / Math.fma(w[i], power, power + 1);
    }
  }
}
