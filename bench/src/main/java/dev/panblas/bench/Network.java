/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench;

import dev.panblas.autoencoder.Hyperparameters;
import dev.panblas.autoencoder.Parameters;
import dev.panblas.blas.Blas;
import dev.panblas.internal.elementwise.Sigmoid;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The samples and parameters of an autoencoder, the same for every backend, schedule and thread
 * count: samples uniform in [0.1, 0.9], and initial weights.
 */
public final class Network {

  private static final int SEED = 1;

  /** The first result is checked on at most this number of samples, from the first one on. */
  private static final int CHECKED_ROWS = 10_000;

  /** A bound of the roundings of a term, without those of sums. */
  private static final int ROUNDINGS_OF_A_TERM = 200;

  private final Hyperparameters hyperparameters;
  private final Matrix samples;
  private final Parameters parameters;

  /**
   * Creates samples and parameters.
   *
   * @param precision of samples and parameters
   * @param rows the number of samples
   * @param visible the number of visible units
   * @param hidden the number of hidden units
   */
  public Network(Precision precision, int rows, int visible, int hidden) {
    Hyperparameters usual = Hyperparameters.DEFAULT;
    SplittableRandom random = new SplittableRandom(SEED);
    this.hyperparameters =
        new Hyperparameters(hidden, usual.weightDecay(), usual.sparsityWeight(), usual.sparsity());
    this.parameters = parameters(precision, visible, hidden);
    parameters.initialize(random);
    this.samples = Operands.matrix(random, precision, rows, visible, 0.1, 0.9);
  }

  private static Parameters parameters(Precision precision, int visible, int hidden) {
    Vector theta = Vector.allocate(precision, Parameters.count(visible, hidden));
    return Parameters.over(theta, visible, hidden);
  }

  /**
   * Hidden units, lambda, beta, rho.
   *
   * @return the default values with this number of hidden units
   */
  public Hyperparameters hyperparameters() {
    return hyperparameters;
  }

  /**
   * X.
   *
   * @return rows x visible
   */
  public Matrix samples() {
    return samples;
  }

  /**
   * W1, W2, b1, b2.
   *
   * @return the parameters
   */
  public Parameters parameters() {
    return parameters;
  }

  /**
   * Memory for a gradient.
   *
   * @return zeros in the shape of the parameters
   */
  public Parameters newGradient() {
    return parameters(samples.precision(), samples.columns(), hyperparameters.hidden());
  }

  /**
   * The samples on which the first result is checked.
   *
   * @return a view of 10,000 rows at most
   */
  public Matrix checkedSamples() {
    return samples.block(0, 0, Math.min(samples.rows(), CHECKED_ROWS), samples.columns());
  }

  /**
   * A2 = sigmoid(X W1' + b1).
   *
   * @param blas computes the product
   * @return a new matrix, rows x hidden
   */
  public Matrix hiddenActivations(Blas blas) {
    return activations(blas, samples, parameters.w1(), parameters.b1());
  }

  /**
   * A3 = sigmoid(A2 W2' + b2).
   *
   * @param blas computes the product
   * @param hiddenActivations A2, read
   * @return a new matrix, rows x visible
   */
  public Matrix outputActivations(Blas blas, Matrix hiddenActivations) {
    return activations(blas, hiddenActivations, parameters.w2(), parameters.b2());
  }

  /**
   * rho_hat.
   *
   * @param hiddenActivations A2, read
   * @return the mean of each column
   */
  public static double[] meanActivations(Matrix hiddenActivations) {
    double[] means = new double[hiddenActivations.columns()];
    for (int i = 0; i < hiddenActivations.rows(); i++) {
      for (int j = 0; j < means.length; j++) {
        means[j] += hiddenActivations.get(i, j) / hiddenActivations.rows();
      }
    }
    return means;
  }

  private static Matrix activations(Blas blas, Matrix input, Matrix weights, Vector bias) {
    Matrix result = Matrix.allocate(input.precision(), input.rows(), weights.rows());
    blas.gemm(1, input, weights.transposed(), 0, result);
    IntStream.range(0, result.rows())
        .parallel()
        .forEach(
            i -> {
              for (int j = 0; j < result.columns(); j++) {
                result.set(i, j, Sigmoid.of(result.get(i, j) + bias.get(j)));
              }
            });
    return result;
  }

  /**
   * Compares a cost with the reference's. The relative error is at most 200 roundings of a term,
   * all in one direction.
   *
   * @param subject the backend or the rival
   * @param precision of the computation
   * @param cost its cost
   * @param expected the cost of the reference
   */
  public static void requireCost(
      String subject, Precision precision, double cost, double expected) {
    double bound = ROUNDINGS_OF_A_TERM * precision.unitRoundoff() * expected;
    if (!(Math.abs(cost - expected) <= bound)) {
      throw new IllegalStateException(
          subject + ": the cost must be " + expected + ", but was " + cost);
    }
  }

  /**
   * Compares a gradient with the reference's, over {@link #checkedSamples()}. With unit roundoff u,
   * m samples, n visible and p hidden units, the error of each gradient is at most {@code (m + n +
   * p + 200) u G}, where G bounds the terms of the sums and the factor of an error in A2: {@code G
   * = (S + |W2| + 1) (1 + |W1|)} with the largest sums of absolute weights of a unit, and the slope
   * {@code S = beta (rho / r^2 + (1 - rho) / (1 - r)^2)} of the sparsity penalty's derivative at
   * the mean activation r nearest to 0 or 1.
   *
   * @param subject the backend or the rival
   * @param gradient its gradient
   * @param expected the gradient of the reference
   */
  public void requireGradient(String subject, Vector gradient, Vector expected) {
    Matrix checked = checkedSamples();
    long terms =
        (long) checked.rows() + checked.columns() + hyperparameters.hidden() + ROUNDINGS_OF_A_TERM;
    double bound = 2 * terms * samples.precision().unitRoundoff() * gauge(checked);
    for (int i = 0; i < expected.size(); i++) {
      if (!(Math.abs(gradient.get(i) - expected.get(i)) <= bound)) {
        throw new IllegalStateException(
            String.format(
                Locale.ROOT,
                "%s: element %d of the gradient must be %s, but was %s",
                subject,
                i,
                expected.get(i),
                gradient.get(i)));
      }
    }
  }

  private double gauge(Matrix checked) {
    Matrix hidden = activations(Backends.reference(), checked, parameters.w1(), parameters.b1());
    double slope = Arrays.stream(meanActivations(hidden)).map(this::slope).max().orElseThrow();
    return (slope + largestSum(parameters.w2().transposed()) + 1)
        * (1 + largestSum(parameters.w1()));
  }

  private double slope(double r) {
    double rho = hyperparameters.sparsity();
    return hyperparameters.sparsityWeight() * (rho / (r * r) + (1 - rho) / ((1 - r) * (1 - r)));
  }

  private static double largestSum(Matrix weights) {
    double largest = 0;
    for (int i = 0; i < weights.rows(); i++) {
      double sum = 0;
      for (int j = 0; j < weights.columns(); j++) {
        sum += Math.abs(weights.get(i, j));
      }
      largest = Math.max(largest, sum);
    }
    return largest;
  }
}
