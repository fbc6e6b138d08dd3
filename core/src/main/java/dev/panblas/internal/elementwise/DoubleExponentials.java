/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.internal.elementwise;

import static dev.panblas.internal.elementwise.DoubleCoefficients.EXPONENT_SHIFT;
import static dev.panblas.internal.elementwise.DoubleCoefficients.LN2_HIGH;
import static dev.panblas.internal.elementwise.DoubleCoefficients.LN2_LOW;
import static dev.panblas.internal.elementwise.DoubleCoefficients.MINUS_LOG2_E;
import static dev.panblas.internal.elementwise.DoubleCoefficients.MOST_EXPONENT;
import static dev.panblas.internal.elementwise.DoubleCoefficients.ONE_BITS;
import static dev.panblas.internal.elementwise.DoubleCoefficients.ROUND;
import static dev.panblas.internal.elementwise.DoubleCoefficients.ROUND_BITS;

import dev.panblas.spi.ElementKernels;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * {@link Sigmoid} in double precision: of one number, and of each element of an array. The loops
 * are written so that the JIT compiler vectorises them: without branches and unknown calls, and
 * with separate loops for numbers and for their bits. Kernels that a backend offers take the place
 * of the loops. {@link FloatSigmoid} is its twin.
 */
final class DoubleSigmoid {

  private final @Nullable ElementKernels offered = OfferedKernels.found().orElse(null);
  private final double[] w;
  private final double[] shifted; // then 2^n
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
    double shifted = Math.fma(x, MINUS_LOG2_E, ROUND);
    long bits = Double.doubleToRawLongBits(shifted);
    if (outside(bits) < 0) {
      return DoubleCoefficients.saturated(x);
    }
    double n = shifted - ROUND;
    double u = Math.fma(n, LN2_LOW, Math.fma(n, LN2_HIGH, x));
    double power = Double.longBitsToDouble((bits << EXPONENT_SHIFT) + ONE_BITS);
    return 1 / Math.fma(DoubleCoefficients.w(u), power, power + 1);
  }

  /** Negative unless |n| &lt;= MOST_EXPONENT; bits are those of n + ROUND, or of any number. */
  private static long outside(long bits) {
    return (bits - (ROUND_BITS - MOST_EXPONENT)) | (ROUND_BITS + MOST_EXPONENT - bits);
  }

  /** x_i := sigmoid(x_i) for the first {@code count} elements. */
  void apply(int count, double[] x) {
    if (offered != null) {
      offered.sigmoid(count, x, w);
      System.arraycopy(w, 0, x, 0, count);
      return;
    }
    reduce(count, x, shifted, w);
    long bytes = (long) count * Double.BYTES;
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

  private static void reduce(int count, double[] x, double[] shifted, double[] w) {
    for (int i = 0; i < count; i++) {
      double rounded = Math.fma(x[i], MINUS_LOG2_E, ROUND);
      shifted[i] = rounded;
      double n = rounded - ROUND;
      double u = Math.fma(n, LN2_LOW, Math.fma(n, LN2_HIGH, x[i]));
      w[i] = DoubleCoefficients.w(u);
    }
  }

  /**
   * Whether an element is outside. In a loop of its own: JDK 25 does not vectorise it with others.
   */
  private static boolean isOutside(int count, long[] bits) {
    long any = 0;
    for (int i = 0; i < count; i++) {
      any |= outside(bits[i]);
    }
    return any < 0;
  }

  private static void toPowers(int count, long[] bits) {
    for (int i = 0; i < count; i++) {
      bits[i] = (bits[i] << EXPONENT_SHIFT) + ONE_BITS;
    }
  }

  private static void finish(int count, double[] x, double[] w, double[] powers) {
    for (int i = 0; i < count; i++) {
      double power = powers[i];
      x[i] = 1 / Math.fma(w[i], power, power + 1);
    }
  }
}
