/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.internal.elementwise;

/**
 * The constants and the polynomial of {@link Sigmoid} and the functions like it in single
 * precision. They differ from those in double precision, and so does the polynomial's degree.
 */
public final class FloatCoefficients {

  /** The largest |n| with which 1 + 2^n is exact. */
  public static final int MOST_EXPONENT = Float.PRECISION - 1;

  /** The largest |n| with which 2^n and its product with e^-u are normal numbers. */
  static final int MOST_EXPONENT_OF_EXP = Float.MAX_EXPONENT - 2;

  /** tanh(x) is rounded to 1 from it on, and e^-2x - 1 to -1. */
  static final float MOST_OF_TANH = 10;

  /** A sum with it rounds to an integer, which is then in the lowest bits. */
  public static final float ROUND = 0x1.8p23f;

  /** The bits of {@link #ROUND}: those of n + ROUND are larger by n. */
  public static final int ROUND_BITS = Float.floatToRawIntBits(ROUND);

  /** The bits of 1. */
  public static final int ONE_BITS = Float.floatToRawIntBits(1);

  /** The lowest bit of the exponent. */
  public static final int EXPONENT_SHIFT = Float.PRECISION - 1;

  /** -log2 e. */
  public static final float MINUS_LOG2_E = -0x1.715476p+0f;

  /** The leading bits of ln 2. */
  public static final float LN2_HIGH = 0x1.62e4p-1f;

  /** The other bits of ln 2. */
  public static final float LN2_LOW = 0x1.7f7d1cp-20f;

  /** The coefficient of u^0 in q. */
  public static final float Q0 = 0x1.fffffcp-2f;

  /** The coefficient of u^1 in q. */
  public static final float Q1 = -0x1.555492p-3f;

  /** The coefficient of u^2 in q. */
  public static final float Q2 = 0x1.5558f2p-5f;

  /** The coefficient of u^3 in q. */
  public static final float Q3 = -0x1.1239d4p-7f;

  /** The coefficient of u^4 in q. */
  public static final float Q4 = 0x1.6a244cp-10f;

  /** Above it s is less than 2^-25 below 1. */
  private static final float LEAST_ONE = 17.5f;

  private FloatCoefficients() {}

  /** w = e<sup>-u</sup> - 1 for |u| &lt;= 0.34658. */
  static float w(float u) {
    float u2 = u * u;
    float q01 = Math.fma(u, Q1, Q0);
    float q23 = Math.fma(u, Q3, Q2);
    float low = Math.fma(u2, q23, q01);
    return Math.fma(u2, Math.fma(u2 * u2, Q4, low), -u);
  }

  /** s(x) where |n| is too large, computed in double precision. */
  static float saturated(float x) {
    if (x > LEAST_ONE) {
      return 1;
    }
    double t = StrictMath.exp(-Math.abs((double) x));
    return (float) ((x < 0 ? t : 1) / (1 + t));
  }

  /** e^x where |n| is too large, computed in double precision. */
  static float extreme(float x) {
    return (float) StrictMath.exp(x);
  }
}
