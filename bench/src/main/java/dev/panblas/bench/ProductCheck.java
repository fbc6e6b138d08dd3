/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench;

import dev.panblas.blas.Blas;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import java.util.Locale;

/**
 * Compares a product with the reference's before timing. The error of each product is at most
 * {@code (k + 2) u |A||B|}, element by element, where u is the unit roundoff and k the length of
 * the sums (Higham, Accuracy and Stability of Numerical Algorithms, 3.5).
 */
public final class ProductCheck {

  private ProductCheck() {}

  /**
   * Checks that c is a b.
   *
   * @param subject the backend or the rival
   * @param a rows x k, read
   * @param b k x columns, read
   * @param c rows x columns, read
   * @throws IllegalStateException if an element differs from the reference's by more than both
   *     error bounds
   */
  public static void require(String subject, Matrix a, Matrix b, Matrix c) {
    Blas reference = Backends.reference();
    Matrix expected = Matrix.allocate(c.precision(), c.rows(), c.columns());
    reference.gemm(1, a, b, 0, expected);
    Matrix gauge = Matrix.allocate(c.precision(), c.rows(), c.columns());
    reference.gemm(1, Operands.absolute(a), Operands.absolute(b), 0, gauge);
    double factor = 2 * (a.columns() + 2) * c.precision().unitRoundoff();
    for (int i = 0; i < c.rows(); i++) {
      for (int j = 0; j < c.columns(); j++) {
        double error = Math.abs(c.get(i, j) - expected.get(i, j));
        if (!(error <= factor * gauge.get(i, j))) {
          throw new IllegalStateException(
              String.format(
                  Locale.ROOT,
                  "%s: element (%d, %d) of the product of %s and %s must be %s, but was %s",
                  subject,
                  i,
                  j,
                  a.describe(),
                  b.describe(),
                  expected.get(i, j),
                  c.get(i, j)));
        }
      }
    }
  }

  /**
   * Checks that value is the dot product of x and y.
   *
   * @param subject the backend or the rival
   * @param x read
   * @param y read, as long as x
   * @param value the result
   * @throws IllegalStateException if the value differs from the reference's by more than both error
   *     bounds
   */
  public static void requireDot(String subject, Vector x, Vector y, double value) {
    Matrix product = Matrix.allocate(x.precision(), 1, 1);
    product.set(0, 0, value);
    require(subject, x.asRow(), y.asColumn(), product);
  }

  /**
   * Checks that y is x + start: the product of (1, 1) and the rows x and start.
   *
   * @param subject the backend or the rival
   * @param x read
   * @param start read, as long as x
   * @param y the result, as long as x
   * @throws IllegalStateException if an element differs from the reference's by more than both
   *     error bounds
   */
  public static void requireSum(String subject, Vector x, Vector start, Vector y) {
    Precision precision = x.precision();
    Matrix both = Matrix.allocate(precision, 2, x.size());
    both.row(0).copyFrom(x);
    both.row(1).copyFrom(start);
    Matrix ones = Matrix.allocate(precision, 1, 2);
    ones.fill(1);
    require(subject, ones, both, y.asRow());
  }
}
