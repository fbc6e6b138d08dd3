/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.reference;

import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import java.util.Random;

/** Random operands of one precision, with elements in [-1, 1), any layout and a fixed seed. */
final class RandomOperands {

  /** The layout of a matrix in memory. */
  enum Layout {
    ROW_MAJOR,
    ROW_MAJOR_PADDED,
    COLUMN_MAJOR,
    COLUMN_MAJOR_PADDED
  }

  private final Precision precision;
  private final Random random = new Random(20261123);

  RandomOperands(Precision precision) {
    this.precision = precision;
  }

  Matrix matrix(int rows, int columns, Layout layout) {
    return filled(
        switch (layout) {
          case ROW_MAJOR -> Matrix.allocate(precision, rows, columns);
          case ROW_MAJOR_PADDED -> padded(rows, columns);
          case COLUMN_MAJOR -> Matrix.allocate(precision, columns, rows).transposed();
          case COLUMN_MAJOR_PADDED -> padded(columns, rows).transposed();
        });
  }

  /** A block of a larger matrix of NaN, so a wrong index makes the result NaN. */
  private Matrix padded(int rows, int columns) {
    Matrix whole = Matrix.allocate(precision, rows + 2, columns + 3);
    whole.fill(Double.NaN);
    return whole.block(1, 2, rows, columns);
  }

  private Matrix filled(Matrix matrix) {
    for (int i = 0; i < matrix.rows(); i++) {
      for (int j = 0; j < matrix.columns(); j++) {
        matrix.set(i, j, 2 * random.nextDouble() - 1);
      }
    }
    return matrix;
  }

  /** A vector with the given stride and NaN between its elements. */
  Vector vector(int size, int stride) {
    Matrix whole = Matrix.allocate(precision, size, Math.abs(stride));
    whole.fill(Double.NaN);
    Vector vector = stride > 0 ? whole.column(0) : whole.column(0).reversed();
    filled(vector.asColumn());
    return vector;
  }

  static double[][] elements(Matrix matrix) {
    double[][] elements = new double[matrix.rows()][matrix.columns()];
    for (int i = 0; i < matrix.rows(); i++) {
      for (int j = 0; j < matrix.columns(); j++) {
        elements[i][j] = matrix.get(i, j);
      }
    }
    return elements;
  }
}
