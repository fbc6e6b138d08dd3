package dev.panblas.conformance;

/**
 * A sum of products, held in twice the precision of a double, and beside it the sum of the
 * products' absolute values: the gauge by which a computed sum's error is judged.
 *
 * <p>Each product and each addition is split without error into a double and its rounding error;
 * the errors are added up in a second double. For n terms the result is off by at most about n
 * 2<sup>-106</sup> times the gauge, far below the roundings that are judged. What is not finite is
 * kept apart, so that infinities and NaN come out as IEEE 754 has them.
 *
 * @see <a href="https://doi.org/10.1137/030601818">Ogita, Rump, Oishi: Accurate Sum and Dot
 *     Product, SIAM J. Sci. Comput. 26 (2005)</a>
 */
final class ExactSum {

  private double high;
  private double low;
  private double gauge;
  private double nonFinite;
  private boolean finite = true;

  /** Adds x y. */
  void add(double x, double y) {
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

  /** Adds x times another sum, whose gauge counts. */
  void add(double x, ExactSum other) {
    double before = gauge;
    add(x, other.finite ? other.high : other.nonFinite);
    low += x * other.low;
    gauge = before + Math.abs(x) * other.gauge;
  }

  /** Has the gauge of another sum, which this is compared with, count too. */
  void addGauge(ExactSum other) {
    gauge += other.gauge;
  }

  /** How far the sum is from another, exactly; infinite if only one of the two is a number. */
  double distance(ExactSum other) {
    if (!Double.isFinite(value()) || !Double.isFinite(other.value())) {
      return Double.compare(value(), other.value()) == 0 ? 0 : Double.POSITIVE_INFINITY;
    }
    return Math.abs((high - other.high) + (low - other.low));
  }

  /** The sum, rounded. */
  double value() {
    return finite ? high + low : nonFinite;
  }

  /** Multiplies the sum so far. */
  void scale(double factor) {
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
   * The value expected of a routine which adds up {@code terms} products.
   *
   * @param terms the k of the error bound
   */
  Element element(int terms) {
    return finite
        ? new Element(high + low, low - ((high + low) - high), gauge, terms + 2)
        : new Element(nonFinite, 0, 0, 0);
  }

  /** The root of the sum, rounded once; the gauge becomes the root itself. */
  Element root(int terms) {
    if (!finite) {
      return new Element(Math.sqrt(nonFinite), 0, 0, 0);
    }
    double root = Math.sqrt(high + low);
    // One step of Newton's iteration gives the part of the root that a double does not hold.
    double rest = root == 0 ? 0 : (Math.fma(-root, root, high) + low) / (2 * root);
    return new Element(root, rest, root, terms + 2);
  }
}
