package dev.panblas.conformance;

import dev.panblas.matrix.Diagonal;
import dev.panblas.matrix.Triangle;
import java.util.Arrays;

/**
 * A small matrix written out, in which what is zero by structure (beside a triangle or a band) is
 * told from an element that happens to be 0: it takes part in no product.
 */
final class Dense {

  private final int rows;
  private final int columns;
  private final double[] elements;
  private final boolean[] absent;

  private Dense(int rows, int columns) {
    this.rows = rows;
    this.columns = columns;
    this.elements = new double[rows * columns];
    this.absent = new boolean[rows * columns];
  }

  /** An element by its place. */
  interface Elements {
    double at(int row, int column);
  }

  /** Whether there is an element at a place. */
  interface Places {
    boolean contain(int row, int column);
  }

  static Dense of(int rows, int columns, Elements elements) {
    return of(rows, columns, (i, j) -> true, elements);
  }

  /** Only what is present is asked for. */
  static Dense of(int rows, int columns, Places present, Elements elements) {
    Dense dense = new Dense(rows, columns);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        if (present.contain(i, j)) {
          dense.elements[i * columns + j] = elements.at(i, j);
        } else {
          dense.absent[i * columns + j] = true;
        }
      }
    }
    return dense;
  }

  static Dense column(double[] elements) {
    return of(elements.length, 1, (i, j) -> elements[i]);
  }

  int rows() {
    return rows;
  }

  int columns() {
    return columns;
  }

  double get(int row, int column) {
    return elements[row * columns + column];
  }

  boolean has(int row, int column) {
    return !absent[row * columns + column];
  }

  /** All elements; those that are absent are 0. */
  double[] elements() {
    return Arrays.copyOf(elements, elements.length);
  }

  Dense transposed() {
    return of(columns, rows, (i, j) -> has(j, i), (i, j) -> get(j, i));
  }

  /** The triangular matrix of which this holds the elements. */
  Dense triangular(Triangle triangle, Diagonal diagonal) {
    return of(
        rows,
        columns,
        (i, j) -> triangle.contains(i, j) && (i == j || has(i, j)),
        (i, j) -> i == j && diagonal == Diagonal.UNIT ? 1 : get(i, j));
  }

  /** The symmetric matrix of which this holds a triangle. */
  Dense symmetric(Triangle triangle) {
    return of(
        rows,
        columns,
        (i, j) -> triangle.contains(i, j) ? has(i, j) : has(j, i),
        (i, j) -> triangle.contains(i, j) ? get(i, j) : get(j, i));
  }

  /** The rows x columns(diagonals) matrix of which this holds the diagonals, ku of them above. */
  Dense band(int rows, int kl, int ku) {
    return of(rows, columns, (i, j) -> i - j <= kl && j - i <= ku, (i, j) -> get(ku + i - j, j));
  }

  /** One triangle with k diagonals, of which this holds them. */
  Dense halfBand(Triangle triangle) {
    int k = rows - 1;
    return triangle == Triangle.UPPER ? band(columns, 0, k) : band(columns, k, 0);
  }

  /** One triangle of n rows, of which this column holds the elements packed. */
  Dense packed(Triangle triangle, int n) {
    return of(n, n, triangle::contains, (i, j) -> get(packedIndex(triangle, n, i, j), 0));
  }

  private static int packedIndex(Triangle triangle, int n, int row, int column) {
    return triangle == Triangle.UPPER
        ? row + column * (column + 1) / 2
        : row + column * (2 * n - column - 1) / 2;
  }

  /** The row and the column of an element of a packed triangle. */
  static int[] packedPlace(Triangle triangle, int n, int index) {
    // Counted from its end, a lower triangle is an upper one.
    boolean upper = triangle == Triangle.UPPER;
    int last = n * (n + 1) / 2 - 1;
    int counted = upper ? index : last - index;
    int column = (int) ((Math.sqrt(8.0 * counted + 1) - 1) / 2); // exact: 8 counted + 1 < 2^53
    int row = counted - column * (column + 1) / 2;
    return upper ? new int[] {row, column} : new int[] {n - 1 - row, n - 1 - column};
  }
}
