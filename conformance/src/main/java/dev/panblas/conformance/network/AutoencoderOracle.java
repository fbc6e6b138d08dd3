/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance.network;

import dev.panblas.autoencoder.Hyperparameters;
import dev.panblas.conformance.exact.Element;

/**
 * The autoencoder's cost and gradient, computed by plain loops over doubles from the formulas of
 * {@link dev.panblas.autoencoder.SparseAutoencoder}, with the error that each quantity may have in
 * another computation.
 *
 * <p>The bounds follow the computation. With u the sum of the unit roundoffs of the judged
 * computation and of this one, c the constant of {@link Element}, and [x] the bound of x,
 *
 * <ul>
 *   <li>a sum of k products adds c (k + 2) u sum |x| |y| to the error of its factors, sum [x] |y| +
 *       |x| [y];
 *   <li>sigmoid changes at most a quarter as much as its argument;
 *   <li>a product of few factors has the error [x] |y| + |x| [y] and a few roundings, {@link #FEW};
 *   <li>the penalty and its slope have the error of their derivatives by rho_hat times [rho_hat].
 * </ul>
 *
 * <p>Squares of bounds are left out; c covers them.
 */
public final class AutoencoderOracle {

  /** The k + 2 of an elementwise step, which has at most this many roundings. */
  private static final int FEW = 8;

  private final double[][] x; // m x n
  private final int m;
  private final int n;
  private final int p;
  private final Hyperparameters chosen;
  private final double margin;
  private final double unit; // c u

  private final Bounded[][] w1; // p x n
  private final Bounded[][] w2; // n x p
  private final Bounded[] b1;
  private final Bounded[] b2;

  /** The activations of the hidden units: m x p. */
  public final Bounded[][] hiddenActivations;

  /** The activations of the output units: m x n. */
  public final Bounded[][] outputActivations;

  /** The hidden units' mean activations. */
  public final Bounded[] meanActivations;

  /** The cost J. */
  public final Bounded cost;

  /** Its derivatives: W1 and W2 row by row, b1, b2. */
  public final Bounded[] gradient;

  /** A value, and the error that it may have in another computation. */
  public record Bounded(double value, double bound) {

    static Bounded exactly(double value) {
      return new Bounded(value, 0);
    }

    Bounded plus(Bounded other) {
      return new Bounded(value + other.value, bound + other.bound);
    }

    Bounded times(double factor) {
      return new Bounded(value * factor, bound * Math.abs(factor));
    }

    Bounded times(Bounded other) {
      return new Bounded(
          value * other.value, bound * Math.abs(other.value) + Math.abs(value) * other.bound);
    }

    /** The same value, with the error of further roundings of numbers as large as the gauge. */
    Bounded rounded(double unit, int roundings, double gauge) {
      return new Bounded(value, bound + roundings * unit * gauge);
    }

    Bounded rounded(double unit) {
      return rounded(unit, FEW, Math.abs(value));
    }
  }

