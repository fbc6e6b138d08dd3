/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.spi;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;

import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import java.lang.foreign.MemorySegment;

/**
 * The pairwise sum of a vector's elements, accumulated in double. A block is summed with four
 * accumulators; blocks are added in pairs. The rounding error grows with the logarithm of the
 * number of elements.
 *
 * @see <a href="https://doi.org/10.1137/0914050">Higham: The Accuracy of Floating Point Summation,
 *     SIAM J. Sci. Comput. 14 (1993)</a>
 */
final class Summation {

  /** The largest number of elements that is summed without halving. */
  private static final int BLOCK = 256;

  private Summation() {}

  static double of(Vector x) {
    return sum(x, x.origin(), x.size());
  }

  private static double sum(Vector x, long first, int n) {
    if (n > BLOCK) {
      int half = firstHalf(n);
      return sum(x, first, half) + sum(x, first + half * x.stride(), n - half);
    }
    return x.precision() == Precision.SINGLE
        ? floats(x.segment(), first, x.stride(), n)
        : doubles(x.segment(), first, x.stride(), n);
  }

  private static double floats(MemorySegment x, long first, long stride, int n) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    long at = first;
    int i = 0;
    for (; i < n - 3; i += 4, at += 4 * stride) {
      s0 += x.getAtIndex(JAVA_FLOAT_UNALIGNED, at);
      s1 += x.getAtIndex(JAVA_FLOAT_UNALIGNED, at + stride);
      s2 += x.getAtIndex(JAVA_FLOAT_UNALIGNED, at + 2 * stride);
      s3 += x.getAtIndex(JAVA_FLOAT_UNALIGNED, at + 3 * stride);
    }
    for (; i < n; i++, at += stride) {
      s0 += x.getAtIndex(JAVA_FLOAT_UNALIGNED, at);
    }
    return (s0 + s1) + (s2 + s3);
  }

  private static double doubles(MemorySegment x, long first, long stride, int n) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    long at = first;
    int i = 0;
    for (; i < n - 3; i += 4, at += 4 * stride) {
      s0 += x.getAtIndex(JAVA_DOUBLE_UNALIGNED, at);
      s1 += x.getAtIndex(JAVA_DOUBLE_UNALIGNED, at + stride);
      s2 += x.getAtIndex(JAVA_DOUBLE_UNALIGNED, at + 2 * stride);
      s3 += x.getAtIndex(JAVA_DOUBLE_UNALIGNED, at + 3 * stride);
    }
    for (; i < n; i++, at += stride) {
      s0 += x.getAtIndex(JAVA_DOUBLE_UNALIGNED, at);
    }
    return (s0 + s1) + (s2 + s3);
  }

  /** Half of n, rounded up to a multiple of {@link #BLOCK}. */
  private static int firstHalf(int n) {
    return (n / 2 + BLOCK - 1) / BLOCK * BLOCK;
  }
}
