/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.internal.elementwise;

import static dev.panblas.internal.elementwise.FloatCoefficients.EXPONENT_SHIFT;
import static dev.panblas.internal.elementwise.FloatCoefficients.LIMIT;
import static dev.panblas.internal.elementwise.FloatCoefficients.LN2_HIGH;
import static dev.panblas.internal.elementwise.FloatCoefficients.LN2_LOW;
import static dev.panblas.internal.elementwise.FloatCoefficients.MINUS_LOG2_E;
import static dev.panblas.internal.elementwise.FloatCoefficients.ROUND;
import static dev.panblas.internal.elementwise.FloatCoefficients.UNBIAS;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link Sigmoid} in single precision on the JDK's Vector API, loaded only if the API is present.
 * {@link DoubleVectorSigmoid} is its twin.
 */
final class FloatVectorSigmoid implements SigmoidArray<float[]> {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  // Static, because the method would otherwise be too large for the JIT compiler to inline, and its
  // vectors would be allocated on the heap.
  private static final FloatVector ZERO = FloatVector.zero(SPECIES);
  private static final FloatVector ONE = FloatVector.broadcast(SPECIES, 1);
  private static final FloatVector VECTOR_MINUS_LOG2_E =
      FloatVector.broadcast(SPECIES, MINUS_LOG2_E);
  private static final FloatVector VECTOR_ROUND = FloatVector.broadcast(SPECIES, ROUND);
  private static final FloatVector VECTOR_LN2_LOW = FloatVector.broadcast(SPECIES, LN2_LOW);
  private static final FloatVector VECTOR_LN2_HIGH = FloatVector.broadcast(SPECIES, LN2_HIGH);
  private static final FloatVector VECTOR_UNBIAS = FloatVector.broadcast(SPECIES, UNBIAS);
  private static final FloatVector VECTOR_LIMIT = FloatVector.broadcast(SPECIES, LIMIT);

  @Override
  public void apply(int count, float[] x) {
    int vectors = SPECIES.loopBound(count);
    for (int i = 0; i < vectors; i += LANES) {
      sigmoid(FloatVector.fromArray(SPECIES, x, i)).intoArray(x, i);
    }
    for (int i = vectors; i < count; i++) {
      x[i] = FloatSigmoid.of(x[i]);
    }
  }

  /** The operations of {@link FloatSigmoid#of} in each lane. */
  private static FloatVector sigmoid(FloatVector x) {
    FloatVector magnitude = x.abs();
    FloatVector a =
        magnitude.blend(VECTOR_LIMIT, magnitude.compare(VectorOperators.GT, VECTOR_LIMIT));
    FloatVector shifted = a.fma(VECTOR_MINUS_LOG2_E, VECTOR_ROUND);
    FloatVector n = shifted.sub(VECTOR_ROUND);
    FloatVector u = n.fma(VECTOR_LN2_LOW, n.fma(VECTOR_LN2_HIGH, a));
    FloatVector w = u.mul(u).fma(FloatVectorCoefficients.polynomial(u), u);
    FloatVector p = ONE.sub(w);
    IntVector exponent = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, EXPONENT_SHIFT);
    FloatVector t = p.reinterpretAsInts().add(exponent).reinterpretAsFloats();
    FloatVector d = t.fma(VECTOR_UNBIAS, ONE);
    FloatVector e = t.fma(VECTOR_UNBIAS, ONE.sub(d));
    FloatVector scaled =
        ONE.sub(p.fma(e, w)).reinterpretAsInts().add(exponent).reinterpretAsFloats();
    FloatVector numerator =
        ONE.blend(scaled.mul(VECTOR_UNBIAS), x.compare(VectorOperators.LT, ZERO));
    return numerator.div(d.blend(x, x.compare(VectorOperators.NE, x)));
  }
}
