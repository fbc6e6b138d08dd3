/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.autoencoder;

import dev.panblas.blas.Blas;
import dev.panblas.internal.elementwise.SigmoidLayer;
import dev.panblas.matrix.Matrix;
import java.lang.foreign.Arena;

/** Computes tiles, one after the other, in its own arrays, which stay in its core's cache. */
final class TileWorker {

  private final Blas blas;
  private final Matrix samples;
  private final Matrix[] x; // the samples of each tile
  private final Tiling tiling;
  private final TileArrays whole;
  private final TileArrays last;
  private final SigmoidLayer hidden;
  private final SigmoidLayer output;

  TileWorker(Arena arena, Blas blas, Matrix samples, Matrix[] x, Tiling tiling, int hiddenUnits) {
    this.blas = blas;
    this.samples = samples;
    this.x = x;
    this.tiling = tiling;
    this.whole =
        TileArrays.allocate(
            arena, samples.precision(), tiling.tileRows(), samples.columns(), hiddenUnits);
    this.last = whole.first(tiling.rows(tiling.tiles() - 1));
    this.hidden = new SigmoidLayer(hiddenUnits);
    this.output = new SigmoidLayer(samples.columns());
  }

  private TileArrays arrays(int tile) {
    return tile == tiling.tiles() - 1 ? last : whole;
  }

  /**
   * Forward and backward pass of a tile, without the penalty's slope.
   *
   * @param tile the number of the tile
   * @param parameters read
   * @param sums the chunk's sums, to which the tile's are added
   * @param beta 0 for a chunk's first tile, whose products overwrite the chunk's; otherwise 1
   */
  void sweep(int tile, Parameters parameters, ChunkSums sums, double beta) {
    TileArrays arrays = arrays(tile);
    int rows = tiling.rows(tile);
    Matrix a2 = arrays.activations();
    Matrix delta3 = arrays.outputDeltas();
    Matrix delta2 = arrays.hiddenDeltas();
    blas.gemm(1, x[tile], parameters.w1Transposed(), 0, a2);
    hidden.activate(a2, 0, rows, parameters.b1(), sums.activations);
    blas.gemm(1, a2, parameters.w2Transposed(), 0, delta3);
    sums.squares +=
        output.outputDelta(
            delta3, 0, rows, parameters.b2(), samples, tiling.from(tile), sums.deltas.visible);
    blas.gemm(1, arrays.activationsTransposed(), delta3, beta, sums.weights.w2Transposed());
    blas.gemm(1, delta3, parameters.w2(), 0, delta2);
    hidden.splitDelta(delta2, 0, rows, a2, 0, sums.deltas.hidden, sums.slopeSums);
    blas.gemm(1, arrays.hiddenDeltasTransposed(), x[tile], beta, sums.weights.w1());
    blas.gemm(1, arrays.activationsTransposed(), x[tile], beta, sums.slopesMatrix);
  }

  /**
   * Backward pass of a tile, with the penalty's slope.
   *
   * @param tile the number of the tile
   * @param given the activations of all samples, read
   * @param a2Transposed A2' of this tile: hidden x rows, read
   * @param parameters read
   * @param sparsitySlope hidden, read
   * @param sums the chunk's sums, to which the tile's are added
   * @param beta 0 for a chunk's first tile, whose products overwrite the chunk's; otherwise 1
   */
  void backward(
      int tile,
      GivenActivations given,
      Matrix a2Transposed,
      Parameters parameters,
      double[] sparsitySlope,
      ChunkSums sums,
      double beta) {
    TileArrays arrays = arrays(tile);
    int from = tiling.from(tile);
    int rows = tiling.rows(tile);
    Matrix delta3 = arrays.outputDeltas();
    Matrix delta2 = arrays.hiddenDeltas();
    sums.squares +=
        output.errorDelta(given.output, from, delta3, 0, rows, samples, from, sums.deltas.visible);
    blas.gemm(1, a2Transposed, delta3, beta, sums.weights.w2Transposed());
    blas.gemm(1, delta3, parameters.w2(), 0, delta2);
    hidden.hiddenDelta(delta2, 0, rows, sparsitySlope, given.hidden, from, sums.deltas.hidden);
    blas.gemm(1, arrays.hiddenDeltasTransposed(), x[tile], beta, sums.weights.w1());
  }
}
