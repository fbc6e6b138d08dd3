/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.autoencoder;

import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import java.util.stream.IntStream;

/**
 * The division of the samples into tiles and chunks. A tile is a block of rows whose arrays stay in
 * a core's second-level cache from the first product to the last. A chunk is a group of tiles with
 * partial sums of its own. Tiles and chunks depend on shapes and precision, not on the thread
 * count. The sums therefore have the same bits for every thread count.
 *
 * @param samples the number of rows
 * @param tileRows the rows of a tile; the last tile may have fewer
 */
record Tiling(int samples, int tileRows) {

  /** The memory of a tile's arrays: half of the 512 KiB second-level cache of common cores. */
  private static final long TILE_BYTES = 256 * 1024;

  /**
   * The fewest rows of a tile that fits the cache. With fewer, packing the weights takes longer
   * than the products.
   */
  private static final int FEWEST_ROWS = 32;

  /**
   * The most multiplications of a product of a tile. 64 visible and 25 hidden units have tiles of
   * at most 160 rows.
   */
  private static final long MOST_MULTIPLICATIONS = 1 << 18;

  /**
   * A small number of tiles is a multiple of this, or of 4 or 2 for few samples: 2, 4 and 8 threads
   * then get the same number.
   */
  private static final int EVEN_TILES = 8;

  /**
   * Libraries compute products in blocks of rows. A large tile has a multiple of this number of
   * rows.
   */
  private static final int BLOCK_ROWS = 8;

  /**
   * The most chunks: enough for an even load on many cores, few enough that adding them up costs
   * little.
   */
  private static final int MOST_CHUNKS = 32;

  /**
   * Chooses the tiles.
   *
   * @param precision the precision of all arrays
   * @param samples the number of rows
   * @param visible the number of visible units
   * @param hidden the number of hidden units
   */
  static Tiling of(Precision precision, int samples, int visible, int hidden) {
    long most = Math.min(rowsInCache(precision, visible, hidden), rowsOfProduct(visible, hidden));
    long blocks = most < BLOCK_ROWS ? most : most / BLOCK_ROWS * BLOCK_ROWS;
    return new Tiling(samples, evenRows(samples, Math.clamp(blocks, 1, samples)));
  }

  /**
   * The rows of a tile: {@code most}, or fewer if that divides the tiles evenly over the threads.
   */
  private static int evenRows(int samples, int most) {
    int fewest = Math.ceilDiv(samples, most);
    if (fewest >= MOST_CHUNKS) {
      return most;
    }
    int share = EVEN_TILES;
    while (share > 1 && samples / share < FEWEST_ROWS) {
      share /= 2;
    }
    int tiles = Math.ceilDiv(fewest, share) * share;
    return Math.ceilDiv(samples, tiles);
  }

  /**
   * The number of rows whose samples, output deltas, activations and hidden deltas fit {@link
   * #TILE_BYTES}.
   */
  private static long rowsInCache(Precision precision, int visible, int hidden) {
    long rowBytes = 2L * ((long) visible + hidden) * precision.bytes();
    return Math.max(FEWEST_ROWS, TILE_BYTES / rowBytes);
  }

  private static long rowsOfProduct(int visible, int hidden) {
    return MOST_MULTIPLICATIONS / ((long) visible * hidden);
  }

  /** Whether a tile of 32 rows is within the limits. */
  static boolean isUseful(int visible, int hidden) {
    return rowsOfProduct(visible, hidden) >= FEWEST_ROWS;
  }

  /** The multiplications of the largest product of a tile. */
  long multiplications(int visible, int hidden) {
    return (long) tileRows * visible * hidden;
  }

  /** The tiles of a matrix with one sample in each row, as views. */
  Matrix[] cut(Matrix matrix) {
    return IntStream.range(0, tiles())
        .mapToObj(tile -> matrix.block(from(tile), 0, rows(tile), matrix.columns()))
        .toArray(Matrix[]::new);
  }

  int tiles() {
    return Math.ceilDiv(samples, tileRows);
  }

  /** The first row of a tile. */
  int from(int tile) {
    return tile * tileRows;
  }

  /** The number of rows of a tile. */
  int rows(int tile) {
    return Math.min(tileRows, samples - from(tile));
  }

  int chunks() {
    return Math.min(MOST_CHUNKS, tiles());
  }

  /** The first tile of a chunk; for {@code chunk == chunks()}, the number of tiles. */
  int firstTile(int chunk) {
    return (int) ((long) chunk * tiles() / chunks());
  }
}
