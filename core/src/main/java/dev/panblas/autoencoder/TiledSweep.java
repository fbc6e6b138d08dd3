/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.autoencoder;

import dev.panblas.blas.Blas;
import dev.panblas.internal.team.Team;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import java.lang.foreign.Arena;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Computes all tiles and adds up the sums of the chunks. Several threads compute chunks. */
abstract class TiledSweep implements GradientSchedule {

  private final Blas blas; // on one thread: a product of a tile is not divided
  private final Tiling tiling;
  private final ChunkSums[] chunks;
  private final WeightSums total;
  private final TileWorker[] workers;
  private final Team.Task task = this::sweepChunk;
  private @Nullable Parameters parameters; // of the current sweep, for all threads

  TiledSweep(Arena arena, Blas blas, Matrix samples, int hidden, int threads) {
    int visible = samples.columns();
    Precision precision = samples.precision();
    this.blas = blas.withThreads(1);
    this.tiling = Tiling.of(precision, samples.rows(), visible, hidden);
    this.chunks =
        IntStream.range(0, tiling.chunks())
            .mapToObj(i -> new ChunkSums(arena, precision, visible, hidden))
            .toArray(ChunkSums[]::new);
    this.total = WeightSums.allocate(arena, precision, visible, hidden);
    Matrix[] x = cut(samples);
    this.workers =
        IntStream.range(0, Math.min(threads, chunks.length))
            .mapToObj(i -> new TileWorker(arena, this.blas, samples, x, tiling, hidden))
            .toArray(TileWorker[]::new);
  }

  /** Computes a tile; its sums are added to the chunk's, or replace them if beta is 0. */
  abstract void sweepTile(
      TileWorker worker, int tile, Parameters parameters, ChunkSums sums, double beta);

  /** Computes all tiles; returns the sums of the chunks in the order of the samples. */
  final ChunkSums[] sweep(Parameters read) {
    parameters = read;
    Team.SHARED.run(task, chunks.length, workers.length);
    return chunks;
  }

  private void sweepChunk(int worker, int chunk) {
    Parameters read = Objects.requireNonNull(parameters);
    ChunkSums sums = chunks[chunk];
    sums.clear();
    int first = tiling.firstTile(chunk);
    for (int tile = first; tile < tiling.firstTile(chunk + 1); tile++) {
      sweepTile(workers[worker], tile, read, sums, tile == first ? 0 : 1);
    }
  }

  /**
   * Adds the sums that do not need the penalty's slope. The chunks are added in order, whichever
   * thread computed them.
   */
  final void addChunks(Parameters gradient, SampleSums sums) {
    total.elements().fill(0);
    for (ChunkSums chunk : chunks) {
      blas.axpy(1, chunk.weights.elements(), total.elements());
      sums.deltas.add(chunk.deltas);
      sums.squares += chunk.squares;
    }
    addMean(total.w1(), gradient.w1());
    addMean(total.w2Transposed(), gradient.w2Transposed());
  }

  private void addMean(Matrix sums, Matrix gradient) {
    for (int i = 0; i < sums.rows(); i++) {
      for (int j = 0; j < sums.columns(); j++) {
        gradient.set(i, j, gradient.get(i, j) + sums.get(i, j) / samples());
      }
    }
  }

  final Matrix[] cut(Matrix matrix) {
    return tiling.cut(matrix);
  }

  final int samples() {
    return tiling.samples();
  }

  @Override
  public final int threads() {
    return workers.length;
  }
}
