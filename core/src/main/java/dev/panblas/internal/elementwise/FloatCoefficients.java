/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.internal.elementwise;

/**
 * The constants and the polynomial of {@link Sigmoid} in single precision. They differ from those
 * in double precision, and so does the polynomial's degree.
 */
final class FloatCoefficients {

  /** Beyond it e<sup>-a</sup> is less than half of the least subnormal number, 2^-149. */
  static final float LIMIT = 105;

  /** Added to n, so that 2^n stays a normal number; UNBIAS = 2^-BIAS removes it. */
  private static final int BIAS = 30;

  static final float UNBIAS = 0x1p-30f;
  static final float ROUND = 0x1.8p23f + BIAS;
  static final int EXPONENT_SHIFT = Float.PRECISION - 1;
  static final float MINUS_LOG2_E = -0x1.715476p+0f;
  static final float LN2_HIGH = 0x1.62e4p-1f;
  static final float LN2_LOW = 0x1.7f7d1cp-20f;
  static final float Q0 = -0x1.fffffcp-2f;
  static final float Q1 = 0x1.555492p-3f;
  static final float Q2 = -0x1.5558f2p-5f;
  static final float Q3 = 0x1.1239d4p-7f;
  static final float Q4 = -0x1.6a244cp-10f;

  private FloatCoefficients() {}

  /** w = 1 - e<sup>-u</sup> for |u| &lt;= 0.34658. */
  static float w(float u) {
    float q = Math.fma(u, Q4, Q3);
    q = Math.fma(u, q, Q2);
    q = Math.fma(u, q, Q1);
    q = Math.fma(u, q, Q0);
    return Math.fma(u * u, q, u);
  }
}
