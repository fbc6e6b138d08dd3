/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.internal.elementwise;

/**
 * The exponential function e<sup>x</sup>, within 1.5 units in the last place of the exact value,
 * also for subnormal results. It is 0 and infinity at the infinities, and NaN for NaN.
 *
 * <p>It is defined by one sequence of IEEE 754 operations, so that scalar and vectorised code give
 * the same bits: with n, u and w of {@link Sigmoid} for -x,
 *
 * <pre>
 *   e^x = w 2^n + 2^n              e^-u = 1 + w
 * </pre>
 *
 * <p>If |n| &lt;= 1021 (single precision: 125), 2<sup>n</sup> and the result are normal, and the
 * sum is rounded once. The error in units of the last place is at most 1/2 from the sum, 1/4 each
 * from the rounding of u and of w, and 1/4 from q: less than 1.5 in all. The largest error found is
 * 1.05 (single: 1.04).
 *
 * <p>With a larger |n|, {@link StrictMath#exp} computes the result, with an error of at most 1
 * unit; in single precision this is done in double.
 */
public final class Exponential {

  private Exponential() {}

  /**
   * e<sup>x</sup> in double precision.
   *
   * @param x any value
   * @return a value that is not negative, or NaN
   */
  public static double of(double x) {
    return DoubleExponentials.exp(x);
  }

  /**
   * e<sup>x</sup> in single precision; all operations are in single precision where the result is
   * normal.
   *
   * @param x any value
   * @return a value that is not negative, or NaN
   */
  public static float of(float x) {
    return FloatExponentials.exp(x);
  }
}
