/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.autoencoder;

import dev.panblas.blas.Blas;
import dev.panblas.matrix.Matrix;
import java.lang.foreign.Arena;
import java.util.Arrays;

/** {@link Schedule#TILED} with given activations: the slope is known before the first tile. */
final class TiledBackpropagation extends TiledSweep {

  private final GivenActivations given;
  private final Matrix[] a2Transposed; // the hidden activations of each tile
  private final double[] slopes; // hidden: the sparsity slopes of the current step, for all threads

  TiledBackpropagation(
      Arena arena, Blas blas, Matrix samples, GivenActivations given, int threads) {
    super(arena, blas, samples, given.hidden.columns(), threads);
    this.given = given;
    this.a2Transposed =
        Arrays.stream(cut(given.hidden)).map(Matrix::transposed).toArray(Matrix[]::new);
    this.slopes = new double[given.hidden.columns()];
  }

  @Override
  void sweepTile(TileWorker worker, int tile, Parameters parameters, ChunkSums sums, double beta) {
    worker.backward(tile, given, a2Transposed[tile], parameters, slopes, sums, beta);
  }

  @Override
  public void evaluate(
      Parameters parameters, SparsityPenalty penalty, Parameters gradient, SampleSums sums) {
    DeltaSums.add(sums.activations, given.hiddenSums);
    penalty.evaluate(sums);
    System.arraycopy(sums.sparsitySlopes, 0, slopes, 0, slopes.length);
    sweep(parameters);
    addChunks(gradient, sums);
  }
}
