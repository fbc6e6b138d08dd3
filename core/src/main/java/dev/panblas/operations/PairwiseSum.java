/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.operations;

/**
 * A sum of numbers along a binary tree: the n-th number is added to the sum of those before it of
 * the same length. Its relative error grows with log(n) only (Higham: Accuracy and Stability of
 * Numerical Algorithms, 2nd edition, chapter 4.2). A sum of zeros that are all negative is -0, as
 * in NumPy.
 */
final class PairwiseSum {

  /** So many numbers are added one after another. */
  static final int RUN = 128;

  /** What changes no number that is added to it; 0 would change -0. */
  static final double NEUTRAL = -0.0;

  private final double[] sums = new double[Long.SIZE];
  private long count;

  /** Adds some numbers. */
  void add(double[] values, int count) {
    for (int first = 0; first < count; first += RUN) {
      add(run(values, first, Math.min(count, first + RUN)));
    }
  }

  /** Four sums side by side, which a processor adds at the same time. */
  private static double run(double[] values, int first, int end) {
    double a = NEUTRAL;
    double b = NEUTRAL;
    double c = NEUTRAL;
    double d = NEUTRAL;
    int k = first;
    for (; k + 4 <= end; k += 4) {
      a += values[k];
      b += values[k + 1];
      c += values[k + 2];
      d += values[k + 3];
    }
    for (; k < end; k++) {
      a += values[k];
    }
    return (a + b) + (c + d);
  }

  private void add(double value) {
    double sum = value;
    int level = 0;
    for (long full = count; (full & 1) == 1; full >>= 1) {
      sum += sums[level++];
    }
    sums[level] = sum;
    count++;
  }

  /** Begins a new sum. */
  void clear() {
    count = 0;
  }

  /** The sum, 0 if no number was added. */
  double get() {
    double sum = count == 0 ? 0 : NEUTRAL;
    for (int level = 0; count >> level != 0; level++) {
      if ((count >> level & 1) == 1) {
        sum += sums[level];
      }
    }
    return sum;
  }
}
