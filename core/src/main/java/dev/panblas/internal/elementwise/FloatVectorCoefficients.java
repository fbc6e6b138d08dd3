/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.internal.elementwise;

import static dev.panblas.internal.elementwise.FloatCoefficients.Q0;
import static dev.panblas.internal.elementwise.FloatCoefficients.Q1;
import static dev.panblas.internal.elementwise.FloatCoefficients.Q2;
import static dev.panblas.internal.elementwise.FloatCoefficients.Q3;
import static dev.panblas.internal.elementwise.FloatCoefficients.Q4;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The polynomial of {@link FloatCoefficients} on the JDK's Vector API, loaded only if the API is
 * present. Its degree differs from that in double precision.
 */
final class FloatVectorCoefficients {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

  private static final FloatVector VECTOR_Q4 = FloatVector.broadcast(SPECIES, Q4);
  private static final FloatVector VECTOR_Q3 = FloatVector.broadcast(SPECIES, Q3);
  private static final FloatVector VECTOR_Q2 = FloatVector.broadcast(SPECIES, Q2);
  private static final FloatVector VECTOR_Q1 = FloatVector.broadcast(SPECIES, Q1);
  private static final FloatVector VECTOR_Q0 = FloatVector.broadcast(SPECIES, Q0);

  private FloatVectorCoefficients() {}

  /** q(u), in a method of its own because the JIT compiler does not inline large methods. */
  static FloatVector polynomial(FloatVector u) {
    FloatVector q = u.fma(VECTOR_Q4, VECTOR_Q3);
    q = u.fma(q, VECTOR_Q2);
    q = u.fma(q, VECTOR_Q1);
    return u.fma(q, VECTOR_Q0);
  }
}
