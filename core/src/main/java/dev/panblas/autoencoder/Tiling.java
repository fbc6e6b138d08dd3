/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.autoencoder;

import static dev.panblas.spi.TileKernels.BLOCK_ROWS;

import dev.panblas.matrix.Matrix;
import java.util.stream.IntStream;

/**
 * The division of the samples into blocks of {@value dev.panblas.spi.TileKernels#BLOCK_ROWS} rows,
 * of a block into tiles, and of all blocks into parts that threads compute. A part is a subtree of
 * the binary tree along which the sums of the blocks are added. Blocks depend on the number of
 * samples alone, and parts change no bits.
 *
 * @param samples the number of rows
 * @param tileRows the rows of a tile, a divisor of those of a block; the last tile may have fewer
 */
record Tiling(int samples, int tileRows) {

  /**
   * The most weights of a layer. Larger layers are as fast in products over all samples, and the
   * sums of the parts would take more memory than those need.
   */
  static final int MOST_WEIGHTS = 100_000;

  /**
   * The most parts: enough for an even load on many cores, few enough that their sums take little
   * memory.
   */
  static final int MOST_PARTS = 64;

  /** Whether tiles are faster than products over all samples. */
  static boolean isUseful(int visible, int hidden) {
    return (long) visible * hidden <= MOST_WEIGHTS;
  }

  /** The largest divisor of the rows of a block that is at most this. */
  static int divisor(long most) {
    int rows = Math.clamp(most, 1, BLOCK_ROWS);
    while (BLOCK_ROWS % rows != 0) {
      rows--;
    }
    return rows;
  }

  /** The number of blocks of a number of samples. */
  static int blocks(long samples) {
    return Math.toIntExact(Math.ceilDiv(samples, BLOCK_ROWS));
  }

  int blocks() {
    return blocks(samples);
  }

  /** The tiles of a whole block. */
  int tilesOfBlock() {
    return BLOCK_ROWS / tileRows;
  }

  int tiles() {
    return Math.ceilDiv(samples, tileRows);
  }

  /** The number of rows of a tile. */
  int rows(int tile) {
    return Math.min(tileRows, samples - tile * tileRows);
  }

  /**
   * The levels of the subtree of a part, which has 2^levels blocks.
   *
   * @param mostParts the most parts that the blocks are divided into
   */
  int levels(int mostParts) {
    int levels = 0;
    while (Math.ceilDiv(blocks(), 1 << levels) > mostParts) {
      levels++;
    }
    return levels;
  }

  /** The tiles of a matrix with one sample in each row, as views. */
  Matrix[] cut(Matrix matrix) {
    return IntStream.range(0, tiles())
        .mapToObj(tile -> matrix.block(tile * tileRows, 0, rows(tile), matrix.columns()))
        .toArray(Matrix[]::new);
  }
}
