package dev.panblas.autoencoder;

import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import java.lang.foreign.Arena;
import java.util.Arrays;

/** What the tiles of one chunk add up to. One thread at a time works on it. */
final class ChunkSums {

  /** T' X where the penalty's slope is yet unknown, D2' X where it is not, and A2' D3. */
  final Vector weights;

  /** The first part of {@link #weights}: hidden x visible. */
  final Matrix w1;

  /**
   * The second part of it: hidden x visible. As D3' A2 the product would take a sixth longer where
   * there are fewer hidden units than visible ones.
   */
  final Matrix w2Transposed;

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
    int product = visibleUnits * hiddenUnits;
    weights = Vector.allocate(arena, precision, 2 * product);
    w1 = weights.slice(0, product).asMatrix(hiddenUnits, visibleUnits);
    w2Transposed = weights.slice(product, product).asMatrix(hiddenUnits, visibleUnits);
    slopes = Vector.allocate(arena, precision, product);
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
