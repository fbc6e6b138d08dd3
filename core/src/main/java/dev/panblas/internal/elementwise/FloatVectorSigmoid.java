/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.internal.elementwise;

import static dev.panblas.internal.elementwise.FloatCoefficients.EXPONENT_SHIFT;
import static dev.panblas.internal.elementwise.FloatCoefficients.LN2_HIGH;
import static dev.panblas.internal.elementwise.FloatCoefficients.LN2_LOW;
import static dev.panblas.internal.elementwise.FloatCoefficients.MINUS_LOG2_E;
import static dev.panblas.internal.elementwise.FloatCoefficients.MOST_EXPONENT;
import static dev.panblas.internal.elementwise.FloatCoefficients.Q0;
import static dev.panblas.internal.elementwise.FloatCoefficients.Q1;
import static dev.panblas.internal.elementwise.FloatCoefficients.Q2;
import static dev.panblas.internal.elementwise.FloatCoefficients.Q3;
import static dev.panblas.internal.elementwise.FloatCoefficients.Q4;
import static dev.panblas.internal.elementwise.FloatCoefficients.ROUND;
import static dev.panblas.internal.elementwise.FloatCoefficients.ROUND_BITS;

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

  private final float[] s;

  FloatVectorSigmoid(int most) {
    this.s = new float[most];
  }

  @Override
  public void apply(int count, float[] x) {
    int vectors = SPECIES.loopBound(count);
    int done = areInRange(vectors, x, s) ? vectors : 0;
    System.arraycopy(s, 0, x, 0, done);
    for (int i = done; i < count; i++) {
      x[i] = FloatSigmoid.of(x[i]);
    }
  }

  /**
   * The operations of {@link FloatSigmoid#of} in each lane, and whether all elements are in the
   * range in which they hold. The constants are local variables: the JIT compiler would load static
   * fields again after each vector that is stored, and does not inline more methods here.
   */
  private static boolean areInRange(int count, float[] x, float[] s) {
    FloatVector one = FloatVector.broadcast(SPECIES, 1);
    FloatVector minusLog2E = FloatVector.broadcast(SPECIES, MINUS_LOG2_E);
    FloatVector round = FloatVector.broadcast(SPECIES, ROUND);
    FloatVector ln2Low = FloatVector.broadcast(SPECIES, LN2_LOW);
    FloatVector ln2High = FloatVector.broadcast(SPECIES, LN2_HIGH);
    FloatVector q0 = FloatVector.broadcast(SPECIES, Q0);
    FloatVector q1 = FloatVector.broadcast(SPECIES, Q1);
    FloatVector q2 = FloatVector.broadcast(SPECIES, Q2);
    FloatVector q3 = FloatVector.broadcast(SPECIES, Q3);
    FloatVector q4 = FloatVector.broadcast(SPECIES, Q4);
    IntVector oneBits = one.reinterpretAsInts();
    IntVector least = oneBits.broadcast(ROUND_BITS - MOST_EXPONENT);
    IntVector most = oneBits.broadcast(ROUND_BITS + MOST_EXPONENT);
    IntVector outside = oneBits;
    for (int i = 0; i < count; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, i);
      FloatVector shifted = v.fma(minusLog2E, round);
      FloatVector n = shifted.sub(round);
      FloatVector u = n.fma(ln2Low, n.fma(ln2High, v));
      FloatVector u2 = u.mul(u);
      FloatVector low = u2.fma(u.fma(q3, q2), u.fma(q1, q0));
      FloatVector w = u2.fma(u2.mul(u2).fma(q4, low), u.neg());
      IntVector bits = shifted.reinterpretAsInts();
      outside = outside.or(bits.sub(least)).or(most.sub(bits));
      FloatVector power =
          bits.lanewise(VectorOperators.LSHL, EXPONENT_SHIFT).add(oneBits).reinterpretAsFloats();
      one.div(w.fma(power, power.add(one))).intoArray(s, i);
    }
    return outside.reduceLanes(VectorOperators.OR) >= 0;
  }
}
