package dev.panblas.reference;

import dev.panblas.matrix.Matrix;

/**
 * A block of C while it is summed up, and the blocks of A and B that enter it, each as an array of
 * rows. One for each type of element, because the JVM's arrays are typed.
 *
 * <p>The innermost loop is a row of C plus four rows of B, each multiplied by one element of A:
 * arrays of their own with one index, which is the form that HotSpot's compiler turns into vector
 * instructions.
 */
sealed interface Tiles permits DoubleTiles, FloatTiles {

  /** The most rows or columns of a block: three blocks of doubles fit a second-level cache. */
  int SIZE = 128;

  /** How many rows of B are added to a row of C at once. {@link #SIZE} is a multiple. */
  int UNROLLED = 4;

  /** The sum := 0. */
  void clear();

  /**
   * The sum := sum + A B.
   *
   * @param a at most as large as the tile, row-major or column-major
   * @param b the same
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

  /** The depth with zeros added to a multiple of {@link #UNROLLED}. */
  static int padded(int depth) {
    return Math.ceilDiv(depth, UNROLLED) * UNROLLED;
  }
}
