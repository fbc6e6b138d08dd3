/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.internal.division;

import dev.panblas.matrix.Triangle;

/**
 * A block of a triangle whose rows and columns are cut alike. The squares come first, because they
 * take twice as long as the diagonal blocks.
 *
 * @param row the piece of the rows
 * @param column the piece of the columns
 */
record TriangleBlock(int row, int column) {

  /** The number of blocks of a triangle. */
  static int count(Cut cut) {
    return cut.count() * (cut.count() + 1) / 2;
  }

  /** The block with a number, from 0. */
  static TriangleBlock of(Triangle triangle, Cut cut, int number) {
    int squares = count(cut) - cut.count();
    if (number >= squares) {
      return new TriangleBlock(number - squares, number - squares);
    }
    // Squares (1, 0), (2, 0), (2, 1), (3, 0), ... of a lower triangle.
    int row = 1;
    int column = number;
    while (column >= row) {
      column -= row;
      row++;
    }
    return triangle == Triangle.LOWER
        ? new TriangleBlock(row, column)
        : new TriangleBlock(column, row);
  }

  boolean isDiagonal() {
    return row == column;
  }
}
