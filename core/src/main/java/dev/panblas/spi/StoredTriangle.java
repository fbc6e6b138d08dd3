/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.spi;

import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Transposition;
import dev.panblas.matrix.Triangle;
import dev.panblas.matrix.Vector;

/**
 * A triangle as a sequence of contiguous columns, for full, band and packed storage. A row-major
 * matrix has contiguous rows: it is given as the columns of its transpose, and {@link
 * #transposition} is {@link Transposition#TRANSPOSED}.
 *
 * <p>{@link TriangleLoops} implements the routines for all three storage formats.
 */
interface StoredTriangle {

  /** The number of rows and of columns. */
  int size();

  /** The triangle that the columns form. */
  Triangle triangle();

  /** Whether op(A) is the matrix of these columns or its transpose. */
  Transposition transposition();

  /** The first stored row of a column; the diagonal for a lower triangle. */
  default int firstRow(int column) {
    return triangle() == Triangle.UPPER ? 0 : column;
  }

  /** The number of stored rows of a column. */
  default int rows(int column) {
    return triangle() == Triangle.UPPER ? column + 1 - firstRow(column) : size() - column;
  }

  /** The stored elements of a column, from {@link #firstRow} on. */
  Vector column(int column);

  /** The index of the diagonal element in {@link #column}. */
  default int diagonal(int column) {
    return column - firstRow(column);
  }

  /** Full storage: a row-major or column-major matrix. */
  static StoredTriangle full(Triangle triangle, Matrix a) {
    return a.isColumnMajor()
        ? new Full(triangle, Transposition.NONE, a)
        : new Full(triangle.transposed(), Transposition.TRANSPOSED, a.transposed());
  }

  /** Band storage: the column-major matrix of the diagonals. */
  static StoredTriangle band(Triangle triangle, Transposition transposition, Matrix a) {
    return new Band(triangle, transposition, a);
  }

  /** Packed storage, column by column. */
  static StoredTriangle packed(Triangle triangle, Transposition transposition, Vector ap, int n) {
    return new Packed(triangle, transposition, ap, n);
  }

  /** A triangle of a column-major matrix. */
  record Full(Triangle triangle, Transposition transposition, Matrix a) implements StoredTriangle {
    @Override
    public int size() {
      return a.columns();
    }

    @Override
    public Vector column(int column) {
      return a.column(column).slice(firstRow(column), rows(column));
    }
  }

  /** The diagonals of a band, the main one in the last row (upper) or the first row (lower). */
  record Band(Triangle triangle, Transposition transposition, Matrix a) implements StoredTriangle {
    @Override
    public int size() {
      return a.columns();
    }

    private int bandwidth() {
      return a.rows() - 1;
    }

    @Override
    public int firstRow(int column) {
      return triangle == Triangle.UPPER ? Math.max(0, column - bandwidth()) : column;
    }

    @Override
    public int rows(int column) {
      return Math.min(a.rows(), triangle == Triangle.UPPER ? column + 1 : size() - column);
    }

    @Override
    public Vector column(int column) {
      int rows = rows(column);
      return a.column(column).slice(triangle == Triangle.UPPER ? a.rows() - rows : 0, rows);
    }
  }

  /** The columns of a triangle, one after another. */
  record Packed(Triangle triangle, Transposition transposition, Vector ap, int size)
      implements StoredTriangle {
    @Override
    public Vector column(int column) {
      long j = column;
      return triangle == Triangle.UPPER
          ? ap.slice((int) (j * (j + 1) / 2), rows(column))
          : ap.slice((int) (j * (2L * size - j + 1) / 2), rows(column));
    }
  }
}
