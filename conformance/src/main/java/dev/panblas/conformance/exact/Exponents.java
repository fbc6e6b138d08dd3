/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance.exact;

import dev.panblas.matrix.Precision;

/** The range of a precision, in powers of two. */
public final class Exponents {

  private Exponents() {}

  /**
   * The exponent of the largest number.
   *
   * @param precision the precision
   * @return such as 1023
   */
  public static int largest(Precision precision) {
    return precision == Precision.SINGLE ? Float.MAX_EXPONENT : Double.MAX_EXPONENT;
  }

  /**
   * The exponent of the smallest normal number.
   *
   * @param precision the precision
   * @return such as -1022
   */
  public static int smallestNormal(Precision precision) {
    return precision == Precision.SINGLE ? Float.MIN_EXPONENT : Double.MIN_EXPONENT;
  }

  /**
   * The exponent of the smallest number, which is subnormal.
   *
   * @param precision the precision
   * @return such as -1074
   */
  public static int smallest(Precision precision) {
    int fraction = precision == Precision.SINGLE ? Float.PRECISION - 1 : Double.PRECISION - 1;
    return smallestNormal(precision) - fraction;
  }
}
