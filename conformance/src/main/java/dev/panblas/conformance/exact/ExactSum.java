/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance.exact;

/**
 * A sum of products in twice the precision of a double, with its gauge: the sum of the products'
 * absolute values, by which the error of a computed sum is judged.
 *
 * <p>Each product and each addition is split without error into a double and its rounding error;
 * the errors are added up in a second double. For n terms the result is off by at most about n
 * 2<sup>-106</sup> times the gauge, far below the roundings that are judged. Terms that are not
 * finite are added separately, which gives infinities and NaN as in IEEE 754.
 *
 * @see <a href="https://doi.org/10.1137/030601818">Ogita, Rump, Oishi: Accurate Sum and Dot
 *     Product, SIAM J. Sci. Comput. 26 (2005)</a>
 */
public final class ExactSum {

  private double high;
  private double low;
  private double gauge;
  private double nonFinite;
  private boolean finite = true;

  /** A sum of no products: 0. */
  public ExactSum() {}

  /**
   * Adds x y.
   *
   * @param x a factor
   * @param y a factor
   */
  public void add(double x, double y) {
    double product = x * y;
    if (!Double.isFinite(product)) {
      nonFinite = finite ? product : nonFinite + product;
      finite = false;
      return;
    }
    addExactly(product);
    low += Math.fma(x, y, -product);
    gauge += Math.abs(product);
  }

  /**
   * Adds x times another sum, and |x| times its gauge.
   *
   * @param x a factor
   * @param other a sum
   */
  public void add(double x, ExactSum other) {
    double before = gauge;
    add(x, other.finite ? other.high : other.nonFinite);
    low += x * other.low;
    gauge = before + Math.abs(x) * other.gauge;
  }

  /**
   * Adds the gauge of another sum, with which this one is compared.
   *
   * @param other a sum
   */
  public void addGauge(ExactSum other) {
    gauge += other.gauge;
  }

  /**
   * The distance to another sum.
   *
   * @param other a sum
   * @return the exact distance; infinite if one of the two is not finite and they differ
   */
  public double distance(ExactSum other) {
    if (!Double.isFinite(value()) || !Double.isFinite(other.value())) {
      return Double.compare(value(), other.value()) == 0 ? 0 : Double.POSITIVE_INFINITY;
    }
    return Math.abs((high - other.high) + (low - other.low));
  }

  /**
   * The sum.
   *
   * @return rounded to a double
   */
  public double value() {
    return finite ? high + low : nonFinite;
  }

  /**
   * Multiplies the sum and its gauge.
   *
   * @param factor any number
   */
  public void scale(double factor) {
    double tail = low * factor;
    double product = high * factor;
    double error = Math.fma(high, factor, -product);
    high = product;
    low = tail + error;
    gauge *= Math.abs(factor);
    nonFinite *= factor;
  }

  private void addExactly(double term) {
    double sum = high + term;
    double part = sum - high;
    low += (high - (sum - part)) + (term - part);
    high = sum;
  }

  /**
   * The value expected of a routine that adds up this many products.
   *
   * @param terms the k of the error bound
   * @return the value with its bound
   */
  public Element element(int terms) {
    return finite
        ? new Element(high + low, low - ((high + low) - high), gauge, terms + 2)
        : new Element(nonFinite, 0, 0, 0);
  }

  /**
   * The square root of the sum, with itself as the gauge.
   *
   * @param terms the k of the error bound
   * @return the root with its bound
   */
  public Element root(int terms) {
    if (!finite) {
      return new Element(Math.sqrt(nonFinite), 0, 0, 0);
    }
    double root = Math.sqrt(high + low);
    // One step of Newton's iteration gives the part of the root that a double does not hold.
    double rest = root == 0 ? 0 : (Math.fma(-root, root, high) + low) / (2 * root);
    return new Element(root, rest, root, terms + 2);
  }
}
