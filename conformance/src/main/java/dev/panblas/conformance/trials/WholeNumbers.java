/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance.trials;

import dev.panblas.conformance.cases.Case;
import dev.panblas.conformance.cases.Expected;
import dev.panblas.conformance.cases.Scalar;
import dev.panblas.conformance.exact.Exponents;
import dev.panblas.conformance.models.Solution;
import dev.panblas.spi.Routine;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * Elements that are small whole numbers times a power of two. All products and sums are below
 * 2<sup>53</sup> such units (2<sup>24</sup> in single precision), so that nothing is rounded in any
 * order of computation. The solutions of triangular systems are whole numbers too.
 */
public final class WholeNumbers {

  private static final int LARGEST = 8;

  /** The routines that solve a triangular system. */
  public static final Set<Routine> SOLUTIONS =
      Collections.unmodifiableSet(
          EnumSet.of(Routine.TRSV, Routine.TBSV, Routine.TPSV, Routine.TRSM));

  /** The routines that multiply or solve with a triangle. Its elements get no power of two. */
  private static final Set<Routine> TRIANGULAR =
      EnumSet.of(Routine.TRMV, Routine.TBMV, Routine.TPMV, Routine.TRMM);

  static {
    TRIANGULAR.addAll(SOLUTIONS);
  }

  /** The routines that multiply an input by itself. */
  private static final Set<Routine> SQUARES = EnumSet.of(Routine.SYR, Routine.SPR, Routine.SYRK);

  /** The routines whose results are not sums of products of the elements. */
  private static final Set<Routine> ROUNDED = EnumSet.of(Routine.NRM2, Routine.ROTM, Routine.IAMAX);

  private WholeNumbers() {}

  /** Whether the routine has an exact result of such elements. */
  public static boolean areExactFor(Routine routine) {
    return !ROUNDED.contains(routine);
  }

  /** The same case with whole scalars. */
  public static Case scalars(Case at) {
    return at.with(Scalar.ALPHA, 2)
        .with(Scalar.BETA, -1)
        .with(Scalar.COSINE, 3)
        .with(Scalar.SINE, -2)
        .with(Scalar.ADDEND, 0);
  }

  /** An even exponent from -20 to 20. */
  public static int ordinaryExponent(Case at) {
    return 2 * (int) Math.floorMod(at.seed(), 21L) - 20;
  }

  /** An even exponent from that of the smallest number, or one more, to 14 more. */
  public static int subnormalExponent(Case at) {
    int smallest = Exponents.smallest(at.precision());
    return smallest + (smallest & 1) + 2 * (int) Math.floorMod(at.seed(), 8L);
  }

  /**
   * Sets the elements of a trial.
   *
   * @param exponent even: the results are whole numbers times this power of two
   */
  public static void fill(Trial trial, int exponent) {
    Case at = trial.described();
    for (int i = 0; i < trial.operands(); i++) {
      int factor = trial.isWritten(i) ? exponent : exponentOfInput(at, i, exponent);
      boolean isTriangle = TRIANGULAR.contains(at.model().routine()) && !trial.isWritten(i);
      trial
          .operand(i)
          .change(
              (index, drawn) ->
                  Math.scalb(isTriangle ? ofTriangle(drawn, at) : whole(drawn), factor));
    }
    if (SOLUTIONS.contains(at.model().routine())) {
      trial.expected().outputs().forEach((output, what) -> setRightSide(trial, output, what));
    }
  }

  private static void setRightSide(Trial trial, int output, Expected.Output what) {
    if (what instanceof Solution solution) {
      double[] elements = solution.rightSide();
      trial.operand(output).change((index, before) -> elements[index]);
    }
  }

  /** The exponent of an input: by the seed, one input has all of it or each has half. */
  private static int exponentOfInput(Case at, int input, int exponent) {
    Routine routine = at.model().routine();
    if (TRIANGULAR.contains(routine)) {
      return 0;
    }
    if (SQUARES.contains(routine)) {
      return exponent / 2;
    }
    int turn = at.model().inputs() < 2 ? 0 : (int) Math.floorMod(at.seed(), 3L);
    return turn == 2 ? exponent / 2 : turn == input ? exponent : 0;
  }

  /** Even, so that half of a solution is whole. */
  private static double whole(double drawn) {
    return 2 * Math.rint(drawn * LARGEST / 2);
  }

  /** 1 or 2 on the diagonal, elsewhere -1, 0 or 1: the drawn elements are small there. */
  private static double ofTriangle(double drawn, Case at) {
    return Math.abs(drawn) >= 1 ? Math.rint(drawn) : Math.rint(drawn * at.largestSize());
  }
}
