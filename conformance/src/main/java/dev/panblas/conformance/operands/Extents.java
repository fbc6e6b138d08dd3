/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance.operands;

/**
 * The size of an operand.
 *
 * @param count the matrices of a batch; 1 for everything else
 * @param rows of each matrix; the elements of a vector
 * @param columns of each matrix; 1 for a vector
 */
public record Extents(int count, int rows, int columns) {

  /**
   * The size of a matrix.
   *
   * @param rows 0 or more
   * @param columns 0 or more
   * @return the size
   */
  public static Extents matrix(int rows, int columns) {
    return new Extents(1, rows, columns);
  }

  /**
   * The size of a vector.
   *
   * @param size 0 or more
   * @return the size
   */
  public static Extents vector(int size) {
    return new Extents(1, size, 1);
  }

  /**
   * The number of elements.
   *
   * @return 0 or more
   */
  public int size() {
    return count * rows * columns;
  }

  /**
   * One extent.
   *
   * @param direction 0 for the matrices of a batch, 1 for the rows, 2 for the columns
   * @return their number
   */
  public int get(int direction) {
    return direction == 0 ? count : direction == 1 ? rows : columns;
  }

  /**
   * The same size but for one extent.
   *
   * @param direction see {@link #get}
   * @param extent the changed one
   * @return the size
   */
  public Extents with(int direction, int extent) {
    return new Extents(
        direction == 0 ? extent : count,
        direction == 1 ? extent : rows,
        direction == 2 ? extent : columns);
  }
}
