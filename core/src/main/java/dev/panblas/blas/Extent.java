package dev.panblas.blas;

import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.MatrixBatch;
import dev.panblas.matrix.Operand;
import dev.panblas.matrix.Vector;

/** A dimension of an operand, which another's must agree with. */
enum Extent {
  /** Of a matrix, or of each matrix of a batch. */
  ROWS("rows"),
  /** Of a matrix, or of each matrix of a batch. */
  COLUMNS("columns"),
  /** Of a vector. */
  ELEMENTS("elements"),
  /** Of a batch. */
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

  /** {@return the unit as it stands behind a number} */
  @Override
  public String toString() {
    return unit;
  }
}
