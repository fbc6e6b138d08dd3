/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.blas.vector;

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

import dev.panblas.internal.elementwise.Sigmoid;
import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link Sigmoid} in double precision on vectors. {@link FloatVectorSigmoid} is its twin, except
 * for the polynomial.
 */
final class DoubleVectorSigmoid {

  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  /** Adding -0 changes no number. */
  private static final double[] NO_OFFSETS = noOffsets();

  private DoubleVectorSigmoid() {}

  private static double[] noOffsets() {
    double[] zeros = new double[LANES];
    Arrays.fill(zeros, -0.0);
    return zeros;
  }

  /** s_i := sigmoid(x_i); the last vector of elements may be computed twice. */
  static void apply(int count, double[] x, double[] s) {
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
   * out of the range of these operations, or the kernel is slow, and {@link Sigmoid#of(double)} has
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
      double[] x,
      int at,
      int distance,
      double[] offsets,
      int offsetsAt,
      double[] s,
      int sAt) {
    KernelGuard guard = KernelGuards.DOUBLE.loop(KernelGuards.Loop.SIGMOID);
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
   * which this holds: the operations of {@link Sigmoid#of(double)} in each lane. The constants are
   * local variables: the JIT compiler would load static fields again after each vector that is
   * stored, and does not inline more methods here.
   */
  private static boolean compute(
      int rows,
      double[] x,
      int at,
      int distance,
      double[] offsets,
      int offsetsAt,
      double[] s,
      int sAt) {
    DoubleVector offset = DoubleVector.fromArray(SPECIES, offsets, offsetsAt);
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
    int p = at;
    for (int i = 0; i < rows; i++) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, p).add(offset);
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
      one.div(w.fma(power, power.add(one))).intoArray(s, sAt + i * LANES);
      p += distance;
    }
    return outside.reduceLanes(VectorOperators.OR) >= 0;
  }
}
