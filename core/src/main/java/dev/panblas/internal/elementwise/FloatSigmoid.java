package dev.panblas.internal.elementwise;

import static dev.panblas.internal.elementwise.Sigmoid.EXPONENT_SHIFT_F;
import static dev.panblas.internal.elementwise.Sigmoid.LIMIT_F;
import static dev.panblas.internal.elementwise.Sigmoid.LN2_HIGH_F;
import static dev.panblas.internal.elementwise.Sigmoid.LN2_LOW_F;
import static dev.panblas.internal.elementwise.Sigmoid.MINUS_LOG2_E_F;
import static dev.panblas.internal.elementwise.Sigmoid.ROUND_F;
import static dev.panblas.internal.elementwise.Sigmoid.UNBIAS_F;

import java.lang.foreign.MemorySegment;

/**
 * {@link Sigmoid#of(float)} of each element of an array, in loops that the JVM's compiler turns
 * into vector instructions by itself: no branch, no call that it does not know, and numbers and
 * their bits in loops of their own. {@link DoubleSigmoid} is its twin.
 */
final class FloatSigmoid implements SigmoidArray<float[]> {

  private static final int ONE = Float.floatToRawIntBits(1);

  private final float[] w;
  private final float[] shifted; // then 2^n, raised by the bias
  private final int[] bits;
  private final MemorySegment shiftedMemory;
  private final MemorySegment bitsMemory;

  FloatSigmoid(int most) {
    this.w = new float[most];
    this.shifted = new float[most];
    this.bits = new int[most];
    this.shiftedMemory = MemorySegment.ofArray(shifted);
    this.bitsMemory = MemorySegment.ofArray(bits);
  }

  @Override
  public void apply(int count, float[] x) {
    reduce(count, x, shifted, w);
    long bytes = (long) count * Float.BYTES;
    MemorySegment.copy(shiftedMemory, 0, bitsMemory, 0, bytes);
    toPowers(count, bits);
    MemorySegment.copy(bitsMemory, 0, shiftedMemory, 0, bytes);
    finish(count, x, w, shifted);
  }

  private static void reduce(int count, float[] x, float[] shifted, float[] w) {
    for (int i = 0; i < count; i++) {
      float a = Math.min(Math.abs(x[i]), LIMIT_F);
      float rounded = Math.fma(a, MINUS_LOG2_E_F, ROUND_F);
      shifted[i] = rounded;
      float n = rounded - ROUND_F;
      float u = Math.fma(n, LN2_LOW_F, Math.fma(n, LN2_HIGH_F, a));
      w[i] = Sigmoid.w(u);
    }
  }

  private static void toPowers(int count, int[] bits) {
    for (int i = 0; i < count; i++) {
      bits[i] = (bits[i] << EXPONENT_SHIFT_F) + ONE;
    }
  }

  /**
   * The choice between numerator and 1 by x's sign is half of a sum, of which one term is 0; at 0
   * both are 1. JDK 25 makes vectors of this loop with its arguments in this order, but not with
   * powers before w.
   */
  private static void finish(int count, float[] x, float[] ws, float[] powers) {
    for (int i = 0; i < count; i++) {
      float w = ws[i];
      float power = powers[i];
      float p = 1 - w;
      float t = p * power;
      float d = Math.fma(t, UNBIAS_F, 1f);
      float e = Math.fma(t, UNBIAS_F, 1 - d);
      float numerator = (1 - Math.fma(p, e, w)) * power * UNBIAS_F;
      float sign = Math.signum(x[i]);
      x[i] = 0.5f * Math.fma(1 - sign, numerator, 1 + sign) / d;
    }
  }
}
