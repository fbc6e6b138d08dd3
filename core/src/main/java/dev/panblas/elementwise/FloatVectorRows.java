package dev.panblas.elementwise;

import static dev.panblas.elementwise.Sigmoid.EXPONENT_SHIFT_F;
import static dev.panblas.elementwise.Sigmoid.LIMIT_F;
import static dev.panblas.elementwise.Sigmoid.LN2_HIGH_F;
import static dev.panblas.elementwise.Sigmoid.LN2_LOW_F;
import static dev.panblas.elementwise.Sigmoid.MINUS_LOG2_E_F;
import static dev.panblas.elementwise.Sigmoid.Q0_F;
import static dev.panblas.elementwise.Sigmoid.Q1_F;
import static dev.panblas.elementwise.Sigmoid.Q2_F;
import static dev.panblas.elementwise.Sigmoid.Q3_F;
import static dev.panblas.elementwise.Sigmoid.Q4_F;
import static dev.panblas.elementwise.Sigmoid.ROUND_F;
import static dev.panblas.elementwise.Sigmoid.UNBIAS_F;

import dev.panblas.matrix.Matrix;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The same operations on vectors of columns; loaded only where the Vector API is. {@link
 * DoubleVectorRows} is its twin.
 *
 * <p>A step goes down the rows for one vector of columns at a time, so that their sums stay in
 * registers. Columns that do not fill a vector are left to plain Java.
 */
final class FloatVectorRows extends FloatRows {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final ByteOrder ORDER = ByteOrder.nativeOrder();

  // Made where they are used, they are too many nodes for the compiler, which then leaves a method
  // uninlined and its vectors on the heap. A sum must not begin as one of them, for the same
  // reason.
  private static final FloatVector ZERO = FloatVector.zero(SPECIES);
  private static final FloatVector ONE = FloatVector.broadcast(SPECIES, 1);
  private static final FloatVector VECTOR_MINUS_LOG2_E =
      FloatVector.broadcast(SPECIES, MINUS_LOG2_E_F);
  private static final FloatVector VECTOR_ROUND = FloatVector.broadcast(SPECIES, ROUND_F);
  private static final FloatVector VECTOR_LN2_LOW = FloatVector.broadcast(SPECIES, LN2_LOW_F);
  private static final FloatVector VECTOR_LN2_HIGH = FloatVector.broadcast(SPECIES, LN2_HIGH_F);
  private static final FloatVector VECTOR_UNBIAS = FloatVector.broadcast(SPECIES, UNBIAS_F);
  private static final FloatVector VECTOR_Q4 = FloatVector.broadcast(SPECIES, Q4_F);
  private static final FloatVector VECTOR_Q3 = FloatVector.broadcast(SPECIES, Q3_F);
  private static final FloatVector VECTOR_Q2 = FloatVector.broadcast(SPECIES, Q2_F);
  private static final FloatVector VECTOR_Q1 = FloatVector.broadcast(SPECIES, Q1_F);
  private static final FloatVector VECTOR_Q0 = FloatVector.broadcast(SPECIES, Q0_F);
  private static final FloatVector VECTOR_LIMIT = FloatVector.broadcast(SPECIES, LIMIT_F);

  FloatVectorRows(int units) {
    super(units, units - units % LANES);
  }

  @Override
  public void activate(Matrix z, int from, int to) {
    super.activate(z, from, to);
    MemorySegment zs = z.segment();
    long stride = z.rowStride() * Float.BYTES;
    for (int j = 0; j < tail; j += LANES) {
      FloatVector bias = FloatVector.fromArray(SPECIES, offsets, j);
      FloatVector sum = FloatVector.zero(SPECIES);
      long at = offset(z, from, j);
      for (int i = from; i < to; i++, at += stride) {
        FloatVector a = sigmoid(FloatVector.fromMemorySegment(SPECIES, zs, at, ORDER).add(bias));
        a.intoMemorySegment(zs, at, ORDER);
        sum = sum.add(a);
      }
      sum.intoArray(sums, j);
    }
  }

  @Override
  public void errorDelta(
      Matrix activation,
      int activationFrom,
      Matrix delta,
      int from,
      int to,
      Matrix target,
      int targetFrom) {
    super.errorDelta(activation, activationFrom, delta, from, to, target, targetFrom);
    MemorySegment as = activation.segment();
    MemorySegment ds = delta.segment();
    MemorySegment ts = target.segment();
    long aStride = activation.rowStride() * Float.BYTES;
    long dStride = delta.rowStride() * Float.BYTES;
    long tStride = target.rowStride() * Float.BYTES;
    for (int j = 0; j < tail; j += LANES) {
      FloatVector sum = FloatVector.zero(SPECIES);
      FloatVector squares = FloatVector.zero(SPECIES);
      long aAt = offset(activation, activationFrom, j);
      long dAt = offset(delta, from, j);
      long tAt = offset(target, targetFrom, j);
      for (int i = from; i < to; i++, aAt += aStride, dAt += dStride, tAt += tStride) {
        FloatVector a = FloatVector.fromMemorySegment(SPECIES, as, aAt, ORDER);
        FloatVector error = a.sub(FloatVector.fromMemorySegment(SPECIES, ts, tAt, ORDER));
        squares = squares.add(error.mul(error));
        FloatVector d = error.mul(slope(a));
        d.intoMemorySegment(ds, dAt, ORDER);
        sum = sum.add(d);
      }
      sum.intoArray(sums, j);
      squares.intoArray(secondSums, j);
    }
  }

