/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.operations;

import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Operand;
import dev.panblas.matrix.Vector;
import java.util.Arrays;
import java.util.Locale;

/**
 * Sums, means, minima and maxima of all elements, of each row or of each column, of operands in any
 * layout. The names that begin with {@code row} give one number for each row, as NumPy's {@code
 * axis=1}; those that begin with {@code column} one for each column, as {@code axis=0}.
 *
 * <p>Sums are computed in double precision along a binary tree, whatever the precision, the layout
 * and the direction, and rounded once. The sum of nothing is 0, and its mean NaN; the sum of zeros
 * that are all negative is -0. A NaN among the elements makes a minimum or maximum NaN; 0 counts as
 * larger than -0; the minimum or maximum of nothing is an error.
 *
 * <p>The forms that write into {@code out} allocate no memory that grows with the operand: at most
 * 64 KB.
 *
 * <p>Every method throws {@link IllegalStateException} for an operand whose arena is closed, and
 * {@link WrongThreadException} for one that is confined to another thread.
 */
public final class Reductions {

  private Reductions() {}

  // ---- all elements

  /**
   * The sum of all elements.
   *
   * @param a a matrix or vector
   * @return the sum; 0 if there are none
   */
  public static double sum(Operand a) {
    return sum(view("sum", a), Mapping.NONE);
  }

  /**
   * The arithmetic mean of all elements: their sum divided by their number.
   *
   * @param a a matrix or vector
   * @return the mean; NaN if there are no elements
   */
  public static double mean(Operand a) {
    Matrix m = view("mean", a);
    return sum(m, Mapping.NONE) / ((double) m.rows() * m.columns());
  }

  /**
   * The smallest element.
   *
   * @param a a matrix or vector
   * @return the minimum; NaN if an element is NaN
   * @throws IllegalArgumentException if there are no elements
   */
  public static double min(Operand a) {
    return extreme("min", a, Extreme.MIN);
  }

  /**
   * The largest element.
   *
   * @param a a matrix or vector
   * @return the maximum; NaN if an element is NaN
   * @throws IllegalArgumentException if there are no elements
   */
  public static double max(Operand a) {
    return extreme("max", a, Extreme.MAX);
  }

  /**
   * The index of the smallest element.
   *
   * @param a a matrix or vector
   * @return the row-major index {@code i * columns + j}, whatever the layout, of the first NaN, or
   *     else of the first element that equals the minimum
   * @throws IllegalArgumentException if there are no elements
   */
  public static long argmin(Operand a) {
    return argument("argmin", a, false);
  }

  /**
   * The index of the largest element.
   *
   * @param a a matrix or vector
   * @return the row-major index {@code i * columns + j}, whatever the layout, of the first NaN, or
   *     else of the first element that equals the maximum
   * @throws IllegalArgumentException if there are no elements
   */
  public static long argmax(Operand a) {
    return argument("argmax", a, true);
  }

  // ---- rows and columns

  /**
   * The sum of each row.
   *
   * @param a m x n
   * @return a new vector of m sums in the precision of a
   */
  public static Vector rowSums(Matrix a) {
    return rowSums(a, Vector.allocate(a.precision(), a.rows()));
  }

  /**
   * The sum of each row.
   *
   * @param a m x n, read
   * @param out m elements in any precision, written; does not overlap a
   * @return out
   * @throws IllegalArgumentException if out has another size, is read-only or overlaps a or itself
   */
  public static Vector rowSums(Matrix a, Vector out) {
    return rowSums("rowSums", a, 1, out);
  }

  /**
   * The sum of each column.
   *
   * @param a m x n
   * @return a new vector of n sums in the precision of a
   */
  public static Vector columnSums(Matrix a) {
    return columnSums(a, Vector.allocate(a.precision(), a.columns()));
  }

  /**
   * The sum of each column.
   *
   * @param a m x n, read
   * @param out n elements in any precision, written; does not overlap a
   * @return out
   * @throws IllegalArgumentException if out has another size, is read-only or overlaps a or itself
   */
  public static Vector columnSums(Matrix a, Vector out) {
    return rowSums("columnSums", columns("columnSums", a), 1, out);
  }

