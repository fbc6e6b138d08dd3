/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.autoencoder;

import dev.panblas.matrix.Vector;
import java.util.Arrays;

/** The column sums of D2 and D3, for the bias gradients; in double for both precisions. */
final class DeltaSums {

  /** The column sums of D2. */
  final double[] hidden;

  /** The column sums of D3. */
  final double[] visible;

  DeltaSums(int hiddenUnits, int visibleUnits) {
    this.hidden = new double[hiddenUnits];
    this.visible = new double[visibleUnits];
  }

  void clear() {
    Arrays.fill(hidden, 0);
    Arrays.fill(visible, 0);
  }

  void add(DeltaSums other) {
    add(hidden, other.hidden);
    add(visible, other.visible);
  }

  /** Sets the bias gradients to the column means. */
  void setMeans(Parameters gradient, int samples) {
    setMeans(gradient.b1(), hidden, samples);
    setMeans(gradient.b2(), visible, samples);
  }

  private static void setMeans(Vector means, double[] sums, int count) {
    for (int j = 0; j < sums.length; j++) {
      means.set(j, sums[j] / count);
    }
  }

  static void add(double[] sums, double[] others) {
    for (int j = 0; j < sums.length; j++) {
      sums[j] += others[j];
    }
  }
}
