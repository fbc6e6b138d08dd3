package dev.panblas.autoencoder;

import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import java.lang.foreign.Arena;

/**
 * The arrays of a tile, and their transposed views. The hidden ones stand in rows that are padded
 * to whole cache lines, so that loops over vectors leave no columns over; what stands in the
 * padding has no meaning.
 *
 * @param activations A2: rows x hidden
 * @param activationsTransposed its view
 * @param paddedActivations its view with the padding
 * @param outputDeltas D3: rows x visible
 * @param outputDeltasTransposed its view
 * @param hiddenDeltas T, then D2: rows x hidden
 * @param hiddenDeltasTransposed its view
 * @param paddedHiddenDeltas its view with the padding
 */
record TileArrays(
    Matrix activations,
    Matrix activationsTransposed,
    Matrix paddedActivations,
    Matrix outputDeltas,
    Matrix outputDeltasTransposed,
    Matrix hiddenDeltas,
    Matrix hiddenDeltasTransposed,
    Matrix paddedHiddenDeltas) {

  private static final int LINE_BYTES = 64;

  private static TileArrays of(
      Matrix activations,
      Matrix paddedActivations,
      Matrix outputDeltas,
      Matrix hiddenDeltas,
      Matrix paddedHiddenDeltas) {
    return new TileArrays(
        activations,
        activations.transposed(),
        paddedActivations,
        outputDeltas,
        outputDeltas.transposed(),
        hiddenDeltas,
        hiddenDeltas.transposed(),
        paddedHiddenDeltas);
  }

  /** How many elements a row of so many units takes. */
  static int padded(Precision precision, int units) {
    int line = LINE_BYTES / precision.bytes();
    return Math.ceilDiv(units, line) * line;
  }

  static TileArrays allocate(
      Arena arena, Precision precision, int rows, int visibleUnits, int hiddenUnits) {
    int padded = padded(precision, hiddenUnits);
    Matrix activations = Matrix.allocate(arena, precision, rows, padded);
    Matrix hiddenDeltas = Matrix.allocate(arena, precision, rows, padded);
    return of(
        activations.block(0, 0, rows, hiddenUnits),
        activations,
        Matrix.allocate(arena, precision, rows, visibleUnits),
        hiddenDeltas.block(0, 0, rows, hiddenUnits),
        hiddenDeltas);
  }

  /** The same memory for a tile of fewer rows. */
  TileArrays first(int rows) {
    return of(
        first(rows, activations),
        first(rows, paddedActivations),
        first(rows, outputDeltas),
        first(rows, hiddenDeltas),
        first(rows, paddedHiddenDeltas));
  }

  private static Matrix first(int rows, Matrix matrix) {
    return matrix.block(0, 0, rows, matrix.columns());
  }
}
