/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.autoencoder;

import dev.panblas.matrix.Vector;

/** The weight decay lambda/2 |W|^2 and its derivative lambda W, accumulated in double. */
final class WeightDecay {

  private final double lambda;

  WeightDecay(double lambda) {
    this.lambda = lambda;
  }

  /**
   * Computes cost and derivative in one pass.
   *
   * @param weights W, read
   * @param gradient overwritten by lambda W
   * @return lambda/2 |W|^2; 0 if lambda = 0, even where |W|^2 overflows
   */
  double evaluate(Vector weights, Vector gradient) {
    if (lambda == 0) {
      gradient.fill(0);
      return 0;
    }
    double squares = 0;
    for (int i = 0; i < weights.size(); i++) {
      double weight = weights.get(i);
      squares += weight * weight;
      gradient.set(i, lambda * weight);
    }
    return lambda / 2 * squares;
  }
}
