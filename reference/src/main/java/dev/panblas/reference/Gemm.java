/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.reference;

import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;

/**
 * C := alpha A B + beta C, divided into blocks that fit the cache. A block is copied to arrays on
 * the Java heap: their layout is the same for all operands, and the JIT compiler vectorises loops
 * over them. The copy is cheap compared with the products.
 *
 * <p>Products are summed in the order of k, four at a time, for every layout.
 */
final class Gemm {

  /**
   * Below this width the loop along a row of C is too short to benefit from vector instructions.
   */
  private static final int NARROW = 16;

  private Gemm() {}

  static void multiply(double alpha, Matrix a, Matrix b, double beta, Matrix c) {
    if (c.columns() < NARROW && c.columns() < c.rows()) {
      multiply(alpha, b.transposed(), a.transposed(), beta, c.transposed());
      return;
    }
    Precision precision = c.precision();
    int m = Math.min(c.rows(), Tiles.SIZE);
    int n = Math.min(c.columns(), Tiles.SIZE);
    int k = Math.min(a.columns(), Tiles.SIZE);
    Tiles tiles =
        precision == Precision.SINGLE ? new FloatTiles(m, n, k) : new DoubleTiles(m, n, k);
    for (int i = 0; i < c.rows(); i += m) {
      int rows = Math.min(m, c.rows() - i);
      for (int j = 0; j < c.columns(); j += n) {
        int columns = Math.min(n, c.columns() - j);
        tiles.clear();
        for (int p = 0; p < a.columns(); p += k) {
          int depth = Math.min(k, a.columns() - p);
          tiles.addProduct(a.block(i, p, rows, depth), b.block(p, j, depth, columns));
        }
        tiles.store(alpha, beta, c.block(i, j, rows, columns));
      }
    }
  }
}
