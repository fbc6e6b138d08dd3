/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.operations;

import java.util.Arrays;

/** Several sums side by side, each along the binary tree of {@link PairwiseSum}. */
final class PairwiseSums {

  /** Sums of 1, 2, 4, ... runs. */
  private final double[][] sums;

  private final double[] run;
  private int inRun;
  private int runs;

  /**
   * Sums of no numbers.
   *
   * @param width how many sums
   * @param most the most numbers that are added to each
   */
  PairwiseSums(int width, int most) {
    int mostRuns = Math.ceilDiv(most, PairwiseSum.RUN);
    sums = new double[Integer.SIZE - Integer.numberOfLeadingZeros(mostRuns)][width];
    run = new double[width];
    Arrays.fill(run, PairwiseSum.NEUTRAL);
  }

  /** Adds one number to each sum. */
  void add(double[] values) {
    for (int k = 0; k < run.length; k++) {
      run[k] += values[k];
    }
    if (++inRun == PairwiseSum.RUN) {
      endRun();
    }
  }

  private void endRun() {
    int level = 0;
    for (int full = runs; (full & 1) == 1; full >>= 1) {
      addTo(run, sums[level++]);
    }
    System.arraycopy(run, 0, sums[level], 0, run.length);
    Arrays.fill(run, PairwiseSum.NEUTRAL);
    runs++;
    inRun = 0;
  }

  private static void addTo(double[] sum, double[] values) {
    for (int k = 0; k < sum.length; k++) {
      sum[k] += values[k];
    }
  }

  /** Writes the sums, and begins new ones. */
  void take(double[] results) {
    if (inRun > 0) {
      endRun();
    }
    Arrays.fill(results, 0, run.length, runs == 0 ? 0 : PairwiseSum.NEUTRAL);
    for (int level = 0; runs >> level != 0; level++) {
      if ((runs >> level & 1) == 1) {
        addTo(results, sums[level]);
      }
    }
    runs = 0;
  }
}
