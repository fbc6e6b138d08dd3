/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.operations;

import dev.panblas.matrix.Matrix;
import java.util.Arrays;

/** Finds the smallest or largest elements of rows, some rows at a time. */
final class Arguments {

  private final Matrix m;
  private final boolean isMax;
  private final double[] values;

  /** The elements that were found. */
  final double[] best;

  /** Their columns. */
  final int[] columns;

  /** For a matrix with columns. */
  Arguments(Matrix m, boolean isMax) {
    this.m = m;
    this.isMax = isMax;
    this.best = new double[Math.min(Blocks.SIDE_BY_SIDE, m.rows())];
    this.columns = new int[best.length];
    this.values = new double[Blocks.isAlongRows(m) ? Blocks.length(m) : best.length];
  }

  /**
   * Finds the first NaN, or else the first extreme, of some rows.
   *
   * @param first the first row
   * @return the number of rows, which is that of {@link #best} except at the end
   */
  int find(int first) {
    int count = Math.min(best.length, m.rows() - first);
    Arrays.fill(columns, 0);
    if (Blocks.isAlongRows(m)) {
      for (int k = 0; k < count; k++) {
        findInRow(first + k, k);
      }
    } else {
      findSideBySide(first, count);
    }
    return count;
  }

  private void findInRow(int row, int k) {
    best[k] = m.get(row, 0);
    for (int j = 0, left = m.columns(); left > 0; j += values.length, left -= values.length) {
      int count = Math.min(values.length, left);
      Blocks.read(m, row, j, count, values);
      for (int i = 0; i < count; i++) {
        if (isBetter(values[i], best[k])) {
          best[k] = values[i];
          columns[k] = j + i;
        }
      }
    }
  }

  private void findSideBySide(int first, int count) {
    Matrix lines = m.transposed();
    Blocks.read(lines, 0, first, count, best);
    for (int line = 1; line < lines.rows(); line++) {
      Blocks.read(lines, line, first, count, values);
      for (int k = 0; k < count; k++) {
        if (isBetter(values[k], best[k])) {
          best[k] = values[k];
          columns[k] = line;
        }
      }
    }
  }

  /** Whether an element replaces one before it. */
  boolean isBetter(double value, double sofar) {
    if (isMax ? value > sofar : value < sofar) {
      return true;
    }
    return Double.isNaN(value) && !Double.isNaN(sofar);
  }
}
