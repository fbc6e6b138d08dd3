/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.blas;

import static org.junit.jupiter.api.Assertions.fail;

import dev.panblas.matrix.Diagonal;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Transposition;
import dev.panblas.matrix.Triangle;
import dev.panblas.matrix.Vector;
import java.util.Arrays;

/** The formulas of the routines on arrays of rows, with every matrix in full storage. */
final class Dense {

  private Dense() {}

  static double[][] of(Matrix m) {
    double[][] rows = new double[m.rows()][m.columns()];
    for (int i = 0; i < m.rows(); i++) {
      for (int j = 0; j < m.columns(); j++) {
        rows[i][j] = m.get(i, j);
      }
    }
    return rows;
  }

  /** The vector as a matrix of one column. */
  static double[][] of(Vector v) {
    return of(v.asColumn());
  }

  static double[][] transposed(double[][] a) {
    double[][] t = new double[a[0].length][a.length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a[0].length; j++) {
        t[j][i] = a[i][j];
      }
    }
    return t;
  }

  static double[][] op(Transposition transposition, double[][] a) {
    return transposition == Transposition.NONE ? a : transposed(a);
  }

  static double[][] times(double[][] a, double[][] b) {
    double[][] product = new double[a.length][b[0].length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < b[0].length; j++) {
        for (int k = 0; k < b.length; k++) {
          product[i][j] += a[i][k] * b[k][j];
        }
      }
    }
    return product;
  }

  /** alpha A + beta B. */
  static double[][] sum(double alpha, double[][] a, double beta, double[][] b) {
    double[][] sum = new double[a.length][a[0].length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a[0].length; j++) {
        sum[i][j] = alpha * a[i][j] + beta * b[i][j];
      }
    }
    return sum;
  }

  /** The symmetric matrix of which one triangle is given. */
  static double[][] symmetric(Triangle triangle, double[][] a) {
    double[][] full = new double[a.length][a.length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a.length; j++) {
        full[i][j] = triangle.contains(i, j) ? a[i][j] : a[j][i];
      }
    }
    return full;
  }

  /** The triangular matrix: 0 in the other triangle, and 1 on the diagonal if it is unit. */
  static double[][] triangular(Triangle triangle, Diagonal diagonal, double[][] a) {
    double[][] full = new double[a.length][a.length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a.length; j++) {
        full[i][j] = triangle.contains(i, j) ? a[i][j] : 0;
      }
      full[i][i] = diagonal == Diagonal.UNIT ? 1 : a[i][i];
    }
    return full;
  }

  /** One triangle of a matrix, and 0 elsewhere. */
  static double[][] oneTriangle(Triangle triangle, double[][] a) {
    return triangular(triangle, Diagonal.NON_UNIT, a);
  }

  static void assertSame(double[][] expected, Vector actual, Object... call) {
    assertSame(expected, actual.asColumn(), call);
  }

  static void assertSame(double[][] expected, Matrix actual, Object... call) {
    for (int i = 0; i < actual.rows(); i++) {
      for (int j = 0; j < actual.columns(); j++) {
        requireEqual(expected, actual, i, j, call);
      }
    }
  }

  /** The same for one triangle. */
  static void assertSame(Triangle triangle, double[][] expected, Matrix actual, Object... call) {
    for (int i = 0; i < actual.rows(); i++) {
      for (int j = 0; j < actual.columns(); j++) {
        if (triangle.contains(i, j)) {
          requireEqual(expected, actual, i, j, call);
        }
      }
    }
  }

  private static void requireEqual(
      double[][] expected, Matrix actual, int i, int j, Object... call) {
    double element = actual.get(i, j);
    if (element != expected[i][j]) { // 0 equals -0
      fail(
          String.format(
              "element (%d, %d) is %s, not %s; %s, strides %d and %d, after %s",
              i,
              j,
              element,
              expected[i][j],
              actual.describe(),
              actual.rowStride(),
              actual.columnStride(),
              Arrays.toString(call)));
    }
  }
}
