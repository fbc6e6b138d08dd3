package dev.panblas.conformance;

import dev.panblas.matrix.Precision;

/** The range of a precision, in powers of two. */
final class Exponents {

  private Exponents() {}

  /** That of the largest number. */
  static int largest(Precision precision) {
    return precision == Precision.SINGLE ? Float.MAX_EXPONENT : Double.MAX_EXPONENT;
  }

  /** That of the smallest normal number. */
  static int smallestNormal(Precision precision) {
    return precision == Precision.SINGLE ? Float.MIN_EXPONENT : Double.MIN_EXPONENT;
  }

  /** That of the smallest number, which is subnormal. */
  static int smallest(Precision precision) {
    int fraction = precision == Precision.SINGLE ? Float.PRECISION - 1 : Double.PRECISION - 1;
    return smallestNormal(precision) - fraction;
  }
}
