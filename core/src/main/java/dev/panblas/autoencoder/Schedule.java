/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.autoencoder;

/** The order in which cost and gradient are computed. All schedules compute the same formulas. */
public enum Schedule {
  /** A loop over the samples with gemv and ger, as in the formulas for one sample. */
  PER_SAMPLE,

  /**
   * Five gemm products over all samples, each divided over the threads of the {@link
   * dev.panblas.blas.Blas}.
   */
  BATCHED,

  /**
   * Tiles of rows that stay in a core's cache from the first product to the last, each computed by
   * one thread. The result has the same bits for every thread count.
   */
  TILED;

  /**
   * The schedule that is usually the fastest: {@link #TILED} up to a size of the layers, beyond it
   * {@link #BATCHED}. Large layers are as fast in products over all samples, and the sums of tiles
   * would take more memory.
   *
   * @param visible the number of visible units
   * @param hidden the number of hidden units
   * @return {@link #TILED} if visible * hidden &lt;= 100,000, otherwise {@link #BATCHED}
   */
  public static Schedule fitting(int visible, int hidden) {
    return Tiling.isUseful(visible, hidden) ? TILED : BATCHED;
  }
}
