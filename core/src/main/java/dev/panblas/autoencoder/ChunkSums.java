/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.autoencoder;

import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import java.lang.foreign.Arena;
import java.util.Arrays;

/**
 * The sums over the tiles of one chunk, with T and h of {@link TiledSchedule}. One thread at a time
 * writes them.
 */
final class ChunkSums {

  /** The sums for the gradients of the weights. */
  final WeightSums weights;

  /** h' X, row by row. */
  final Vector slopes;

  /** h' X: hidden x visible, a view of {@link #slopes}. */
  final Matrix slopesMatrix;

  /** The column sums of A2. */
  final double[] activations;

  /** The column sums of h. */
  final double[] slopeSums;

  /** The column sums of T or D2, and of D3. */
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

  /** Sets the sums to 0; the first tile's products overwrite the matrices. */
  void clear() {
    Arrays.fill(activations, 0);
    Arrays.fill(slopeSums, 0);
    deltas.clear();
    squares = 0;
  }
}
