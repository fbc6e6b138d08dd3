/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.spi;

import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;

/**
 * The pairwise sum of a vector's elements, accumulated in double: the sums of blocks are added in
 * pairs. The rounding error grows with the logarithm of the number of elements.
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
        ? FloatBlock.sum(x.segment(), first, x.stride(), n)
        : DoubleBlock.sum(x.segment(), first, x.stride(), n);
  }

  /** Half of n, rounded up to a multiple of {@link #BLOCK}. */
  private static int firstHalf(int n) {
    return (n / 2 + BLOCK - 1) / BLOCK * BLOCK;
  }
}
