/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.autoencoder;

import dev.panblas.matrix.Precision;

/**
 * beta sum_j KL(rho || rho_hat_j), where KL(rho || r) = rho log(rho / r) + (1 - rho) log((1 - rho)
 * / (1 - r)), and its derivative with respect to each rho_hat_j.
 *
 * <p>At rho_hat = 0 and 1, where a unit is saturated on every sample, the divergence is infinite.
 * Value and derivative are therefore computed from a mean activation clamped to [u, 1 - u], where u
 * is the precision's unit roundoff: both are finite and large, and descent leads away from 0 or 1.
 */
final class SparsityPenalty {

  private final double weight;
  private final double target;
  private final long samples;
  private final double margin;
  private final double[] slopes; // hidden
  private double cost;

  /**
   * The penalty for a number of samples.
   *
   * @param hyperparameters beta and rho
   * @param samples m
   * @param precision the precision of the activations
   */
  SparsityPenalty(Hyperparameters hyperparameters, long samples, Precision precision) {
    this.weight = hyperparameters.sparsityWeight();
    this.target = hyperparameters.sparsity();
    this.samples = samples;
    this.margin = precision.unitRoundoff();
    this.slopes = new double[hyperparameters.hidden()];
  }

  /**
   * Computes the penalty and its derivatives.
   *
   * @param activationSums hidden: the column sums of A2, read
   */
  void evaluate(double[] activationSums) {
    double divergence = 0;
    for (int j = 0; j < activationSums.length; j++) {
      // Math.clamp returns NaN for NaN: parameters that are not finite give a cost that is NaN.
      double mean = Math.clamp(activationSums[j] / samples, margin, 1 - margin);
      // (1 - rho)/(1 - mean) is close to 1: log1p of the difference from 1 is more accurate.
      divergence +=
          target * Math.log(target / mean)
              + (1 - target) * Math.log1p((mean - target) / (1 - mean));
      slopes[j] = weight * (-target / mean + (1 - target) / (1 - mean));
    }
    cost = weight * divergence;
  }

  /** The derivative with respect to each mean activation, a term of D2; overwritten by a step. */
  double[] slopes() {
    return slopes;
  }

  /** beta sum_j KL(rho || rho_hat_j). */
  double cost() {
    return cost;
  }
}
