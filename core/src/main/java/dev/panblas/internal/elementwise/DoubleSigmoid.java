package dev.panblas.internal.elementwise;

import static dev.panblas.internal.elementwise.Sigmoid.EXPONENT_SHIFT;
import static dev.panblas.internal.elementwise.Sigmoid.LIMIT;
import static dev.panblas.internal.elementwise.Sigmoid.LN2_HIGH;
import static dev.panblas.internal.elementwise.Sigmoid.LN2_LOW;
import static dev.panblas.internal.elementwise.Sigmoid.MINUS_LOG2_E;
import static dev.panblas.internal.elementwise.Sigmoid.ROUND;
import static dev.panblas.internal.elementwise.Sigmoid.UNBIAS;

import java.lang.foreign.MemorySegment;

/**
 * {@link Sigmoid#of(double)} of each element of an array, in loops that the JVM's compiler turns
 * into vector instructions by itself: no branch, no call that it does not know, and numbers and
 * their bits in loops of their own. {@link FloatSigmoid} is its twin.
 */
final class DoubleSigmoid implements SigmoidArray<double[]> {

  private static final long ONE = Double.doubleToRawLongBits(1);

  private final double[] w;
  private final double[] shifted; // then 2^n, raised by the bias
  private final long[] bits;
  private final MemorySegment shiftedMemory;
  private final MemorySegment bitsMemory;

  DoubleSigmoid(int most) {
    this.w = new double[most];
    this.shifted = new double[most];
    this.bits = new long[most];
    this.shiftedMemory = MemorySegment.ofArray(shifted);
    this.bitsMemory = MemorySegment.ofArray(bits);
  }

  @Override
  public void apply(int count, double[] x) {
    reduce(count, x, shifted, w);
    long bytes = (long) count * Double.BYTES;
    MemorySegment.copy(shiftedMemory, 0, bitsMemory, 0, bytes);
    toPowers(count, bits);
    MemorySegment.copy(bitsMemory, 0, shiftedMemory, 0, bytes);
    finish(count, x, w, shifted);
  }

  private static void reduce(int count, double[] x, double[] shifted, double[] w) {
    for (int i = 0; i < count; i++) {
      double a = Math.min(Math.abs(x[i]), LIMIT);
      double rounded = Math.fma(a, MINUS_LOG2_E, ROUND);
      shifted[i] = rounded;
      double n = rounded - ROUND;
      double u = Math.fma(n, LN2_LOW, Math.fma(n, LN2_HIGH, a));
      w[i] = Sigmoid.w(u);
    }
  }

  private static void toPowers(int count, long[] bits) {
    for (int i = 0; i < count; i++) {
      bits[i] = (bits[i] << EXPONENT_SHIFT) + ONE;
    }
  }

  /**
   * The choice between numerator and 1 by x's sign is half of a sum, of which one term is 0; at 0
   * both are 1. JDK 25 makes vectors of this loop with its arguments in this order, but not with
   * powers before w.
   */
  private static void finish(int count, double[] x, double[] ws, double[] powers) {
    for (int i = 0; i < count; i++) {
      double w = ws[i];
      double power = powers[i];
      double p = 1 - w;
      double t = p * power;
      double d = Math.fma(t, UNBIAS, 1);
      double e = Math.fma(t, UNBIAS, 1 - d);
      double numerator = (1 - Math.fma(p, e, w)) * power * UNBIAS;
      double sign = Math.signum(x[i]);
      x[i] = 0.5 * Math.fma(1 - sign, numerator, 1 + sign) / d;
    }
  }
}
