/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance;

import static dev.panblas.conformance.RoutineRules.each;
import static dev.panblas.conformance.RoutineRules.rule;

import dev.panblas.conformance.cases.Case;
import dev.panblas.conformance.cases.CaseTable;
import dev.panblas.conformance.cases.RoutineModel;
import dev.panblas.conformance.models.RoutineModels;
import dev.panblas.conformance.trials.AutomaticArena;
import dev.panblas.conformance.trials.Trial;
import java.lang.foreign.Arena;
import java.util.List;
import java.util.stream.Stream;

/** Rules 44 and THREADS-13: operands in Java arrays. */
final class ArrayRules {

  private static final int[] THREAD_COUNTS = {1, 3, 7};

  private ArrayRules() {}

  static List<Rule> of(RoutineModel model) {
    return List.of(
        rule(
            model,
            44,
            "operands in Java arrays, alone and beside operands in native memory, give a result"
                + " within the error bound, with and without the crossover, and nothing else in"
                + " the arrays changes",
            each(
                () -> CaseTable.few(model).stream().map(ArrayRules::withSet).toList(),
                ArrayRules::requireInArrays)));
  }

  /** Large calls on arrays may be cut into pieces, or copied: by the team, and thus alone. */
  static Rule ofLargeCalls() {
    return new Rule(
        "THREADS",
        13,
        "a large call on operands in Java arrays, alone and beside operands in native memory, is"
            + " within the error bound and writes nothing else, with 1, 3 and 7 threads",
        each(ArrayRules::largeCases, ArrayRules::requireLargeInArrays));
  }

  /** Sets of operands in turn. */
  private static Case withSet(Case at) {
    return at.withSeed(1 + at.seed() % sets(at.model()));
  }

  private static int sets(RoutineModel model) {
    return (1 << model.operands().size()) - 1;
  }

  /** For each routine all operands in arrays, in single, and another set of them, in double. */
  private static List<Case> largeCases() {
    return RoutineModels.ALL.stream()
        .filter(model -> DivisionRules.ROUTINES.contains(model.routine()))
        .flatMap(
            model -> {
              List<Case> few = DivisionRules.fewCases(model);
              return Stream.of(few.getFirst().withSeed(sets(model)), withSet(few.getLast()));
            })
        .toList();
  }

  private static boolean isInArray(Case at, int operand) {
    return (at.seed() >> operand & 1) == 1;
  }

  private static void requireLargeInArrays(Subject subject, Case at) {
    try (Arena arena = new AutomaticArena()) {
      Trial.inArrays(arena, at, operand -> isInArray(at, operand))
          .requireResults(subject.blas(), THREAD_COUNTS);
    }
  }

  /** The bits of the seed determine which operands are in arrays. */
  private static void requireInArrays(Subject subject, Case at) {
    try (Arena arena = subject.arena()) {
      Trial trial = Trial.inArrays(arena, at, operand -> isInArray(at, operand));
      List<byte[]> before = trial.snapshots();
      for (Subject each : List.of(subject, subject.withCrossover())) {
        trial.restore(before);
        trial.requireResult(each.blas());
        trial.requireNothingElseWritten(before);
      }
    }
  }
}
