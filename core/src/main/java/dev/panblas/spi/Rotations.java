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

  /** The window of rotmg's scale factors is from GAMMA^-2 to GAMMA^2. */
  private static final double GAMMA = 4096;

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
    double p2 = d2 * y1;
    if (p2 == 0) {
      return new ModifiedRotation(d1, d2, x1, ModifiedGivens.IDENTITY);
    }
    double p1 = d1 * x1;
    double q2 = p2 * y1;
    double q1 = p1 * x1;
    if (Math.abs(q1) > Math.abs(q2)) {
      ModifiedGivens h = new ModifiedGivens(Form.UNIT_DIAGONAL, 1, -y1 / x1, p2 / p1, 1);
      double u = 1 - h.h12() * h.h21();
      return u > 0 ? scaled(d1 / u, d2 / u, x1 * u, h) : nothing();
    }
    if (q2 < 0) {
      return nothing();
    }
    ModifiedGivens h = new ModifiedGivens(Form.UNIT_ANTIDIAGONAL, p1 / p2, -1, 1, x1 / y1);
    double u = 1 + h.h11() * h.h22();
    return scaled(d2 / u, d1 / u, y1 * u, h);
  }

  /** There is no such rotation: all is set to 0. */
  private static ModifiedRotation nothing() {
    return new ModifiedRotation(0, 0, 0, new ModifiedGivens(Form.FULL, 0, 0, 0, 0));
  }

  /** Brings the scale factors into the window, a row of H with each. */
  private static ModifiedRotation scaled(double d1, double d2, double x1, ModifiedGivens h) {
    int first = steps(d1);
    int second = steps(d2);
    if (first == 0 && second == 0) {
      return new ModifiedRotation(d1, d2, x1, h);
    }
    double f1 = Math.pow(GAMMA, first);
    double f2 = Math.pow(GAMMA, second);
    ModifiedGivens scaled =
        new ModifiedGivens(Form.FULL, h.h11() / f1, h.h21() / f2, h.h12() / f1, h.h22() / f2);
    return new ModifiedRotation(d1 * f1 * f1, d2 * f2 * f2, x1 / f1, scaled);
  }

  /** By which power of GAMMA^2 a factor must be multiplied to come into the window. */
  private static int steps(double d) {
    if (d == 0 || !Double.isFinite(d)) {
      return 0;
    }
    int steps = 0;
    double size = Math.abs(d);
    while (size <= 1 / (GAMMA * GAMMA)) {
      size *= GAMMA * GAMMA;
      steps++;
    }
    while (size >= GAMMA * GAMMA) {
      size /= GAMMA * GAMMA;
      steps--;
    }
    return steps;
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
