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
import static dev.panblas.internal.elementwise.FloatCoefficients.MOST_EXPONENT_OF_EXP;
import static dev.panblas.internal.elementwise.FloatCoefficients.MOST_OF_TANH;
import static dev.panblas.internal.elementwise.FloatCoefficients.ONE_BITS;
import static dev.panblas.internal.elementwise.FloatCoefficients.ROUND;
import static dev.panblas.internal.elementwise.FloatCoefficients.ROUND_BITS;

import dev.panblas.spi.ElementKernels;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * {@link Sigmoid}, {@link Exponential} and {@link HyperbolicTangent} in single precision: of one
 * number, and of each element of an array. The loops are written so that the JIT compiler
 * vectorises them: without branches and unknown calls, and with separate loops for numbers and for
 * their bits. Kernels that a backend offers take the place of the loops for the sigmoid. {@link
 * DoubleExponentials} is its twin.
 */
public final class FloatExponentials {

  private final float[] limited;
  private final float[] w;
  private final float[] shifted; // then 2^n
  private final int[] bits;
  private final MemorySegment shiftedMemory;
  private final MemorySegment bitsMemory;

  /**
   * Allocates memory for the results between the loops.
   *
   * @param most the most elements of a call
   */
  public FloatExponentials(int most) {
    this.limited = new float[most];
    this.w = new float[most];
    this.shifted = new float[most];
    this.bits = new int[most];
    this.shiftedMemory = MemorySegment.ofArray(shifted);
    this.bitsMemory = MemorySegment.ofArray(bits);
  }

  /** s(x). */
  static float sigmoid(float x) {
    float shifted = Math.fma(x, MINUS_LOG2_E, ROUND);
    int bits = Float.floatToRawIntBits(shifted);
    if (outside(bits, MOST_EXPONENT) < 0) {
      return FloatCoefficients.saturated(x);
    }
    float power = Float.intBitsToFloat((bits << EXPONENT_SHIFT) + ONE_BITS);
    return 1 / Math.fma(w(shifted, x), power, power + 1);
  }

  /** e^x. */
  static float exp(float x) {
    float shifted = Math.fma(-x, MINUS_LOG2_E, ROUND);
    int bits = Float.floatToRawIntBits(shifted);
    if (outside(bits, MOST_EXPONENT_OF_EXP) < 0) {
      return FloatCoefficients.extreme(x);
    }
    float power = Float.intBitsToFloat((bits << EXPONENT_SHIFT) + ONE_BITS);
    return Math.fma(w(shifted, -x), power, power);
  }

  /** tanh(x). */
  static float tanh(float x) {
    float y = 2 * Math.min(Math.abs(x), MOST_OF_TANH);
    float shifted = Math.fma(y, MINUS_LOG2_E, ROUND);
    int bits = Float.floatToRawIntBits(shifted);
    float power = Float.intBitsToFloat((bits << EXPONENT_SHIFT) + ONE_BITS);
    return tangent(w(shifted, y), power, x);
  }

  /**
   * tanh(x), with w and 2^n of 2 |x|. The results of three roundings are corrected, because the
   * quotient would have twice their errors where it is near 1.
   */
  private static float tangent(float w, float power, float x) {
    float high = power - 1;
    float q = Math.fma(w, power, high);
    float qRest = Math.fma(w, power, high - q);
    float d = q + 2;
    float dRest = q - (d - 2) + qRest;
    float t = (0 - q) / d;
    float tRest = (Math.fma(-t, d, -q) - qRest - t * dRest) / d;
    return (t + tRest) * Math.signum(x);
  }

  private static float w(float shifted, float x) {
    float n = shifted - ROUND;
    float u = Math.fma(n, LN2_LOW, Math.fma(n, LN2_HIGH, x));
    return FloatCoefficients.w(u);
  }

  /** Negative unless |n| &lt;= most; bits are those of n + ROUND, or of any number. */
  private static int outside(int bits, int most) {
    return (bits - (ROUND_BITS - most)) | (ROUND_BITS + most - bits);
  }