  /**
   * The arithmetic mean of each row.
   *
   * @param a m x n
   * @return a new vector of m means in the precision of a; NaN if n = 0
   */
  public static Vector rowMeans(Matrix a) {
    return rowMeans(a, Vector.allocate(a.precision(), a.rows()));
  }

  /**
   * The arithmetic mean of each row.
   *
   * @param a m x n, read
   * @param out m elements in any precision, written; does not overlap a
   * @return out
   * @throws IllegalArgumentException if out has another size, is read-only or overlaps a or itself
   */
  public static Vector rowMeans(Matrix a, Vector out) {
    return rowSums("rowMeans", a, a.columns(), out);
  }

  /**
   * The arithmetic mean of each column.
   *
   * @param a m x n
   * @return a new vector of n means in the precision of a; NaN if m = 0
   */
  public static Vector columnMeans(Matrix a) {
    return columnMeans(a, Vector.allocate(a.precision(), a.columns()));
  }

  /**
   * The arithmetic mean of each column.
   *
   * @param a m x n, read
   * @param out n elements in any precision, written; does not overlap a
   * @return out
   * @throws IllegalArgumentException if out has another size, is read-only or overlaps a or itself
   */
  public static Vector columnMeans(Matrix a, Vector out) {
    return rowSums("columnMeans", columns("columnMeans", a), a.rows(), out);
  }

  /**
   * The smallest element of each row.
   *
   * @param a m x n
   * @return a new vector of m minima in the precision of a
   * @throws IllegalArgumentException if n = 0 and m > 0
   */
  public static Vector rowMins(Matrix a) {
    return rowMins(a, Vector.allocate(a.precision(), a.rows()));
  }

  /**
   * The smallest element of each row.
   *
   * @param a m x n, read
   * @param out m elements in any precision, written; does not overlap a
   * @return out
   * @throws IllegalArgumentException if out has another size, is read-only or overlaps a or itself,
   *     or n = 0 and m > 0
   */
  public static Vector rowMins(Matrix a, Vector out) {
    return rowExtremes("rowMins", a, Extreme.MIN, out);
  }

  /**
   * The smallest element of each column.
   *
   * @param a m x n
   * @return a new vector of n minima in the precision of a
   * @throws IllegalArgumentException if m = 0 and n > 0
   */
  public static Vector columnMins(Matrix a) {
    return columnMins(a, Vector.allocate(a.precision(), a.columns()));
  }

  /**
   * The smallest element of each column.
   *
   * @param a m x n, read
   * @param out n elements in any precision, written; does not overlap a
   * @return out
   * @throws IllegalArgumentException if out has another size, is read-only or overlaps a or itself,
   *     or m = 0 and n > 0
   */
  public static Vector columnMins(Matrix a, Vector out) {
    return rowExtremes("columnMins", columnsWithElements("columnMins", a), Extreme.MIN, out);
  }

  /**
   * The largest element of each row.
   *
   * @param a m x n
   * @return a new vector of m maxima in the precision of a
   * @throws IllegalArgumentException if n = 0 and m > 0
   */
  public static Vector rowMaxs(Matrix a) {
    return rowMaxs(a, Vector.allocate(a.precision(), a.rows()));
  }

  /**
   * The largest element of each row.
   *
   * @param a m x n, read
   * @param out m elements in any precision, written; does not overlap a
   * @return out
   * @throws IllegalArgumentException if out has another size, is read-only or overlaps a or itself,
   *     or n = 0 and m > 0
   */
  public static Vector rowMaxs(Matrix a, Vector out) {
    return rowExtremes("rowMaxs", a, Extreme.MAX, out);
  }

  /**
   * The largest element of each column.
   *
   * @param a m x n
   * @return a new vector of n maxima in the precision of a
   * @throws IllegalArgumentException if m = 0 and n > 0
   */
  public static Vector columnMaxs(Matrix a) {
    return columnMaxs(a, Vector.allocate(a.precision(), a.columns()));
  }

  /**
   * The largest element of each column.
   *
   * @param a m x n, read
   * @param out n elements in any precision, written; does not overlap a
   * @return out
   * @throws IllegalArgumentException if out has another size, is read-only or overlaps a or itself,
   *     or m = 0 and n > 0
   */
  public static Vector columnMaxs(Matrix a, Vector out) {
    return rowExtremes("columnMaxs", columnsWithElements("columnMaxs", a), Extreme.MAX, out);
  }

