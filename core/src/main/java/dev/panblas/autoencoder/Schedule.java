/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.autoencoder;

import dev.panblas.blas.Blas;

/** The order in which cost and gradient are computed. All schedules compute the same formulas. */
public enum Schedule {
  /** A loop over the samples with gemv and ger, as in the formulas for one sample. */
  PER_SAMPLE,

  /** Five gemm products over all samples, on the native library's own threads. */
  BATCHED,

  /**
   * Tiles of rows that stay in a core's cache from the first product to the last, computed by the
   * autoencoder's own threads. The result has the same bits for every thread count.
   */
  TILED;

  /**
   * The schedule that is usually the fastest: {@link #TILED} if the products of a tile of 32 rows
   * stay below {@link Blas#gemmThreadingThreshold}, otherwise {@link #BATCHED}, because the
   * products of large layers keep the native library's own threads busy. With 64 visible and 25
   * hidden units and a threshold of 262,144, tiles of up to 163 rows stay below it.
   *
   * @param blas computes the products
   * @param visible the number of visible units
   * @param hidden the number of hidden units
   * @return {@link #TILED} or {@link #BATCHED}
   */
  public static Schedule fitting(Blas blas, int visible, int hidden) {
    return Tiling.isUseful(blas, visible, hidden) ? TILED : BATCHED;
  }
}
