package dev.panblas.internal.elementwise;

/**
 * The logistic function s(x) = 1 / (1 + e<sup>-x</sup>), at most 2 units in the last place from the
 * exact value wherever it is, subnormal results among them. It is 0 and 1 at the infinities, NaN
 * where x is NaN, and never decreases at its ends.
 *
 * <p>One sequence of IEEE 754 operations, so that plain Java and vectors of any width give the same
 * bits. With t = e<sup>-|x|</sup>, s is t / (1 + t) for negative x and 1 / (1 + t) for the others:
 *
 * <pre>
 *   a = min(|x|, limit)            beyond the limit t rounds to 0
 *   n = round(-a log2(e))          by adding 1.5 * 2^52: n then stands in the lowest bits
 *   u = a + n ln(2)                ln(2) in two parts, the first times n exact: |u| &lt;= ln(2) / 2
 *   w = u + u^2 q(u)               e^-u = 1 - w
 *   p = 1 - w                      t = p 2^n
 *   d = 1 + t, rounded             e = p 2^n - (d - 1) is what the rounding took away, exactly
 *   s = (1 - (w + p e)) 2^n / d    for negative x: t (1 - e) / d, with one rounding for t and e
 * </pre>
 *
 * <p>The bound, in units of the last place of s: t has 1/2 for its last rounding, 1/4 for u's and
 * 1/4 for w's. For negative x, the division adds 1/2 and what e leaves t / (1 + t) times 1/2: less
 * than 2 in all. For the others, t's error and that of d count s<sup>2</sup> times, the division
 * 1/2: less than 2. A subnormal s has one rounding of 1/2 more, but no other that counts.
 *
 * <p>2<sup>n</sup> is put in by adding n to the exponent's bits, raised by a bias so that the
 * number stays normal, and taken down by a multiplication, which rounds where s is subnormal.
 *
 * <p>q is the polynomial of degree 9 (single precision: 4) with the smallest largest |u<sup>2</sup>
 * e<sup>u</sup> (q(u) - (1 - u - e<sup>-u</sup>) / u<sup>2</sup>)| on |u| &lt;= 0.34658, found with
 * Remez's exchange over 2001 points in 60 digits and rounded: it adds 2<sup>-56.3</sup> (single:
 * 2<sup>-27.9</sup>) to t's relative error.
 *
 * <p>On a processor without a fused multiply-add Java computes it in software: the bits are the
 * same, the speed is not.
 *
 * @see <a href="https://doi.org/10.1007/978-1-4899-7983-4">Muller: Elementary Functions, 3rd
 *     edition, chapters 3.4 (Remez) and 11 (Cody and Waite's reduction)</a>
 */
public final class Sigmoid {

  /** Beyond it e<sup>-a</sup> is less than half of the least subnormal number, 2^-1074. */
  static final double LIMIT = 746;

  /** The exponent's bias, and the power of two that takes it down again. */
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

  /** The same for single precision, whose least subnormal number is 2^-149. */
  static final float LIMIT_F = 105;

  private static final int BIAS_F = 30;

  static final float UNBIAS_F = 0x1p-30f;
  static final float ROUND_F = 0x1.8p23f + BIAS_F;
  static final int EXPONENT_SHIFT_F = Float.PRECISION - 1;
  static final float MINUS_LOG2_E_F = -0x1.715476p+0f;
  static final float LN2_HIGH_F = 0x1.62e4p-1f;
  static final float LN2_LOW_F = 0x1.7f7d1cp-20f;
  static final float Q0_F = -0x1.fffffcp-2f;
  static final float Q1_F = 0x1.555492p-3f;
  static final float Q2_F = -0x1.5558f2p-5f;
  static final float Q3_F = 0x1.1239d4p-7f;
  static final float Q4_F = -0x1.6a244cp-10f;

  private Sigmoid() {}

  /**
   * s(x) in double precision.
   *
   * @param x any value
   * @return a value from 0 to 1, or NaN
   */
  public static double of(double x) {
    double magnitude = Math.abs(x);
    double a = magnitude > LIMIT ? LIMIT : magnitude;
    double shifted = Math.fma(a, MINUS_LOG2_E, ROUND);
    double n = shifted - ROUND;
    double u = Math.fma(n, LN2_LOW, Math.fma(n, LN2_HIGH, a));
    double w = w(u);
    double p = 1 - w;
    long exponent = Double.doubleToRawLongBits(shifted) << EXPONENT_SHIFT;
    double t = Double.longBitsToDouble(Double.doubleToRawLongBits(p) + exponent);
    double d = Math.fma(t, UNBIAS, 1);
    double e = Math.fma(t, UNBIAS, 1 - d);
    double numerator = 1 - Math.fma(p, e, w);
    numerator = Double.longBitsToDouble(Double.doubleToRawLongBits(numerator) + exponent) * UNBIAS;
    double s = (x < 0 ? numerator : 1) / d;
    return Double.isNaN(x) ? x : s;
  }

  /**
   * s(x) in single precision throughout.
   *
   * @param x any value
   * @return a value from 0 to 1, or NaN
   */
  public static float of(float x) {
    float magnitude = Math.abs(x);
    float a = magnitude > LIMIT_F ? LIMIT_F : magnitude;
    float shifted = Math.fma(a, MINUS_LOG2_E_F, ROUND_F);
    float n = shifted - ROUND_F;
    float u = Math.fma(n, LN2_LOW_F, Math.fma(n, LN2_HIGH_F, a));
    float w = w(u);
    float p = 1 - w;
    int exponent = Float.floatToRawIntBits(shifted) << EXPONENT_SHIFT_F;
    float t = Float.intBitsToFloat(Float.floatToRawIntBits(p) + exponent);
    float d = Math.fma(t, UNBIAS_F, 1f);
    float e = Math.fma(t, UNBIAS_F, 1 - d);
    float numerator = 1 - Math.fma(p, e, w);
    numerator = Float.intBitsToFloat(Float.floatToRawIntBits(numerator) + exponent) * UNBIAS_F;
    float s = (x < 0 ? numerator : 1) / d;
    return Float.isNaN(x) ? x : s;
  }

  /** w of the formula: 1 - e<sup>-u</sup> for what the reduction leaves. */
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

  /** w of the formula: 1 - e<sup>-u</sup> for what the reduction leaves. */
  static float w(float u) {
    float q = Math.fma(u, Q4_F, Q3_F);
    q = Math.fma(u, q, Q2_F);
    q = Math.fma(u, q, Q1_F);
    q = Math.fma(u, q, Q0_F);
    return Math.fma(u * u, q, u);
  }
}
