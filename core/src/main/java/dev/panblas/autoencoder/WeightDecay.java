package dev.panblas.autoencoder;

import dev.panblas.matrix.Vector;

/** lambda/2 |W|^2, and its slope lambda W. Summed in double for both precisions. */
final class WeightDecay {

  private final double lambda;

  WeightDecay(double lambda) {
    this.lambda = lambda;
  }

  /**
   * The decay's part of cost and gradient, in one sweep.
   *
   * @param weights read
   * @param gradient overwritten by lambda W
   * @return lambda/2 |W|^2; 0 if lambda is, also where the square overflows
   */
  double begin(Vector weights, Vector gradient) {
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
