package dev.panblas.conformance;

import dev.panblas.matrix.Precision;

/**
 * What one element of a result must be, and how far it may be off.
 *
 * <p>A sum alpha sum_l a_l b_l + beta c of k products, computed in any order, differs from the
 * exact one by at most (k + 2) u / (1 - (k + 2) u) times the gauge |alpha| sum_l |a_l| |b_l| +
 * |beta| |c|, where u is the unit roundoff: each term passes through at most k + 2 roundings. The
 * kit allows
 *
 * <pre>  |computed - exact| &lt;= c (k + 2) u gauge + (k + 2) s</pre>
 *
 * with c = {@value #SLACK}, which covers the denominator, and s the smallest subnormal number,
 * which covers products that underflow. This is the kit's only tolerance.
 *
 * @param value the exact value, rounded to a double
 * @param rest what the rounding left over
 * @param gauge |alpha| |A| |B| + |beta| |C|
 * @param roundings k + 2; 0 if the result is exact
 * @param told what a message calls the expected value
 * @param promise what of this is promised
 * @see <a href="https://doi.org/10.1137/1.9780898718027">Higham: Accuracy and Stability of
 *     Numerical Algorithms, section 3.1</a>
 */
record Element(
    double value, double rest, double gauge, int roundings, double told, Promise promise) {

  /** What is promised of an element. */
  enum Promise {
    /** The value, within the bound. */
    VALUE,
    /** That it is no finite number. */
    NON_FINITE,
    /** Nothing. */
    NONE
  }

  /** The constant c of the error bound. */
  static final double SLACK = 2;

  Element(double value, double rest, double gauge, int roundings) {
    this(value, rest, gauge, roundings, value, Promise.VALUE);
  }

  /** A value that must come out as it is. */
  static Element exactly(double value) {
    return new Element(value, 0, 0, 0);
  }

  /** A value of which nothing is promised. */
  static Element anything() {
    return new Element(0, 0, 0, 0, 0, Promise.NONE);
  }

  /** Some value that is no finite number. */
  static Element nonFinite() {
    return new Element(Double.NaN, 0, 0, 0, Double.NaN, Promise.NON_FINITE);
  }

  /** How far a result in this precision may be off. */
  double bound(Precision precision) {
    double smallest = Math.scalb(1.0, Exponents.smallest(precision));
    return roundings * (SLACK * precision.unitRoundoff() * gauge + smallest);
  }

  /** How far a result is off; infinite if only one of the two is a number. */
  double error(double computed) {
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
