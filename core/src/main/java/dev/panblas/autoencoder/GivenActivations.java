/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.autoencoder;

import dev.panblas.matrix.Matrix;

/** The activations of all samples, computed by the caller. */
final class GivenActivations {

  /** A2: samples x hidden. */
  final Matrix hidden;

  /** A3: samples x visible. */
  final Matrix output;

  /** hidden: the column sums of A2, written before each step. */
  final double[] hiddenSums;

  GivenActivations(Matrix hidden, Matrix output) {
    this.hidden = hidden;
    this.output = output;
    this.hiddenSums = new double[hidden.columns()];
  }
}
