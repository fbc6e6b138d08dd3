package dev.panblas.elementwise;

import static dev.panblas.elementwise.Sigmoid.EXPONENT_SHIFT;
import static dev.panblas.elementwise.Sigmoid.LIMIT;
import static dev.panblas.elementwise.Sigmoid.LN2_HIGH;
import static dev.panblas.elementwise.Sigmoid.LN2_LOW;
import static dev.panblas.elementwise.Sigmoid.MINUS_LOG2_E;
import static dev.panblas.elementwise.Sigmoid.Q0;
import static dev.panblas.elementwise.Sigmoid.Q1;
import static dev.panblas.elementwise.Sigmoid.Q2;
import static dev.panblas.elementwise.Sigmoid.Q3;
import static dev.panblas.elementwise.Sigmoid.Q4;
import static dev.panblas.elementwise.Sigmoid.Q5;
import static dev.panblas.elementwise.Sigmoid.Q6;
import static dev.panblas.elementwise.Sigmoid.Q7;
import static dev.panblas.elementwise.Sigmoid.Q8;
import static dev.panblas.elementwise.Sigmoid.Q9;
import static dev.panblas.elementwise.Sigmoid.ROUND;
import static dev.panblas.elementwise.Sigmoid.UNBIAS;

import dev.panblas.matrix.Matrix;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The same operations on vectors of columns; loaded only where the Vector API is. {@link
 * FloatVectorRows} is its twin.
 *
 * <p>A step goes down the rows for one vector of columns at a time, so that their sums stay in
 * registers. Columns that do not fill a vector are left to plain Java.
 */
final class DoubleVectorRows extends DoubleRows {

  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final ByteOrder ORDER = ByteOrder.nativeOrder();

  // Made where they are used, they are too many nodes for the compiler, which then leaves a method
  // uninlined and its vectors on the heap. A sum must not begin as one of them, for the same
  // reason.
  private static final DoubleVector ZERO = DoubleVector.zero(SPECIES);
  private static final DoubleVector ONE = DoubleVector.broadcast(SPECIES, 1);
  private static final DoubleVector VECTOR_MINUS_LOG2_E =
      DoubleVector.broadcast(SPECIES, MINUS_LOG2_E);
  private static final DoubleVector VECTOR_ROUND = DoubleVector.broadcast(SPECIES, ROUND);
  private static final DoubleVector VECTOR_LN2_LOW = DoubleVector.broadcast(SPECIES, LN2_LOW);
  private static final DoubleVector VECTOR_LN2_HIGH = DoubleVector.broadcast(SPECIES, LN2_HIGH);
  private static final DoubleVector VECTOR_UNBIAS = DoubleVector.broadcast(SPECIES, UNBIAS);
  private static final DoubleVector VECTOR_Q9 = DoubleVector.broadcast(SPECIES, Q9);
  private static final DoubleVector VECTOR_Q8 = DoubleVector.broadcast(SPECIES, Q8);
  private static final DoubleVector VECTOR_Q7 = DoubleVector.broadcast(SPECIES, Q7);
  private static final DoubleVector VECTOR_Q6 = DoubleVector.broadcast(SPECIES, Q6);
  private static final DoubleVector VECTOR_Q5 = DoubleVector.broadcast(SPECIES, Q5);
  private static final DoubleVector VECTOR_Q4 = DoubleVector.broadcast(SPECIES, Q4);
  private static final DoubleVector VECTOR_Q3 = DoubleVector.broadcast(SPECIES, Q3);
  private static final DoubleVector VECTOR_Q2 = DoubleVector.broadcast(SPECIES, Q2);
  private static final DoubleVector VECTOR_Q1 = DoubleVector.broadcast(SPECIES, Q1);
  private static final DoubleVector VECTOR_Q0 = DoubleVector.broadcast(SPECIES, Q0);
  private static final DoubleVector VECTOR_LIMIT = DoubleVector.broadcast(SPECIES, LIMIT);

  DoubleVectorRows(int units) {
    super(units, units - units % LANES);
  }

