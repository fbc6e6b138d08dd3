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
 * width give the same bits. With t = e<sup>-|x|</sup>, s is t / (1 + t) for negative x and 1 / (1 +
 * t) for the others:
 *
 * <pre>
 *   a = min(|x|, limit)            beyond the limit t rounds to 0
 *   n = round(-a log2(e))          by adding 1.5 * 2^52; n is then in the lowest bits
 *   u = a + n ln(2)                ln(2) in two parts, the first times n exact: |u| &lt;= ln(2) / 2
 *   w = u + u^2 q(u)               e^-u = 1 - w
 *   p = 1 - w                      t = p 2^n
 *   d = 1 + t, rounded             e = p 2^n - (d - 1) is the rounding error of d, exact
 *   s = (1 - (w + p e)) 2^n / d    for negative x: t (1 - e) / d, with one rounding for t and e
 * </pre>
 *
 * <p>The error bound, in units of the last place of s: the error of t is 1/2 from its last
 * rounding, 1/4 from u and 1/4 from w. For negative x the division adds 1/2, and the error that e
 * does not correct is 1/2 times t / (1 + t): less than 2 in all. For the others the errors of t and
 * d are multiplied by s<sup>2</sup> and the division adds 1/2: less than 2. A subnormal s has one
 * more rounding, of 1/2, and its other errors are negligible.
 *
 * <p>The multiplication by 2<sup>n</sup> adds n and a bias to the bits of the exponent; the bias
 * keeps the number normal. A multiplication by 2<sup>-bias</sup> removes it, and rounds if s is
 * subnormal.
 *
 * <p>q is the polynomial of degree 9 (single precision: 4) that minimises the maximum of
 * |u<sup>2</sup> e<sup>u</sup> (q(u) - (1 - u - e<sup>-u</sup>) / u<sup>2</sup>)| on |u| &lt;=
 * 0.34658, computed with Remez's exchange over 2001 points in 60 digits and rounded. It adds
 * 2<sup>-56.3</sup> (single: 2<sup>-27.9</sup>) to the relative error of t.
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
    return DoubleSigmoid.of(x);
  }

  /**
   * s(x) in single precision; all operations are in single precision.
   *
   * @param x any value
   * @return a value from 0 to 1, or NaN
   */
  public static float of(float x) {
    return FloatSigmoid.of(x);
  }
}
