/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.autoencoder;

/**
 * Computes tiles, one after the other, in arrays of its own, which stay in its core's cache.
 *
 * @param <T> an array of a tile
 */
interface TileWorker<T> {

  /**
   * Computes a tile.
   *
   * @param tile the number of the tile
   * @param weights those of the current step, read
   * @param adds whether the products are added to the sums; otherwise they overwrite them
   * @param sums the block's sums; the tile's sums by column are added
   */
  void compute(int tile, TileWeights<T> weights, boolean adds, BlockSums<T> sums);
}
