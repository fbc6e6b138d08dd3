/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.autoencoder;

/**
 * The three terms of the cost J.
 *
 * @param error 1/(2m) |A3 - X|^2, half the mean squared error of a sample
 * @param weightDecay lambda/2 (|W1|^2 + |W2|^2)
 * @param sparsity beta sum_j KL(rho || rho_hat_j)
 */
public record CostTerms(double error, double weightDecay, double sparsity) {

  /**
   * The cost.
   *
   * @return the sum of the terms, added in their order
   */
  public double cost() {
    return error + weightDecay + sparsity;
  }
}
