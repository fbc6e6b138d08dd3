package dev.panblas.autoencoder;

import dev.panblas.blas.Blas;

/** The order in which the same mathematics is done. */
public enum Schedule {
  /** A loop over the samples, with gemv and ger: how one writes it down first. */
  PER_SAMPLE,

  /** Whole arrays, with gemm: five products over all samples, on the library's own threads. */
  BATCHED,

  /**
   * Tiles of rows that stay in a core's cache from the first product to the last, shared out over
   * threads of the autoencoder's own. The result has the same bits for any number of threads.
   */
  TILED;

  /**
   * The schedule that is fastest as a rule. Large layers make products that keep a library's own
   * threads busy, which whole arrays do best. Where layers are so small that a tile of 32 rows or
   * more stays below the size from which the library takes threads, tiles are faster: of 64 visible
   * and 25 hidden units on OpenBLAS, 163 rows. Samples that fit into one tile have nothing to share
   * out, and take the same time either way.
   *
   * @param blas where the products run
   * @param visible the number of visible units
   * @param hidden the number of hidden units
   * @return tiled or batched
   */
  public static Schedule fitting(Blas blas, int visible, int hidden) {
    return Tiling.isUseful(blas, visible, hidden) ? TILED : BATCHED;
  }
}