  /**
   * x_i := sigmoid(x_i).
   *
   * @param count the number of elements
   * @param x read and written
   */
  public void sigmoid(int count, float[] x) {
    @Nullable ElementKernels offered = OfferedKernels.found().orElse(null);
    if (offered != null) {
      offered.sigmoid(count, x, w);
      System.arraycopy(w, 0, x, 0, count);
      return;
    }
    if (!reducesToPowers(count, x, MOST_EXPONENT)) {
      for (int i = 0; i < count; i++) {
        x[i] = sigmoid(x[i]);
      }
      return;
    }
    finishSigmoid(count, x, w, shifted);
  }

  /**
   * x_i := e<sup>x_i</sup>.
   *
   * @param count the number of elements
   * @param x read and written
   */
  public void exp(int count, float[] x) {
    negate(count, x);
    if (!reducesToPowers(count, x, MOST_EXPONENT_OF_EXP)) {
      for (int i = 0; i < count; i++) {
        x[i] = exp(-x[i]);
      }
      return;
    }
    finishExp(count, x, w, shifted);
  }

  /**
   * x_i := tanh(x_i).
   *
   * @param count the number of elements
   * @param x read and written
   */
  public void tanh(int count, float[] x) {
    limit(count, x, limited);
    reduce(count, limited, shifted, w);
    toBits(count);
    toPowers(count);
    finishTanh(count, x, w, shifted);
  }

  private static void limit(int count, float[] x, float[] limited) {
    for (int i = 0; i < count; i++) {
      limited[i] = 2 * Math.min(Math.abs(x[i]), MOST_OF_TANH);
    }
  }

  /** Computes w and 2^n of each element, unless false is returned: an element is outside. */
  private boolean reducesToPowers(int count, float[] x, int most) {
    reduce(count, x, shifted, w);
    toBits(count);
    if (isOutside(count, bits, most)) {
      return false;
    }
    toPowers(count);
    return true;
  }

  /** The bits of n + ROUND. */
  private void toBits(int count) {
    MemorySegment.copy(shiftedMemory, 0, bitsMemory, 0, (long) count * Float.BYTES);
  }

  /** The bits of n + ROUND to 2^n. */
  private void toPowers(int count) {
    toPowers(count, bits);
    MemorySegment.copy(bitsMemory, 0, shiftedMemory, 0, (long) count * Float.BYTES);
  }

  private static void negate(int count, float[] x) {
    for (int i = 0; i < count; i++) {
      x[i] = -x[i];
    }
  }

  private static void reduce(int count, float[] x, float[] shifted, float[] w) {
    for (int i = 0; i < count; i++) {
      float rounded = Math.fma(x[i], MINUS_LOG2_E, ROUND);
      shifted[i] = rounded;
      w[i] = w(rounded, x[i]);
    }
  }

  /**
   * Whether an element is outside. In a loop of its own: JDK 25 does not vectorise it with others.
   */
  private static boolean isOutside(int count, int[] bits, int most) {
    int any = 0;
    for (int i = 0; i < count; i++) {
      any |= outside(bits[i], most);
    }
    return any < 0;
  }

  private static void toPowers(int count, int[] bits) {
    for (int i = 0; i < count; i++) {
      bits[i] = (bits[i] << EXPONENT_SHIFT) + ONE_BITS;
    }
  }

  private static void finishSigmoid(int count, float[] x, float[] w, float[] powers) {
    for (int i = 0; i < count; i++) {
      float power = powers[i];
      x[i] = 1 / Math.fma(w[i], power, power + 1);
    }
  }

  private static void finishExp(int count, float[] x, float[] w, float[] powers) {
    for (int i = 0; i < count; i++) {
      x[i] = Math.fma(w[i], powers[i], powers[i]);
    }
  }

  private static void finishTanh(int count, float[] x, float[] w, float[] powers) {
    for (int i = 0; i < count; i++) {
      x[i] = tangent(w[i], powers[i], x[i]);
    }
  }
}
