package dev.panblas.spi;

import dev.panblas.matrix.GivensRotation;
import dev.panblas.matrix.ModifiedGivens;
import dev.panblas.matrix.ModifiedGivens.Form;
import dev.panblas.matrix.ModifiedRotation;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;

/**
 * Plane rotations. All is computed in double, which for single precision leaves no scaling to do.
 *
 * @see <a href="https://doi.org/10.1145/3061665">Anderson: Algorithm 978, Safe Scaling in the Level
 *     1 BLAS, ACM TOMS 44 (2017)</a>
 * @see <a href="https://doi.org/10.1145/355841.355847">Lawson, Hanson, Kincaid, Krogh: Basic Linear
 *     Algebra Subprograms for Fortran Usage, ACM TOMS 5 (1979), appendix A, for rotmg</a>
 * @see <a href="https://doi.org/10.1145/275323.275333">Hopkins: Remark on Algorithm 539, ACM TOMS
 *     23 (1997), for what rotmg does when rounding makes a scale factor negative</a>
 */
final class Rotations {

  // Between these a number and its reciprocal are normal.
  private static final double SAFE_SMALL = Double.MIN_NORMAL;
  private static final double SAFE_LARGE = 1 / Double.MIN_NORMAL;

  /** The window of rotmg's scale factors is from gamma^-2 to gamma^2, where gamma is 2^12. */
  private static final int GAMMA_POWER = 12;

  private Rotations() {}

  static GivensRotation rotg(double a, double b) {
    if (b == 0) {
      return new GivensRotation(1, 0, a, 0);
    }
    if (a == 0) {
      return new GivensRotation(0, 1, b, 1);
    }
    double larger = Math.max(Math.abs(a), Math.abs(b));
    double scale = Math.clamp(larger, SAFE_SMALL, SAFE_LARGE);
    double as = a / scale;
    double bs = b / scale;
    double sign = Math.signum(Math.abs(a) > Math.abs(b) ? a : b);
    double root = sign * Math.sqrt(as * as + bs * bs);
    double r = scale * root;
    double c = as / root;
    double s = bs / root;
    double z = Math.abs(a) > Math.abs(b) ? s : c != 0 ? 1 / c : 1;
    return new GivensRotation(c, s, r, z);
  }

  static ModifiedRotation rotmg(double d1, double d2, double x1, double y1) {
    if (d1 < 0) {
      return nothing();
    }
    // H does not change with a common factor of d1 and d2, or of x1 and y1. With the largest of
    // each brought to a power of 2 from which no product overflows, none that matters underflows.
    int dPower = 512 - largerExponent(d1, d2);
    int xPower = 128 - largerExponent(x1, y1);
    double ds1 = Math.scalb(d1, dPower);
    double ds2 = Math.scalb(d2, dPower);
    double xs1 = Math.scalb(x1, xPower);
    double ys1 = Math.scalb(y1, xPower);
    double p2 = ds2 * ys1;
    if (p2 == 0) {
      return new ModifiedRotation(d1, d2, x1, ModifiedGivens.IDENTITY);
    }
    double p1 = ds1 * xs1;
    double q2 = p2 * ys1;
    double q1 = p1 * xs1;
    if (Math.abs(q1) > Math.abs(q2)) {
      ModifiedGivens h = new ModifiedGivens(Form.UNIT_DIAGONAL, 1, -y1 / x1, p2 / p1, 1);
      double u = 1 - h.h12() * h.h21();
      return u > 0 ? scaled(ds1 / u, ds2 / u, dPower, xs1 * u, xPower, h) : nothing();
    }
    if (q2 < 0) {
      return nothing();
    }
    ModifiedGivens h = new ModifiedGivens(Form.UNIT_ANTIDIAGONAL, p1 / p2, -1, 1, x1 / y1);
    double u = 1 + h.h11() * h.h22();
    return scaled(ds2 / u, ds1 / u, dPower, ys1 * u, xPower, h);
  }

  private static int largerExponent(double a, double b) {
    return Math.max(Math.getExponent(a), Math.getExponent(b));
  }

  /** There is no such rotation: all is set to 0. */
  private static ModifiedRotation nothing() {
    return new ModifiedRotation(0, 0, 0, new ModifiedGivens(Form.FULL, 0, 0, 0, 0));
  }

  /**
   * Takes the common powers of 2 back, and brings the scale factors into the window, a row of H
   * with each.
   */
  private static ModifiedRotation scaled(
      double d1, double d2, int dPower, double x1, int xPower, ModifiedGivens h) {
    int first = GAMMA_POWER * steps(d1, dPower);
    int second = GAMMA_POWER * steps(d2, dPower);
    ModifiedGivens rows =
        first == 0 && second == 0
            ? h
            : new ModifiedGivens(
                Form.FULL,
                Math.scalb(h.h11(), -first),
                Math.scalb(h.h21(), -second),
                Math.scalb(h.h12(), -first),
                Math.scalb(h.h22(), -second));
    return new ModifiedRotation(
        Math.scalb(d1, 2 * first - dPower),
        Math.scalb(d2, 2 * second - dPower),
        Math.scalb(x1, -first - xPower),
        rows);
  }

  /**
   * By which power of gamma^2 the factor d / 2^power must be multiplied to come into the window.
   */
  private static int steps(double d, int power) {
    if (d == 0 || !Double.isFinite(d)) {
      return 0;
    }
    int below = Math.getExponent(d) - power; // 2^below <= |d / 2^power| <= 2^above
    int above = Math.abs(d) == Math.scalb(1.0, Math.getExponent(d)) ? below : below + 1;
    return -(below > 0 ? below : above) / (2 * GAMMA_POWER);
  }

  /** (x, y) := H (x, y). */
  static void apply(Vector x, Vector y, double h11, double h12, double h21, double h22) {
    Precision precision = x.precision();
    long xi = x.origin();
    long yi = y.origin();
    for (int i = 0; i < x.size(); i++, xi += x.stride(), yi += y.stride()) {
      double first = precision.get(x.segment(), xi);
      double second = precision.get(y.segment(), yi);
      precision.set(x.segment(), xi, h11 * first + h12 * second);
      precision.set(y.segment(), yi, h21 * first + h22 * second);
    }
  }
}
