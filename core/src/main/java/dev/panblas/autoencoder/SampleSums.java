/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.autoencoder;

import java.util.Arrays;

/**
 * Sums over all samples, and the sparsity penalty and its slopes computed from them. In double for
 * both precisions.
 */
final class SampleSums {

  /** hidden: the column sums of A2. */
  final double[] activations;

  /** hidden: the penalty's derivative with respect to each mean activation, a term of D2. */
  final double[] sparsitySlopes;

  /** beta sum_j KL(rho || rho_hat_j). */
  double sparsityCost;

  /** The column sums of D2 and D3. */
  final DeltaSums deltas;

  /** |A3 - X|^2. */
  double squares;

  SampleSums(int hiddenUnits, int visibleUnits) {
    this.activations = new double[hiddenUnits];
    this.sparsitySlopes = new double[hiddenUnits];
    this.deltas = new DeltaSums(hiddenUnits, visibleUnits);
  }

  void clear() {
    Arrays.fill(activations, 0);
    Arrays.fill(sparsitySlopes, 0);
    sparsityCost = 0;
    deltas.clear();
    squares = 0;
  }
}
