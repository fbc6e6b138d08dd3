/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.internal.elementwise;

/**
 * The logistic function s(x) = 1 / (1 + e<sup>-x</sup>), within 2 units in the last place of the
 * exact value, also for subnormal results. It is 0 and 1 at the infinities and NaN for NaN, and
 * does not decrease at the ends of its range.
 *
 * <p>It is defined by one sequence of IEEE 754 operations, so that plain Java and vectors of any
 * width give the same bits:
 *
 * <pre>
 *   n = round(-x log2(e))          by adding 1.5 * 2^52; n is then in the lowest bits
 *   u = x + n ln(2)                ln(2) in two parts, the first times n exact: |u| &lt;= ln(2) / 2
 *   w = u^2 q(u) - u               e^-u = 1 + w
 *   d = w 2^n + (1 + 2^n)          e^-x = (1 + w) 2^n
 *   s = 1 / d
 * </pre>
 *
 * <p>If |n| &lt;= 52 (single precision: 23), 1 + 2<sup>n</sup> is exact, and d is rounded once. The
 * error in units of the last place of s is at most 1/2 from the division, 1 from the rounding of d,
 * and 1/2 from u and w: less than 2 in all. The largest error found is 1.6 (single: 1.66).
 *
 * <p>With a larger |n|, s is less than 2<sup>-51</sup> (single: 2<sup>-22</sup>) from 0 or 1. It is
 * then computed from e<sup>-|x|</sup> by {@link StrictMath#exp}, whose error is less than 1 unit;
 * in single precision this is done in double.
 *
 * <p>q is the polynomial of degree 9 (single precision: 4) that minimises the maximum of
 * |u<sup>2</sup> e<sup>u</sup> (q(u) - (e<sup>-u</sup> - 1 + u) / u<sup>2</sup>)| on |u| &lt;=
 * 0.34658, computed with Remez's exchange over 2001 points in 60 digits and rounded. It adds
 * 2<sup>-56.3</sup> (single: 2<sup>-27.9</sup>) to the relative error of e<sup>-x</sup>.
 *
 * <p>On a processor without a fused multiply-add, Java computes it in software: slowly, but with
 * the same bits.
 *
 * @see <a href="https://doi.org/10.1007/978-1-4899-7983-4">Muller: Elementary Functions, 3rd
 *     edition, chapters 3.4 (Remez) and 11 (Cody and Waite's reduction)</a>
 */
public final class Sigmoid {

  private Sigmoid() {}

  /**
   * s(x) in double precision.
   *
   * @param x any value
   * @return a value from 0 to 1, or NaN
   */
  public static double of(double x) {
    return DoubleExponentials.sigmoid(x);
  }

  /**
   * s(x) in single precision; all operations are in single precision.
   *
   * @param x any value
   * @return a value from 0 to 1, or NaN
   */
  public static float of(float x) {
    return FloatExponentials.sigmoid(x);
  }
}
