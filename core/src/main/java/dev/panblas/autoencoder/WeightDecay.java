/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.autoencoder;

import dev.panblas.blas.Blas;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;

/**
 * The weight decay lambda/2 |W|^2, accumulated in double, and its derivative lambda W, with lambda
 * rounded to the precision of the weights.
 */
final class WeightDecay {

  private final Blas blas;
  private final double lambda;

  WeightDecay(Blas blas, double lambda) {
    this.blas = blas;
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
    blas.axpby(lambda, weights, 0, gradient);
    double squares =
        weights.precision() == Precision.SINGLE
            ? blas.dsdot(weights, weights)
            : blas.dot(weights, weights);
    return lambda / 2 * squares;
  }
}
