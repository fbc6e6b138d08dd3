package dev.panblas.autoencoder;

/**
 * What is chosen before learning.
 *
 * @param hidden the number of hidden units, 1 or more
 * @param weightDecay lambda, the weight of the squared weights in the cost; 0 or more
 * @param sparsityWeight beta, the weight of the sparsity penalty in the cost; 0 or more
 * @param sparsity rho, the mean activation that the penalty pulls each hidden unit to; between 0
 *     and 1
 */
public record Hyperparameters(
    int hidden, double weightDecay, double sparsityWeight, double sparsity) {

  /**
   * Twenty-five units, lambda = 1e-4, beta = 3, rho = 0.01: what 8x8 natural-image patches take.
   */
  public static final Hyperparameters DEFAULT = new Hyperparameters(25, 1e-4, 3, 0.01);

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if one is out of its range; the message names it
   */
  public Hyperparameters {
    if (hidden < 1) {
      throw new IllegalArgumentException("hidden units: " + hidden + "; there must be 1 or more");
    }
    requireWeight("weight decay (lambda)", weightDecay);
    requireWeight("sparsity weight (beta)", sparsityWeight);
    if (!(sparsity > 0 && sparsity < 1)) {
      throw new IllegalArgumentException(
          "sparsity (rho): " + sparsity + "; it lies between 0 and 1, both excluded");
    }
  }

  private static void requireWeight(String name, double value) {
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(name + ": " + value + "; it is a number from 0");
    }
  }
}