  /**
   * The column of the smallest element of each row.
   *
   * @param a m x n
   * @return m indices, each of the first NaN of its row, or else of the first minimum
   * @throws IllegalArgumentException if n = 0 and m > 0
   */
  public static int[] rowArgmins(Matrix a) {
    return arguments("rowArgmins", a, false);
  }

  /**
   * The column of the largest element of each row.
   *
   * @param a m x n
   * @return m indices, each of the first NaN of its row, or else of the first maximum
   * @throws IllegalArgumentException if n = 0 and m > 0
   */
  public static int[] rowArgmaxs(Matrix a) {
    return arguments("rowArgmaxs", a, true);
  }

  /**
   * The row of the smallest element of each column.
   *
   * @param a m x n
   * @return n indices, each of the first NaN of its column, or else of the first minimum
   * @throws IllegalArgumentException if m = 0 and n > 0
   */
  public static int[] columnArgmins(Matrix a) {
    return arguments("columnArgmins", columnsWithElements("columnArgmins", a), false);
  }

  /**
   * The row of the largest element of each column.
   *
   * @param a m x n
   * @return n indices, each of the first NaN of its column, or else of the first maximum
   * @throws IllegalArgumentException if m = 0 and n > 0
   */
  public static int[] columnArgmaxs(Matrix a) {
    return arguments("columnArgmaxs", columnsWithElements("columnArgmaxs", a), true);
  }

  // ---- implementation

  /** What is reduced instead of the elements themselves. */
  @FunctionalInterface
  interface Mapping {

    Mapping NONE = (values, count) -> {};

    Mapping ABS =
        (values, count) -> {
          for (int k = 0; k < count; k++) {
            values[k] = Math.abs(values[k]);
          }
        };

    /** Replaces the first values. */
    void apply(double[] values, int count);
  }

  private static Matrix view(String operation, Operand a) {
    Matrix m = Operands.matrix(operation, a);
    m.requireUsable(operation + ": operand");
    return m;
  }

  /** The columns as rows. The operand is checked before, so that an error has its own shape. */
  private static Matrix columns(String operation, Matrix a) {
    a.requireUsable(operation + ": operand");
    return a.transposed();
  }

  private static Matrix columnsWithElements(String operation, Matrix a) {
    Matrix columns = columns(operation, a);
    if (a.columns() > 0) {
      requireElement(operation, a, a);
    }
    return columns;
  }

  /** The sum of what a mapping makes of the elements. */
  static double sum(Matrix m, Mapping mapping) {
    Matrix lines = Blocks.asOneLine(Blocks.alongSmallerStride(m));
    double[] values = new double[Blocks.length(lines)];
    PairwiseSum sum = new PairwiseSum();
    for (int i = 0; i < lines.rows(); i++) {
      add(lines, i, mapping, values, sum);
    }
    return sum.get();
  }

  private static void add(Matrix m, int row, Mapping mapping, double[] values, PairwiseSum sum) {
    for (int j = 0, left = m.columns(); left > 0; j += values.length, left -= values.length) {
      int count = Math.min(values.length, left);
      Blocks.read(m, row, j, count, values);
      mapping.apply(values, count);
      sum.add(values, count);
    }
  }

  private static double extreme(String operation, Operand a, Extreme extreme) {
    Matrix m = view(operation, a);
    requireElement(operation, m, a);
    Matrix lines = Blocks.asOneLine(Blocks.alongSmallerStride(m));
    double[] values = new double[Blocks.length(lines)];
    double result = extreme.ofNothing;
    for (int i = 0; i < lines.rows(); i++) {
      result = extreme.of(result, extreme(lines, i, extreme, values));
    }
    return result;
  }

  private static double extreme(Matrix m, int row, Extreme extreme, double[] values) {
    double result = extreme.ofNothing;
    for (int j = 0, left = m.columns(); left > 0; j += values.length, left -= values.length) {
      int count = Math.min(values.length, left);
      Blocks.read(m, row, j, count, values);
      result = extreme.of(result, extreme.of(values, count));
    }
    return result;
  }

