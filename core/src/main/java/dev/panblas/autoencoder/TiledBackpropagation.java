/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.autoencoder;

import dev.panblas.matrix.Matrix;
import dev.panblas.spi.TileKernels;
import java.lang.foreign.Arena;
import java.util.List;

/**
 * {@link Schedule#TILED} with given activations: the slope is known before the first tile.
 *
 * @param <T> an array of a tile
 */
final class TiledBackpropagation<T> implements GradientSchedule {

  private final int samples;
  private final GivenActivations given;
  private final TileKernels<T> kernels;
  private final double[] slopes; // hidden: of the current step, read by all threads
  private final TiledSweep<T> sweep;

  TiledBackpropagation(
      Arena arena, TileKernels<T> kernels, Matrix samples, GivenActivations given, int threads) {
    int visible = samples.columns();
    int hidden = given.hidden.columns();
    Tiling tiling = new Tiling(samples.rows(), kernels.rows(visible, hidden));
    Matrix[] x = tiling.cut(samples);
    Matrix[] a2 = tiling.cut(given.hidden);
    Matrix[] a3 = tiling.cut(given.output);
    this.samples = samples.rows();
    this.given = given;
    this.kernels = kernels;
    this.slopes = new double[hidden];
    this.sweep =
        new TiledSweep<>(
            tiling,
            List.of(new Subtree(0, tiling.blocks())),
            Tiling.MOST_PARTS,
            new TileWeights<>(kernels, arena, visible, hidden),
            () -> new BlockSums<>(kernels, arena, visible, hidden, false),
            () -> new Worker<>(kernels, arena, x, a2, a3, slopes, tiling.tileRows()),
            threads);
  }

  @Override
  public void evaluate(
      Parameters parameters, SparsityPenalty penalty, Parameters gradient, SampleSums sums) {
    SampleSums.add(sums.activations, given.hiddenSums);
    penalty.evaluate(sums.activations);
    System.arraycopy(penalty.slopes(), 0, slopes, 0, slopes.length);
    BlockSums<T> total = sweep.sweep(parameters).getFirst();
    total.addGradients(penalty.slopes(), gradient, samples);
    sums.add(total.columns);
  }

  @Override
  public String describe() {
    return kernels.describe();
  }

  /** Backward pass of a tile, with the penalty's slope. */
  private static final class Worker<T> implements TileWorker<T> {

    private final TileKernels<T> kernels;
    private final Matrix[] samples; // of each tile
    private final Matrix[] hiddenActivations;
    private final Matrix[] outputActivations;
    private final double[] slopes; // hidden
    private final T x; // rows x visible
    private final T a2; // rows x hidden
    private final T a3; // rows x visible
    private final T d3; // rows x visible
    private final T d2; // rows x hidden

    Worker(
        TileKernels<T> kernels,
        Arena arena,
        Matrix[] samples,
        Matrix[] hiddenActivations,
        Matrix[] outputActivations,
        double[] slopes,
        int rows) {
      int visible = samples[0].columns();
      int hidden = hiddenActivations[0].columns();
      this.kernels = kernels;
      this.samples = samples;
      this.hiddenActivations = hiddenActivations;
      this.outputActivations = outputActivations;
      this.slopes = slopes;
      this.x = kernels.allocateInput(arena, rows, visible);
      this.a2 = kernels.allocateInput(arena, rows, hidden);
      this.a3 = kernels.allocateInput(arena, rows, visible);
      this.d3 = kernels.allocate(arena, rows, visible);
      this.d2 = kernels.allocate(arena, rows, hidden);
    }

    @Override
    public void compute(int tile, TileWeights<T> weights, boolean adds, BlockSums<T> sums) {
      SampleSums columns = sums.columns;
      int rows = samples[tile].rows();
      kernels.load(samples[tile], x);
      kernels.load(hiddenActivations[tile], a2);
      kernels.load(outputActivations[tile], a3);
      columns.squares += kernels.errorDelta(rows, a3, x, d3, columns.visibleDeltas);
      kernels.multiplyTransposed(rows, a2, d3, adds, sums.w2Transposed);
      kernels.multiply(rows, d3, weights.w2, d2);
      kernels.hiddenDelta(rows, d2, slopes, a2, columns.hiddenDeltas);
      kernels.multiplyTransposed(rows, d2, x, adds, sums.w1);
    }
  }
}
