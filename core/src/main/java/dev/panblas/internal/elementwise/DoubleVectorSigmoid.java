/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.internal.elementwise;

import static dev.panblas.internal.elementwise.DoubleCoefficients.EXPONENT_SHIFT;
import static dev.panblas.internal.elementwise.DoubleCoefficients.LN2_HIGH;
import static dev.panblas.internal.elementwise.DoubleCoefficients.LN2_LOW;
import static dev.panblas.internal.elementwise.DoubleCoefficients.MINUS_LOG2_E;
import static dev.panblas.internal.elementwise.DoubleCoefficients.MOST_EXPONENT;
import static dev.panblas.internal.elementwise.DoubleCoefficients.Q0;
import static dev.panblas.internal.elementwise.DoubleCoefficients.Q1;
import static dev.panblas.internal.elementwise.DoubleCoefficients.Q2;
import static dev.panblas.internal.elementwise.DoubleCoefficients.Q3;
import static dev.panblas.internal.elementwise.DoubleCoefficients.Q4;
import static dev.panblas.internal.elementwise.DoubleCoefficients.Q5;
import static dev.panblas.internal.elementwise.DoubleCoefficients.Q6;
import static dev.panblas.internal.elementwise.DoubleCoefficients.Q7;
import static dev.panblas.internal.elementwise.DoubleCoefficients.Q8;
import static dev.panblas.internal.elementwise.DoubleCoefficients.Q9;
import static dev.panblas.internal.elementwise.DoubleCoefficients.ROUND;
import static dev.panblas.internal.elementwise.DoubleCoefficients.ROUND_BITS;

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

  private final double[] s;

  DoubleVectorSigmoid(int most) {
    this.s = new double[most];
  }

  @Override
  public void apply(int count, double[] x) {
    int vectors = SPECIES.loopBound(count);
    int done = areInRange(vectors, x, s) ? vectors : 0;
    System.arraycopy(s, 0, x, 0, done);
    for (int i = done; i < count; i++) {
      x[i] = DoubleSigmoid.of(x[i]);
    }
  }

  /**
   * The operations of {@link DoubleSigmoid#of} in each lane, and whether all elements are in the
   * range in which they hold. The constants are local variables: the JIT compiler would load static
   * fields again after each vector that is stored, and does not inline more methods here.
   */
  private static boolean areInRange(int count, double[] x, double[] s) {
    DoubleVector one = DoubleVector.broadcast(SPECIES, 1);
    DoubleVector minusLog2E = DoubleVector.broadcast(SPECIES, MINUS_LOG2_E);
    DoubleVector round = DoubleVector.broadcast(SPECIES, ROUND);
    DoubleVector ln2Low = DoubleVector.broadcast(SPECIES, LN2_LOW);
    DoubleVector ln2High = DoubleVector.broadcast(SPECIES, LN2_HIGH);
    DoubleVector q0 = DoubleVector.broadcast(SPECIES, Q0);
    DoubleVector q1 = DoubleVector.broadcast(SPECIES, Q1);
    DoubleVector q2 = DoubleVector.broadcast(SPECIES, Q2);
    DoubleVector q3 = DoubleVector.broadcast(SPECIES, Q3);
    DoubleVector q4 = DoubleVector.broadcast(SPECIES, Q4);
    DoubleVector q5 = DoubleVector.broadcast(SPECIES, Q5);
    DoubleVector q6 = DoubleVector.broadcast(SPECIES, Q6);
    DoubleVector q7 = DoubleVector.broadcast(SPECIES, Q7);
    DoubleVector q8 = DoubleVector.broadcast(SPECIES, Q8);
    DoubleVector q9 = DoubleVector.broadcast(SPECIES, Q9);
    LongVector oneBits = one.reinterpretAsLongs();
    LongVector least = oneBits.broadcast(ROUND_BITS - MOST_EXPONENT);
    LongVector most = oneBits.broadcast(ROUND_BITS + MOST_EXPONENT);
    LongVector outside = oneBits;
    for (int i = 0; i < count; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, i);
      DoubleVector shifted = v.fma(minusLog2E, round);
      DoubleVector n = shifted.sub(round);
      DoubleVector u = n.fma(ln2Low, n.fma(ln2High, v));
      DoubleVector u2 = u.mul(u);
      DoubleVector u4 = u2.mul(u2);
      DoubleVector low = u2.fma(u.fma(q3, q2), u.fma(q1, q0));
      DoubleVector middle = u2.fma(u.fma(q7, q6), u.fma(q5, q4));
      DoubleVector w = u2.fma(u4.fma(u4.fma(u.fma(q9, q8), middle), low), u.neg());
      LongVector bits = shifted.reinterpretAsLongs();
      outside = outside.or(bits.sub(least)).or(most.sub(bits));
      DoubleVector power =
          bits.lanewise(VectorOperators.LSHL, EXPONENT_SHIFT).add(oneBits).reinterpretAsDoubles();
      one.div(w.fma(power, power.add(one))).intoArray(s, i);
    }
    return outside.reduceLanes(VectorOperators.OR) >= 0;
  }
}
