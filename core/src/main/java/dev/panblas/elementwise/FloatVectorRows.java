package dev.panblas.elementwise;

import static dev.panblas.elementwise.Sigmoid.*;

import dev.panblas.matrix.Matrix;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The same operations on vectors of columns; loaded only where the Vector API is. {@link
 * DoubleVectorRows} is its twin.
 *
 * <p>A step goes down the rows for one vector of columns at a time, so that their sums stay in
 * registers. The last vector may have fewer columns: a mask keeps it from touching what stands
 * beyond them. The others do without one, which is faster.
 */
final class FloatVectorRows extends FloatRows {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final ByteOrder ORDER = ByteOrder.nativeOrder();

  FloatVectorRows(int units) {
    super(units, Math.ceilDiv(units, LANES) * LANES);
  }

  @Override
  public void activate(Matrix z, int from, int to) {
    MemorySegment zs = z.segment();
    long stride = z.rowStride() * Float.BYTES;
    for (int j = 0; j < units; j += LANES) {
      VectorMask<Float> lanes = SPECIES.indexInRange(j, units);
      boolean whole = j + LANES <= units;
      FloatVector bias = FloatVector.fromArray(SPECIES, offsets, j);
      FloatVector sum = FloatVector.zero(SPECIES);
      long at = offset(z, from) + (long) j * Float.BYTES;
      for (int i = from; i < to; i++, at += stride) {
        FloatVector a = sigmoid(load(zs, at, lanes, whole).add(bias));
        store(a, zs, at, lanes, whole);
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
    MemorySegment as = activation.segment();
    MemorySegment ds = delta.segment();
    MemorySegment ts = target.segment();
    long aStride = activation.rowStride() * Float.BYTES;
    long dStride = delta.rowStride() * Float.BYTES;
    long tStride = target.rowStride() * Float.BYTES;
    for (int j = 0; j < units; j += LANES) {
      VectorMask<Float> lanes = SPECIES.indexInRange(j, units);
      boolean whole = j + LANES <= units;
      FloatVector sum = FloatVector.zero(SPECIES);
      FloatVector squares = FloatVector.zero(SPECIES);
      long aAt = offset(activation, activationFrom) + (long) j * Float.BYTES;
      long dAt = offset(delta, from) + (long) j * Float.BYTES;
      long tAt = offset(target, targetFrom) + (long) j * Float.BYTES;
      for (int i = from; i < to; i++, aAt += aStride, dAt += dStride, tAt += tStride) {
        FloatVector a = load(as, aAt, lanes, whole);
        FloatVector error = a.sub(load(ts, tAt, lanes, whole));
        squares = squares.add(error.mul(error));
        FloatVector d = error.mul(slope(a));
        store(d, ds, dAt, lanes, whole);
        sum = sum.add(d);
      }
      sum.intoArray(sums, j);
      squares.intoArray(secondSums, j);
    }
  }

  @Override
  public void hiddenDelta(Matrix delta, int from, int to, Matrix activation, int activationFrom) {
    MemorySegment as = activation.segment();
    MemorySegment ds = delta.segment();
    long aStride = activation.rowStride() * Float.BYTES;
    long dStride = delta.rowStride() * Float.BYTES;
    for (int j = 0; j < units; j += LANES) {
      VectorMask<Float> lanes = SPECIES.indexInRange(j, units);
      boolean whole = j + LANES <= units;
      FloatVector penalty = FloatVector.fromArray(SPECIES, offsets, j);
      FloatVector sum = FloatVector.zero(SPECIES);
      long aAt = offset(activation, activationFrom) + (long) j * Float.BYTES;
      long dAt = offset(delta, from) + (long) j * Float.BYTES;
      for (int i = from; i < to; i++, aAt += aStride, dAt += dStride) {
        FloatVector d =
            load(ds, dAt, lanes, whole).add(penalty).mul(slope(load(as, aAt, lanes, whole)));
        store(d, ds, dAt, lanes, whole);
        sum = sum.add(d);
      }
      sum.intoArray(sums, j);
    }
  }

  @Override
  public void splitDelta(Matrix delta, int from, int to, Matrix activation, int activationFrom) {
    MemorySegment as = activation.segment();
    MemorySegment ds = delta.segment();
    long aStride = activation.rowStride() * Float.BYTES;
    long dStride = delta.rowStride() * Float.BYTES;
    for (int j = 0; j < units; j += LANES) {
      VectorMask<Float> lanes = SPECIES.indexInRange(j, units);
      boolean whole = j + LANES <= units;
      FloatVector sum = FloatVector.zero(SPECIES);
      FloatVector slopes = FloatVector.zero(SPECIES);
      long aAt = offset(activation, activationFrom) + (long) j * Float.BYTES;
      long dAt = offset(delta, from) + (long) j * Float.BYTES;
      for (int i = from; i < to; i++, aAt += aStride, dAt += dStride) {
        FloatVector h = slope(load(as, aAt, lanes, whole));
        FloatVector d = load(ds, dAt, lanes, whole).mul(h);
        store(h, as, aAt, lanes, whole);
        store(d, ds, dAt, lanes, whole);
        sum = sum.add(d);
        slopes = slopes.add(h);
      }
      sum.intoArray(sums, j);
      slopes.intoArray(secondSums, j);
    }
  }

  /** a (1 - a), the sigmoid's derivative where it is a. */
  private static FloatVector slope(FloatVector a) {
    return a.mul(FloatVector.broadcast(SPECIES, 1).sub(a));
  }

  /** {@link Sigmoid#of(float)} in each lane, operation by operation. */
  private static FloatVector sigmoid(FloatVector x) {
    FloatVector one = FloatVector.broadcast(SPECIES, 1);
    FloatVector magnitude = x.abs();
    FloatVector a = magnitude.blend(LIMIT_F, magnitude.compare(VectorOperators.GT, LIMIT_F));
    FloatVector shifted = a.fma(vector(MINUS_LOG2_E_F), vector(ROUND_F));
    FloatVector n = shifted.sub(ROUND_F);
    FloatVector u = n.fma(vector(LN2_LOW_F), n.fma(vector(LN2_HIGH_F), a));
    FloatVector q = polynomial(u);
    FloatVector w = u.mul(u).fma(q, u);
    FloatVector p = one.sub(w);
    IntVector exponent =
        shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, EXPONENT_SHIFT_F);
    FloatVector t = p.reinterpretAsInts().add(exponent).reinterpretAsFloats();
    FloatVector d = t.fma(vector(UNBIAS_F), one);
    FloatVector e = t.fma(vector(UNBIAS_F), one.sub(d));
    FloatVector numerator = one.sub(p.fma(e, w));
    numerator = numerator.reinterpretAsInts().add(exponent).reinterpretAsFloats().mul(UNBIAS_F);
    FloatVector s = one.blend(numerator, x.compare(VectorOperators.LT, 0)).div(d);
    return s.blend(x, x.compare(VectorOperators.NE, x));
  }

  /** q, in a method of its own, since the compiler inlines no large ones. */
  private static FloatVector polynomial(FloatVector u) {
    FloatVector q = u.fma(vector(Q4_F), vector(Q3_F));
    q = u.fma(q, vector(Q2_F));
    q = u.fma(q, vector(Q1_F));
    return u.fma(q, vector(Q0_F));
  }

  private static FloatVector vector(float value) {
    return FloatVector.broadcast(SPECIES, value);
  }

  private static FloatVector load(
      MemorySegment memory, long at, VectorMask<Float> lanes, boolean whole) {
    return whole
        ? FloatVector.fromMemorySegment(SPECIES, memory, at, ORDER)
        : FloatVector.fromMemorySegment(SPECIES, memory, at, ORDER, lanes);
  }

  private static void store(
      FloatVector values, MemorySegment memory, long at, VectorMask<Float> lanes, boolean whole) {
    if (whole) {
      values.intoMemorySegment(memory, at, ORDER);
    } else {
      values.intoMemorySegment(memory, at, ORDER, lanes);
    }
  }
}
