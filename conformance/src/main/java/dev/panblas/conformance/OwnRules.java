/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance;

import static dev.panblas.conformance.RoutineRules.each;
import static dev.panblas.conformance.RoutineRules.rule;
import static dev.panblas.conformance.RoutineRules.ruleOfTeam;
import static java.util.Map.entry;

import dev.panblas.conformance.cases.Case;
import dev.panblas.conformance.cases.CaseTable;
import dev.panblas.conformance.cases.RoutineModel;
import dev.panblas.conformance.cases.Scalar;
import dev.panblas.conformance.exact.Element;
import dev.panblas.conformance.exact.Exponents;
import dev.panblas.conformance.exact.Judgement;
import dev.panblas.conformance.operands.GuardedOperand;
import dev.panblas.conformance.operands.Layout;
import dev.panblas.conformance.trials.AlignedArena;
import dev.panblas.conformance.trials.Trial;
import dev.panblas.matrix.Precision;
import dev.panblas.spi.Routine;
import java.lang.foreign.Arena;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Rules 20 to 29, which belong to single routines, and rule 30 for sums. */
final class OwnRules {

  /** More than the widths of registers and unrolled loops. */
  private static final int MOST_ELEMENTS = 130;

  private static final int MANY_ELEMENTS = 1_000_003;

  /** The own rules of a routine. */
  private interface Own {
    List<Rule> of(RoutineModel model);
  }

  private static final Map<Routine, Own> OWN =
      Map.ofEntries(
          entry(
              Routine.SCAL,
              model ->
                  List.of(
                      rule(
                          model,
                          20,
                          "multiplying by 0 keeps NaN, and makes infinities NaN",
                          each(() -> scaled(model, 0, 1), OwnRules::requireNaNKept)))),
          entry(Routine.DOT, model -> List.of(eachElementCounts(model))),
          entry(Routine.ASUM, model -> List.of(accurateSum(model), eachElementCounts(model))),
          entry(Routine.SUM, model -> List.of(accurateSum(model), eachElementCounts(model))),
          entry(
              Routine.DSDOT,
              model ->
                  List.of(
                      rule(
                          model,
                          20,
                          "a small product between two large ones that cancel is not lost",
                          each(() -> CaseTable.few(model), OwnRules::requireNoCancellation)),
                      eachElementCounts(model))),
          entry(
              Routine.SDSDOT,
              model ->
                  List.of(
                      rule(
                          model,
                          20,
                          "a small product between two large ones that cancel is not lost",
                          each(() -> CaseTable.few(model), OwnRules::requireNoCancellation)),
                      eachElementCounts(model))),
          entry(
              Routine.NRM2,
              model ->
                  List.of(
                      rule(
                          model,
                          20,
                          "elements near the largest number do not overflow unless the norm does",
                          each(() -> CaseTable.few(model), OwnRules::requireLargeNorm)),
                      rule(
                          model,
                          21,
                          "elements near the smallest number do not underflow",
                          each(() -> CaseTable.few(model), OwnRules::requireSmallNorm)),
                      rule(
                          model,
                          22,
                          "large and small elements together give the norm of the large ones",
                          each(() -> CaseTable.few(model), OwnRules::requireMixedNorm)),
                      eachElementCounts(model))),
          entry(
              Routine.IAMAX,
              model ->
                  List.of(
                      rule(
                          model,
                          20,
                          "the first of equal elements is returned, whatever their signs and the"
                              + " stride",
                          each(() -> CaseTable.layouts(model), OwnRules::requireFirstOfEquals)),
                      rule(
                          model,
                          21,
                          "the result is an index of the vector even if an element is NaN",
                          each(() -> CaseTable.few(model), OwnRules::requireIndex)),
                      rule(
                          model,
                          22,
                          "an infinity is the largest element, and the first of several is"
                              + " returned",
                          each(() -> CaseTable.few(model), OwnRules::requireFirstInfinity)))),
          entry(
              Routine.GEMM,
              model ->
                  List.of(
                      rule(
                          model,
                          20,
                          "no product is skipped: 0 times an infinity or a NaN is NaN",
                          each(() -> scaled(model, 0.7, -1), OwnRules::requireNoProductSkipped)),
                      ruleOfTeam(
                          model,
                          21,
                          "large products of four threads at once are within the error bound, in"
                              + " any layouts, on one thread each and on all",
                          ThreadRules.largeProductsAtOnce(model)),
                      PreparedRules.of(model))),
          entry(
              Routine.GEMM_BATCH,
              model ->
                  List.of(
                      rule(
                          model,
                          20,
                          "a batch gives the same bits as gemm for each of its matrices",
                          each(() -> CaseTable.scalars(model), OwnRules::requireLoop)))));

