/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.internal.elementwise;

import java.math.BigDecimal;
import java.math.MathContext;

/** e^x with 35 correct digits, for |x| <= 750. */
final class ExactExponential {

  /** Enough digits that the errors of 16 squarings are far below the precision of a double. */
  static final MathContext DIGITS = new MathContext(40);

  private static final int HALVINGS = 16;

  /** The Taylor series of e^y: |y| <= 750 / 2^16, and 0.0115^20 / 20! is less than 10^-57. */
  private static final BigDecimal[] INVERSE_FACTORIALS = inverseFactorials(20);

  private ExactExponential() {}

  private static BigDecimal[] inverseFactorials(int count) {
    BigDecimal[] inverses = new BigDecimal[count];
    BigDecimal factorial = BigDecimal.ONE;
    for (int k = 0; k < count; k++) {
      factorial = factorial.multiply(BigDecimal.valueOf(Math.max(k, 1)));
      inverses[k] = BigDecimal.ONE.divide(factorial, DIGITS);
    }
    return inverses;
  }

  static BigDecimal of(double x) {
    BigDecimal y = new BigDecimal(x).divide(BigDecimal.valueOf(1L << HALVINGS), DIGITS);
    BigDecimal exponential = BigDecimal.ZERO;
    for (int k = INVERSE_FACTORIALS.length - 1; k >= 0; k--) {
      exponential = exponential.multiply(y, DIGITS).add(INVERSE_FACTORIALS[k], DIGITS);
    }
    for (int i = 0; i < HALVINGS; i++) {
      exponential = exponential.multiply(exponential, DIGITS);
    }
    return exponential;
  }
}
