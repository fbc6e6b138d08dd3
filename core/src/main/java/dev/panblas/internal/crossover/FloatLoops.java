/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.internal.crossover;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;

import java.lang.foreign.MemorySegment;

/**
 * Routines in single precision in plain Java. Strides are in elements and may have any value. The
 * twin is {@link DoubleLoops}.
 *
 * <p>A product computes 2 x 2 elements of C at a time: four independent sums hide the latency of an
 * addition, and each loaded element is used twice. With an odd number of rows or columns the last
 * one is used twice, and the surplus sums are not stored.
 *
 * <p>The unaligned layouts save the alignment check at each access; operands are aligned to their
 * elements.
 */
final class FloatLoops {

  private FloatLoops() {}

  /**
   * C := alpha A B + beta C. Each operand is given by the index of its first element and its
   * strides. With beta = 0, C is not read.
   */
  static void multiply(
      int m,
      int n,
      int k,
      float alpha,
      MemorySegment a,
      long aFirst,
      long aRow,
      long aColumn,
      MemorySegment b,
      long bFirst,
      long bRow,
      long bColumn,
      float beta,
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
        float sum00 = 0;
        float sum01 = 0;
        float sum10 = 0;
        float sum11 = 0;
        for (int p = 0; p < k; p++, at += aColumn, bt += bRow) {
          float x0 = a.getAtIndex(JAVA_FLOAT_UNALIGNED, at);
          float x1 = a.getAtIndex(JAVA_FLOAT_UNALIGNED, at + toA1);
          float y0 = b.getAtIndex(JAVA_FLOAT_UNALIGNED, bt);
          float y1 = b.getAtIndex(JAVA_FLOAT_UNALIGNED, bt + toB1);
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

  private static void store(float product, float beta, MemorySegment c, long at) {
    float element = beta == 0 ? product : product + beta * c.getAtIndex(JAVA_FLOAT_UNALIGNED, at);
    c.setAtIndex(JAVA_FLOAT_UNALIGNED, at, element);
  }

  /** y := alpha x + y. */
  static void axpy(
      int n,
      float alpha,
      MemorySegment x,
      long xFirst,
      long xStride,
      MemorySegment y,
      long yFirst,
      long yStride) {
    long xt = xFirst;
    long yt = yFirst;
    for (int i = 0; i < n; i++, xt += xStride, yt += yStride) {
      float product = alpha * x.getAtIndex(JAVA_FLOAT_UNALIGNED, xt);
      float sum = product + y.getAtIndex(JAVA_FLOAT_UNALIGNED, yt);
      y.setAtIndex(JAVA_FLOAT_UNALIGNED, yt, sum);
    }
  }

  /**
   * The sum of x_i y_i, with two alternating accumulators.
   *
   * <p>The step of the loop is a variable, because C2 unrolls a loop whose step is constant. In
   * some runs of a program, the compiled method would then be too large to be inlined where it is
   * called, and a call on four elements would take 1.5 times as long.
   */
  static float dot(
      int n,
      MemorySegment x,
      long xFirst,
      long xStride,
      MemorySegment y,
      long yFirst,
      long yStride) {
    long xt = xFirst;
    long yt = yFirst;
    float last = 0;
    float other = 0;
    long step = Math.max(1, Math.abs(xStride));
    long end = n * step;
    for (long at = 0; at != end; at += step, xt += xStride, yt += yStride) {
      float factor = x.getAtIndex(JAVA_FLOAT_UNALIGNED, xt);
      float sum = other + factor * y.getAtIndex(JAVA_FLOAT_UNALIGNED, yt);
      other = last;
      last = sum;
    }
    return last + other;
  }

  /** x := alpha x. */
  static void scal(int n, float alpha, MemorySegment x, long xFirst, long xStride) {
    long xt = xFirst;
    for (int i = 0; i < n; i++, xt += xStride) {
      float product = alpha * x.getAtIndex(JAVA_FLOAT_UNALIGNED, xt);
      x.setAtIndex(JAVA_FLOAT_UNALIGNED, xt, product);
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
      y.setAtIndex(JAVA_FLOAT_UNALIGNED, yt, x.getAtIndex(JAVA_FLOAT_UNALIGNED, xt));
    }
  }

  /** The sum of |x_i|. */
  static float asum(int n, MemorySegment x, long xFirst, long xStride) {
    long xt = xFirst;
    float sum = 0;
    for (int i = 0; i < n; i++, xt += xStride) {
      sum += Math.abs(x.getAtIndex(JAVA_FLOAT_UNALIGNED, xt));
    }
    return sum;
  }
}
