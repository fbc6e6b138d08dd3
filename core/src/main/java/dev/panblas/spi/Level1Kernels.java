/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.spi;

import dev.panblas.matrix.GivensRotation;
import dev.panblas.matrix.ModifiedGivens;
import dev.panblas.matrix.ModifiedRotation;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;

/**
 * Vector with vector. Preconditions: those of {@link BlasKernels}, and sizes that agree.
 *
 * @see <a href="https://doi.org/10.1145/355841.355847">Lawson, Hanson, Kincaid, Krogh: Basic Linear
 *     Algebra Subprograms for Fortran Usage, ACM TOMS 5 (1979)</a>
 */
public interface Level1Kernels {

  /**
   * The plane rotation that maps (a, b) to (r, 0). It overflows or underflows only if r does.
   *
   * @param precision the precision of the computation, at least
   * @param a rounded to the precision
   * @param b rounded to the precision
   * @return c, s, r and z
   */
  default GivensRotation rotg(Precision precision, double a, double b) {
    return Rotations.rotg(a, b);
  }

  /**
   * The modified plane rotation that maps (sqrt(d1) x1, sqrt(d2) y1) onto the first axis.
   *
   * @param precision the precision of the computation, at least
   * @param d1 rounded to the precision
   * @param d2 rounded to the precision
   * @param x1 rounded to the precision
   * @param y1 rounded to the precision
   * @return the updated d1, d2 and x1, and H
   */
  default ModifiedRotation rotmg(Precision precision, double d1, double d2, double x1, double y1) {
    return Rotations.rotmg(d1, d2, x1, y1);
  }

  /**
   * x := c x + s y, and y := c y - s x with the old x.
   *
   * @param x read and written
   * @param y read and written
   * @param c any value
   * @param s any value
   */
  default void rot(Vector x, Vector y, double c, double s) {
    Rotations.apply(x, y, c, s, -s, c);
  }

  /**
   * x := h11 x + h12 y, and y := h21 x + h22 y with the old x.
   *
   * @param x read and written
   * @param y read and written
   * @param h not the identity; its elements are rounded to the operands' precision
   */
  default void rotm(Vector x, Vector y, ModifiedGivens h) {
    Rotations.apply(x, y, h.h11(), h.h12(), h.h21(), h.h22());
  }

  /**
   * x and y exchange their elements.
   *
   * @param x read and written
   * @param y read and written
   */
  default void swap(Vector x, Vector y) {
    Precision precision = x.precision();
    long xi = x.origin();
    long yi = y.origin();
    for (int i = 0; i < x.size(); i++, xi += x.stride(), yi += y.stride()) {
      double element = precision.get(x.segment(), xi);
      precision.set(x.segment(), xi, precision.get(y.segment(), yi));
      precision.set(y.segment(), yi, element);
    }
  }

  /**
   * x := alpha x. The stride of x is positive. With alpha = 0 every element is still multiplied, so
   * NaN stays NaN.
   *
   * @param alpha any value
   * @param x read and written
   */
  default void scal(double alpha, Vector x) {
    Precision precision = x.precision();
    long xi = x.origin();
    for (int i = 0; i < x.size(); i++, xi += x.stride()) {
      precision.set(x.segment(), xi, alpha * precision.get(x.segment(), xi));
    }
  }

  /**
   * y := x.
   *
   * @param x read
   * @param y written
   */
  default void copy(Vector x, Vector y) {
    y.copyFrom(x);
  }

  /**
   * y := alpha x + y.
   *
   * @param alpha not 0
   * @param x read
   * @param y read and written
   */
  void axpy(double alpha, Vector x, Vector y);

  /**
   * y := alpha x + beta y. With beta = 0, y is not read.
   *
   * @param alpha not 0
   * @param x read
   * @param beta any value
   * @param y read unless beta is 0, written
   */
  default void axpby(double alpha, Vector x, double beta, Vector y) {
    if (!x.overlaps(y)) {
      Scaling.scale(beta, y);
      axpy(alpha, x, y);
      return;
    }
    Precision precision = x.precision();
    long xi = x.origin();
    long yi = y.origin();
    for (int i = 0; i < x.size(); i++, xi += x.stride(), yi += y.stride()) {
      double product = alpha * precision.get(x.segment(), xi);
      double sum = beta == 0 ? product : product + beta * precision.get(y.segment(), yi);
      precision.set(y.segment(), yi, sum);
    }
  }

  /**
   * The sum of x_i y_i, accumulated in the operands' precision or better.
   *
   * @param x read
   * @param y read
   * @return the inner product
   */
  double dot(Vector x, Vector y);

  /**
   * The sum of x_i y_i, multiplied and accumulated in double, and not rounded to single.
   *
   * @param x single, read
   * @param y single, read
   * @return the inner product
   */
  default double dsdot(Vector x, Vector y) {
    return Summation.ofProducts(x, y);
  }

  /**
   * alpha plus the sum of x_i y_i, multiplied and accumulated in double, then rounded to single.
   *
   * @param alpha any value
   * @param x single, read
   * @param y single, read
   * @return the sum
   */
  default double sdsdot(double alpha, Vector x, Vector y) {
    return alpha + dsdot(x, y);
  }

  /**
   * The square root of the sum of x_i squared. It overflows or underflows only if the result does.
   * The stride of x is positive.
   *
   * @param x read
   * @return the Euclidean norm
   */
  default double nrm2(Vector x) {
    return ScaledNorm.of(x);
  }

  /**
   * The sum of |x_i|, with the rounding error of {@link #sum}. The stride of x is positive.
   *
   * @param x read
   * @return the sum
   */
  default double asum(Vector x) {
    return Summation.ofAbsolutes(x);
  }

  /**
   * The sum of x_i. Single-precision elements are accumulated in double or pairwise: the rounding
   * error must not grow in proportion to their number. The stride of x is positive.
   *
   * @param x read
   * @return the sum
   */
  default double sum(Vector x) {
    return Summation.of(x);
  }

  /**
   * The first index at which |x_i| is largest. The stride of x is positive. If x contains NaN, the
   * result is any index.
   *
   * @param x read
   * @return an index, counted from 0
   */
  default int iamax(Vector x) {
    int index = 0;
    double largest = Math.abs(x.get(0));
    for (int i = 1; i < x.size(); i++) {
      double element = Math.abs(x.get(i));
      if (element > largest) {
        largest = element;
        index = i;
      }
    }
    return index;
  }
}
