package dev.panblas.spi;

import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Transposition;
import dev.panblas.matrix.Triangle;
import dev.panblas.matrix.Vector;

/**
 * A triangle as a sequence of contiguous columns, however it is stored: in a full matrix, as a
 * band, or packed. A row-major matrix has contiguous rows, so it stands here as the columns of its
 * transpose, and {@link #transposition} says so.
 *
 * <p>The routines on triangles are written against this once; see {@link TriangleLoops}.
 */
interface StoredTriangle {

  /** The number of rows and of columns. */
  int size();

  /** Which triangle the columns belong to. */
  Triangle triangle();

  /** Whether the matrix meant is the one of these columns, or its transpose. */
  Transposition transposition();

  /** The first row that is stored of a column; at the diagonal for a lower triangle. */
  default int firstRow(int column) {
    return triangle() == Triangle.UPPER ? 0 : column;
  }

  /** How many rows are stored of a column. */
  default int rows(int column) {
    return triangle() == Triangle.UPPER ? column + 1 - firstRow(column) : size() - column;
  }

  /** What is stored of a column, from {@link #firstRow} on. */
  Vector column(int column);

  /** The place of the diagonal element in a column. */
  default int diagonal(int column) {
    return column - firstRow(column);
  }

  /** In a row-major or column-major matrix. */
  static StoredTriangle full(Triangle triangle, Matrix a) {
    return a.isColumnMajor()
        ? new Full(triangle, Transposition.NONE, a)
        : new Full(triangle.transposed(), Transposition.TRANSPOSED, a.transposed());
  }

  /** In a column-major matrix of diagonals. */
  static StoredTriangle band(Triangle triangle, Transposition transposition, Matrix a) {
    return new Band(triangle, transposition, a);
  }

  /** Packed in columns. */
  static StoredTriangle packed(Triangle triangle, Transposition transposition, Vector ap, int n) {
    return new Packed(triangle, transposition, ap, n);
  }

  /** A full matrix, its columns contiguous. */
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

  /** Diagonals, the main one in the last row (upper) or the first (lower). */
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

  /** One column of the triangle after the other. */
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
