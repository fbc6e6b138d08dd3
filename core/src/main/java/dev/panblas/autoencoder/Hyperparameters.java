/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.autoencoder;

/**
 * The hyperparameters of {@link SparseAutoencoder}'s cost.
 *
 * @param hidden the number of hidden units, 1 or more
 * @param weightDecay lambda, the factor of the squared weights; finite, 0 or more
 * @param sparsityWeight beta, the factor of the sparsity penalty; finite, 0 or more
 * @param sparsity rho, the mean activation of each hidden unit at which the penalty is 0; between 0
 *     and 1, both excluded
 */
public record Hyperparameters(
    int hidden, double weightDecay, double sparsityWeight, double sparsity) {

  /** 25 hidden units, lambda = 1e-4, beta = 3, rho = 0.01: good for 8x8 natural-image patches. */
  public static final Hyperparameters DEFAULT = new Hyperparameters(25, 1e-4, 3, 0.01);

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if one is out of its range; the message names it
   */
  public Hyperparameters {
    if (hidden < 1) {
      throw new IllegalArgumentException("hidden units must be >= 1, but was " + hidden);
    }
    requireFactor("weight decay", weightDecay);
    requireFactor("sparsity weight", sparsityWeight);
    if (!(sparsity > 0 && sparsity < 1)) {
      throw new IllegalArgumentException("sparsity must be > 0 and < 1, but was " + sparsity);
    }
  }

  private static void requireFactor(String name, double value) {
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(name + " must be finite and >= 0, but was " + value);
    }
  }
}
