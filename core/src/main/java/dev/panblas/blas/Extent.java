/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.blas;

import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.MatrixBatch;
import dev.panblas.matrix.Operand;
import dev.panblas.matrix.Vector;

/** A dimension of an operand that must match a dimension of another. */
enum Extent {
  /** The rows of a matrix, or of each matrix of a batch. */
  ROWS("rows"),
  /** The columns of a matrix, or of each matrix of a batch. */
  COLUMNS("columns"),
  /** The elements of a vector. */
  ELEMENTS("elements"),
  /** The matrices of a batch. */
  MATRICES("matrices");

  private final String unit;

  Extent(String unit) {
    this.unit = unit;
  }

  int of(Operand operand) {
    return switch (operand) {
      case Matrix m -> this == ROWS ? m.rows() : m.columns();
      case Vector v -> v.size();
      case MatrixBatch b -> this == MATRICES ? b.count() : this == ROWS ? b.rows() : b.columns();
    };
  }

  /** {@return the unit, in the plural} */
  @Override
  public String toString() {
    return unit;
  }
}
