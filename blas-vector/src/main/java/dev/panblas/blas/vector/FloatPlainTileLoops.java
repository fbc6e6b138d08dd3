/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.blas.vector;

/**
 * The plain loops that take the place of the kernels of the autoencoder's tiles in single precision
 * if these are slow, with their bits. {@link DoublePlainTileLoops} is the twin.
 */
final class FloatPlainTileLoops {

  private FloatPlainTileLoops() {}

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
      float[] a,
      int ar,
      int ac,
      float[] b,
      int bi,
      int br,
      float[] s,
      int si,
      int sr,
      float[] c,
      int ci,
      int cr) {
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        float sum = s[si + i * sr + j];
        for (int p = 0; p < k; p++) {
          sum = Math.fma(a[i * ar + p * ac], b[bi + p * br + j], sum);
        }
        c[ci + i * cr + j] = sum;
      }
    }
  }

  /** The products of four rows and a column, as sums of every {@code lanes}-th term. */
  static void multiplyRows(
      int k, float[] a, int from, int distance, float[] column, float[] sums, int lanes) {
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < lanes; j++) {
        float sum = 0;
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
      float[] activations,
      float[] z,
      int at,
      int distance,
      float[] columnSums) {
    for (int j = 0; j < columns; j++) {
      float sum = 0;
      for (int i = 0; i < rows; i++) {
        float a = activations[i * columns + j];
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
      float[] activations,
      int from,
      int step,
      float[] target,
      float[] delta,
      int at,
      int distance,
      float[] columnSums) {
    for (int j = 0; j < columns; j++) {
      float sum = 0;
      float squares = 0;
      for (int i = 0; i < rows; i++) {
        int p = at + j + i * distance;
        float a = activations[from + j + i * step];
        float e = a - target[p];
        float d = e * ((1 - a) * a);
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
      float[] delta,
      int at,
      int distance,
      float[] slopes,
      float[] activations,
      float[] columnSums) {
    for (int j = 0; j < columns; j++) {
      float sum = 0;
      for (int i = 0; i < rows; i++) {
        int p = at + j + i * distance;
        float a = activations[p];
        float d = (delta[p] + slopes[at + j]) * ((1 - a) * a);
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
      float[] delta,
      float[] activations,
      int at,
      int distance,
      float[] columnSums) {
    for (int j = 0; j < columns; j++) {
      float deltas = 0;
      float slopes = 0;
      for (int i = 0; i < rows; i++) {
        int p = at + j + i * distance;
        float a = activations[p];
        float h = (1 - a) * a;
        float d = delta[p] * h;
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
