/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.reference;

import dev.panblas.matrix.Matrix;

/**
 * The sum for a block of C, and copies of the current blocks of A and B, each as an array of rows.
 * There is one implementation for each element type.
 *
 * <p>The innermost loop adds four rows of B, each multiplied by one element of A, to a row of C.
 * The rows are separate arrays with a common index: HotSpot's compiler vectorises this form.
 */
sealed interface Tiles permits DoubleTiles, FloatTiles {

  /** The most rows or columns of a block. Three blocks of doubles fit the L2 cache. */
  int SIZE = 128;

  /** How many rows of B are added to a row of C at once; {@link #SIZE} is a multiple of it. */
  int UNROLLED = 4;

  /** The sum := 0. */
  void clear();

  /**
   * The sum := sum + A B.
   *
   * @param a at most as large as the tile, row-major or column-major
   * @param b at most as large as the tile, row-major or column-major
   */
  void addProduct(Matrix a, Matrix b);

  /**
   * C := alpha sum + beta C. With beta = 0, C is not read.
   *
   * @param alpha any value
   * @param beta any value
   * @param c at most as large as the tile, row-major or column-major
   */
  void store(double alpha, double beta, Matrix c);

  /** The depth, padded to a multiple of {@link #UNROLLED}. */
  static int padded(int depth) {
    return Math.ceilDiv(depth, UNROLLED) * UNROLLED;
  }
}
