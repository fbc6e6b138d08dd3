/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance.operands;

import dev.panblas.matrix.Diagonal;
import dev.panblas.matrix.Triangle;
import java.util.Arrays;

/**
 * A dense matrix, from which expected results are computed. An element that is zero by structure
 * (outside a triangle or a band) is absent: unlike a stored 0, it takes part in no product. The
 * elements that are present are contiguous in each row and in each column.
 */
public final class Dense {

  private final int rows;
  private final int columns;
  private final double[] elements;

  /** The elements that are present in row i are those from {@code from[i]} to {@code to[i] - 1}. */
  private final int[] from;

  private final int[] to;
  private final boolean finite;

  private Dense(int rows, int columns, double[] elements, int[] from, int[] to) {
    this.rows = rows;
    this.columns = columns;
    this.elements = elements;
    this.from = from;
    this.to = to;
    this.finite = isFinite(elements);
  }

  private static boolean isFinite(double[] elements) {
    for (double element : elements) {
      if (!Double.isFinite(element)) {
        return false;
      }
    }
    return true;
  }

  /** The elements of a matrix. */
  public interface Elements {

    /**
     * The element.
     *
     * @param row from 0
     * @param column from 0
     * @return its value
     */
    double at(int row, int column);
  }

  /** A set of places in a matrix. */
  public interface Places {

    /** All places. */
    Places ALL = (row, column) -> true;

    /**
     * Whether a place is in the set.
     *
     * @param row from 0
     * @param column from 0
     * @return true if it is
     */
    boolean contain(int row, int column);
  }

  /**
   * A matrix in which every element is present.
   *
   * @param rows 0 or more
   * @param columns 0 or more
   * @param elements holds the matrix row by row
   * @param first the index of element (0, 0) in {@code elements}
   * @return a copy
   */
  public static Dense of(int rows, int columns, double[] elements, int first) {
    int[] to = new int[rows];
    Arrays.fill(to, columns);
    return new Dense(
        rows,
        columns,
        Arrays.copyOfRange(elements, first, first + rows * columns),
        new int[rows],
        to);
  }

