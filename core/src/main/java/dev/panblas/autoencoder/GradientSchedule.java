/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.autoencoder;

/** Computes a step in the order that a {@link Schedule} names. */
interface GradientSchedule {

  /**
   * Computes A2, A3, D3 and D2 of all samples, and the sums that cost and gradient need.
   * Activations that the caller has given are not computed.
   *
   * @param parameters W1, W2, b1, b2, read
   * @param penalty called once, when the column sums of A2 are complete
   * @param gradient D2' X / m and D3' A2 / m are added to its weights; its biases are neither read
   *     nor written
   * @param sums all 0, written
   */
  void evaluate(
      Parameters parameters, SparsityPenalty penalty, Parameters gradient, SampleSums sums);

  /** What computes a step, for reports: one clause. */
  String describe();
}
