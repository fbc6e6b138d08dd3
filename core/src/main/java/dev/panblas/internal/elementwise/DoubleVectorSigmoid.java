package dev.panblas.internal.elementwise;

import static dev.panblas.internal.elementwise.Sigmoid.EXPONENT_SHIFT;
import static dev.panblas.internal.elementwise.Sigmoid.LIMIT;
import static dev.panblas.internal.elementwise.Sigmoid.LN2_HIGH;
import static dev.panblas.internal.elementwise.Sigmoid.LN2_LOW;
import static dev.panblas.internal.elementwise.Sigmoid.MINUS_LOG2_E;
import static dev.panblas.internal.elementwise.Sigmoid.Q0;
import static dev.panblas.internal.elementwise.Sigmoid.Q1;
import static dev.panblas.internal.elementwise.Sigmoid.Q2;
import static dev.panblas.internal.elementwise.Sigmoid.Q3;
import static dev.panblas.internal.elementwise.Sigmoid.Q4;
import static dev.panblas.internal.elementwise.Sigmoid.Q5;
import static dev.panblas.internal.elementwise.Sigmoid.Q6;
import static dev.panblas.internal.elementwise.Sigmoid.Q7;
import static dev.panblas.internal.elementwise.Sigmoid.Q8;
import static dev.panblas.internal.elementwise.Sigmoid.Q9;
import static dev.panblas.internal.elementwise.Sigmoid.ROUND;
import static dev.panblas.internal.elementwise.Sigmoid.UNBIAS;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link Sigmoid#of(double)} on the JDK's Vector API: not always faster than what the compiler
 * makes of {@link DoubleSigmoid}'s loops, and it takes longer to be compiled. Loaded only where the
 * API is. {@link FloatVectorSigmoid} is its twin.
 */
final class DoubleVectorSigmoid implements SigmoidArray<double[]> {

  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  // Made where they are used, they are too many nodes for the compiler, which then leaves a method
  // uninlined and its vectors on the heap.
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

  @Override
  public void apply(int count, double[] x) {
    int vectors = SPECIES.loopBound(count);
    for (int i = 0; i < vectors; i += LANES) {
      sigmoid(DoubleVector.fromArray(SPECIES, x, i)).intoArray(x, i);
    }
    for (int i = vectors; i < count; i++) {
      x[i] = Sigmoid.of(x[i]);
    }
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
