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
 * and the direction, and rounded once. The sum of nothing is 0, and its mean NaN. A NaN among the
 * elements makes a minimum or maximum NaN; 0 counts as larger than -0; the minimum or maximum of
 * nothing is an error.
 *
 * <p>Every method throws {@link IllegalStateException} for an operand whose arena is closed, and
 * {@link WrongThreadException} for one that is confined to another thread.
 */
public final class Reductions {

  /** So many rows are reduced side by side where neighbours in a column are nearer in memory. */
  private static final int SIDE_BY_SIDE = 256;

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
    return extreme("min", a, false);
  }

  /**
   * The largest element.
   *
   * @param a a matrix or vector
   * @return the maximum; NaN if an element is NaN
   * @throws IllegalArgumentException if there are no elements
   */
  public static double max(Operand a) {
    return extreme("max", a, true);
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
    return reduceRows("rowSums", a, Reduction.SUM, Mapping.NONE, 1, out);
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
    return reduceRows("columnSums", a.transposed(), Reduction.SUM, Mapping.NONE, 1, out);
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
    return reduceRows("rowMeans", a, Reduction.SUM, Mapping.NONE, a.columns(), out);
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
    return reduceRows("columnMeans", a.transposed(), Reduction.SUM, Mapping.NONE, a.rows(), out);
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
    return reduceRows("rowMins", a, Reduction.MIN, Mapping.NONE, 1, out);
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
    return reduceRows("columnMins", a.transposed(), Reduction.MIN, Mapping.NONE, 1, out);
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
    return reduceRows("rowMaxs", a, Reduction.MAX, Mapping.NONE, 1, out);
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
    return reduceRows("columnMaxs", a.transposed(), Reduction.MAX, Mapping.NONE, 1, out);
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
    return arguments("columnArgmins", a.transposed(), false);
  }

  /**
   * The row of the largest element of each column.
   *
   * @param a m x n
   * @return n indices, each of the first NaN of its column, or else of the first maximum
   * @throws IllegalArgumentException if m = 0 and n > 0
   */
  public static int[] columnArgmaxs(Matrix a) {
    return arguments("columnArgmaxs", a.transposed(), true);
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

  /** The sum of what a mapping makes of the elements. */
  static double sum(Matrix m, Mapping mapping) {
    Matrix lines = Blocks.alongSmallerStride(m);
    double[] values = new double[Math.min(Blocks.SIZE, lines.columns())];
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

  private static double extreme(String operation, Operand a, boolean isMax) {
    Matrix lines = Blocks.alongSmallerStride(view(operation, a));
    requireElement(operation, lines, a);
    double[] values = new double[Math.min(Blocks.SIZE, lines.columns())];
    double extreme = lines.get(0, 0);
    for (int i = 0; i < lines.rows(); i++) {
      for (int j = 0, left = lines.columns(); left > 0; j += values.length, left -= values.length) {
        int count = Math.min(values.length, left);
        Blocks.read(lines, i, j, count, values);
        for (int k = 0; k < count; k++) {
          extreme = isMax ? Math.max(extreme, values[k]) : Math.min(extreme, values[k]);
        }
      }
    }
    return extreme;
  }

  private static long argument(String operation, Operand a, boolean isMax) {
    Matrix m = view(operation, a);
    requireElement(operation, m, a);
    double[] values = new double[Math.min(Blocks.SIZE, m.columns())];
    long index = 0;
    double best = m.get(0, 0);
    for (int i = 0; i < m.rows(); i++) {
      for (int j = 0, left = m.columns(); left > 0; j += values.length, left -= values.length) {
        int count = Math.min(values.length, left);
        Blocks.read(m, i, j, count, values);
        for (int k = 0; k < count; k++) {
          if (isBetter(values[k], best, isMax)) {
            best = values[k];
            index = (long) i * m.columns() + j + k;
          }
        }
      }
    }
    return index;
  }

  private static boolean isBetter(double value, double best, boolean isMax) {
    if (Double.isNaN(best)) {
      return false;
    }
    return Double.isNaN(value) || (isMax ? value > best : value < best);
  }

  private static int[] arguments(String operation, Matrix a, boolean isMax) {
    a.requireUsable(operation + ": operand");
    if (a.rows() > 0) {
      requireElement(operation, a, a);
    }
    int[] indices = new int[a.rows()];
    for (int i = 0; i < indices.length; i++) {
      indices[i] = (int) argument(operation, a.row(i), isMax);
    }
    return indices;
  }

  private static void requireElement(String operation, Matrix m, Operand a) {
    if (m.isEmpty()) {
      throw new IllegalArgumentException(
          operation + ": the operand must have an element, but is " + a.describe());
    }
  }

  /** How the elements of a row become one number. */
  enum Reduction {
    SUM {
      @Override
      void add(double[] result, double[] values, int count) {
        for (int k = 0; k < count; k++) {
          result[k] += values[k];
        }
      }
    },
    MIN {
      @Override
      void add(double[] result, double[] values, int count) {
        for (int k = 0; k < count; k++) {
          result[k] = Math.min(result[k], values[k]);
        }
      }
    },
    MAX {
      @Override
      void add(double[] result, double[] values, int count) {
        for (int k = 0; k < count; k++) {
          result[k] = Math.max(result[k], values[k]);
        }
      }
    };

    /** Reduces one element of each of some rows with the result so far. */
    abstract void add(double[] result, double[] values, int count);
  }

  /**
   * Reduces each row to one number, which is divided.
   *
   * @param operation its name in messages
   */
  static Vector reduceRows(
      String operation,
      Matrix a,
      Reduction reduction,
      Mapping mapping,
      double divisor,
      Vector out) {
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
    if (reduction != Reduction.SUM && a.rows() > 0) {
      requireElement(operation, a, a);
    }
    if (Blocks.isAlongRows(a)) {
      double[] values = new double[Math.min(Blocks.SIZE, a.columns())];
      PairwiseSum sum = new PairwiseSum();
      for (int i = 0; i < a.rows(); i++) {
        if (reduction == Reduction.SUM) {
          sum.clear();
          add(a, i, mapping, values, sum);
          out.set(i, sum.get() / divisor);
        } else {
          out.set(i, extreme(operation, a.row(i), reduction == Reduction.MAX));
        }
      }
      return out;
    }
    Matrix columns = a.transposed();
    for (int first = 0, left = a.rows(); left > 0; first += SIDE_BY_SIDE, left -= SIDE_BY_SIDE) {
      int count = Math.min(SIDE_BY_SIDE, left);
      double[] results = reduce(columns, first, count, reduction, mapping, 0, a.columns());
      for (int k = 0; k < count; k++) {
        out.set(first + k, results[k] / divisor);
      }
    }
    return out;
  }

  /**
   * Reduces elements first to first + count of the lines from begin to end, along a binary tree.
   */
  private static double[] reduce(
      Matrix lines,
      int first,
      int count,
      Reduction reduction,
      Mapping mapping,
      int begin,
      int end) {
    if (end - begin > 128) {
      int middle = begin + Integer.highestOneBit(end - begin - 1);
      double[] results = reduce(lines, first, count, reduction, mapping, begin, middle);
      reduction.add(results, reduce(lines, first, count, reduction, mapping, middle, end), count);
      return results;
    }
    double[] results = new double[count];
    if (reduction != Reduction.SUM) {
      Arrays.fill(
          results,
          reduction == Reduction.MIN ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY);
    }
    double[] values = new double[count];
    for (int line = begin; line < end; line++) {
      Blocks.read(lines, line, first, count, values);
      mapping.apply(values, count);
      reduction.add(results, values, count);
    }
    return results;
  }
}
