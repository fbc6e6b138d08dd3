package dev.panblas.autoencoder;

import dev.panblas.matrix.Precision;

/**
 * beta times the sum over the hidden units of KL(rho || rho_hat_j), where KL is the divergence of
 * two coins, and its slope by rho_hat_j.
 *
 * <p>At rho_hat = 0 and 1, where a unit is saturated on every sample, the divergence is infinite.
 * The mean activation is therefore taken to be at least the precision's unit roundoff and at most 1
 * minus that, in the value and in the slope: both stay finite, large, and point back inside.
 */
final class SparsityPenalty {

  private final double weight;
  private final double target;

  SparsityPenalty(double weight, double target) {
    this.weight = weight;
    this.target = target;
  }

  /**
   * The penalty; and in place of each unit's activation sum, the slope that its delta needs.
   *
   * @param sums hidden: the sum of each unit's activations, becomes the slope
   * @param samples how many activations were added up
   * @param precision the precision in which the activations are held
   * @return beta sum_j KL(rho || rho_hat_j)
   */
  double replaceBySlope(double[] sums, int samples, Precision precision) {
    double margin = precision.unitRoundoff();
    double divergence = 0;
    for (int j = 0; j < sums.length; j++) {
      // Math.clamp lets NaN pass: parameters that are not numbers give a cost that is none.
      double mean = Math.clamp(sums[j] / samples, margin, 1 - margin);
      // (1 - rho)/(1 - mean) is close to 1: its logarithm is taken of the difference from 1.
      divergence +=
          target * Math.log(target / mean)
              + (1 - target) * Math.log1p((mean - target) / (1 - mean));
      sums[j] = weight * (-target / mean + (1 - target) / (1 - mean));
    }
    return weight * divergence;
  }
}
