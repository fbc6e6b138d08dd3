/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.autoencoder;

import dev.panblas.blas.Blas;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Vector;
import java.lang.foreign.Arena;
import java.util.Arrays;

/**
 * {@link Schedule#TILED}: everything is computed for one tile of rows while its arrays are in the
 * cache; several threads compute several tiles.
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
 */
final class TiledSchedule extends TiledSweep {

  private final Blas blas;
  private final Vector slopes; // h' X over all samples
  private final double[] slopeSums; // hidden: the column sums of h

  TiledSchedule(Arena arena, Blas blas, Matrix samples, int hiddenUnits, int threads) {
    super(arena, blas, samples, hiddenUnits, threads);
    this.blas = blas;
    this.slopes = Vector.allocate(arena, samples.precision(), hiddenUnits * samples.columns());
    this.slopeSums = new double[hiddenUnits];
  }

  @Override
  void sweepTile(TileWorker worker, int tile, Parameters parameters, ChunkSums sums, double beta) {
    worker.sweep(tile, parameters, sums, beta);
  }

  @Override
  public void evaluate(
      Parameters parameters, SparsityPenalty penalty, Parameters gradient, SampleSums sums) {
    slopes.fill(0);
    Arrays.fill(slopeSums, 0);
    for (ChunkSums chunk : sweep(parameters)) {
      DeltaSums.add(sums.activations, chunk.activations);
      DeltaSums.add(slopeSums, chunk.slopeSums);
      blas.axpy(1, chunk.slopes, slopes);
    }
    penalty.evaluate(sums);
    addChunks(gradient, sums);
    addSlopes(sums.sparsitySlopes, gradient.w1(), sums.deltas.hidden);
  }

  /** Adds the penalty's part, h diag(s), of D2' X / m and of the column sums of D2. */
  private void addSlopes(double[] sparsitySlopes, Matrix w1, double[] deltaSums) {
    for (int j = 0; j < w1.rows(); j++) {
      deltaSums[j] += sparsitySlopes[j] * slopeSums[j];
      double factor = sparsitySlopes[j] / samples();
      for (int k = 0; k < w1.columns(); k++) {
        w1.set(j, k, w1.get(j, k) + factor * slopes.get(j * w1.columns() + k));
      }
    }
  }
}