  private static long argument(String operation, Operand a, boolean isMax) {
    Matrix m = view(operation, a);
    requireElement(operation, m, a);
    Arguments found = new Arguments(m, isMax);
    long index = 0;
    double best = m.get(0, 0);
    for (int first = 0, count; first < m.rows(); first += count) {
      count = found.find(first);
      for (int k = 0; k < count; k++) {
        if (found.isBetter(found.best[k], best)) {
          best = found.best[k];
          index = (long) (first + k) * m.columns() + found.columns[k];
        }
      }
    }
    return index;
  }

  private static int[] arguments(String operation, Matrix a, boolean isMax) {
    a.requireUsable(operation + ": operand");
    if (a.rows() == 0) {
      return new int[0];
    }
    requireElement(operation, a, a);
    Arguments found = new Arguments(a, isMax);
    int[] indices = new int[a.rows()];
    for (int first = 0, count; first < indices.length; first += count) {
      count = found.find(first);
      System.arraycopy(found.columns, 0, indices, first, count);
    }
    return indices;
  }

  private static void requireElement(String operation, Matrix m, Operand a) {
    if (m.isEmpty()) {
      throw new IllegalArgumentException(
          operation + ": the operand must have an element, but is " + a.describe());
    }
  }

  /** The sum of each row, divided. */
  private static Vector rowSums(String operation, Matrix a, double divisor, Vector out) {
    requireOutput(operation, a, out);
    sums(a, Mapping.NONE, divisor, out);
    return out;
  }

  /** Sums what a mapping makes of the elements of each row, and divides the sums. */
  static void sums(Matrix a, Mapping mapping, double divisor, Vector out) {
    if (Blocks.isAlongRows(a)) {
      double[] values = new double[Blocks.length(a)];
      PairwiseSum sum = new PairwiseSum();
      for (int i = 0; i < a.rows(); i++) {
        sum.clear();
        add(a, i, mapping, values, sum);
        out.set(i, sum.get() / divisor);
      }
      return;
    }
    Matrix lines = a.transposed();
    double[] values = new double[Math.min(Blocks.SIDE_BY_SIDE, a.rows())];
    PairwiseSums sums = new PairwiseSums(values.length, lines.rows());
    for (int first = 0, count; first < a.rows(); first += count) {
      count = Math.min(values.length, a.rows() - first);
      for (int i = 0; i < lines.rows(); i++) {
        Blocks.read(lines, i, first, count, values);
        mapping.apply(values, count);
        sums.add(values);
      }
      sums.take(values);
      for (int k = 0; k < count; k++) {
        out.set(first + k, values[k] / divisor);
      }
    }
  }

  /** The extreme of each row. */
  private static Vector rowExtremes(String operation, Matrix a, Extreme extreme, Vector out) {
    requireOutput(operation, a, out);
    if (a.rows() > 0) {
      requireElement(operation, a, a);
    }
    if (Blocks.isAlongRows(a)) {
      double[] values = new double[Blocks.length(a)];
      for (int i = 0; i < a.rows(); i++) {
        out.set(i, extreme(a, i, extreme, values));
      }
      return out;
    }
    Matrix lines = a.transposed();
    double[] values = new double[Math.min(Blocks.SIDE_BY_SIDE, a.rows())];
    double[] results = new double[values.length];
    for (int first = 0, count; first < a.rows(); first += count) {
      count = Math.min(values.length, a.rows() - first);
      Arrays.fill(results, extreme.ofNothing);
      for (int i = 0; i < lines.rows(); i++) {
        Blocks.read(lines, i, first, count, values);
        extreme.of(results, values, count);
      }
      for (int k = 0; k < count; k++) {
        out.set(first + k, results[k]);
      }
    }
    return out;
  }

  private static void requireOutput(String operation, Matrix a, Vector out) {
    a.requireUsable(operation + ": operand");
    Operands.requireOutput(operation, out.asRow());
    if (out.size() != a.rows()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s: out must have %d elements, but has %d",
              operation,
              a.rows(),
              out.size()));
    }
    if (out.overlaps(a)) {
      throw new IllegalArgumentException(
          operation
              + ": out must not overlap the operand, but shares memory with it: allocate another"
              + " vector");
    }
  }
}
