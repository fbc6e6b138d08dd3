/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.internal.elementwise;

/**
 * The constants and the polynomial of {@link Sigmoid} in double precision. They differ from those
 * in single precision, and so does the polynomial's degree.
 */
final class DoubleCoefficients {

  /** Beyond it e<sup>-a</sup> is less than half of the least subnormal number, 2^-1074. */
  static final double LIMIT = 746;

  /** Added to n, so that 2^n stays a normal number; UNBIAS = 2^-BIAS removes it. */
  private static final int BIAS = 100;

  static final double UNBIAS = 0x1p-100;
  static final double ROUND = 0x1.8p52 + BIAS;
  static final int EXPONENT_SHIFT = Double.PRECISION - 1;
  static final double MINUS_LOG2_E = -0x1.71547652b82fep+0;
  static final double LN2_HIGH = 0x1.62e42fefa3800p-1;
  static final double LN2_LOW = 0x1.ef35793c76730p-45;
  static final double Q0 = -0x1.000000000000ap-1;
  static final double Q1 = 0x1.55555555554fap-3;
  static final double Q2 = -0x1.555555555088cp-5;
  static final double Q3 = 0x1.1111111127b9cp-7;
  static final double Q4 = -0x1.6c16c1842674dp-10;
  static final double Q5 = 0x1.a01a012a69a3fp-13;
  static final double Q6 = -0x1.a0199a16cb835p-16;
  static final double Q7 = 0x1.71df253a3fd1ep-19;
  static final double Q8 = -0x1.28ad68b8868dfp-22;
  static final double Q9 = 0x1.ad7f7af9f265ap-26;

  private DoubleCoefficients() {}

  /** w = 1 - e<sup>-u</sup> for |u| &lt;= 0.34658. */
  static double w(double u) {
    double q = Math.fma(u, Q9, Q8);
    q = Math.fma(u, q, Q7);
    q = Math.fma(u, q, Q6);
    q = Math.fma(u, q, Q5);
    q = Math.fma(u, q, Q4);
    q = Math.fma(u, q, Q3);
    q = Math.fma(u, q, Q2);
    q = Math.fma(u, q, Q1);
    q = Math.fma(u, q, Q0);
    return Math.fma(u * u, q, u);
  }
}
