/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.autoencoder;

import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import java.lang.foreign.Arena;

/**
 * The arrays of a tile, and their transposed views.
 *
 * @param activations A2: rows x hidden
 * @param activationsTransposed A2', a view: hidden x rows
 * @param outputDeltas D3: rows x visible
 * @param hiddenDeltas T, then D2: rows x hidden
 * @param hiddenDeltasTransposed its transposed view: hidden x rows
 */
record TileArrays(
    Matrix activations,
    Matrix activationsTransposed,
    Matrix outputDeltas,
    Matrix hiddenDeltas,
    Matrix hiddenDeltasTransposed) {

  private static TileArrays of(Matrix activations, Matrix outputDeltas, Matrix hiddenDeltas) {
    return new TileArrays(
        activations,
        activations.transposed(),
        outputDeltas,
        hiddenDeltas,
        hiddenDeltas.transposed());
  }

  static TileArrays allocate(
      Arena arena, Precision precision, int rows, int visibleUnits, int hiddenUnits) {
    return of(
        Matrix.allocate(arena, precision, rows, hiddenUnits),
        Matrix.allocate(arena, precision, rows, visibleUnits),
        Matrix.allocate(arena, precision, rows, hiddenUnits));
  }

  /** Views of the first rows, for a tile that has fewer. */
  TileArrays first(int rows) {
    return of(first(rows, activations), first(rows, outputDeltas), first(rows, hiddenDeltas));
  }

  private static Matrix first(int rows, Matrix matrix) {
    return matrix.block(0, 0, rows, matrix.columns());
  }
}
