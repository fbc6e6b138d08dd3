/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.internal.elementwise;

import static dev.panblas.internal.elementwise.DoubleCoefficients.EXPONENT_SHIFT;
import static dev.panblas.internal.elementwise.DoubleCoefficients.LIMIT;
import static dev.panblas.internal.elementwise.DoubleCoefficients.LN2_HIGH;
import static dev.panblas.internal.elementwise.DoubleCoefficients.LN2_LOW;
import static dev.panblas.internal.elementwise.DoubleCoefficients.MINUS_LOG2_E;
import static dev.panblas.internal.elementwise.DoubleCoefficients.ROUND;
import static dev.panblas.internal.elementwise.DoubleCoefficients.UNBIAS;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link Sigmoid} in double precision on the JDK's Vector API, loaded only if the API is present.
 * {@link FloatVectorSigmoid} is its twin.
 */
final class DoubleVectorSigmoid implements SigmoidArray<double[]> {

  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  // Static, because the method would otherwise be too large for the JIT compiler to inline, and its
  // vectors would be allocated on the heap.
  private static final DoubleVector ZERO = DoubleVector.zero(SPECIES);
  private static final DoubleVector ONE = DoubleVector.broadcast(SPECIES, 1);
  private static final DoubleVector VECTOR_MINUS_LOG2_E =
      DoubleVector.broadcast(SPECIES, MINUS_LOG2_E);
  private static final DoubleVector VECTOR_ROUND = DoubleVector.broadcast(SPECIES, ROUND);
  private static final DoubleVector VECTOR_LN2_LOW = DoubleVector.broadcast(SPECIES, LN2_LOW);
  private static final DoubleVector VECTOR_LN2_HIGH = DoubleVector.broadcast(SPECIES, LN2_HIGH);
  private static final DoubleVector VECTOR_UNBIAS = DoubleVector.broadcast(SPECIES, UNBIAS);
  private static final DoubleVector VECTOR_LIMIT = DoubleVector.broadcast(SPECIES, LIMIT);

  @Override
  public void apply(int count, double[] x) {
    int vectors = SPECIES.loopBound(count);
    for (int i = 0; i < vectors; i += LANES) {
      sigmoid(DoubleVector.fromArray(SPECIES, x, i)).intoArray(x, i);
    }
    for (int i = vectors; i < count; i++) {
      x[i] = DoubleSigmoid.of(x[i]);
    }
  }

  /** The operations of {@link DoubleSigmoid#of} in each lane. */
  private static DoubleVector sigmoid(DoubleVector x) {
    DoubleVector magnitude = x.abs();
    DoubleVector a =
        magnitude.blend(VECTOR_LIMIT, magnitude.compare(VectorOperators.GT, VECTOR_LIMIT));
    DoubleVector shifted = a.fma(VECTOR_MINUS_LOG2_E, VECTOR_ROUND);
    DoubleVector n = shifted.sub(VECTOR_ROUND);
    DoubleVector u = n.fma(VECTOR_LN2_LOW, n.fma(VECTOR_LN2_HIGH, a));
    DoubleVector w = u.mul(u).fma(DoubleVectorCoefficients.polynomial(u), u);
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
}