  @Override
  public void hiddenDelta(Matrix delta, int from, int to, Matrix activation, int activationFrom) {
    super.hiddenDelta(delta, from, to, activation, activationFrom);
    MemorySegment as = activation.segment();
    MemorySegment ds = delta.segment();
    long aStride = activation.rowStride() * Float.BYTES;
    long dStride = delta.rowStride() * Float.BYTES;
    for (int j = 0; j < tail; j += LANES) {
      FloatVector penalty = FloatVector.fromArray(SPECIES, offsets, j);
      FloatVector sum = FloatVector.zero(SPECIES);
      long aAt = offset(activation, activationFrom, j);
      long dAt = offset(delta, from, j);
      for (int i = from; i < to; i++, aAt += aStride, dAt += dStride) {
        FloatVector d =
            FloatVector.fromMemorySegment(SPECIES, ds, dAt, ORDER)
                .add(penalty)
                .mul(slope(FloatVector.fromMemorySegment(SPECIES, as, aAt, ORDER)));
        d.intoMemorySegment(ds, dAt, ORDER);
        sum = sum.add(d);
      }
      sum.intoArray(sums, j);
    }
  }

  @Override
  public void splitDelta(Matrix delta, int from, int to, Matrix activation, int activationFrom) {
    super.splitDelta(delta, from, to, activation, activationFrom);
    MemorySegment as = activation.segment();
    MemorySegment ds = delta.segment();
    long aStride = activation.rowStride() * Float.BYTES;
    long dStride = delta.rowStride() * Float.BYTES;
    for (int j = 0; j < tail; j += LANES) {
      FloatVector sum = FloatVector.zero(SPECIES);
      FloatVector slopes = FloatVector.zero(SPECIES);
      long aAt = offset(activation, activationFrom, j);
      long dAt = offset(delta, from, j);
      for (int i = from; i < to; i++, aAt += aStride, dAt += dStride) {
        FloatVector h = slope(FloatVector.fromMemorySegment(SPECIES, as, aAt, ORDER));
        FloatVector d = FloatVector.fromMemorySegment(SPECIES, ds, dAt, ORDER).mul(h);
        h.intoMemorySegment(as, aAt, ORDER);
        d.intoMemorySegment(ds, dAt, ORDER);
        sum = sum.add(d);
        slopes = slopes.add(h);
      }
      sum.intoArray(sums, j);
      slopes.intoArray(secondSums, j);
    }
  }

  /** a (1 - a), the sigmoid's derivative where it is a. */
  private static FloatVector slope(FloatVector a) {
    return a.mul(ONE.sub(a));
  }

  /** {@link Sigmoid#of(float)} in each lane, operation by operation. */
  private static FloatVector sigmoid(FloatVector x) {
    FloatVector magnitude = x.abs();
    FloatVector a =
        magnitude.blend(VECTOR_LIMIT, magnitude.compare(VectorOperators.GT, VECTOR_LIMIT));
    FloatVector shifted = a.fma(VECTOR_MINUS_LOG2_E, VECTOR_ROUND);
    FloatVector n = shifted.sub(VECTOR_ROUND);
    FloatVector u = n.fma(VECTOR_LN2_LOW, n.fma(VECTOR_LN2_HIGH, a));
    FloatVector w = u.mul(u).fma(polynomial(u), u);
    FloatVector p = ONE.sub(w);
    IntVector exponent =
        shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, EXPONENT_SHIFT_F);
    FloatVector t = p.reinterpretAsInts().add(exponent).reinterpretAsFloats();
    FloatVector d = t.fma(VECTOR_UNBIAS, ONE);
    FloatVector e = t.fma(VECTOR_UNBIAS, ONE.sub(d));
    FloatVector scaled =
        ONE.sub(p.fma(e, w)).reinterpretAsInts().add(exponent).reinterpretAsFloats();
    FloatVector numerator =
        ONE.blend(scaled.mul(VECTOR_UNBIAS), x.compare(VectorOperators.LT, ZERO));
    return numerator.div(d.blend(x, x.compare(VectorOperators.NE, x)));
  }

  /** q, in a method of its own, since the compiler inlines no large ones. */
  private static FloatVector polynomial(FloatVector u) {
    FloatVector q = u.fma(VECTOR_Q4, VECTOR_Q3);
    q = u.fma(q, VECTOR_Q2);
    q = u.fma(q, VECTOR_Q1);
    return u.fma(q, VECTOR_Q0);
  }
}
