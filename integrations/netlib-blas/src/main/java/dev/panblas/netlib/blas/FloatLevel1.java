/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.netlib.blas;

import dev.panblas.matrix.ModifiedGivens;

/**
 * Level 1 in single precision in plain Java, one element after another, as BLAS defines it: a call
 * on vectors that overlap has the result of the loop. The twin is {@link DoubleLevel1}.
 */
final class FloatLevel1 {

  private FloatLevel1() {}

  static float asum(int n, float[] x, int offset, int increment) {
    double total = 0;
    for (int i = 0, j = offset; i < n; i++, j += increment) {
      total += Math.abs(x[j]);
    }
    return (float) total;
  }

  /** The sum of x_i^2, accumulated in double. */
  static double sumOfSquares(int n, float[] x, int offset, int increment) {
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

  static int iamax(int n, float[] x, int offset, int increment) {
    int index = 0;
    float largest = Math.abs(x[offset]);
    for (int i = 1, j = offset + increment; i < n; i++, j += increment) {
      float value = Math.abs(x[j]);
      if (value > largest) {
        largest = value;
        index = i;
      }
    }
    return index;
  }

  static void scal(int n, float alpha, float[] x, int offset, int increment) {
    for (int i = 0, j = offset; i < n; i++, j += increment) {
      x[j] *= alpha;
    }
  }

  static void axpy(
      int n, float alpha, float[] x, int xFirst, int incx, float[] y, int yFirst, int incy) {
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

  static void copy(int n, float[] x, int xFirst, int incx, float[] y, int yFirst, int incy) {
    int j = xFirst;
    int k = yFirst;
    for (int i = 0; i < n; i++) {
      y[k] = x[j];
      j += incx;
      k += incy;
    }
  }

  static float dot(int n, float[] x, int xFirst, int incx, float[] y, int yFirst, int incy) {
    if (incx == 1 && incy == 1) {
      return dot(n, x, xFirst, y, yFirst);
    }
    float sum = 0;
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
  private static float dot(int n, float[] x, int xFirst, float[] y, int yFirst) {
    float sum0 = 0;
    float sum1 = 0;
    float sum2 = 0;
    float sum3 = 0;
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

  static void swap(int n, float[] x, int xFirst, int incx, float[] y, int yFirst, int incy) {
    int j = xFirst;
    int k = yFirst;
    for (int i = 0; i < n; i++) {
      float old = x[j];
      x[j] = y[k];
      y[k] = old;
      j += incx;
      k += incy;
    }
  }

  static void rot(
      int n, float[] x, int xFirst, int incx, float[] y, int yFirst, int incy, float c, float s) {
    int j = xFirst;
    int k = yFirst;
    for (int i = 0; i < n; i++) {
      float rotated = c * x[j] + s * y[k];
      y[k] = c * y[k] - s * x[j];
      x[j] = rotated;
      j += incx;
      k += incy;
    }
  }

  static void rotm(
      int n, float[] x, int xFirst, int incx, float[] y, int yFirst, int incy, ModifiedGivens h) {
    float h11 = (float) h.h11();
    float h21 = (float) h.h21();
    float h12 = (float) h.h12();
    float h22 = (float) h.h22();
    int j = xFirst;
    int k = yFirst;
    for (int i = 0; i < n; i++) {
      float xi = x[j];
      float yi = y[k];
      x[j] = h11 * xi + h12 * yi;
      y[k] = h21 * xi + h22 * yi;
      j += incx;
      k += incy;
    }
  }
}
