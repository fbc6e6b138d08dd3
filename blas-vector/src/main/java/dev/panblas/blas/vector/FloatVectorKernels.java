/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.blas.vector;

import dev.panblas.matrix.Vector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Level 1 in single precision. {@link DoubleVectorKernels} is the twin. */
final class FloatVectorKernels {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private FloatVectorKernels() {}

  static void scal(float alpha, Vector x) {
    FloatLine xs = FloatLine.of(x);
    int piece = xs.isInPlace() ? x.size() : FloatLine.PIECE;
    float[] buffer = FloatProduct.BUFFERS.borrow(FloatLine.PIECE);
    try {
      for (int from = 0; from < x.size(); from += Math.min(piece, x.size() - from)) {
        int count = Math.min(piece, x.size() - from);
        scal(count, alpha, xs.array(buffer), xs.read(from, count, buffer, 0));
        xs.write(from, count, buffer, 0);
      }
    } finally {
      FloatProduct.BUFFERS.giveBack(FloatLine.PIECE, buffer);
    }
  }

  /** x := alpha x. */
  static void scal(int n, float alpha, float[] x, int xi) {
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      FloatVector.fromArray(SPECIES, x, xi + i).mul(alpha).intoArray(x, xi + i);
    }
    for (; i < n; i++) {
      x[xi + i] *= alpha;
    }
  }

  static void axpy(float alpha, Vector x, Vector y) {
    FloatLine xs = FloatLine.of(x);
    FloatLine ys = FloatLine.of(y);
    int n = x.size();
    if (xs.isInPlace() && ys.isInPlace()) {
      float[] none = {};
      axpy(n, alpha, xs.array(none), xs.index(0, 0), ys.array(none), ys.index(0, 0));
      return;
    }
    int piece = FloatLine.PIECE;
    float[] buffer = FloatProduct.BUFFERS.borrow(2 * piece);
    try {
      for (int from = 0; from < n; from += Math.min(piece, n - from)) {
        int count = Math.min(piece, n - from);
        int xi = xs.read(from, count, buffer, 0);
        int yi = ys.read(from, count, buffer, piece);
        axpy(count, alpha, xs.array(buffer), xi, ys.array(buffer), yi);
        ys.write(from, count, buffer, piece);
      }
    } finally {
      FloatProduct.BUFFERS.giveBack(2 * piece, buffer);
    }
  }

  /** y := alpha x + y. */
  static void axpy(int n, float alpha, float[] x, int xi, float[] y, int yi) {
    FloatVector factor = FloatVector.broadcast(SPECIES, alpha);
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      FloatVector old = FloatVector.fromArray(SPECIES, y, yi + i);
      FloatVector.fromArray(SPECIES, x, xi + i).fma(factor, old).intoArray(y, yi + i);
    }
    for (; i < n; i++) {
      y[yi + i] = Math.fma(alpha, x[xi + i], y[yi + i]);
    }
  }

  static float dot(Vector x, Vector y) {
    FloatLine xs = FloatLine.of(x);
    FloatLine ys = FloatLine.of(y);
    int n = x.size();
    int piece = xs.isInPlace() && ys.isInPlace() ? n : FloatLine.PIECE;
    float[] buffer = FloatProduct.BUFFERS.borrow(2 * FloatLine.PIECE);
    try {
      float sum = 0;
      for (int from = 0; from < n; from += Math.min(piece, n - from)) {
        int count = Math.min(piece, n - from);
        int xi = xs.read(from, count, buffer, 0);
        int yi = ys.read(from, count, buffer, FloatLine.PIECE);
        sum += dot(count, xs.array(buffer), xi, ys.array(buffer), yi);
      }
      return sum;
    } finally {
      FloatProduct.BUFFERS.giveBack(2 * FloatLine.PIECE, buffer);
    }
  }

  /** The sum of x_i y_i. */
  static float dot(int n, float[] x, int xi, float[] y, int yi) {
    float sum = 0;
    int i = 0;
    if (n >= 4 * LANES) {
      FloatVector s0 = FloatVector.zero(SPECIES);
      FloatVector s1 = s0;
      FloatVector s2 = s0;
      FloatVector s3 = s0;
      for (; i <= n - 4 * LANES; i += 4 * LANES) {
        int xj = xi + i;
        int yj = yi + i;
        FloatVector x0 = FloatVector.fromArray(SPECIES, x, xj);
        s0 = x0.fma(FloatVector.fromArray(SPECIES, y, yj), s0);
        FloatVector x1 = FloatVector.fromArray(SPECIES, x, xj + LANES);
        s1 = x1.fma(FloatVector.fromArray(SPECIES, y, yj + LANES), s1);
        FloatVector x2 = FloatVector.fromArray(SPECIES, x, xj + 2 * LANES);
        s2 = x2.fma(FloatVector.fromArray(SPECIES, y, yj + 2 * LANES), s2);
        FloatVector x3 = FloatVector.fromArray(SPECIES, x, xj + 3 * LANES);
        s3 = x3.fma(FloatVector.fromArray(SPECIES, y, yj + 3 * LANES), s3);
      }
      float[] lanes = new float[LANES];
      s0.add(s1).add(s2.add(s3)).intoArray(lanes, 0);
      sum = sum(lanes, 0);
    }
    for (; i < n; i++) {
      sum = Math.fma(x[xi + i], y[yi + i], sum);
    }
    return sum;
  }

  /**
   * The sum of at most {@link FloatLine#PIECE} elements, or of their absolute values. Each lane has
   * a sum of its own, so the rounding error is small in either precision.
   */
  static float sum(Vector x, boolean isAbsolute) {
    FloatLine xs = FloatLine.of(x);
    int n = x.size();
    int piece = FloatLine.PIECE;
    float[] buffer = FloatProduct.BUFFERS.borrow(piece + LANES);
    try {
      float[] array = xs.array(buffer);
      int xi = xs.read(0, n, buffer, 0);
      return isAbsolute ? asum(n, array, xi, buffer, piece) : sum(n, array, xi, buffer, piece);
    } finally {
      FloatProduct.BUFFERS.giveBack(piece + LANES, buffer);
    }
  }

  /** The sum of a piece; the sums of its lanes are written to {@code lanes}. */
  private static float sum(int n, float[] x, int xi, float[] lanes, int at) {
    FloatVector s0 = FloatVector.zero(SPECIES);
    FloatVector s1 = s0;
    int i = 0;
    for (; i <= n - 2 * LANES; i += 2 * LANES) {
      s0 = s0.add(FloatVector.fromArray(SPECIES, x, xi + i));
      s1 = s1.add(FloatVector.fromArray(SPECIES, x, xi + i + LANES));
    }
    s0.add(s1).intoArray(lanes, at);
    float sum = sum(lanes, at);
    for (; i < n; i++) {
      sum += x[xi + i];
    }
    return sum;
  }

  /** The same for absolute values. */
  private static float asum(int n, float[] x, int xi, float[] lanes, int at) {
    FloatVector s0 = FloatVector.zero(SPECIES);
    FloatVector s1 = s0;
    int i = 0;
    for (; i <= n - 2 * LANES; i += 2 * LANES) {
      s0 = s0.add(FloatVector.fromArray(SPECIES, x, xi + i).abs());
      s1 = s1.add(FloatVector.fromArray(SPECIES, x, xi + i + LANES).abs());
    }
    s0.add(s1).intoArray(lanes, at);
    float sum = sum(lanes, at);
    for (; i < n; i++) {
      sum += Math.abs(x[xi + i]);
    }
    return sum;
  }

  /**
   * The sum of a vector's lanes, in one order. That of {@code reduceLanes} depends on the compiler.
   */
  private static float sum(float[] lanes, int at) {
    for (int half = LANES / 2; half > 0; half /= 2) {
      for (int i = 0; i < half; i++) {
        lanes[at + i] += lanes[at + half + i];
      }
    }
    return lanes[at];
  }

  // ---- several rows or columns at once, for level 2

  /** The rows whose inner products {@link #dots} computes. */
  static final int ROWS = 4;

  /** The elements that {@link #dots} writes. */
  static final int SUMS = ROWS * LANES;

  /**
   * The inner products of four rows with x.
   *
   * @param a the rows, from {@code ai} on, at a distance
   * @param sums written from {@code si} on: the product of row r is at {@code si + r * LANES}
   */
  static void dots(
      int n, float[] a, int ai, int distance, float[] x, int xi, float[] sums, int si) {
    FloatVector s0 = FloatVector.zero(SPECIES);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      FloatVector element = FloatVector.fromArray(SPECIES, x, xi + i);
      s0 = FloatVector.fromArray(SPECIES, a, ai + i).fma(element, s0);
      s1 = FloatVector.fromArray(SPECIES, a, ai + i + distance).fma(element, s1);
      s2 = FloatVector.fromArray(SPECIES, a, ai + i + 2 * distance).fma(element, s2);
      s3 = FloatVector.fromArray(SPECIES, a, ai + i + 3 * distance).fma(element, s3);
    }
    s0.intoArray(sums, si);
    s1.intoArray(sums, si + LANES);
    s2.intoArray(sums, si + 2 * LANES);
    s3.intoArray(sums, si + 3 * LANES);
    for (int r = 0; r < ROWS; r++) {
      float sum = sum(sums, si + r * LANES);
      for (int j = i; j < n; j++) {
        sum = Math.fma(a[ai + r * distance + j], x[xi + j], sum);
      }
      sums[si + r] = sum;
    }
  }

  /** y := x0 a0 + x1 a1 + x2 a2 + x3 a3 + y for four columns a, from {@code ai} on. */
  static void axpys(int n, float[] x, int xi, float[] a, int ai, int distance, float[] y, int yi) {
    FloatVector x0 = FloatVector.broadcast(SPECIES, x[xi]);
    FloatVector x1 = FloatVector.broadcast(SPECIES, x[xi + 1]);
    FloatVector x2 = FloatVector.broadcast(SPECIES, x[xi + 2]);
    FloatVector x3 = FloatVector.broadcast(SPECIES, x[xi + 3]);
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      FloatVector sum = FloatVector.fromArray(SPECIES, y, yi + i);
      sum = FloatVector.fromArray(SPECIES, a, ai + i).fma(x0, sum);
      sum = FloatVector.fromArray(SPECIES, a, ai + i + distance).fma(x1, sum);
      sum = FloatVector.fromArray(SPECIES, a, ai + i + 2 * distance).fma(x2, sum);
      sum = FloatVector.fromArray(SPECIES, a, ai + i + 3 * distance).fma(x3, sum);
      sum.intoArray(y, yi + i);
    }
    for (; i < n; i++) {
      float sum = y[yi + i];
      for (int r = 0; r < ROWS; r++) {
        sum = Math.fma(x[xi + r], a[ai + r * distance + i], sum);
      }
      y[yi + i] = sum;
    }
  }
}
