/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.spi;

import dev.panblas.matrix.Diagonal;
import dev.panblas.matrix.Transposition;
import dev.panblas.matrix.Triangle;
import dev.panblas.matrix.Vector;

/**
 * The level 2 routines on a triangle, column by column, in terms of axpy and dot. The columns are
 * taken in the order in which no element is overwritten before its last read.
 *
 * @see <a href="https://doi.org/10.1145/42288.42291">Dongarra, Du Croz, Hammarling, Hanson: An
 *     Extended Set of FORTRAN Basic Linear Algebra Subprograms, ACM TOMS 14 (1988)</a>
 */
final class TriangleLoops {

  private TriangleLoops() {}

  /** The work on one column of a triangle. */
  private interface Step {
    void at(int column);
  }

  private static void columns(int size, boolean ascending, Step step) {
    for (int k = 0; k < size; k++) {
      step.at(ascending ? k : size - 1 - k);
    }
  }

  /** x := op(T) x. */
  static void multiply(Level1Kernels kernels, StoredTriangle t, Diagonal diagonal, Vector x) {
    boolean upper = t.triangle() == Triangle.UPPER;
    boolean asStored = t.transposition() == Transposition.NONE;
    columns(
        t.size(),
        upper == asStored,
        j -> {
          Vector column = t.column(j);
          Vector others = withoutDiagonal(t, column);
          Vector rest = besideDiagonal(t, j, x);
          double element = x.get(j);
          double scaled = diagonal == Diagonal.UNIT ? element : column.get(t.diagonal(j)) * element;
          if (asStored) {
            add(kernels, element, others, rest);
            x.set(j, scaled);
          } else {
            x.set(j, scaled + dot(kernels, others, rest));
          }
        });
  }

  /** Solves op(T) z = x; x := z. */
  static void solve(Level1Kernels kernels, StoredTriangle t, Diagonal diagonal, Vector x) {
    boolean upper = t.triangle() == Triangle.UPPER;
    boolean asStored = t.transposition() == Transposition.NONE;
    columns(
        t.size(),
        upper != asStored,
        j -> {
          Vector column = t.column(j);
          Vector others = withoutDiagonal(t, column);
          Vector rest = besideDiagonal(t, j, x);
          double right = asStored ? x.get(j) : x.get(j) - dot(kernels, others, rest);
          x.set(j, diagonal == Diagonal.UNIT ? right : right / column.get(t.diagonal(j)));
          if (asStored) {
            add(kernels, -x.get(j), others, rest);
          }
        });
  }

  /** y := alpha A x + beta y, where t is a triangle of the symmetric A. */
  static void multiplySymmetric(
      Level1Kernels kernels, double alpha, StoredTriangle t, Vector x, double beta, Vector y) {
    Scaling.scale(beta, y);
    columns(
        t.size(),
        true,
        j -> {
          Vector column = t.column(j);
          add(kernels, alpha * x.get(j), column, rows(t, j, y));
          double product = dot(kernels, withoutDiagonal(t, column), besideDiagonal(t, j, x));
          y.set(j, y.get(j) + alpha * product);
        });
  }

  /** A := alpha x x' + A in the triangle t. */
  static void update(Level1Kernels kernels, double alpha, Vector x, StoredTriangle t) {
    columns(t.size(), true, j -> add(kernels, alpha * x.get(j), rows(t, j, x), t.column(j)));
  }

  /** A := alpha x y' + alpha y x' + A in the triangle t. */
  static void update(Level1Kernels kernels, double alpha, Vector x, Vector y, StoredTriangle t) {
    columns(
        t.size(),
        true,
        j -> {
          Vector column = t.column(j);
          add(kernels, alpha * y.get(j), rows(t, j, x), column);
          add(kernels, alpha * x.get(j), rows(t, j, y), column);
        });
  }

  /** The elements of a vector in the stored rows of a column. */
  private static Vector rows(StoredTriangle t, int column, Vector x) {
    return x.slice(t.firstRow(column), t.rows(column));
  }

  private static Vector withoutDiagonal(StoredTriangle t, Vector column) {
    int first = t.triangle() == Triangle.UPPER ? 0 : 1;
    return column.slice(first, column.size() - 1);
  }

  private static Vector besideDiagonal(StoredTriangle t, int j, Vector x) {
    int first = t.firstRow(j) + (t.triangle() == Triangle.UPPER ? 0 : 1);
    return x.slice(first, t.rows(j) - 1);
  }

  /** y := alpha x + y, also for alpha = 0 and empty vectors, with which kernels are not called. */
  static void add(Level1Kernels kernels, double alpha, Vector x, Vector y) {
    double rounded = x.precision().round(alpha);
    if (rounded != 0 && !x.isEmpty()) {
      kernels.axpy(rounded, x, y);
    }
  }

  static double dot(Level1Kernels kernels, Vector x, Vector y) {
    return x.isEmpty() ? 0 : kernels.dot(x, y);
  }
}