  @Override
  public void activate(Matrix z, int from, int to) {
    super.activate(z, from, to);
    MemorySegment zs = z.segment();
    long stride = z.rowStride() * Double.BYTES;
    for (int j = 0; j < tail; j += LANES) {
      DoubleVector bias = DoubleVector.fromArray(SPECIES, offsets, j);
      DoubleVector sum = DoubleVector.zero(SPECIES);
      long at = offset(z, from, j);
      for (int i = from; i < to; i++, at += stride) {
        DoubleVector a = sigmoid(DoubleVector.fromMemorySegment(SPECIES, zs, at, ORDER).add(bias));
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
    long aStride = activation.rowStride() * Double.BYTES;
    long dStride = delta.rowStride() * Double.BYTES;
    long tStride = target.rowStride() * Double.BYTES;
    for (int j = 0; j < tail; j += LANES) {
      DoubleVector sum = DoubleVector.zero(SPECIES);
      DoubleVector squares = DoubleVector.zero(SPECIES);
      long aAt = offset(activation, activationFrom, j);
      long dAt = offset(delta, from, j);
      long tAt = offset(target, targetFrom, j);
      for (int i = from; i < to; i++, aAt += aStride, dAt += dStride, tAt += tStride) {
        DoubleVector a = DoubleVector.fromMemorySegment(SPECIES, as, aAt, ORDER);
        DoubleVector error = a.sub(DoubleVector.fromMemorySegment(SPECIES, ts, tAt, ORDER));
        squares = squares.add(error.mul(error));
        DoubleVector d = error.mul(slope(a));
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
    long aStride = activation.rowStride() * Double.BYTES;
    long dStride = delta.rowStride() * Double.BYTES;
    for (int j = 0; j < tail; j += LANES) {
      DoubleVector penalty = DoubleVector.fromArray(SPECIES, offsets, j);
      DoubleVector sum = DoubleVector.zero(SPECIES);
      long aAt = offset(activation, activationFrom, j);
      long dAt = offset(delta, from, j);
      for (int i = from; i < to; i++, aAt += aStride, dAt += dStride) {
        DoubleVector d =
            DoubleVector.fromMemorySegment(SPECIES, ds, dAt, ORDER)
                .add(penalty)
                .mul(slope(DoubleVector.fromMemorySegment(SPECIES, as, aAt, ORDER)));
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
    long aStride = activation.rowStride() * Double.BYTES;
    long dStride = delta.rowStride() * Double.BYTES;
    for (int j = 0; j < tail; j += LANES) {
      DoubleVector sum = DoubleVector.zero(SPECIES);
      DoubleVector slopes = DoubleVector.zero(SPECIES);
      long aAt = offset(activation, activationFrom, j);
      long dAt = offset(delta, from, j);
      for (int i = from; i < to; i++, aAt += aStride, dAt += dStride) {
        DoubleVector h = slope(DoubleVector.fromMemorySegment(SPECIES, as, aAt, ORDER));
        DoubleVector d = DoubleVector.fromMemorySegment(SPECIES, ds, dAt, ORDER).mul(h);
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
  private static DoubleVector slope(DoubleVector a) {
    return a.mul(ONE.sub(a));
  }

  /** {@link Sigmoid#of(double)} in each lane, operation by operation. */
  private static DoubleVector sigmoid(DoubleVector x) {
    DoubleVector magnitude = x.abs();
    DoubleVector a =
        magnitude.blend(VECTOR_LIMIT, magnitude.compare(VectorOperators.GT, VECTOR_LIMIT));
    DoubleVector shifted = a.fma(VECTOR_MINUS_LOG2_E, VECTOR_ROUND);
    DoubleVector n = shifted.sub(VECTOR_ROUND);
    DoubleVector u = n.fma(VECTOR_LN2_LOW, n.fma(VECTOR_LN2_HIGH, a));
    DoubleVector w = u.mul(u).fma(polynomial(u), u);
    DoubleVector p = ONE.sub(w);
    LongVector exponent =
        shifted.reinterpretAsLongs().lanewise(VectorOperators.LSHL, EXPONENT_SHIFT);
    DoubleVector t = p.reinterpretAsLongs().add(exponent).reinterpretAsDoubles();
    DoubleVector d = t.fma(VECTOR_UNBIAS, ONE);
    DoubleVector e = t.fma(VECTOR_UNBIAS, ONE.sub(d));
    DoubleVector scaled =
        ONE.sub(p.fma(e, w)).reinterpretAsLongs().add(exponent).reinterpretAsDoubles();
    DoubleVector numerator =
        ONE.blend(scaled.mul(VECTOR_UNBIAS), x.compare(VectorOperators.LT, ZERO));
    return numerator.div(d.blend(x, x.compare(VectorOperators.NE, x)));
  }

  /** q, in a method of its own, since the compiler inlines no large ones. */
  private static DoubleVector polynomial(DoubleVector u) {
    DoubleVector q = u.fma(VECTOR_Q9, VECTOR_Q8);
    q = u.fma(q, VECTOR_Q7);
    q = u.fma(q, VECTOR_Q6);
    q = u.fma(q, VECTOR_Q5);
    q = u.fma(q, VECTOR_Q4);
    q = u.fma(q, VECTOR_Q3);
    q = u.fma(q, VECTOR_Q2);
    q = u.fma(q, VECTOR_Q1);
    return u.fma(q, VECTOR_Q0);
  }
}
