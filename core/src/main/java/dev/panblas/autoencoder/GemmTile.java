/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.autoencoder;

import dev.panblas.internal.elementwise.SigmoidLayer;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Vector;

/** An array of {@link GemmTiles}: a matrix, its first rows, and their transposed views. */
final class GemmTile {

  private final boolean isInput; // the matrix is the one that was loaded last
  private final SigmoidLayer layer;
  private final Vector elements; // row by row, if it is not an input
  private final Vector row; // the first
  private Matrix all;
  private Matrix first; // the rows of the last operation
  private Matrix transposed;

  GemmTile(Vector elements, int columns, boolean isInput) {
    this.isInput = isInput;
    this.layer = new SigmoidLayer(columns);
    this.elements = elements;
    this.row = elements.slice(0, columns);
    this.all = elements.asMatrix(elements.size() / columns, columns);
    this.first = all;
    this.transposed = all.transposed();
  }

  void load(Matrix source) {
    if (isInput) {
      all = source;
      first = source;
      transposed = source.transposed();
    } else {
      first(source.rows()).copyFrom(source);
    }
  }

  Matrix all() {
    return all;
  }

  Matrix first(int rows) {
    view(rows);
    return first;
  }

  Matrix firstTransposed(int rows) {
    view(rows);
    return transposed;
  }

  private void view(int rows) {
    if (rows != first.rows()) {
      first = all.block(0, 0, rows, all.columns());
      transposed = first.transposed();
    }
  }

  Vector elements() {
    return elements;
  }

  Vector row() {
    return row;
  }

  /** The operations on a layer with one unit for each column. */
  SigmoidLayer layer() {
    return layer;
  }
}
