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
 * The 64-25-64 network over 10,000 samples as row-major arrays.
 *
 * @param samples m
 * @param visible n
 * @param hidden p
 * @param x m x n
 * @param a2 m x p
 * @param a3 m x n
 * @param w1 p x n
 * @param w2 n x p
 * @param slope p: the part of the sparsity penalty in each hidden delta
 * @param decay lambda
 */
@SuppressWarnings("ArrayRecordComponent") // a benchmark's operands, never compared
record NetworkArrays(
    int samples,
    int visible,
    int hidden,
    double[] x,
    double[] a2,
    double[] a3,
    double[] w1,
    double[] w2,
    double[] slope,
    double decay) {

  static NetworkArrays of(Network network, ReferenceGradient reference) {
    Parameters parameters = network.parameters();
    Hyperparameters chosen = network.hyperparameters();
    Matrix x = network.samples();
    return new NetworkArrays(
        x.rows(),
        x.columns(),
        chosen.hidden(),
        array(x),
        array(reference.hiddenActivations()),
        array(reference.outputActivations()),
        array(parameters.w1()),
        array(parameters.w2()),
        slope(reference.hiddenActivations(), chosen),
        chosen.weightDecay());
  }

  static Network network(Precision precision) {
    return new Network(precision, 10_000, 64, Hyperparameters.DEFAULT.hidden());
  }

  private static double[] array(Matrix matrix) {
    return matrix.toDoubleArray(Order.ROW_MAJOR);
  }

  private static double[] slope(Matrix a2, Hyperparameters chosen) {
    double[] slope = new double[a2.columns()];
    for (int j = 0; j < slope.length; j++) {
      double sum = 0;
      for (int i = 0; i < a2.rows(); i++) {
        sum += a2.get(i, j);
      }
      double mean = sum / a2.rows();
      double rho = chosen.sparsity();
      slope[j] = chosen.sparsityWeight() * (-rho / mean + (1 - rho) / (1 - mean));
    }
    return slope;
  }

  /** D3 = (A3 - X) * A3 * (1 - A3), for libraries that have products only. */
  void outputDelta(double[] d3) {
    for (int i = 0; i < d3.length; i++) {
      d3[i] = (a3[i] - x[i]) * a3[i] * (1 - a3[i]);
    }
  }

  /** D2 := (D2 + slope) * A2 * (1 - A2). */
  void hiddenDelta(double[] d2) {
    for (int i = 0; i < samples; i++) {
      for (int j = 0; j < hidden; j++) {
        int k = i * hidden + j;
        d2[k] = (d2[k] + slope[j]) * a2[k] * (1 - a2[k]);
      }
    }
  }

  /** Column means. */
  static void means(double[] matrix, double[] means) {
    Arrays.fill(means, 0);
    int rows = matrix.length / means.length;
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < means.length; j++) {
        means[j] += matrix[i * means.length + j];
      }
    }
    for (int j = 0; j < means.length; j++) {
      means[j] /= rows;
    }
  }

  /** dW1, dW2, db1, db2 in one array. */
  static double[] joined(double[]... parts) {
    return Arrays.stream(parts)
        .flatMapToDouble(Arrays::stream)
        .toArray();
  }
}
