/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.blas.vector;

/**
 * The plain loops that take the place of the kernels of the autoencoder's tiles in double precision
 * if these are slow, with their bits. {@link FloatPlainTileLoops} is the twin.
 */
final class DoublePlainTileLoops {

  private DoublePlainTileLoops() {}

  /**
   * C := S + A B.
   *
   * @param m the rows of C
   * @param n the columns of C
   * @param k the terms of each sum
   * @param a element (i, p) has the index {@code i * ar + p * ac}
   * @param b row p begins at {@code bi + p * br}
   * @param s row i begins at {@code si + i * sr}; may be c
   * @param c written; row i begins at {@code ci + i * cr}
   */
  static void multiply(
      int m,
      int n,
      int k,
      double[] a,
      int ar,
      int ac,
      double[] b,
      int bi,
      int br,
      double[] s,
      int si,
      int sr,
      double[] c,
      int ci,
      int cr) {
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        double sum = s[si + i * sr + j];
        for (int p = 0; p < k; p++) {
          sum = Math.fma(a[i * ar + p * ac], b[bi + p * br + j], sum);
        }
        c[ci + i * cr + j] = sum;
      }
    }
  }

  /** The products of four rows and a column, as sums of every {@code lanes}-th term. */
  static void multiplyRows(
      int k, double[] a, int from, int distance, double[] column, double[] sums, int lanes) {
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < lanes; j++) {
        double sum = 0;
        for (int p = j; p < k; p += lanes) {
          sum = Math.fma(a[from + i * distance + p], column[p], sum);
        }
        sums[i * lanes + j] = sum;
      }
    }
  }

  /** z := the activations of some columns; sums them. */
  static void store(
      int columns,
      int rows,
      double[] activations,
      double[] z,
      int at,
      int distance,
      double[] columnSums) {
    for (int j = 0; j < columns; j++) {
      double sum = 0;
      for (int i = 0; i < rows; i++) {
        double a = activations[i * columns + j];
        z[at + j + i * distance] = a;
        sum += a;
      }
      columnSums[at + j] = sum;
    }
  }

  /** delta := e a (1 - a) with e = a - target. Sums delta, and e squared. */
  static void error(
      int columns,
      int rows,
      double[] activations,
      int from,
      int step,
      double[] target,
      double[] delta,
      int at,
      int distance,
      double[] columnSums) {
    for (int j = 0; j < columns; j++) {
      double sum = 0;
      double squares = 0;
      for (int i = 0; i < rows; i++) {
        int p = at + j + i * distance;
        double a = activations[from + j + i * step];
        double e = a - target[p];
        double d = e * ((1 - a) * a);
        delta[p] = d;
        sum += d;
        squares = Math.fma(e, e, squares);
      }
      columnSums[at + j] = sum;
      columnSums[distance + at + j] = squares;
    }
  }

  /** delta := (delta + slope) a (1 - a). Sums delta. */
  static void hiddenDelta(
      int columns,
      int rows,
      double[] delta,
      int at,
      int distance,
      double[] slopes,
      double[] activations,
      double[] columnSums) {
    for (int j = 0; j < columns; j++) {
      double sum = 0;
      for (int i = 0; i < rows; i++) {
        int p = at + j + i * distance;
        double a = activations[p];
        double d = (delta[p] + slopes[at + j]) * ((1 - a) * a);
        delta[p] = d;
        sum += d;
      }
      columnSums[at + j] = sum;
    }
  }

  /** a := h = a (1 - a), delta := delta h. Sums delta, and h. */
  static void splitDelta(
      int columns,
      int rows,
      double[] delta,
      double[] activations,
      int at,
      int distance,
      double[] columnSums) {
    for (int j = 0; j < columns; j++) {
      double deltas = 0;
      double slopes = 0;
      for (int i = 0; i < rows; i++) {
        int p = at + j + i * distance;
        double a = activations[p];
        double h = (1 - a) * a;
        double d = delta[p] * h;
        activations[p] = h;
        delta[p] = d;
        deltas += d;
        slopes += h;
      }
      columnSums[at + j] = deltas;
      columnSums[distance + at + j] = slopes;
    }
  }
}
