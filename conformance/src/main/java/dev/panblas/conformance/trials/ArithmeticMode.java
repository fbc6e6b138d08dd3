/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance.trials;

import java.util.concurrent.atomic.AtomicReference;

/**
 * The mode of the processor's floating-point unit, found by arithmetic in Java: the direction of
 * rounding, and whether subnormal operands and results are treated as 0. Native code can change the
 * mode, and the change remains in the thread.
 */
public final class ArithmeticMode {

  /** The operands; not constants, so that no compiler computes the results in advance. */
  private static final AtomicReference<double[]> OPERANDS =
      new AtomicReference<>(
          new double[] {1, 3, Double.MIN_NORMAL, Double.MIN_VALUE, 2, Float.MIN_NORMAL});

  /** 1/3, -1/3, 2/3 (above the exact value), two subnormal results, two of subnormal operands. */
  private static final double[] EXPECTED = {
    0x1.5555555555555p-2,
    -0x1.5555555555555p-2,
    0x1.5555555555555p-1,
    0x0.8p-1022,
    0x1p-1073,
    0x0.8p-126f,
    0x1p-126f
  };

  private ArithmeticMode() {}

  /**
   * Fails if the mode is not that of the Java language: to nearest, with subnormal numbers.
   *
   * @param when such as {@code after the call}
   */
  public static void requireUsual(String when) {
    double[] in = OPERANDS.get();
    float smallest = (float) in[5];
    float half = smallest / (float) in[4];
    double[] computed = {
      in[0] / in[1], -in[0] / in[1], in[4] / in[1], in[2] / in[4], in[3] * in[4], half, half + half
    };
    for (int i = 0; i < computed.length; i++) {
      if (Double.doubleToRawLongBits(computed[i]) != Double.doubleToRawLongBits(EXPECTED[i])) {
        throw new AssertionError(
            "the floating-point mode must be that of Java "
                + when
                + ", but "
                + Double.toHexString(EXPECTED[i])
                + " was computed as "
                + Double.toHexString(computed[i]));
      }
    }
  }
}
