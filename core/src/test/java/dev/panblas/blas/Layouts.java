/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.blas;

import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import java.util.List;

/**
 * Operands of one shape in every layout. Their elements are small integers: every sum is exact in
 * both precisions, in any order.
 */
final class Layouts {

  private Layouts() {}

  /** Layouts that BLAS can describe: row-major, column-major, and a block of a larger matrix. */
  static List<Matrix> plain(Precision precision, int rows, int columns) {
    return List.of(
        Matrix.allocate(precision, rows, columns),
        Matrix.allocate(precision, columns, rows).transposed(),
        Matrix.allocate(precision, rows + 2, columns + 3).block(1, 2, rows, columns));
  }

  /** The same, and three layouts that BLAS cannot describe. */
  static List<Matrix> all(Precision precision, int rows, int columns) {
    List<Matrix> plain = plain(precision, rows, columns);
    return List.of(
        plain.get(0),
        plain.get(1),
        plain.get(2),
        Matrix.allocate(precision, rows, columns).reversedRows(),
        Matrix.allocate(precision, columns, rows).transposed().reversedColumns(),
        spread(precision, rows, columns));
  }

  /** A matrix in which neither stride is 1. */
  static Matrix spread(Precision precision, int rows, int columns) {
    Matrix memory = Matrix.allocate(precision, 2 * rows, 3 * columns);
    return Matrix.wrap(memory.segment(), precision, rows, columns, 1, 6L * columns, 3);
  }

  static List<Vector> vectors(Precision precision, int size) {
    Matrix m = Matrix.allocate(precision, size, 3);
    return List.of(
        Vector.allocate(precision, size),
        Vector.allocate(precision, size).reversed(),
        m.column(0),
        m.column(1).reversed());
  }

  /** An element from -3 to 3. The values are not periodic, so a wrong stride changes the result. */
  static double value(int seed, int i, int j) {
    return Math.floorMod(seed + 37 * i + 11 * j * j + 5 * i * j, 7) - 3;
  }

  static Matrix fill(Matrix m, int seed) {
    for (int i = 0; i < m.rows(); i++) {
      for (int j = 0; j < m.columns(); j++) {
        m.set(i, j, value(seed, i, j));
      }
    }
    return m;
  }

  static Vector fill(Vector v, int seed) {
    fill(v.asColumn(), seed);
    return v;
  }
}
