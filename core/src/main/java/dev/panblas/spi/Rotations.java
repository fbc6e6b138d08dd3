/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.spi;

import dev.panblas.matrix.GivensRotation;
import dev.panblas.matrix.ModifiedGivens;
import dev.panblas.matrix.ModifiedGivens.Form;
import dev.panblas.matrix.ModifiedRotation;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import java.util.List;

/**
 * Plane rotations, computed in double. Single precision then needs no scaling.
 *
 * @see <a href="https://doi.org/10.1145/3061665">Anderson: Algorithm 978, Safe Scaling in the Level
 *     1 BLAS, ACM TOMS 44 (2017)</a>
 * @see <a href="https://doi.org/10.1145/355841.355847">Lawson, Hanson, Kincaid, Krogh: Basic Linear
 *     Algebra Subprograms for Fortran Usage, ACM TOMS 5 (1979), appendix A, for rotmg</a>
 * @see <a href="https://doi.org/10.1145/275323.275333">Hopkins: Remark on Algorithm 539, ACM TOMS
 *     23 (1997), for a scale factor that rounding makes negative in rotmg</a>
 */
final class Rotations {

  // Between these limits a number and its reciprocal are normal.
  private static final double SAFE_SMALL = Double.MIN_NORMAL;
  private static final double SAFE_LARGE = 1 / Double.MIN_NORMAL;

  /**
   * The scale factors of rotmg are kept between gamma^-2 and gamma^2, where gamma is 2 to this
   * power.
   */
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
      return none();
    }
    if (d2 == 0 || y1 == 0) {
      return new ModifiedRotation(d1, d2, x1, ModifiedGivens.IDENTITY);
    }
    Scaled first = Scaled.of(d1);
    Scaled second = Scaled.of(d2);
    Scaled x = Scaled.of(x1);
    Scaled y = Scaled.of(y1);
    Scaled p1 = first.times(x);
    Scaled p2 = second.times(y);
    Scaled q1 = p1.times(x);
    Scaled q2 = p2.times(y);
    if (q1.isLargerThan(q2)) {
      Scaled h12 = p2.over(p1);
      Scaled h21 = y.over(x).negated();
      double u = 1 - h12.times(h21).value(0);
      return u > 0
          ? scaled(
              Form.UNIT_DIAGONAL,
              first.over(u),
              second.over(u),
              x.times(u),
              List.of(Scaled.ONE, h21, h12, Scaled.ONE))
          : none();
    }
    if (q2.mantissa < 0) {
      return none();
    }
    Scaled h11 = p1.over(p2);
    Scaled h22 = x.over(y);
    double u = 1 + h11.times(h22).value(0);
    return scaled(
        Form.UNIT_ANTIDIAGONAL,
        second.over(u),
        first.over(u),
        y.times(u),
        List.of(h11, Scaled.ONE.negated(), Scaled.ONE, h22));
  }

  /** The result where no rotation exists: all zeros. */
  private static ModifiedRotation none() {
    return new ModifiedRotation(0, 0, 0, new ModifiedGivens(Form.FULL, 0, 0, 0, 0));
  }

  /**
   * Brings the scale factors into their range and scales the rows of H accordingly.
   *
   * @param h the elements of H, column by column
   */
  private static ModifiedRotation scaled(
      Form form, Scaled d1, Scaled d2, Scaled x1, List<Scaled> h) {
    int first = GAMMA_POWER * steps(d1);
    int second = GAMMA_POWER * steps(d2);
    ModifiedGivens rows =
        new ModifiedGivens(
            first == 0 && second == 0 ? form : Form.FULL,
            h.get(0).value(-first),
            h.get(1).value(-second),
            h.get(2).value(-first),
            h.get(3).value(-second));
    return new ModifiedRotation(d1.value(2 * first), d2.value(2 * second), x1.value(-first), rows);
  }

  /** The power of gamma^2 that brings a scale factor into its range. */
  private static int steps(Scaled d) {
    if (d.mantissa == 0 || !Double.isFinite(d.mantissa)) {
      return 0;
    }
    int exponent = Math.getExponent(d.mantissa);
    int below = d.exponent + exponent; // 2^below <= |d| <= 2^above
    int above = Math.abs(d.mantissa) == Math.scalb(1.0, exponent) ? below : below + 1;
    return -(below > 0 ? below : above) / (2 * GAMMA_POWER);
  }

  /**
   * A number as {@code mantissa * 2^exponent}. Products and quotients neither overflow nor
   * underflow before {@link #value} rounds them.
   */
  private record Scaled(double mantissa, int exponent) {

    static final Scaled ONE = new Scaled(1, 0);

    /** With |mantissa| between 1 and 2, so that a product of several mantissas is normal. */
    static Scaled of(double value) {
      if (value == 0 || !Double.isFinite(value)) {
        return new Scaled(value, 0);
      }
      int up = Math.abs(value) < Double.MIN_NORMAL ? Double.PRECISION : 0;
      int exponent = Math.getExponent(Math.scalb(value, up)) - up;
      return new Scaled(Math.scalb(value, -exponent), exponent);
    }

    Scaled times(Scaled other) {
      return new Scaled(mantissa * other.mantissa, exponent + other.exponent);
    }

    Scaled times(double factor) {
      return new Scaled(mantissa * factor, exponent);
    }

    Scaled over(Scaled other) {
      return new Scaled(mantissa / other.mantissa, exponent - other.exponent);
    }

    Scaled over(double divisor) {
      return new Scaled(mantissa / divisor, exponent);
    }

    Scaled negated() {
      return new Scaled(-mantissa, exponent);
    }

    boolean isLargerThan(Scaled other) {
      int power = -Math.max(exponent, other.exponent);
      return Math.abs(value(power)) > Math.abs(other.value(power));
    }

    /** This number times a power of 2. */
    double value(int power) {
      return Math.scalb(mantissa, exponent + power);
    }
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
