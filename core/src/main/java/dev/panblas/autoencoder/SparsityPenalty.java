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
  private final int samples;
  private final double margin;

  /**
   * The penalty for a number of samples.
   *
   * @param hyperparameters beta and rho
   * @param samples m
   * @param precision the precision of the activations
   */
  SparsityPenalty(Hyperparameters hyperparameters, int samples, Precision precision) {
    this.weight = hyperparameters.sparsityWeight();
    this.target = hyperparameters.sparsity();
    this.samples = samples;
    this.margin = precision.unitRoundoff();
  }

  /**
   * Computes the penalty and its derivatives.
   *
   * @param sums the column sums of A2 are read; the penalty's cost and slopes are written
   */
  void evaluate(SampleSums sums) {
    double divergence = 0;
    for (int j = 0; j < sums.activations.length; j++) {
      // Math.clamp returns NaN for NaN: parameters that are not finite give a cost that is NaN.
      double mean = Math.clamp(sums.activations[j] / samples, margin, 1 - margin);
      // (1 - rho)/(1 - mean) is close to 1: log1p of the difference from 1 is more accurate.
      divergence +=
          target * Math.log(target / mean)
              + (1 - target) * Math.log1p((mean - target) / (1 - mean));
      sums.sparsitySlopes[j] = weight * (-target / mean + (1 - target) / (1 - mean));
    }
    sums.sparsityCost = weight * divergence;
  }
}
