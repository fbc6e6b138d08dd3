/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.autoencoder;

import dev.panblas.matrix.Matrix;
import dev.panblas.spi.TileKernels;
import java.lang.foreign.Arena;
import java.util.List;
import java.util.Objects;

/**
 * {@link Schedule#TILED}: everything is computed for one tile of rows while its arrays are in the
 * cache; several threads compute several blocks of tiles.
 *
 * <p>The samples are read once, although the sparsity penalty's slope s is known only after the
 * last tile. With h = A2 (1 - A2) and T = (D3 W2) h, elementwise, the hidden delta is D2 = T + h
 * diag(s). Therefore
 *
 * <pre>
 *   D2' X = T' X + diag(s) h' X
 * </pre>
 *
 * The two products are summed separately. This costs one more product. It saves the second reading
 * of the samples and the array of all activations: apart from a view of each tile, the workspace
 * does not grow with the number of samples.
 *
 * @param <T> an array of a tile
 */
final class TiledSchedule<T> implements GradientSchedule {

  private final TileKernels<T> kernels;
  private final int samples;
  private final TiledSweep<T> sweep;

  /** For all samples: {@link #evaluate}. */
  TiledSchedule(Arena arena, TileKernels<T> kernels, Matrix samples, int hidden, int threads) {
    this(
        arena,
        kernels,
        samples,
        hidden,
        threads,
        List.of(new Subtree(0, Tiling.blocks(samples.rows()))),
        Tiling.MOST_PARTS);
  }

  /**
   * For a part of the samples: {@link #sums}.
   *
   * @param subtrees what their blocks are added to, by the block's number among these samples
   * @param mostParts about how many parts the blocks are divided into, at most
   */
  TiledSchedule(
      Arena arena,
      TileKernels<T> kernels,
      Matrix samples,
      int hidden,
      int threads,
      List<Subtree> subtrees,
      int mostParts) {
    int visible = samples.columns();
    Tiling tiling = new Tiling(samples.rows(), kernels.rows(visible, hidden));
    Matrix[] x = tiling.cut(samples);
    this.kernels = kernels;
    this.samples = samples.rows();
    this.sweep =
        new TiledSweep<>(
            tiling,
            subtrees,
            mostParts,
            new TileWeights<>(kernels, arena, visible, hidden),
            () -> new BlockSums<>(kernels, arena, visible, hidden, true),
            () -> new Worker<>(kernels, arena, x, tiling.tileRows(), visible, hidden),
            threads);
  }

  /** The sums of each subtree, overwritten by the next call. */
  List<BlockSums<T>> sums(Parameters parameters) {
    return sweep.sweep(parameters);
  }

  @Override
  public void evaluate(
      Parameters parameters, SparsityPenalty penalty, Parameters gradient, SampleSums sums) {
    sums(parameters).getFirst().complete(penalty, gradient, samples, sums);
  }

  @Override
  public String describe() {
    return kernels.describe();
  }

  /** Forward and backward pass of a tile, without the penalty's slope. */
  private static final class Worker<T> implements TileWorker<T> {

    private final TileKernels<T> kernels;
    private final Matrix[] samples; // of each tile
    private final T x; // rows x visible
    private final T a2; // rows x hidden: A2, then h
    private final T d3; // rows x visible
    private final T t; // rows x hidden

    Worker(
        TileKernels<T> kernels, Arena arena, Matrix[] samples, int rows, int visible, int hidden) {
      this.kernels = kernels;
      this.samples = samples;
      this.x = kernels.allocateInput(arena, rows, visible);
      this.a2 = kernels.allocate(arena, rows, hidden);
      this.d3 = kernels.allocate(arena, rows, visible);
      this.t = kernels.allocate(arena, rows, hidden);
    }

    @Override
    public void compute(int tile, TileWeights<T> weights, boolean adds, BlockSums<T> sums) {
      SampleSums columns = sums.columns;
      int rows = samples[tile].rows();
      kernels.load(samples[tile], x);
      kernels.multiply(rows, x, weights.w1Transposed, a2);
      kernels.activate(rows, a2, weights.b1, columns.activations);
      kernels.multiply(rows, a2, weights.w2Transposed, d3);
      columns.squares += kernels.outputDelta(rows, d3, weights.b2, x, columns.visibleDeltas);
      kernels.multiplyTransposed(rows, a2, d3, adds, sums.w2Transposed);
      kernels.multiply(rows, d3, weights.w2, t);
      kernels.splitDelta(rows, t, a2, columns.hiddenDeltas, columns.slopes);
      kernels.multiplyTransposed(rows, t, x, adds, sums.w1);
      kernels.multiplyTransposed(rows, a2, x, adds, Objects.requireNonNull(sums.slopes));
    }
  }
}
