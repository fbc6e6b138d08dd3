package dev.panblas.autoencoder;

import dev.panblas.blas.Blas;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Vector;
import java.lang.foreign.Arena;
import java.util.Arrays;

/**
 * Tiles of rows: all that is to be done with a tile is done while its arrays are in the cache, by
 * several threads on several tiles.
 *
 * <p>One sweep over the samples serves both passes, though the sparsity penalty's slope s is known
 * at its end only: with h = A2 (1 - A2) and T = (D3 W2) h, elementwise, the hidden delta is D2 = T
 * + h diag(s), so that
 *
 * <pre>
 *   D2' X = T' X + diag(s) h' X
 * </pre>
 *
 * and the two products are added up apart. That costs one product more; it spares the second
 * reading of the samples and an array of all activations, so that memory does not grow with the
 * samples but for a view of each tile.
 */
final class TiledPasses extends TiledSweep implements GradientPasses {

  private final Blas blas;
  private final Vector slopes; // h' X over all samples
  private final double[] slopeSums;

  TiledPasses(Arena arena, Blas blas, Matrix samples, int hiddenUnits, int threads) {
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
  public void forward(Parameters parameters, double[] activationSums) {
    slopes.fill(0);
    Arrays.fill(slopeSums, 0);
    for (ChunkSums sums : sweep(parameters)) {
      DeltaSums.add(activationSums, sums.activations);
      DeltaSums.add(slopeSums, sums.slopeSums);
      blas.axpy(1, sums.slopes, slopes);
    }
  }

  @Override
  public double backward(
      Parameters parameters, double[] sparsitySlope, Parameters gradient, DeltaSums deltaSums) {
    double squares = addChunks(gradient, deltaSums);
    Matrix w1 = gradient.w1();
    for (int j = 0; j < w1.rows(); j++) {
      deltaSums.hidden[j] += sparsitySlope[j] * slopeSums[j];
      double factor = sparsitySlope[j] / samples();
      for (int k = 0; k < w1.columns(); k++) {
        w1.set(j, k, w1.get(j, k) + factor * slopes.get(j * w1.columns() + k));
      }
    }
    return squares;
  }
}
