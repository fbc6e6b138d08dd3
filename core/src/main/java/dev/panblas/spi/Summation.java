/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.spi;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;

import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import java.lang.foreign.MemorySegment;

/**
 * The pairwise sum of a vector's elements, or of their absolute values, accumulated in double: the
 * sums of blocks are added in pairs. The rounding error grows with the logarithm of the number of
 * elements.
 *
 * @see <a href="https://doi.org/10.1137/0914050">Higham: The Accuracy of Floating Point Summation,
 *     SIAM J. Sci. Comput. 14 (1993)</a>
 */
final class Summation {

  /** The largest number of elements that is summed without halving. */
  private static final int BLOCK = 256;

  private Summation() {}

  /** The sum of the elements from index {@code first} on. */
  private interface Block {
    double sum(MemorySegment x, long first, long stride, int n);
  }

  static double of(Vector x) {
    Block block = x.precision() == Precision.SINGLE ? FloatBlock::sum : DoubleBlock::sum;
    return sum(block, x, x.origin(), x.size());
  }

  /** The sum of the elements' absolute values. */
  static double ofAbsolutes(Vector x) {
    Block block = x.precision() == Precision.SINGLE ? FloatBlock::asum : DoubleBlock::asum;
    return sum(block, x, x.origin(), x.size());
  }

  private static double sum(Block block, Vector x, long first, int n) {
    if (n > BLOCK) {
      int half = firstHalf(n);
      return sum(block, x, first, half) + sum(block, x, first + half * x.stride(), n - half);
    }
    return block.sum(x.segment(), first, x.stride(), n);
  }

  /** Half of n, rounded up to a multiple of {@link #BLOCK}. */
  private static int firstHalf(int n) {
    return (n / 2 + BLOCK - 1) / BLOCK * BLOCK;
  }

  /** The sum of x_i y_i of singles, multiplied and added in double, with four accumulators. */
  static double ofProducts(Vector x, Vector y) {
    MemorySegment a = x.segment();
    MemorySegment b = y.segment();
    long xi = x.origin();
    long yi = y.origin();
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    for (; i < x.size() - 3; i += 4, xi += 4 * x.stride(), yi += 4 * y.stride()) {
      s0 += product(a, xi, b, yi);
      s1 += product(a, xi + x.stride(), b, yi + y.stride());
      s2 += product(a, xi + 2 * x.stride(), b, yi + 2 * y.stride());
      s3 += product(a, xi + 3 * x.stride(), b, yi + 3 * y.stride());
    }
    for (; i < x.size(); i++, xi += x.stride(), yi += y.stride()) {
      s0 += product(a, xi, b, yi);
    }
    return (s0 + s1) + (s2 + s3);
  }

  private static double product(MemorySegment x, long xi, MemorySegment y, long yi) {
    return (double) x.getAtIndex(JAVA_FLOAT_UNALIGNED, xi) * y.getAtIndex(JAVA_FLOAT_UNALIGNED, yi);
  }
}
