package dev.panblas.reference;

import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;

/**
 * C := alpha A B + beta C, cut into blocks that fit the cache. A block is copied to arrays on the
 * Java heap, where all layouts are one and the compiler's vector instructions reach it; the copy
 * costs little beside the products that each element then enters.
 *
 * <p>Products are summed in the order of k, four at a time, whatever the layouts.
 */
final class Gemm {

  /** Below this width the loop along a row of C is too short to be worth vector instructions. */
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
