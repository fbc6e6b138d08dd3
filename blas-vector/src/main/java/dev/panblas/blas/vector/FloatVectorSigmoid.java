/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.blas.vector;

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

import dev.panblas.internal.elementwise.Sigmoid;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link Sigmoid} in single precision on vectors. {@link DoubleVectorSigmoid} is its twin, except
 * for the polynomial.
 */
final class FloatVectorSigmoid {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  /** Adding -0 changes no number. */
  private static final float[] NO_OFFSETS = noOffsets();

  private FloatVectorSigmoid() {}

  private static float[] noOffsets() {
    float[] zeros = new float[LANES];
    Arrays.fill(zeros, -0.0f);
    return zeros;
  }

  /** s_i := sigmoid(x_i); the last vector of elements may be computed twice. */
  static void apply(int count, float[] x, float[] s) {
    int rows = count / LANES;
    boolean areInRange =
        rows > 0
            && areInRange(rows, x, 0, LANES, NO_OFFSETS, 0, s, 0)
            && (rows * LANES == count
                || areInRange(1, x, count - LANES, LANES, NO_OFFSETS, 0, s, count - LANES));
    for (int i = areInRange ? count : 0; i < count; i++) {
      s[i] = Sigmoid.of(x[i]);
    }
  }

  /**
   * s := sigmoid(x + offset) for rows of one vector, unless false is returned: an element is then
   * out of the range of these operations, or the kernel is slow, and {@link Sigmoid#of(float)} has
   * to compute all elements.
   *
   * @param rows the number of rows
   * @param x row i begins at {@code at + i * distance}, read
   * @param at the index of the first row
   * @param distance the elements from a row to the next
   * @param offsets one for each lane, from {@code offsetsAt} on, read
   * @param s another array, contiguous, written from {@code sAt} on
   */
  static boolean areInRange(
      int rows,
      float[] x,
      int at,
      int distance,
      float[] offsets,
      int offsetsAt,
      float[] s,
      int sAt) {
    KernelGuard guard = KernelGuards.FLOAT.loop(KernelGuards.Loop.SIGMOID);
    if (guard.isReplaced()) {
      return false;
    }
    long elements = (long) rows * LANES;
    long start = guard.start(elements);
    boolean areInRange = compute(rows, x, at, distance, offsets, offsetsAt, s, sAt);
    guard.stop(start, elements);
    return areInRange;
  }

  /**
   * s := sigmoid(x + offset) for rows of one vector, and whether all elements are in the range in
   * which this holds: the operations of {@link Sigmoid#of(float)} in each lane. The constants are
   * local variables: the JIT compiler would load static fields again after each vector that is
   * stored, and does not inline more methods here.
   */
  private static boolean compute(
      int rows,
      float[] x,
      int at,
      int distance,
      float[] offsets,
      int offsetsAt,
      float[] s,
      int sAt) {
    FloatVector offset = FloatVector.fromArray(SPECIES, offsets, offsetsAt);
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
    int p = at;
    for (int i = 0; i < rows; i++) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, p).add(offset);
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
      one.div(w.fma(power, power.add(one))).intoArray(s, sAt + i * LANES);
      p += distance;
    }
    return outside.reduceLanes(VectorOperators.OR) >= 0;
  }
}
