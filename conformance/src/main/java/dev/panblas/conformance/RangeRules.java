/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance;

import static dev.panblas.conformance.RoutineRules.each;
import static dev.panblas.conformance.RoutineRules.eachWithWarning;
import static dev.panblas.conformance.RoutineRules.rule;

import dev.panblas.conformance.cases.Case;
import dev.panblas.conformance.cases.CaseTable;
import dev.panblas.conformance.cases.RoutineModel;
import dev.panblas.conformance.cases.SizeFamily;
import dev.panblas.conformance.exact.Exponents;
import dev.panblas.conformance.operands.Kind;
import dev.panblas.conformance.operands.Layout;
import dev.panblas.conformance.trials.Trial;
import dev.panblas.conformance.trials.WholeNumbers;
import dev.panblas.matrix.Diagonal;
import dev.panblas.matrix.Precision;
import dev.panblas.spi.Routine;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Rules 31 to 33: elements whose results need no rounding, subnormal elements, and elements of very
 * different size. Rule 20 of the routines that solve a system: elements near the ends of the range.
 */
final class RangeRules {

  /** Solutions whose first operand is not stored in the rows and columns of the triangle. */
  private static final Set<Routine> STORED_OTHERWISE = EnumSet.of(Routine.TBSV, Routine.TPSV);

  /** Beyond the sizes at which products are divided recursively. */
  private static final int LARGE = 130;

  private RangeRules() {}

  static List<Rule> of(RoutineModel model) {
    Routine routine = model.routine();
    List<Rule> rules = new ArrayList<>();
    if (WholeNumbers.areExactFor(routine)) {
      rules.add(
          rule(
              model,
              31,
              "small whole numbers times a power of two give the exact result, at every size",
              each(() -> whole(model, 0), RangeRules::requireExact)));
    }
    rules.add(
        rule(
            model,
            32,
            "subnormal elements and results keep their value, at every size",
            each(() -> whole(model, 1), RangeRules::requireSubnormal)));
    rules.add(
        rule(
            model,
            33,
            "rows and columns of very different size give results within the error bound of each"
                + " element",
            each(() -> wide(model), RangeRules::requireWide)));
    if (WholeNumbers.SOLUTIONS.contains(routine)) {
      rules.add(
          rule(
              model,
              20,
              "elements near both ends of the range give a finite solution wherever substitution"
                  + " does",
              eachWithWarning(() -> nearEnds(model), RangeRules::requireNearEnds)));
    }
    return rules;
  }

  /**
   * Rules 31 and 32 take opposite precisions, so together they try every size in both.
   *
   * @param turn 0 or 1, which selects the precision of the first size
   */
  private static List<Case> whole(RoutineModel model, int turn) {
    return CaseTable.sizesInOnePrecision(model, turn).stream()
        .map(WholeNumbers::scalars)
        .map(RangeRules::regular)
        .toList();
  }

  /** The same case; a triangular system gets a layout without repeated rows, which are singular. */
  private static Case regular(Case at) {
    if (!WholeNumbers.SOLUTIONS.contains(at.model().routine())
        || !at.layouts().get(0).isRepeated()) {
      return at;
    }
    List<Layout> layouts = new ArrayList<>(at.layouts());
    layouts.set(0, at.model().operands().get(0).plainLayout());
    return at.withLayouts(List.copyOf(layouts));
  }

  private static void requireExact(Subject subject, Case at) {
    try (Arena arena = subject.arena()) {
      Trial trial = Trial.of(arena, at);
      WholeNumbers.fill(trial, WholeNumbers.ordinaryExponent(at));
      trial.requireExactResult(subject.blas());
    }
  }

  private static void requireSubnormal(Subject subject, Case at) {
    try (Arena arena = subject.arena()) {
      Trial trial = Trial.of(arena, at);
      WholeNumbers.fill(trial, WholeNumbers.subnormalExponent(at));
      if (WholeNumbers.areExactFor(at.model().routine())) {
        trial.requireExactResult(subject.blas());
      } else {
        trial.requireResult(subject.blas());
      }
    }
  }

