/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.netlib.blas;

import dev.panblas.matrix.ModifiedGivens;

/**
 * Level 1 in double precision in plain Java, one element after another, as BLAS defines it: a call
 * on vectors that overlap has the result of the loop. The twin is {@link FloatLevel1}.
 */
final class DoubleLevel1 {

  private DoubleLevel1() {}

  static double asum(int n, double[] x, int offset, int increment) {
    double total = 0;
    for (int i = 0, j = offset; i < n; i++, j += increment) {
      total += Math.abs(x[j]);
    }
    return total;
  }

  /** The sum of x_i^2, accumulated in double. */
  static double sumOfSquares(int n, double[] x, int offset, int increment) {
    double squares0 = 0;
    double squares1 = 0;
    int j = offset;
    for (int i = 1; i < n; i += 2) {
      double even = x[j];
      double odd = x[j + increment];
      squares0 += even * even;
      squares1 += odd * odd;
      j += 2 * increment;
    }
    if ((n & 1) != 0) {
      double last = x[j];
      squares0 += last * last;
    }
    return squares0 + squares1;
  }

  static int iamax(int n, double[] x, int offset, int increment) {
    int index = 0;
    double largest = Math.abs(x[offset]);
    for (int i = 1, j = offset + increment; i < n; i++, j += increment) {
      double value = Math.abs(x[j]);
      if (value > largest) {
        largest = value;
        index = i;
      }
    }
    return index;
  }

  static void scal(int n, double alpha, double[] x, int offset, int increment) {
    for (int i = 0, j = offset; i < n; i++, j += increment) {
      x[j] *= alpha;
    }
  }

  static void axpy(
      int n, double alpha, double[] x, int xFirst, int incx, double[] y, int yFirst, int incy) {
    if (incx == 1 && incy == 1) { // the compiler then checks an index once, not for each element
      for (int i = 0; i < n; i++) {
        y[yFirst + i] += alpha * x[xFirst + i];
      }
      return;
    }
    int j = xFirst;
    int k = yFirst;
    for (int i = 0; i < n; i++) {
      y[k] += alpha * x[j];
      j += incx;
      k += incy;
    }
  }

  static void copy(int n, double[] x, int xFirst, int incx, double[] y, int yFirst, int incy) {
    int j = xFirst;
    int k = yFirst;
    for (int i = 0; i < n; i++) {
      y[k] = x[j];
      j += incx;
      k += incy;
    }
  }

  static double dot(int n, double[] x, int xFirst, int incx, double[] y, int yFirst, int incy) {
    if (incx == 1 && incy == 1) {
      return dot(n, x, xFirst, y, yFirst);
    }
    double sum = 0;
    int j = xFirst;
    int k = yFirst;
    for (int i = 0; i < n; i++) {
      sum += x[j] * y[k];
      j += incx;
      k += incy;
    }
    return sum;
  }

  /** Contiguous vectors: four independent sums hide the latency of an addition. */
  private static double dot(int n, double[] x, int xFirst, double[] y, int yFirst) {
    double sum0 = 0;
    double sum1 = 0;
    double sum2 = 0;
    double sum3 = 0;
    int i = 0;
    for (; i < n - 3; i += 4) {
      sum0 += x[xFirst + i] * y[yFirst + i];
      sum1 += x[xFirst + i + 1] * y[yFirst + i + 1];
      sum2 += x[xFirst + i + 2] * y[yFirst + i + 2];
      sum3 += x[xFirst + i + 3] * y[yFirst + i + 3];
    }
    for (; i < n; i++) {
      sum0 += x[xFirst + i] * y[yFirst + i];
    }
    return (sum0 + sum1) + (sum2 + sum3);
  }

  static void swap(int n, double[] x, int xFirst, int incx, double[] y, int yFirst, int incy) {
    int j = xFirst;
    int k = yFirst;
    for (int i = 0; i < n; i++) {
      double old = x[j];
      x[j] = y[k];
      y[k] = old;
      j += incx;
      k += incy;
    }
  }

  static void rot(
      int n,
      double[] x,
      int xFirst,
      int incx,
      double[] y,
      int yFirst,
      int incy,
      double c,
      double s) {
    int j = xFirst;
    int k = yFirst;
    for (int i = 0; i < n; i++) {
      double rotated = c * x[j] + s * y[k];
      y[k] = c * y[k] - s * x[j];
      x[j] = rotated;
      j += incx;
      k += incy;
    }
  }

  static void rotm(
      int n, double[] x, int xFirst, int incx, double[] y, int yFirst, int incy, ModifiedGivens h) {
    double h11 = h.h11();
    double h21 = h.h21();
    double h12 = h.h12();
    double h22 = h.h22();
    int j = xFirst;
    int k = yFirst;
    for (int i = 0; i < n; i++) {
      double xi = x[j];
      double yi = y[k];
      x[j] = h11 * xi + h12 * yi;
      y[k] = h21 * xi + h22 * yi;
      j += incx;
      k += incy;
    }
  }
}
