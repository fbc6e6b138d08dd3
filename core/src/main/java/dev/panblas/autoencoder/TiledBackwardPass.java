package dev.panblas.autoencoder;

import dev.panblas.blas.Blas;
import dev.panblas.matrix.Matrix;
import java.lang.foreign.Arena;
import java.util.Arrays;

/** The second pass alone, in tiles. */
final class TiledBackwardPass extends TiledSweep {

  private final Activations given;
  private final Matrix[] a2Transposed; // the hidden activations of a tile each
  private final double[] slope; // of the call under way, for all threads

  TiledBackwardPass(Arena arena, Blas blas, Matrix samples, Activations given, int threads) {
    super(arena, blas, samples, given.hidden().columns(), threads);
    this.given = given;
    this.a2Transposed =
        Arrays.stream(cut(given.hidden())).map(Matrix::transposed).toArray(Matrix[]::new);
    this.slope = new double[given.hidden().columns()];
  }

  @Override
  void sweepTile(TileWorker worker, int tile, Parameters parameters, ChunkSums sums, double beta) {
    worker.backward(tile, given, a2Transposed[tile], parameters, slope, sums, beta);
  }

  @Override
  public double backward(
      Parameters parameters, double[] sparsitySlope, Parameters gradient, DeltaSums deltaSums) {
    System.arraycopy(sparsitySlope, 0, slope, 0, slope.length);
    sweep(parameters);
    return addChunks(gradient, deltaSums);
  }
}
