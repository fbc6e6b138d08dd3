package dev.panblas.autoencoder;

/** The second pass over the samples, with activations that are known. */
interface BackwardPass extends AutoCloseable {

  /**
   * D3, D2, and what they add to the gradient.
   *
   * @param parameters read; those that the activations were computed with
   * @param sparsitySlope hidden: the penalty's part of each hidden delta, read
   * @param gradient D2' X / m and D3' A2 / m are added to its weights
   * @param deltaSums the column sums of D2 and D3 are added to it
   * @return |A3 - X|^2
   */
  double backward(
      Parameters parameters, double[] sparsitySlope, Parameters gradient, DeltaSums deltaSums);

  /** Ends the threads, if there are any. */
  @Override
  default void close() {}
}
