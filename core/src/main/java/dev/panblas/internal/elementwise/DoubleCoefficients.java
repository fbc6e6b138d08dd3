/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.internal.elementwise;

/**
 * The constants and the polynomial of {@link Sigmoid} and the functions like it in double
 * precision. They differ from those in single precision, and so does the polynomial's degree.
 */
public final class DoubleCoefficients {

  /** The largest |n| with which 1 + 2^n is exact. */
  public static final long MOST_EXPONENT = Double.PRECISION - 1;

  /** The largest |n| with which 2^n and its product with e^-u are normal numbers. */
  static final long MOST_EXPONENT_OF_EXP = Double.MAX_EXPONENT - 2;

  /** tanh(x) is rounded to 1 from it on, and e^-2x - 1 to -1. */
  static final double MOST_OF_TANH = 20;

  /** A sum with it rounds to an integer, which is then in the lowest bits. */
  public static final double ROUND = 0x1.8p52;

  /** The bits of {@link #ROUND}: those of n + ROUND are larger by n. */
  public static final long ROUND_BITS = Double.doubleToRawLongBits(ROUND);

  /** The bits of 1. */
  public static final long ONE_BITS = Double.doubleToRawLongBits(1);

  /** The lowest bit of the exponent. */
  public static final int EXPONENT_SHIFT = Double.PRECISION - 1;

  /** -log2 e. */
  public static final double MINUS_LOG2_E = -0x1.71547652b82fep+0;

  /** The leading bits of ln 2. */
  public static final double LN2_HIGH = 0x1.62e42fefa3800p-1;

  /** The other bits of ln 2. */
  public static final double LN2_LOW = 0x1.ef35793c76730p-45;

  /** The coefficient of u^0 in q. */
  public static final double Q0 = 0x1.000000000000ap-1;

  /** The coefficient of u^1 in q. */
  public static final double Q1 = -0x1.55555555554fap-3;

  /** The coefficient of u^2 in q. */
  public static final double Q2 = 0x1.555555555088cp-5;

  /** The coefficient of u^3 in q. */
  public static final double Q3 = -0x1.1111111127b9cp-7;

  /** The coefficient of u^4 in q. */
  public static final double Q4 = 0x1.6c16c1842674dp-10;

  /** The coefficient of u^5 in q. */
  public static final double Q5 = -0x1.a01a012a69a3fp-13;

  /** The coefficient of u^6 in q. */
  public static final double Q6 = 0x1.a0199a16cb835p-16;

  /** The coefficient of u^7 in q. */
  public static final double Q7 = -0x1.71df253a3fd1ep-19;

  /** The coefficient of u^8 in q. */
  public static final double Q8 = 0x1.28ad68b8868dfp-22;

  /** The coefficient of u^9 in q. */
  public static final double Q9 = -0x1.ad7f7af9f265ap-26;

  /** Above it s is less than 2^-54 below 1. */
  private static final double LEAST_ONE = 37.5;

  private DoubleCoefficients() {}

  /** w = e<sup>-u</sup> - 1 for |u| &lt;= 0.34658. */
  static double w(double u) {
    double u2 = u * u;
    double u4 = u2 * u2;
    double q01 = Math.fma(u, Q1, Q0);
    double q23 = Math.fma(u, Q3, Q2);
    double q45 = Math.fma(u, Q5, Q4);
    double q67 = Math.fma(u, Q7, Q6);
    double q89 = Math.fma(u, Q9, Q8);
    double low = Math.fma(u2, q23, q01);
    double high = Math.fma(u4, q89, Math.fma(u2, q67, q45));
    return Math.fma(u2, Math.fma(u4, high, low), -u);
  }

  /** s(x) where |n| is too large: with t = e^-|x| &lt; 2^-52, it is t - t^2, or 1 - t. */
  static double saturated(double x) {
    if (x > LEAST_ONE) {
      return 1;
    }
    double t = StrictMath.exp(-Math.abs(x));
    return x < 0 ? Math.fma(-t, t, t) : 1 - t;
  }

  /** e^x where |n| is too large. */
  static double extreme(double x) {
    return StrictMath.exp(x);
  }
}