  private OwnRules() {}

  static List<Rule> of(RoutineModel model) {
    return OWN.getOrDefault(model.routine(), none -> List.of()).of(model);
  }

  /**
   * A sum is linear, so a vector with a single element that is not 0 shows the weight of that
   * element: no two faults can cancel.
   */
  private static Rule eachElementCounts(RoutineModel model) {
    return rule(
        model,
        30,
        "each element counts exactly once, at every index",
        each(() -> oneElementAtATime(model), OwnRules::requireEachElementCounted));
  }

  /** Layouts without repeated elements, at sizes at which every index can be tried. */
  private static List<Case> oneElementAtATime(RoutineModel model) {
    return CaseTable.sizes(model).stream()
        .filter(at -> at.size(0) <= MOST_ELEMENTS)
        .filter(at -> !at.layouts().contains(Layout.REPEATED))
        .toList();
  }

  private static void requireEachElementCounted(Subject subject, Case at) {
    try (Arena arena = subject.arena()) {
      Trial trial = Trial.of(arena, at);
      GuardedOperand x = trial.operand(0);
      double[] elements = x.elements();
      x.fill(0);
      for (int i = 0; i < elements.length; i++) {
        x.set(i, elements[i] == 0 ? 1 : elements[i]);
        trial.requireResult(subject.blas());
        x.set(i, 0);
      }
    }
  }

  private static Rule accurateSum(RoutineModel model) {
    return rule(
        model,
        20,
        "in single precision the rounding error does not grow in proportion to the number of"
            + " elements",
        each(() -> longSums(model), OwnRules::requireAccurateSum));
  }

  private static List<Case> longSums(RoutineModel model) {
    return Stream.of(Layout.CONTIGUOUS, Layout.SPREAD, Layout.BACKWARDS)
        .map(
            layout ->
                Case.plain(model, Precision.SINGLE, List.of(MANY_ELEMENTS))
                    .withLayouts(List.of(layout)))
        .toList();
  }

  /** The bound of pairwise summation: each element takes part in log2(n) additions. */
  private static void requireAccurateSum(Subject subject, Case at) {
    try (Arena arena = subject.arena()) {
      Trial trial = Trial.of(arena, at);
      trial.operand(0).fill(0.1);
      Element exact = trial.expected().result().orElseThrow();
      int roundings = Integer.SIZE - Integer.numberOfLeadingZeros(MANY_ELEMENTS);
      Judgement judgement = new Judgement(at.precision());
      judgement.judge(
          "the sum of " + MANY_ELEMENTS + " elements",
          new Element(exact.value(), exact.rest(), exact.gauge(), roundings),
          trial.call(subject.blas()));
      judgement.require();
    }
  }

  private static List<Case> scaled(RoutineModel model, double alpha, double beta) {
    return CaseTable.few(model).stream()
        .map(at -> at.with(Scalar.ALPHA, alpha).with(Scalar.BETA, beta))
        .toList();
  }

  private static void requireNaNKept(Subject subject, Case at) {
    try (Arena arena = subject.arena()) {
      Trial trial = Trial.of(arena, at);
      GuardedOperand x = trial.operand(0);
      x.set(0, Double.NaN);
      x.set(x.size() - 1, Double.POSITIVE_INFINITY);
      trial.requireResult(subject.blas());
    }
  }

  /** In single precision 2^30 + 1 rounds to 2^30. */
  private static void requireNoCancellation(Subject subject, Case at) {
    try (Arena arena = subject.arena()) {
      Trial trial = Trial.of(arena, at);
      GuardedOperand x = trial.operand(0);
      GuardedOperand y = trial.operand(1);
      x.fill(1);
      y.fill(0);
      if (at.layouts().stream().noneMatch(layout -> layout == Layout.REPEATED) && x.size() > 2) {
        x.set(0, 0x1p30);
        y.set(0, 1);
        y.set(1, 1);
        x.set(x.size() - 1, -0x1p30);
        y.set(x.size() - 1, 1);
      }
      trial.requireResult(subject.blas());
    }
  }

