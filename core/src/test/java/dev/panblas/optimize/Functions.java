/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.optimize;

import dev.panblas.matrix.Vector;
import java.util.stream.IntStream;

/** Functions to minimise, written with arrays. */
final class Functions {

  private Functions() {}

  /** Value and gradient, with arrays. */
  interface ArrayFunction {
    double evaluate(double[] x, double[] gradient);
  }

  static Objective of(int dimension, ArrayFunction function) {
    return new Objective() {
      @Override
      public int dimension() {
        return dimension;
      }

      @Override
      public double evaluate(Vector point, Vector gradient) {
        double[] slopes = new double[dimension];
        double value = function.evaluate(point.toDoubleArray(), slopes);
        gradient.copyFrom(slopes);
        return value;
      }
    };
  }

  /** The sum over i of 100 (x_{i+1} - x_i^2)^2 + (1 - x_i)^2, with its minimum 0 at ones. */
  static Objective rosenbrock(int dimension) {
    return of(
        dimension,
        (x, g) -> {
          double value = 0;
          for (int i = 0; i + 1 < x.length; i++) {
            double valley = x[i + 1] - x[i] * x[i];
            double along = 1 - x[i];
            value += 100 * valley * valley + along * along;
            g[i] -= 400 * x[i] * valley + 2 * along;
            g[i + 1] += 200 * valley;
          }
          return value;
        });
  }

  /** The classic start (-1.2, 1, -1.2, 1, ...). */
  static Vector rosenbrockStart(int dimension) {
    double[] start = new double[dimension];
    for (int i = 0; i < dimension; i++) {
      start[i] = i % 2 == 0 ? -1.2 : 1;
    }
    return Vector.of(start);
  }

  /**
   * 1/2 sum h_i (x_i - 1)^2, where the h_i are a geometric sequence from 1 to the condition number.
   * Its minimum is 0 at ones.
   */
  static Objective quadratic(int dimension, double condition) {
    double[] h =
        IntStream.range(0, dimension)
            .mapToDouble(i -> Math.pow(condition, i / (dimension - 1.0)))
            .toArray();
    return of(
        dimension,
        (x, g) -> {
          double value = 0;
          for (int i = 0; i < x.length; i++) {
            g[i] = h[i] * (x[i] - 1);
            value += 0.5 * g[i] * (x[i] - 1);
          }
          return value;
        });
  }

  /** sum c_i x_i - log x_i, NaN unless all x are positive; its minimum is at x_i = 1 / c_i. */
  static Objective logBarrier(double... c) {
    return of(
        c.length,
        (x, g) -> {
          double value = 0;
          for (int i = 0; i < x.length; i++) {
            value += c[i] * x[i] - Math.log(x[i]);
            g[i] = x[i] < 0 ? Double.NaN : c[i] - 1 / x[i];
          }
          return value;
        });
  }
}
