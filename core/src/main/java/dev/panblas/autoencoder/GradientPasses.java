package dev.panblas.autoencoder;

/**
 * A schedule: two passes over the samples. There are two because the sparsity penalty needs the
 * mean activation over all samples before the first hidden delta.
 */
interface GradientPasses {

  /**
   * A2 = sigmoid(X W1' + b1).
   *
   * @param parameters read
   * @param activationSums hidden: the column sums of A2 are added to it
   */
  void forward(Parameters parameters, double[] activationSums);

  /**
   * A3, D3, D2, and what they add to the gradient. Follows {@link #forward} with the same
   * parameters.
   *
   * @param parameters read
   * @param sparsitySlope hidden: the penalty's part of each hidden delta, read
   * @param gradient D2' X / m and D3' A2 / m are added to its weights
   * @param deltaSums the column sums of D2 and D3 are added to it
   * @return |A3 - X|^2
   */
  double backward(
      Parameters parameters, double[] sparsitySlope, Parameters gradient, DeltaSums deltaSums);

  /** What the bias gradients are made of, in double for both precisions. */
  final class DeltaSums {

    /** The column sums of D2. */
    final double[] hidden;

    /** The column sums of D3. */
    final double[] visible;

    DeltaSums(int hiddenUnits, int visibleUnits) {
      this.hidden = new double[hiddenUnits];
      this.visible = new double[visibleUnits];
    }
  }
}
