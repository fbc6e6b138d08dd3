/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.autoencoder;

import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import java.lang.foreign.Arena;
import java.util.Random;

/**
 * Samples and parameters of a small network.
 *
 * @param samples the number of samples
 * @param visible the number of visible units
 * @param hyperparameters the number of hidden units and the factors of the cost's terms
 */
record SmallNetwork(int samples, int visible, Hyperparameters hyperparameters) {

  /** Samples between 0.1 and 0.9. */
  Matrix samples(Arena arena, Precision precision) {
    Random random = new Random(5);
    Matrix x = Matrix.allocate(arena, precision, samples, visible);
    for (int i = 0; i < samples; i++) {
      for (int j = 0; j < visible; j++) {
        x.set(i, j, random.nextDouble(0.1, 0.9));
      }
    }
    return x;
  }

  Parameters start(Arena arena, Precision precision) {
    int hidden = hyperparameters.hidden();
    Vector theta = Vector.allocate(arena, precision, Parameters.count(visible, hidden));
    Parameters parameters = Parameters.over(theta, visible, hidden);
    parameters.initialize(new Random(3));
    parameters.b1().fill(-0.5);
    parameters.b2().fill(0.25);
    return parameters;
  }

  /**
   * The largest difference of two orders of summation. Each value passes two layers and sums of at
   * most k products. All are of the order of 1, except the penalty's slope, which scales the
   * deltas.
   */
  double bound(Precision precision) {
    int k = samples + visible + hyperparameters.hidden();
    double slope = hyperparameters.sparsityWeight() * (1 + 1 / hyperparameters.sparsity());
    return 4 * (k + 2) * precision.unitRoundoff() * slope;
  }

  /** The result of a step. */
  record Step(double cost, Vector slopes) {
    double[] gradient() {
      return slopes.toDoubleArray();
    }
  }

  static Step step(SparseAutoencoder autoencoder, Vector theta) {
    Vector gradient = Vector.allocate(theta.precision(), theta.size());
    gradient.fill(Double.NaN); // must not be read
    double cost = autoencoder.evaluate(theta, gradient);
    return new Step(cost, gradient);
  }
}
