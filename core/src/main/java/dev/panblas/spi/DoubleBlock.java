/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.spi;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE_UNALIGNED;

import java.lang.foreign.MemorySegment;

/** A block of elements of a vector in double precision. */
final class DoubleBlock {

  private DoubleBlock() {}

  /**
   * The sum, with four accumulators of 64 bits.
   *
   * @param first the index of the first element
   * @param n the number of elements
   */
  static double sum(MemorySegment x, long first, long stride, int n) {
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

  /**
   * The sum of absolute values, with four accumulators of 64 bits.
   *
   * @param first the index of the first element
   * @param n the number of elements
   */
  static double asum(MemorySegment x, long first, long stride, int n) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    long at = first;
    int i = 0;
    for (; i < n - 3; i += 4, at += 4 * stride) {
      s0 += Math.abs(x.getAtIndex(JAVA_DOUBLE_UNALIGNED, at));
      s1 += Math.abs(x.getAtIndex(JAVA_DOUBLE_UNALIGNED, at + stride));
      s2 += Math.abs(x.getAtIndex(JAVA_DOUBLE_UNALIGNED, at + 2 * stride));
      s3 += Math.abs(x.getAtIndex(JAVA_DOUBLE_UNALIGNED, at + 3 * stride));
    }
    for (; i < n; i++, at += stride) {
      s0 += Math.abs(x.getAtIndex(JAVA_DOUBLE_UNALIGNED, at));
    }
    return (s0 + s1) + (s2 + s3);
  }
}
