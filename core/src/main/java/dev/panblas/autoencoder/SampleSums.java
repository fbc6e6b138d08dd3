/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.autoencoder;

import dev.panblas.matrix.Vector;
import java.util.Arrays;
import java.util.List;

/** Sums over samples, by column or over all elements; in double for both precisions. */
final class SampleSums {

  /** hidden: the sums of A2. */
  final double[] activations;

  /** hidden: the sums of h = A2 (1 - A2), if D2 is computed without the penalty's slope. */
  final double[] slopes;

  /** hidden: the sums of D2, for the gradient of b1. */
  final double[] hiddenDeltas;

  /** visible: the sums of D3, for the gradient of b2. */
  final double[] visibleDeltas;

  /** |A3 - X|^2. */
  double squares;

  SampleSums(int hiddenUnits, int visibleUnits) {
    this.activations = new double[hiddenUnits];
    this.slopes = new double[hiddenUnits];
    this.hiddenDeltas = new double[hiddenUnits];
    this.visibleDeltas = new double[visibleUnits];
  }

  /** The sums by column, all but {@link #squares}. */
  List<double[]> arrays() {
    return List.of(activations, slopes, hiddenDeltas, visibleDeltas);
  }

  void clear() {
    Arrays.fill(activations, 0);
    Arrays.fill(slopes, 0);
    Arrays.fill(hiddenDeltas, 0);
    Arrays.fill(visibleDeltas, 0);
    squares = 0;
  }

  void add(SampleSums other) {
    add(activations, other.activations);
    add(slopes, other.slopes);
    add(hiddenDeltas, other.hiddenDeltas);
    add(visibleDeltas, other.visibleDeltas);
    squares += other.squares;
  }

  static void add(double[] sums, double[] others) {
    for (int j = 0; j < sums.length; j++) {
      sums[j] += others[j];
    }
  }

  /** Sets the bias gradients to the means. */
  void setMeans(Parameters gradient, long samples) {
    setMeans(gradient.b1(), hiddenDeltas, samples);
    setMeans(gradient.b2(), visibleDeltas, samples);
  }

  private static void setMeans(Vector means, double[] sums, long count) {
    for (int j = 0; j < sums.length; j++) {
      means.set(j, sums[j] / count);
    }
  }
}
