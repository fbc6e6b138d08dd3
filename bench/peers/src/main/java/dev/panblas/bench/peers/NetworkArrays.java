/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench.peers;

import dev.panblas.autoencoder.Hyperparameters;
import dev.panblas.autoencoder.Parameters;
import dev.panblas.bench.Network;
import dev.panblas.bench.ReferenceGradient;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Order;
import dev.panblas.matrix.Precision;
import java.util.Arrays;

/**
 * A network over samples as row-major arrays.
 *
 * @param precision of the computation
 * @param samples m
 * @param visible n
 * @param hidden p
 * @param x m x n
 * @param a2 m x p
 * @param a3 m x n
 * @param w1 p x n
 * @param w2 n x p
 * @param b1 p
 * @param b2 n
 * @param penalty the terms of the cost besides the error
 */
@SuppressWarnings("ArrayRecordComponent") // a benchmark's operands, never compared
record NetworkArrays(
    Precision precision,
    int samples,
    int visible,
    int hidden,
    double[] x,
    double[] a2,
    double[] a3,
    double[] w1,
    double[] w2,
    double[] b1,
    double[] b2,
    Hyperparameters penalty) {

  /** For a backpropagation alone: the activations are given. */
  static NetworkArrays of(Network network, ReferenceGradient reference) {
    return of(
        network.samples(),
        network.parameters(),
        network.hyperparameters(),
        array(reference.hiddenActivations()),
        array(reference.outputActivations()));
  }

  /** For steps: the activations have only their memory. */
  static NetworkArrays of(Matrix x, Parameters parameters, Hyperparameters chosen) {
    return of(
        x,
        parameters,
        chosen,
        new double[x.rows() * chosen.hidden()],
        new double[x.rows() * x.columns()]);
  }

  private static NetworkArrays of(
      Matrix x, Parameters parameters, Hyperparameters chosen, double[] a2, double[] a3) {
    return new NetworkArrays(
        x.precision(),
        x.rows(),
        x.columns(),
        chosen.hidden(),
        array(x),
        a2,
        a3,
        array(parameters.w1()),
        array(parameters.w2()),
        parameters.b1().toDoubleArray(),
        parameters.b2().toDoubleArray(),
        chosen);
  }

  private static double[] array(Matrix matrix) {
    return matrix.toDoubleArray(Order.ROW_MAJOR);
  }

  /** rho_hat of the given activations. */
  double[] means() {
    double[] means = new double[hidden];
    for (int i = 0; i < samples; i++) {
      for (int j = 0; j < hidden; j++) {
        means[j] += a2[i * hidden + j];
      }
    }
    Arrays.setAll(means, j -> means[j] / samples);
    return means;
  }

  /** The part of the sparsity penalty in each hidden delta. */
  double[] slope(double[] means) {
    double rho = penalty.sparsity();
    return Arrays.stream(means)
        .map(mean -> penalty.sparsityWeight() * (-rho / mean + (1 - rho) / (1 - mean)))
        .toArray();
  }

  /** The cost, from the sum of squared errors, that of squared weights, and rho_hat. */
  double cost(double errors, double weights, double[] means) {
    double rho = penalty.sparsity();
    double divergence =
        Arrays.stream(means)
            .map(mean -> rho * Math.log(rho / mean) + (1 - rho) * Math.log((1 - rho) / (1 - mean)))
            .sum();
    return errors / (2 * samples)
        + penalty.weightDecay() / 2 * weights
        + penalty.sparsityWeight() * divergence;
  }

  /** dW1, dW2, db1, db2 in one array. */
  static double[] joined(double[]... parts) {
    return Arrays.stream(parts).flatMapToDouble(Arrays::stream).toArray();
  }
}
