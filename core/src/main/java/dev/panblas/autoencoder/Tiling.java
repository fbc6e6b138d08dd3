package dev.panblas.autoencoder;

import dev.panblas.blas.Blas;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import java.util.stream.IntStream;

/**
 * How the samples are cut up: into tiles of rows, whose arrays stay in a core's second-level cache
 * from the first product to the last, and the tiles into chunks, each with partial sums of its own.
 * It depends on the shapes, the precision and the library alone, never on the number of threads: so
 * neither do the sums.
 *
 * @param samples the number of rows
 * @param tileRows rows of a tile; the last may have fewer
 */
record Tiling(int samples, int tileRows) {

  /** What a tile's arrays may take: half of the 512 KiB that common cores have. */
  private static final long TILE_BYTES = 256 * 1024;

  /** A tile of fewer rows would spend its time on packing the weights, not on products. */
  private static final int FEWEST_ROWS = 32;

  /** A number of tiles that 2, 4 and 8 threads share evenly, where there are few of them. */
  private static final int EVEN_TILES = 8;

  /** Libraries make products of blocks of rows: a tile has whole ones, where there are many. */
  private static final int BLOCK_ROWS = 8;

  /** Enough to share evenly over many cores, few enough that adding them up costs little. */
  private static final int MOST_CHUNKS = 32;

  /**
   * Cuts.
   *
   * @param blas whose products are to stay on the calling thread
   * @param precision of all arrays
   * @param samples the number of rows
   * @param visible units
   * @param hidden units
   */
  static Tiling of(Blas blas, Precision precision, int samples, int visible, int hidden) {
    long most =
        Math.min(rowsInCache(precision, visible, hidden), unthreaded(blas, visible, hidden));
    long blocks = most < BLOCK_ROWS ? most : most / BLOCK_ROWS * BLOCK_ROWS;
    return new Tiling(samples, evenRows(samples, Math.clamp(blocks, 1, samples)));
  }

  /** So many rows; or fewer, where the tiles are so few that threads would share them unevenly. */
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

  /** Samples, output deltas, activations and hidden deltas, each a row. */
  private static long rowsInCache(Precision precision, int visible, int hidden) {
    long rowBytes = 2L * ((long) visible + hidden) * precision.bytes();
    return Math.max(FEWEST_ROWS, TILE_BYTES / rowBytes);
  }

  private static long unthreaded(Blas blas, int visible, int hidden) {
    return blas.gemmThreadingThreshold() / ((long) visible * hidden);
  }

  /** Whether the library keeps the products of a tile of useful size on the calling thread. */
  static boolean isUseful(Blas blas, int visible, int hidden) {
    return unthreaded(blas, visible, hidden) >= FEWEST_ROWS;
  }

  /** What the largest product of a tile takes. */
  long multiplications(int visible, int hidden) {
    return (long) tileRows * visible * hidden;
  }

  /** A matrix with a row a sample, in tiles. */
  Matrix[] cut(Matrix matrix) {
    return IntStream.range(0, tiles())
        .mapToObj(tile -> matrix.block(from(tile), 0, rows(tile), matrix.columns()))
        .toArray(Matrix[]::new);
  }

  /** The number of tiles. */
  int tiles() {
    return Math.ceilDiv(samples, tileRows);
  }

  /** A tile's first row. */
  int from(int tile) {
    return tile * tileRows;
  }

  /** A tile's rows. */
  int rows(int tile) {
    return Math.min(tileRows, samples - from(tile));
  }

  /** The number of chunks. */
  int chunks() {
    return Math.min(MOST_CHUNKS, tiles());
  }

  /** A chunk's first tile; that of the chunk behind the last is the number of tiles. */
  int firstTile(int chunk) {
    return (int) ((long) chunk * tiles() / chunks());
  }
}