  private static List<Case> wide(RoutineModel model) {
    SizeFamily family = model.family();
    List<List<Integer>> large =
        model.routine().level() < 3 || family == SizeFamily.BATCH
            ? List.of()
            : List.of(family.names().stream().map(name -> LARGE).toList());
    return Stream.concat(CaseTable.few(model).stream(), CaseTable.inTurn(model, large).stream())
        .map(RangeRules::regular)
        .toList();
  }

  /**
   * The rows or the columns of each operand are multiplied by powers of two. An algorithm that adds
   * elements of different rows, or that rounds all elements to a common unit, loses the small ones.
   */
  private static void requireWide(Subject subject, Case at) {
    Random random = new Random(at.seed());
    int most = at.precision() == Precision.SINGLE ? 30 : 300;
    try (Arena arena = subject.arena()) {
      Trial trial = Trial.of(arena, at);
      for (int i = 0; i < trial.operands(); i++) {
        if (trial.isWritten(i) || mayBeScaled(at)) {
          boolean isMatrix = at.model().operands().get(i).kind() == Kind.MATRIX;
          boolean byColumns = isMatrix && (at.seed() >> i & 1) == 1; // all combinations, in turn
          int columns = at.extents(i).columns();
          int[] exponents = random.ints(trial.operand(i).size(), -most, most + 1).toArray();
          trial
              .operand(i)
              .change(
                  (index, drawn) ->
                      Math.scalb(drawn, exponents[byColumns ? index % columns : index / columns]));
        }
      }
      if (at.model().routine().level() == 3 && at.largestSize() >= LARGE) {
        trial.requireChecksum(subject.blas());
      } else {
        trial.requireResult(subject.blas());
      }
    }
  }

  /**
   * Whether the inputs may be multiplied by powers of two. If that changes the ratio of a
   * triangle's diagonal to its other elements, the solution becomes too large.
   */
  private static boolean mayBeScaled(Case at) {
    Routine routine = at.model().routine();
    return !WholeNumbers.SOLUTIONS.contains(routine)
        || (!STORED_OTHERWISE.contains(routine) && at.diagonal() == Diagonal.NON_UNIT);
  }

  private static List<Case> nearEnds(RoutineModel model) {
    return CaseTable.few(model).stream().map(RangeRules::regular).toList();
  }

  /** The powers of two of the triangle and of the right-hand side, from the ends of the range. */
  private static int[][] ends(Precision precision) {
    int high = Exponents.largest(precision) - 4;
    int low = Exponents.smallestNormal(precision) + 1;
    return new int[][] {
      {high, high},
      {low, low},
      {0, high},
      {high, 0},
      {low, -16},
      {high / 2, -(high / 2)},
      {-(high / 2), high / 2}
    };
  }

  /**
   * The contract requires a finite solution only if the diagonal is normal. A library may multiply
   * by the inverse of the diagonal, which overflows if an element is subnormal: that is a warning.
   */
  private static Optional<String> requireNearEnds(Subject subject, Case at) {
    for (int[] pair : ends(at.precision())) {
      requireNearEnds(subject, at, pair[0], pair[1]);
    }
    int subnormal = Exponents.smallestNormal(at.precision()) - 8;
    return Findings.problem(() -> requireNearEnds(subject, at, subnormal, subnormal))
        .map(problem -> "with a subnormal triangle: " + problem);
  }

  private static void requireNearEnds(Subject subject, Case at, int ofTriangle, int ofRightSide) {
    try (Arena arena = subject.arena()) {
      Trial trial = Trial.of(arena, at);
      if (at.diagonal() == Diagonal.NON_UNIT) {
        trial.operand(0).change((index, drawn) -> Math.scalb(drawn, ofTriangle));
      }
      trial.operand(1).change((index, drawn) -> Math.scalb(drawn, ofRightSide));
      trial.requireResult(subject.blas());
    } catch (AssertionError wrong) {
      throw new AssertionError(
          String.format(
              Locale.ROOT,
              "triangle times 2^%d, right-hand side times 2^%d: %s",
              ofTriangle,
              ofRightSide,
              wrong.getMessage()),
          wrong);
    }
  }
}
