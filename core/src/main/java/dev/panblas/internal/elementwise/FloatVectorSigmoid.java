package dev.panblas.internal.elementwise;

import static dev.panblas.internal.elementwise.Sigmoid.EXPONENT_SHIFT_F;
import static dev.panblas.internal.elementwise.Sigmoid.LIMIT_F;
import static dev.panblas.internal.elementwise.Sigmoid.LN2_HIGH_F;
import static dev.panblas.internal.elementwise.Sigmoid.LN2_LOW_F;
import static dev.panblas.internal.elementwise.Sigmoid.MINUS_LOG2_E_F;
import static dev.panblas.internal.elementwise.Sigmoid.Q0_F;
import static dev.panblas.internal.elementwise.Sigmoid.Q1_F;
import static dev.panblas.internal.elementwise.Sigmoid.Q2_F;
import static dev.panblas.internal.elementwise.Sigmoid.Q3_F;
import static dev.panblas.internal.elementwise.Sigmoid.Q4_F;
import static dev.panblas.internal.elementwise.Sigmoid.ROUND_F;
import static dev.panblas.internal.elementwise.Sigmoid.UNBIAS_F;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link Sigmoid#of(float)} on the JDK's Vector API: faster than what the compiler makes of {@link
 * FloatSigmoid}'s loops, but it takes longer to be compiled. Loaded only where the API is. {@link
 * DoubleVectorSigmoid} is its twin.
 */
final class FloatVectorSigmoid implements SigmoidArray<float[]> {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  // Made where they are used, they are too many nodes for the compiler, which then leaves a method
  // uninlined and its vectors on the heap.
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

  @Override
  public void apply(int count, float[] x) {
    int vectors = SPECIES.loopBound(count);
    for (int i = 0; i < vectors; i += LANES) {
      sigmoid(FloatVector.fromArray(SPECIES, x, i)).intoArray(x, i);
    }
    for (int i = vectors; i < count; i++) {
      x[i] = Sigmoid.of(x[i]);
    }
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
