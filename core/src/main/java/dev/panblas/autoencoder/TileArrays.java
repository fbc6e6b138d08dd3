package dev.panblas.autoencoder;

import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import java.lang.foreign.Arena;

/**
 * The arrays of a tile, and their transposed views.
 *
 * @param activations A2: rows x hidden
 * @param activationsTransposed its view
 * @param outputDeltas D3: rows x visible
 * @param outputDeltasTransposed its view
 * @param hiddenDeltas T, then D2: rows x hidden
 * @param hiddenDeltasTransposed its view
 */
record TileArrays(
    Matrix activations,
    Matrix activationsTransposed,
    Matrix outputDeltas,
    Matrix outputDeltasTransposed,
    Matrix hiddenDeltas,
    Matrix hiddenDeltasTransposed) {

  private TileArrays(Matrix activations, Matrix outputDeltas, Matrix hiddenDeltas) {
    this(
        activations,
        activations.transposed(),
        outputDeltas,
        outputDeltas.transposed(),
        hiddenDeltas,
        hiddenDeltas.transposed());
  }

  static TileArrays allocate(
      Arena arena, Precision precision, int rows, int visibleUnits, int hiddenUnits) {
    return new TileArrays(
        Matrix.allocate(arena, precision, rows, hiddenUnits),
        Matrix.allocate(arena, precision, rows, visibleUnits),
        Matrix.allocate(arena, precision, rows, hiddenUnits));
  }

  /** The same memory for a tile of fewer rows. */
  TileArrays first(int rows) {
    return new TileArrays(
        activations.block(0, 0, rows, activations.columns()),
        outputDeltas.block(0, 0, rows, outputDeltas.columns()),
        hiddenDeltas.block(0, 0, rows, hiddenDeltas.columns()));
  }
}
