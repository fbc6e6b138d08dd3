/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.spi;

import dev.panblas.matrix.Precision;

/**
 * The products of matrices in Java arrays that a backend in Java computes faster than a native
 * library.
 *
 * @param inDouble the products in double precision
 * @param inSingle the products in single precision
 */
public record ProductLimits(Range inDouble, Range inSingle) {

  /**
   * Products by their number of multiplications, m n k.
   *
   * @param above the products have more multiplications than this
   * @param upTo the products have at most so many multiplications
   */
  public record Range(int above, int upTo) {

    /** No products. */
    public static final Range EMPTY = new Range(0, 0);

    private boolean includes(int m, int n, int k) {
      double multiplications = (double) m * n * k;
      return above < multiplications && multiplications <= upTo;
    }
  }

  /** No products. */
  public static final ProductLimits NONE = new ProductLimits(Range.EMPTY, Range.EMPTY);

  /**
   * Whether a product is one of these.
   *
   * @param precision the precision
   * @param m rows of the result, 1 or more
   * @param n columns of the result, 1 or more
   * @param k terms of each sum, 1 or more
   * @return true if m n k is in the range of the precision
   */
  public boolean include(Precision precision, int m, int n, int k) {
    return (precision == Precision.SINGLE ? inSingle : inDouble).includes(m, n, k);
  }
}