  /**
   * Computes cost and gradient.
   *
   * @param x the samples, rounded as in the judged computation
   * @param theta the parameters, rounded as in the judged computation
   * @param chosen lambda, beta, rho and the number of hidden units
   * @param unitRoundoff of the judged computation
   */
  public AutoencoderOracle(
      double[][] x, double[] theta, Hyperparameters chosen, double unitRoundoff) {
    this.x = x;
    this.m = x.length;
    this.n = x[0].length;
    this.p = chosen.hidden();
    this.chosen = chosen;
    this.margin = unitRoundoff;
    this.unit = Element.SLACK * (unitRoundoff + Math.ulp(0.5));
    this.w1 = matrix(theta, 0, p, n);
    this.w2 = matrix(theta, p * n, n, p);
    this.b1 = matrix(theta, 2 * p * n, 1, p)[0];
    this.b2 = matrix(theta, 2 * p * n + p, 1, n)[0];

    Bounded[][] a2 = new Bounded[m][p];
    Bounded[][] a3 = new Bounded[m][n];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < p; j++) {
        Sum z = new Sum();
        for (int k = 0; k < n; k++) {
          z.add(w1[j][k], Bounded.exactly(x[i][k]));
        }
        a2[i][j] = sigmoid(z.add(b1[j]).total());
      }
      for (int k = 0; k < n; k++) {
        Sum z = new Sum();
        for (int j = 0; j < p; j++) {
          z.add(w2[k][j], a2[i][j]);
        }
        a3[i][k] = sigmoid(z.add(b2[k]).total());
      }
    }
    Bounded[] mean = columnMeans(a2, p);
    this.hiddenActivations = a2;
    this.outputActivations = a3;
    this.meanActivations = mean;

    this.cost = squaredError(a3).plus(weightDecay()).plus(penalty(mean)).rounded(unit);

    Bounded[][] d3 = new Bounded[m][n];
    Bounded[][] d2 = new Bounded[m][p];
    for (int i = 0; i < m; i++) {
      for (int k = 0; k < n; k++) {
        d3[i][k] = error(a3[i][k], i, k).times(slope(a3[i][k])).rounded(unit);
      }
      for (int j = 0; j < p; j++) {
        Sum back = new Sum();
        for (int k = 0; k < n; k++) {
          back.add(d3[i][k], w2[k][j]);
        }
        d2[i][j] = back.add(penaltySlope(mean[j])).total().times(slope(a2[i][j])).rounded(unit);
      }
    }

    this.gradient = new Bounded[2 * p * n + p + n];
    int at = 0;
    for (int j = 0; j < p; j++) {
      for (int k = 0; k < n; k++) {
        Sum sum = new Sum();
        for (int i = 0; i < m; i++) {
          sum.add(d2[i][j].times(1.0 / m), Bounded.exactly(x[i][k]));
        }
        gradient[at++] = sum.add(w1[j][k].times(chosen.weightDecay())).total();
      }
    }
    for (int k = 0; k < n; k++) {
      for (int j = 0; j < p; j++) {
        Sum sum = new Sum();
        for (int i = 0; i < m; i++) {
          sum.add(d3[i][k].times(1.0 / m), a2[i][j]);
        }
        gradient[at++] = sum.add(w2[k][j].times(chosen.weightDecay())).total();
      }
    }
    for (Bounded mean2 : columnMeans(d2, p)) {
      gradient[at++] = mean2;
    }
    for (Bounded mean3 : columnMeans(d3, n)) {
      gradient[at++] = mean3;
    }
  }

  private static Bounded[][] matrix(double[] theta, int from, int rows, int columns) {
    Bounded[][] matrix = new Bounded[rows][columns];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        matrix[i][j] = Bounded.exactly(theta[from + i * columns + j]);
      }
    }
    return matrix;
  }

  /** A sum of products, with its gauge. */
  private final class Sum {
    private Bounded sum = Bounded.exactly(0);
    private double gauge;
    private int terms;

    Sum add(Bounded x, Bounded y) {
      return add(x.times(y));
    }

    Sum add(Bounded term) {
      sum = sum.plus(term);
      gauge += Math.abs(term.value());
      terms++;
      return this;
    }

    Bounded total() {
      return sum.rounded(unit, terms + 2, gauge);
    }
  }

  private Bounded sigmoid(Bounded z) {
    double value = 1 / (1 + Math.exp(-z.value()));
    return new Bounded(value, z.bound() / 4).rounded(unit);
  }

  /** a (1 - a), whose derivative is 1 - 2a. */
  private Bounded slope(Bounded a) {
    double value = a.value() * (1 - a.value());
    // 1 - a has the absolute rounding error of a, not the relative one.
    return new Bounded(value, Math.abs(1 - 2 * a.value()) * a.bound())
        .rounded(unit, FEW, a.value());
  }

  private Bounded error(Bounded a3, int i, int k) {
    return a3.plus(Bounded.exactly(-x[i][k])).rounded(unit);
  }

  private Bounded[] columnMeans(Bounded[][] rows, int columns) {
    Bounded[] means = new Bounded[columns];
    for (int j = 0; j < columns; j++) {
      Sum sum = new Sum();
      for (Bounded[] row : rows) {
        sum.add(row[j]);
      }
      means[j] = sum.total().times(1.0 / m).rounded(unit);
    }
    return means;
  }

  private Bounded squaredError(Bounded[][] a3) {
    Sum squares = new Sum();
    for (int i = 0; i < m; i++) {
      for (int k = 0; k < n; k++) {
        Bounded error = error(a3[i][k], i, k);
        squares.add(error, error);
      }
    }
    return squares.total().times(0.5 / m).rounded(unit);
  }

  private Bounded weightDecay() {
    Sum squares = new Sum();
    for (Bounded[][] weights : new Bounded[][][] {w1, w2}) {
      for (Bounded[] row : weights) {
        for (Bounded weight : row) {
          squares.add(weight, weight);
        }
      }
    }
    return squares.total().times(chosen.weightDecay() / 2).rounded(unit);
  }

  private Bounded penalty(Bounded[] mean) {
    double rho = chosen.sparsity();
    Sum sum = new Sum();
    for (Bounded unitMean : mean) {
      double hat = Math.clamp(unitMean.value(), margin, 1 - margin);
      double one = rho * Math.log(rho / hat);
      double other = (1 - rho) * Math.log((1 - rho) / (1 - hat));
      double derivative = -rho / hat + (1 - rho) / (1 - hat);
      sum.add(
          new Bounded(one + other, Math.abs(derivative) * unitMean.bound())
              .rounded(unit, FEW, Math.abs(one) + Math.abs(other) + 1));
    }
    return sum.total().times(chosen.sparsityWeight()).rounded(unit);
  }

  private Bounded penaltySlope(Bounded mean) {
    double rho = chosen.sparsity();
    double hat = Math.clamp(mean.value(), margin, 1 - margin);
    double one = rho / hat;
    double other = (1 - rho) / (1 - hat);
    double derivative = one / hat + other / (1 - hat);
    return new Bounded(other - one, derivative * mean.bound())
        .rounded(unit, FEW, one + other / (1 - hat))
        .times(chosen.sparsityWeight());
  }
}
