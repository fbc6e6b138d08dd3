package dev.panblas.matrix;

/**
 * Which triangle of a square matrix is meant; the diagonal belongs to both. What lies in the other
 * is neither read nor written. It is the triangle of the view: the upper triangle of {@code
 * a.transposed()} is the lower triangle of {@code a}.
 */
public enum Triangle {
  /** Elements (i, j) with i &lt;= j. */
  UPPER,
  /** Elements (i, j) with i &gt;= j. */
  LOWER;

  /**
   * The same elements' triangle in the transposed view.
   *
   * @return the other triangle
   */
  public Triangle transposed() {
    return this == UPPER ? LOWER : UPPER;
  }

  /**
   * Whether an element lies in this triangle.
   *
   * @param row from 0
   * @param column from 0
   * @return true on the diagonal and on this side of it
   */
  public boolean contains(int row, int column) {
    return this == UPPER ? row <= column : row >= column;
  }

  /**
   * That part of a matrix's row which lies in this triangle.
   *
   * @param a a square matrix
   * @param row from 0
   * @return a view of the same memory, with one element or more
   */
  public Vector part(Matrix a, int row) {
    return this == UPPER ? a.row(row).slice(row, a.columns() - row) : a.row(row).slice(0, row + 1);
  }
}