  private static void requireLargeNorm(Subject subject, Case at) {
    Precision precision = at.precision();
    try (Arena arena = subject.arena()) {
      Trial trial = Trial.of(arena, at);
      GuardedOperand x = trial.operand(0);
      // The largest number, divided by a power of two above the square root of the size.
      double scale =
          Math.scalb(1.0, Exponents.largest(precision) - 1 - Math.getExponent(x.size()) / 2);
      scale(x, scale / 2);
      trial.requireResult(subject.blas());
    }
  }

  private static void requireSmallNorm(Subject subject, Case at) {
    Precision precision = at.precision();
    // From a normal number whose square underflows, down to 16 times the smallest number.
    int smallest = Exponents.smallest(precision);
    for (int exponent : new int[] {smallest / 2 - 4, smallest + 40, smallest + 4}) {
      try (Arena arena = subject.arena()) {
        Trial trial = Trial.of(arena, at);
        scale(trial.operand(0), Math.scalb(1.0, exponent));
        trial.requireResult(subject.blas());
      }
    }
  }

  private static void requireMixedNorm(Subject subject, Case at) {
    Precision precision = at.precision();
    try (Arena arena = subject.arena()) {
      Trial trial = Trial.of(arena, at);
      GuardedOperand x = trial.operand(0);
      int large = Exponents.largest(precision) - 12;
      int small = Exponents.smallest(precision) + 12;
      double[] elements = x.elements();
      for (int i = 0; i < elements.length; i++) {
        int exponent = i % 3 == 0 ? large : i % 3 == 1 ? 0 : small;
        x.set(i, Math.scalb(elements[i], exponent));
      }
      trial.requireResult(subject.blas());
    }
  }

  private static void scale(GuardedOperand x, double factor) {
    double[] elements = x.elements(); // read before writing: a repeated element is scaled once
    for (int i = 0; i < elements.length; i++) {
      x.set(i, elements[i] * factor);
    }
  }

  private static void requireFirstOfEquals(Subject subject, Case at) {
    int size = at.sizes().get(0);
    for (int first = 0; first < size; first++) {
      try (Arena arena = subject.arena()) {
        Trial trial = Trial.of(arena, at);
        GuardedOperand x = trial.operand(0);
        x.set(first, -2);
        for (int later = first + 1; later < size; later += 2) {
          x.set(later, 2);
        }
        trial.requireResult(subject.blas());
      }
    }
  }

  private static void requireIndex(Subject subject, Case at) {
    try (Arena arena = subject.arena()) {
      Trial trial = Trial.of(arena, at);
      GuardedOperand x = trial.operand(0);
      x.set((int) Math.floorMod(at.seed() * 7919, (long) x.size()), Double.NaN);
      double index = trial.call(subject.blas());
      if (index < 0 || index >= x.size()) {
        throw new AssertionError(
            "the index must be from 0 to " + (x.size() - 1) + ", but was " + (int) index);
      }
    }
  }

  private static void requireFirstInfinity(Subject subject, Case at) {
    try (Arena arena = subject.arena()) {
      Trial trial = Trial.of(arena, at);
      GuardedOperand x = trial.operand(0);
      x.set(x.size() - 1, Double.POSITIVE_INFINITY);
      x.set((int) Math.floorMod(at.seed() * 7919, (long) x.size()), Double.NEGATIVE_INFINITY);
      trial.requireResult(subject.blas());
    }
  }

  /** One factor is 0, the other has a NaN or an infinity. */
  private static void requireNoProductSkipped(Subject subject, Case at) {
    for (double rogue : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      for (int zeros = 0; zeros < 2; zeros++) {
        try (Arena arena = subject.arena()) {
          Trial trial = Trial.of(arena, at);
          trial.operand(zeros).fill(0);
          GuardedOperand other = trial.operand(1 - zeros);
          other.set((int) Math.floorMod(at.seed() * 7919, (long) other.size()), rogue);
          trial.requireResult(subject.blas());
        }
      }
    }
  }

  private static void requireLoop(Subject subject, Case at) {
    try (Arena arena = new AlignedArena(subject.arena())) {
      Trial batch = Trial.of(arena, at);
      batch.call(subject.blas());
      Trial loop = Trial.of(arena, at);
      for (int i = 0; i < at.size(0); i++) {
        subject
            .blas()
            .gemm(
                loop.alpha(),
                loop.batch(0).matrix(i),
                loop.batch(1).matrix(i),
                loop.beta(),
                loop.batch(2).matrix(i));
      }
      batch.operand(2).requireUnchanged(loop.operand(2).snapshot(), "the loop has other bits");
    }
  }
}
