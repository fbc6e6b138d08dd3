/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.internal.crossover;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE_UNALIGNED;

import java.lang.foreign.MemorySegment;

/**
 * Routines in double precision in plain Java. Strides are in elements and may have any value. The
 * twin is {@link FloatLoops}.
 *
 * <p>A product computes 2 x 2 elements of C at a time: four independent sums hide the latency of an
 * addition, and each loaded element is used twice. With an odd number of rows or columns the last
 * one is used twice, and the surplus sums are not stored.
 *
 * <p>The unaligned layouts save the alignment check at each access; operands are aligned to their
 * elements.
 */
final class DoubleLoops {

  private DoubleLoops() {}

  /**
   * C := alpha A B + beta C. Each operand is given by the index of its first element and its
   * strides. With beta = 0, C is not read.
   */
  static void multiply(
      int m,
      int n,
      int k,
      double alpha,
      MemorySegment a,
      long aFirst,
      long aRow,
      long aColumn,
      MemorySegment b,
      long bFirst,
      long bRow,
      long bColumn,
      double beta,
      MemorySegment c,
      long cFirst,
      long cRow,
      long cColumn) {
    for (int i = 0; i < m; i += 2) {
      boolean secondRow = i + 1 < m;
      long a0 = aFirst + i * aRow;
      long toA1 = secondRow ? aRow : 0;
      for (int j = 0; j < n; j += 2) {
        boolean secondColumn = j + 1 < n;
        long toB1 = secondColumn ? bColumn : 0;
        long at = a0;
        long bt = bFirst + j * bColumn;
        double sum00 = 0;
        double sum01 = 0;
        double sum10 = 0;
        double sum11 = 0;
        for (int p = 0; p < k; p++, at += aColumn, bt += bRow) {
          double x0 = a.getAtIndex(JAVA_DOUBLE_UNALIGNED, at);
          double x1 = a.getAtIndex(JAVA_DOUBLE_UNALIGNED, at + toA1);
          double y0 = b.getAtIndex(JAVA_DOUBLE_UNALIGNED, bt);
          double y1 = b.getAtIndex(JAVA_DOUBLE_UNALIGNED, bt + toB1);
          sum00 += x0 * y0;
          sum01 += x0 * y1;
          sum10 += x1 * y0;
          sum11 += x1 * y1;
        }
        long ct = cFirst + i * cRow + j * cColumn;
        store(alpha * sum00, beta, c, ct);
        if (secondColumn) {
          store(alpha * sum01, beta, c, ct + cColumn);
        }
        if (secondRow) {
          store(alpha * sum10, beta, c, ct + cRow);
          if (secondColumn) {
            store(alpha * sum11, beta, c, ct + cRow + cColumn);
          }
        }
      }
    }
  }

  private static void store(double product, double beta, MemorySegment c, long at) {
    double element = beta == 0 ? product : product + beta * c.getAtIndex(JAVA_DOUBLE_UNALIGNED, at);
    c.setAtIndex(JAVA_DOUBLE_UNALIGNED, at, element);
  }

  /** y := alpha x + y. */
  static void axpy(
      int n,
      double alpha,
      MemorySegment x,
      long xFirst,
      long xStride,
      MemorySegment y,
      long yFirst,
      long yStride) {
    long xt = xFirst;
    long yt = yFirst;
    for (int i = 0; i < n; i++, xt += xStride, yt += yStride) {
      double product = alpha * x.getAtIndex(JAVA_DOUBLE_UNALIGNED, xt);
      double sum = product + y.getAtIndex(JAVA_DOUBLE_UNALIGNED, yt);
      y.setAtIndex(JAVA_DOUBLE_UNALIGNED, yt, sum);
    }
  }

  /**
   * The sum of x_i y_i, with two alternating accumulators.
   *
   * <p>The step of the loop is a variable, because C2 unrolls a loop whose step is constant. In
   * some runs of a program, the compiled method would then be too large to be inlined where it is
   * called, and a call on four elements would take 1.5 times as long.
   */
  static double dot(
      int n,
      MemorySegment x,
      long xFirst,
      long xStride,
      MemorySegment y,
      long yFirst,
      long yStride) {
    long xt = xFirst;
    long yt = yFirst;
    double last = 0;
    double other = 0;
    long step = Math.max(1, Math.abs(xStride));
    long end = n * step;
    for (long at = 0; at != end; at += step, xt += xStride, yt += yStride) {
      double factor = x.getAtIndex(JAVA_DOUBLE_UNALIGNED, xt);
      double sum = other + factor * y.getAtIndex(JAVA_DOUBLE_UNALIGNED, yt);
      other = last;
      last = sum;
    }
    return last + other;
  }

  /** x := alpha x. */
  static void scal(int n, double alpha, MemorySegment x, long xFirst, long xStride) {
    long xt = xFirst;
    for (int i = 0; i < n; i++, xt += xStride) {
      double product = alpha * x.getAtIndex(JAVA_DOUBLE_UNALIGNED, xt);
      x.setAtIndex(JAVA_DOUBLE_UNALIGNED, xt, product);
    }
  }

  /** y := x. */
  static void copy(
      int n,
      MemorySegment x,
      long xFirst,
      long xStride,
      MemorySegment y,
      long yFirst,
      long yStride) {
    long xt = xFirst;
    long yt = yFirst;
    for (int i = 0; i < n; i++, xt += xStride, yt += yStride) {
      y.setAtIndex(JAVA_DOUBLE_UNALIGNED, yt, x.getAtIndex(JAVA_DOUBLE_UNALIGNED, xt));
    }
  }

  /** The sum of |x_i|. */
  static double asum(int n, MemorySegment x, long xFirst, long xStride) {
    long xt = xFirst;
    double sum = 0;
    for (int i = 0; i < n; i++, xt += xStride) {
      sum += Math.abs(x.getAtIndex(JAVA_DOUBLE_UNALIGNED, xt));
    }
    return sum;
  }
}
