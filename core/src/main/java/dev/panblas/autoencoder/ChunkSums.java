package dev.panblas.autoencoder;

import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import java.lang.foreign.Arena;
import java.util.Arrays;

/** What the tiles of one chunk add up to. One thread at a time works on it. */
final class ChunkSums {

  /** For the weights' gradients. */
  final WeightSums weights;

  /** h' X. */
  final Vector slopes;

  /** The same: hidden x visible. */
  final Matrix slopesMatrix;

  /** Column sums of A2. */
  final double[] activations;

  /** Column sums of h. */
  final double[] slopeSums;

  /** Column sums of the deltas. */
  final DeltaSums deltas;

  /** |A3 - X|^2. */
  double squares;

  ChunkSums(Arena arena, Precision precision, int visibleUnits, int hiddenUnits) {
    weights = WeightSums.allocate(arena, precision, visibleUnits, hiddenUnits);
    slopes = Vector.allocate(arena, precision, visibleUnits * hiddenUnits);
    slopesMatrix = slopes.asMatrix(hiddenUnits, visibleUnits);
    activations = new double[hiddenUnits];
    slopeSums = new double[hiddenUnits];
    deltas = new DeltaSums(hiddenUnits, visibleUnits);
  }

  /** Starts over. The matrices are overwritten by the first tile's products. */
  void clear() {
    Arrays.fill(activations, 0);
    Arrays.fill(slopeSums, 0);
    deltas.clear();
    squares = 0;
  }
}
