package dev.panblas.autoencoder;

/**
 * A schedule: two passes over the samples. There are two because the sparsity penalty needs the
 * mean activation over all samples before the first hidden delta.
 */
interface GradientPasses extends BackwardPass {

  /**
   * A2 = sigmoid(X W1' + b1), or at least its column sums.
   *
   * @param parameters read
   * @param activationSums hidden: the column sums of A2 are added to it
   */
  void forward(Parameters parameters, double[] activationSums);
}
