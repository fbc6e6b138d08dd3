/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.samples;

import dev.panblas.spi.TileKernels;

/**
 * A sum of numbers, one for each sample. Those of a block of {@value
 * dev.panblas.spi.TileKernels#BLOCK_ROWS} samples are added in order, and the sums of the blocks
 * along the binary tree of a training with {@link dev.panblas.autoencoder.Schedule#TILED}: 2i and
 * 2i + 1, then two pairs, and so on.
 */
final class TreeSum {

  /** The sum of the last 2^level blocks where that bit of the number of blocks is set. */
  private final double[] subtrees = new double[Long.SIZE];

  private long blocks;
  private double block;
  private int rows; // of the block that is not yet complete

  void add(double value) {
    block += value;
    rows++;
    if (rows == TileKernels.BLOCK_ROWS) {
      double sum = block;
      int level = 0;
      for (long complete = blocks; (complete & 1) == 1; complete >>= 1) {
        sum = subtrees[level++] + sum;
      }
      subtrees[level] = sum;
      blocks++;
      block = 0;
      rows = 0;
    }
  }

  /** The sum, 0 if no number was added. */
  double get() {
    double sum = block;
    for (int level = 0; blocks >> level != 0; level++) {
      if ((blocks >> level & 1) == 1) {
        sum = subtrees[level] + sum;
      }
    }
    return sum;
  }
}
