package dev.panblas.elementwise;

import static dev.panblas.elementwise.Sigmoid.*;

import dev.panblas.matrix.Matrix;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The same operations on vectors of columns; loaded only where the Vector API is. {@link
 * FloatVectorRows} is its twin.
 *
 * <p>A step goes down the rows for one vector of columns at a time, so that their sums stay in
 * registers. The last vector may have fewer columns: a mask keeps it from touching what stands
 * beyond them. The others do without one, which is faster.
 */
final class DoubleVectorRows extends DoubleRows {

  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final ByteOrder ORDER = ByteOrder.nativeOrder();

  DoubleVectorRows(int units) {
    super(units, Math.ceilDiv(units, LANES) * LANES);
  }

  @Override
  public void activate(Matrix z, int from, int to) {
    MemorySegment zs = z.segment();
    long stride = z.rowStride() * Double.BYTES;
    for (int j = 0; j < units; j += LANES) {
      VectorMask<Double> lanes = SPECIES.indexInRange(j, units);
      boolean whole = j + LANES <= units;
      DoubleVector bias = DoubleVector.fromArray(SPECIES, offsets, j);
      DoubleVector sum = DoubleVector.zero(SPECIES);
      long at = offset(z, from) + (long) j * Double.BYTES;
      for (int i = from; i < to; i++, at += stride) {
        DoubleVector a = sigmoid(load(zs, at, lanes, whole).add(bias));
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
    long aStride = activation.rowStride() * Double.BYTES;
    long dStride = delta.rowStride() * Double.BYTES;
    long tStride = target.rowStride() * Double.BYTES;
    for (int j = 0; j < units; j += LANES) {
      VectorMask<Double> lanes = SPECIES.indexInRange(j, units);
      boolean whole = j + LANES <= units;
      DoubleVector sum = DoubleVector.zero(SPECIES);
      DoubleVector squares = DoubleVector.zero(SPECIES);
      long aAt = offset(activation, activationFrom) + (long) j * Double.BYTES;
      long dAt = offset(delta, from) + (long) j * Double.BYTES;
      long tAt = offset(target, targetFrom) + (long) j * Double.BYTES;
      for (int i = from; i < to; i++, aAt += aStride, dAt += dStride, tAt += tStride) {
        DoubleVector a = load(as, aAt, lanes, whole);
        DoubleVector error = a.sub(load(ts, tAt, lanes, whole));
        squares = squares.add(error.mul(error));
        DoubleVector d = error.mul(slope(a));
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
    long aStride = activation.rowStride() * Double.BYTES;
    long dStride = delta.rowStride() * Double.BYTES;
    for (int j = 0; j < units; j += LANES) {
      VectorMask<Double> lanes = SPECIES.indexInRange(j, units);
      boolean whole = j + LANES <= units;
      DoubleVector penalty = DoubleVector.fromArray(SPECIES, offsets, j);
      DoubleVector sum = DoubleVector.zero(SPECIES);
      long aAt = offset(activation, activationFrom) + (long) j * Double.BYTES;
      long dAt = offset(delta, from) + (long) j * Double.BYTES;
      for (int i = from; i < to; i++, aAt += aStride, dAt += dStride) {
        DoubleVector d =
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
    long aStride = activation.rowStride() * Double.BYTES;
    long dStride = delta.rowStride() * Double.BYTES;
    for (int j = 0; j < units; j += LANES) {
      VectorMask<Double> lanes = SPECIES.indexInRange(j, units);
      boolean whole = j + LANES <= units;
      DoubleVector sum = DoubleVector.zero(SPECIES);
      DoubleVector slopes = DoubleVector.zero(SPECIES);
      long aAt = offset(activation, activationFrom) + (long) j * Double.BYTES;
      long dAt = offset(delta, from) + (long) j * Double.BYTES;
      for (int i = from; i < to; i++, aAt += aStride, dAt += dStride) {
        DoubleVector h = slope(load(as, aAt, lanes, whole));
        DoubleVector d = load(ds, dAt, lanes, whole).mul(h);
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
  private static DoubleVector slope(DoubleVector a) {
    return a.mul(DoubleVector.broadcast(SPECIES, 1).sub(a));
  }

  /** {@link Sigmoid#of(double)} in each lane, operation by operation. */
  private static DoubleVector sigmoid(DoubleVector x) {
    DoubleVector one = DoubleVector.broadcast(SPECIES, 1);
    DoubleVector magnitude = x.abs();
    DoubleVector a = magnitude.blend(LIMIT, magnitude.compare(VectorOperators.GT, LIMIT));
    DoubleVector shifted = a.fma(vector(MINUS_LOG2_E), vector(ROUND));
    DoubleVector n = shifted.sub(ROUND);
    DoubleVector u = n.fma(vector(LN2_LOW), n.fma(vector(LN2_HIGH), a));
    DoubleVector q = polynomial(u);
    DoubleVector w = u.mul(u).fma(q, u);
    DoubleVector p = one.sub(w);
    LongVector exponent =
        shifted.reinterpretAsLongs().lanewise(VectorOperators.LSHL, EXPONENT_SHIFT);
    DoubleVector t = p.reinterpretAsLongs().add(exponent).reinterpretAsDoubles();
    DoubleVector d = t.fma(vector(UNBIAS), one);
    DoubleVector e = t.fma(vector(UNBIAS), one.sub(d));
    DoubleVector numerator = one.sub(p.fma(e, w));
    numerator = numerator.reinterpretAsLongs().add(exponent).reinterpretAsDoubles().mul(UNBIAS);
    DoubleVector s = one.blend(numerator, x.compare(VectorOperators.LT, 0)).div(d);
    return s.blend(x, x.compare(VectorOperators.NE, x));
  }

  /** q, in a method of its own, since the compiler inlines no large ones. */
  private static DoubleVector polynomial(DoubleVector u) {
    DoubleVector q = u.fma(vector(Q9), vector(Q8));
    q = u.fma(q, vector(Q7));
    q = u.fma(q, vector(Q6));
    q = u.fma(q, vector(Q5));
    q = u.fma(q, vector(Q4));
    q = u.fma(q, vector(Q3));
    q = u.fma(q, vector(Q2));
    q = u.fma(q, vector(Q1));
    return u.fma(q, vector(Q0));
  }

  private static DoubleVector vector(double value) {
    return DoubleVector.broadcast(SPECIES, value);
  }

  private static DoubleVector load(
      MemorySegment memory, long at, VectorMask<Double> lanes, boolean whole) {
    return whole
        ? DoubleVector.fromMemorySegment(SPECIES, memory, at, ORDER)
        : DoubleVector.fromMemorySegment(SPECIES, memory, at, ORDER, lanes);
  }

  private static void store(
      DoubleVector values, MemorySegment memory, long at, VectorMask<Double> lanes, boolean whole) {
    if (whole) {
      values.intoMemorySegment(memory, at, ORDER);
    } else {
      values.intoMemorySegment(memory, at, ORDER, lanes);
    }
  }
}
