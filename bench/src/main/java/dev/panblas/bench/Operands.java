/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench;

import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import java.util.random.RandomGenerator;

/** Random operands, the same for every backend. */
final class Operands {

  private Operands() {}

  /** A row-major matrix of uniform numbers between two limits. */
  static Matrix matrix(
      RandomGenerator random, Precision precision, int rows, int columns, double from, double to) {
    Matrix matrix = Matrix.allocate(precision, rows, columns);
    double[] row = new double[columns];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        row[j] = random.nextDouble(from, to);
      }
      matrix.row(i).copyFrom(row);
    }
    return matrix;
  }

  /** A row-major matrix of numbers between -1 and 1. */
  static Matrix matrix(RandomGenerator random, Precision precision, int rows, int columns) {
    return matrix(random, precision, rows, columns, -1, 1);
  }

  /** A vector of numbers between -1 and 1. */
  static Vector vector(RandomGenerator random, Precision precision, int size) {
    return matrix(random, precision, 1, size).row(0);
  }

  /** A new matrix of the elements' absolute values. */
  static Matrix absolute(Matrix matrix) {
    Matrix result = Matrix.allocate(matrix.precision(), matrix.rows(), matrix.columns());
    for (int i = 0; i < matrix.rows(); i++) {
      for (int j = 0; j < matrix.columns(); j++) {
        result.set(i, j, Math.abs(matrix.get(i, j)));
      }
    }
    return result;
  }
}
