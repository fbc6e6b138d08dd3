/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.internal.elementwise;

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

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The polynomial of {@link DoubleCoefficients} on the JDK's Vector API, loaded only if the API is
 * present. Its degree differs from that in single precision.
 */
final class DoubleVectorCoefficients {

  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;

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

  private DoubleVectorCoefficients() {}

  /** q(u), in a method of its own because the JIT compiler does not inline large methods. */
  static DoubleVector polynomial(DoubleVector u) {
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
