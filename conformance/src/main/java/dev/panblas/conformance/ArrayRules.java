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
import dev.panblas.conformance.trials.Trial;
import java.lang.foreign.Arena;
import java.util.List;
import java.util.stream.Stream;

/** Rule 44: operands in Java arrays. */
final class ArrayRules {

  private ArrayRules() {}

  static List<Rule> of(RoutineModel model) {
    return List.of(
        rule(
            model,
            44,
            "operands in Java arrays, alone and beside operands in native memory, give a result"
                + " within the error bound, with and without the crossover, and nothing else in"
                + " the arrays changes",
            each(() -> cases(model), ArrayRules::requireInArrays)));
  }

  /** Sets of operands in turn. Large calls on arrays may be cut into pieces, or copied. */
  private static List<Case> cases(RoutineModel model) {
    int sets = (1 << model.operands().size()) - 1;
    Stream<Case> large =
        DivisionRules.ROUTINES.contains(model.routine())
            ? DivisionRules.fewCases(model).stream()
            : Stream.empty();
    return Stream.concat(CaseTable.few(model).stream(), large)
        .map(at -> at.withSeed(1 + at.seed() % sets))
        .toList();
  }

  /** The bits of the seed determine which operands are in arrays. */
  private static void requireInArrays(Subject subject, Case at) {
    try (Arena arena = subject.arena()) {
      Trial trial = Trial.inArrays(arena, at, operand -> (at.seed() >> operand & 1) == 1);
      List<byte[]> before = trial.snapshots();
      for (Subject each : List.of(subject, subject.withCrossover())) {
        trial.restore(before);
        trial.requireResult(each.blas());
        trial.requireNothingElseWritten(before);
      }
    }
  }
}
