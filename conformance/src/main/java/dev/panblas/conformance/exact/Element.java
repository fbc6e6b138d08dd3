/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance.exact;

import dev.panblas.matrix.Precision;

/**
 * The expected value of one element of a result, and the error allowed.
 *
 * <p>A sum alpha sum_l a_l b_l + beta c of k products, computed in any order, differs from the
 * exact one by at most (k + 2) u / (1 - (k + 2) u) times the gauge |alpha| sum_l |a_l| |b_l| +
 * |beta| |c|, where u is the unit roundoff: each term passes through at most k + 2 roundings. The
 * kit allows
 *
 * <pre>  |computed - exact| &lt;= c (k + 2) u gauge + (k + 2) s</pre>
 *
 * with c = {@value #SLACK}, which covers the denominator, and s the smallest subnormal number,
 * which covers products that underflow. The kit has no other tolerance.
 *
 * @param value the exact value, rounded to a double
 * @param rest the exact value minus {@code value}
 * @param gauge |alpha| |A| |B| + |beta| |C|
 * @param roundings k + 2; 0 if the result is exact
 * @param displayed the expected value in messages
 * @param promise how much is promised of the element
 * @see <a href="https://doi.org/10.1137/1.9780898718027">Higham: Accuracy and Stability of
 *     Numerical Algorithms, section 3.1</a>
 */
public record Element(
    double value, double rest, double gauge, int roundings, double displayed, Promise promise) {

  /** How much is promised of an element. */
  public enum Promise {
    /** The value, within the bound. */
    VALUE,
    /** Only that it is infinite or NaN. */
    NON_FINITE,
    /** Nothing. */
    NONE
  }

  /** The constant c of the error bound. */
  public static final double SLACK = 2;

  /**
   * A value within a bound.
   *
   * @param value the exact value, rounded to a double
   * @param rest the exact value minus {@code value}
   * @param gauge |alpha| |A| |B| + |beta| |C|
   * @param roundings k + 2; 0 if the result is exact
   */
  public Element(double value, double rest, double gauge, int roundings) {
    this(value, rest, gauge, roundings, value, Promise.VALUE);
  }

  /**
   * A result without rounding error.
   *
   * @param value the result
   * @return the element
   */
  public static Element exactly(double value) {
    return new Element(value, 0, 0, 0);
  }

  /**
   * A result about which nothing is promised.
   *
   * @return the element
   */
  public static Element anything() {
    return new Element(0, 0, 0, 0, 0, Promise.NONE);
  }

  /**
   * A result that must be infinite or NaN.
   *
   * @return the element
   */
  public static Element nonFinite() {
    return new Element(Double.NaN, 0, 0, 0, Double.NaN, Promise.NON_FINITE);
  }

  /**
   * The error allowed.
   *
   * @param precision of the result
   * @return the bound of the absolute error
   */
  public double bound(Precision precision) {
    double smallest = Math.scalb(1.0, Exponents.smallest(precision));
    return roundings * (SLACK * precision.unitRoundoff() * gauge + smallest);
  }

  /**
   * The error above which a result gets a warning. Independent rounding errors add up to about the
   * square root of their number; only errors in one direction reach the bound.
   *
   * @param precision of the result
   * @return {@value #SLACK} sqrt(k + 2) u gauge + (k + 2) s, at most the bound
   */
  public double warningLevel(Precision precision) {
    double smallest = Math.scalb(1.0, Exponents.smallest(precision));
    double expected = SLACK * Math.sqrt(roundings) * precision.unitRoundoff() * gauge;
    return expected + roundings * smallest;
  }

  /**
   * The same value without an error allowed.
   *
   * @return the element
   */
  public Element withoutRounding() {
    return new Element(value, rest, gauge, 0, displayed, promise);
  }

  /**
   * The error of a result.
   *
   * @param computed the result
   * @return the absolute error; infinite if one of the two is not finite and they differ
   */
  public double error(double computed) {
    return switch (promise) {
      case NONE -> 0;
      case NON_FINITE -> Double.isFinite(computed) ? Double.POSITIVE_INFINITY : 0;
      case VALUE ->
          Double.isFinite(value) && Double.isFinite(computed)
              ? Math.abs((computed - value) - rest)
              : Double.compare(computed, value) == 0 ? 0 : Double.POSITIVE_INFINITY;
    };
  }
}
