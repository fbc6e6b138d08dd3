package dev.panblas.conformance;

/**
 * How large an operand is.
 *
 * @param count the matrices of a batch; 1 for everything else
 * @param rows of each matrix; the elements of a vector
 * @param columns of each matrix; 1 for a vector
 */
record Extents(int count, int rows, int columns) {

  static Extents matrix(int rows, int columns) {
    return new Extents(1, rows, columns);
  }

  static Extents vector(int size) {
    return new Extents(1, size, 1);
  }

  /** How many elements there are. */
  int size() {
    return count * rows * columns;
  }

  /** The extent in a direction: 0 across the batch, 1 along the rows' number, 2 the columns'. */
  int get(int direction) {
    return direction == 0 ? count : direction == 1 ? rows : columns;
  }

  Extents with(int direction, int extent) {
    return new Extents(
        direction == 0 ? extent : count,
        direction == 1 ? extent : rows,
        direction == 2 ? extent : columns);
  }
}
