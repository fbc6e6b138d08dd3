/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.matrix;

/**
 * The triangle of a square matrix that a routine reads or writes; the diagonal belongs to both. The
 * other triangle is neither read nor written. Indices are those of the view: the upper triangle of
 * {@code a.transposed()} is the lower triangle of {@code a}.
 */
public enum Triangle {
  /** Elements (i, j) with i &lt;= j. */
  UPPER,
  /** Elements (i, j) with i &gt;= j. */
  LOWER;

  /**
   * The triangle that holds the same elements in the transposed view.
   *
   * @return the other triangle
   */
  public Triangle transposed() {
    return this == UPPER ? LOWER : UPPER;
  }

  /**
   * Whether an element belongs to this triangle.
   *
   * @param row from 0
   * @param column from 0
   * @return true if it is on the diagonal or on this side of it
   */
  public boolean contains(int row, int column) {
    return this == UPPER ? row <= column : row >= column;
  }

  /**
   * Returns the part of a matrix's row in this triangle.
   *
   * @param a a square matrix
   * @param row from 0
   * @return a view of the same memory, with at least one element
   */
  public Vector part(Matrix a, int row) {
    return this == UPPER ? a.row(row).slice(row, a.columns() - row) : a.row(row).slice(0, row + 1);
  }
}