  /**
   * A matrix in which every element is present.
   *
   * @param rows 0 or more
   * @param columns 0 or more
   * @param elements its elements
   * @return the matrix
   */
  public static Dense of(int rows, int columns, Elements elements) {
    double[] all = new double[rows * columns];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        all[i * columns + j] = elements.at(i, j);
      }
    }
    return of(rows, columns, all, 0);
  }

  /**
   * The number of rows.
   *
   * @return 0 or more
   */
  public int rows() {
    return rows;
  }

  /**
   * The number of columns.
   *
   * @return 0 or more
   */
  public int columns() {
    return columns;
  }

  /**
   * An element.
   *
   * @param row from 0
   * @param column from 0
   * @return its value; 0 if it is absent
   */
  public double get(int row, int column) {
    return elements[row * columns + column];
  }

  /**
   * Whether an element is present.
   *
   * @param row from 0
   * @param column from 0
   * @return false if it is zero by structure
   */
  public boolean has(int row, int column) {
    return column >= from[row] && column < to[row];
  }

  /**
   * Where a row's elements begin.
   *
   * @param row from 0
   * @return the column of the first element that is present
   */
  public int from(int row) {
    return from[row];
  }

  /**
   * Where a row's elements end.
   *
   * @param row from 0
   * @return one more than the column of the last element that is present
   */
  public int to(int row) {
    return to[row];
  }

  /**
   * Whether the matrix holds neither infinity nor NaN.
   *
   * @return true if every element is a finite number
   */
  public boolean isFinite() {
    return finite;
  }

  /**
   * The transpose.
   *
   * @return columns x rows
   */
  public Dense transposed() {
    Builder transposed = new Builder(columns, rows);
    for (int i = 0; i < rows; i++) {
      for (int j = from[i]; j < to[i]; j++) {
        transposed.set(j, i, get(i, j));
      }
    }
    return transposed.build();
  }

  /**
   * The triangular matrix whose elements this holds.
   *
   * @param triangle which one
   * @param diagonal if unit, it is 1 and not read
   * @return a square
   */
  public Dense triangular(Triangle triangle, Diagonal diagonal) {
    Builder triangular = new Builder(rows, columns);
    for (int i = 0; i < rows; i++) {
      int first = triangle == Triangle.UPPER ? i : from[i];
      int end = triangle == Triangle.UPPER ? to[i] : i + 1;
      for (int j = first; j < end; j++) {
        if (i != j) {
          triangular.set(i, j, get(i, j));
        }
      }
      triangular.set(i, i, diagonal == Diagonal.UNIT ? 1 : get(i, i));
    }
    return triangular.build();
  }

  /**
   * The symmetric matrix of which this holds a triangle.
   *
   * @param triangle the one that is read
   * @return a square
   */
  public Dense symmetric(Triangle triangle) {
    Builder symmetric = new Builder(rows, columns);
    for (int i = 0; i < rows; i++) {
      for (int j = from[i]; j < to[i]; j++) {
        if (triangle.contains(i, j)) {
          symmetric.set(i, j, get(i, j));
          symmetric.set(j, i, get(i, j));
        }
      }
    }
    return symmetric.build();
  }

  /**
   * The band matrix of which this holds the diagonals, one a row.
   *
   * @param rows of the band matrix, which has as many columns as this
   * @param kl diagonals below the main one
   * @param ku diagonals above it
   * @return rows x columns
   */
  public Dense band(int rows, int kl, int ku) {
    Builder band = new Builder(rows, columns);
    for (int i = 0; i < rows; i++) {
      int end = Math.min(columns, i + ku + 1);
      for (int j = Math.max(0, i - kl); j < end; j++) {
        band.set(i, j, get(ku + i - j, j));
      }
    }
    return band.build();
  }

  /**
   * The triangular band matrix of which this holds the diagonals, one a row.
   *
   * @param triangle whether they are above or below the main one
   * @return a square
   */
  public Dense halfBand(Triangle triangle) {
    int k = rows - 1;
    return triangle == Triangle.UPPER ? band(columns, 0, k) : band(columns, k, 0);
  }

  /**
   * The triangle whose elements this column holds packed.
   *
   * @param triangle which one
   * @param n rows of the triangle
   * @return n x n
   */
  public Dense packed(Triangle triangle, int n) {
    Builder packed = new Builder(n, n);
    for (int index = 0; index < rows; index++) {
      int[] place = packedPlace(triangle, n, index);
      packed.set(place[0], place[1], get(index, 0));
    }
    return packed.build();
  }

  /**
   * The place of an element of a packed triangle.
   *
   * @param triangle which one
   * @param n its rows
   * @param index of the element among the packed ones
   * @return row and column
   */
  public static int[] packedPlace(Triangle triangle, int n, int index) {
    // In reverse order, a packed lower triangle is a packed upper one.
    boolean upper = triangle == Triangle.UPPER;
    int last = n * (n + 1) / 2 - 1;
    int counted = upper ? index : last - index;
    int column = (int) ((Math.sqrt(8.0 * counted + 1) - 1) / 2); // exact: 8 counted + 1 < 2^53
    int row = counted - column * (column + 1) / 2;
    return upper ? new int[] {row, column} : new int[] {n - 1 - row, n - 1 - column};
  }

  /** Collects elements; the others are absent. */
  private static final class Builder {
    private final int rows;
    private final int columns;
    private final double[] elements;
    private final int[] from;
    private final int[] to;

    Builder(int rows, int columns) {
      this.rows = rows;
      this.columns = columns;
      this.elements = new double[rows * columns];
      this.from = new int[rows];
      this.to = new int[rows];
      Arrays.fill(from, columns);
    }

    void set(int row, int column, double value) {
      elements[row * columns + column] = value;
      from[row] = Math.min(from[row], column);
      to[row] = Math.max(to[row], column + 1);
    }

    Dense build() {
      return new Dense(rows, columns, elements, from, to);
    }
  }
}
