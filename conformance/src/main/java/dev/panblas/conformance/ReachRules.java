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
import dev.panblas.conformance.operands.FencedMemory;
import dev.panblas.conformance.trials.Trial;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rules 40 and 41: large operands, and operands next to pages that cannot be accessed. */
final class ReachRules {

  private ReachRules() {}

  static List<Rule> of(RoutineModel model) {
    List<Rule> rules = new ArrayList<>();
    rules.add(
        rule(
            model,
            40,
            "large operands give a result within the error bound"
                + (model.routine().level() == 3 ? ", judged by a checksum with random signs" : ""),
            eachWithWarning(() -> CaseTable.large(model), ReachRules::requireLargeResult)));
    rules.add(
        rule(
            model,
            41,
            "memory before and after an operand is not accessed, even where the next page is not"
                + " mapped",
            (subject, findings) -> {
              Optional<String> obstacle = FencedMemory.obstacle();
              if (obstacle.isPresent()) {
                findings.leaveOut(obstacle.get());
                return;
              }
              each(() -> CaseTable.sizesInOnePrecision(model, 0), ReachRules::requireFenced)
                  .on(subject, findings);
            }));
    return rules;
  }

  private static Optional<String> requireLargeResult(Subject subject, Case at) {
    try (Arena arena = subject.arena()) {
      if (at.model().routine().level() == 3) {
        Trial.of(arena, at).requireChecksum(subject.blas());
        return Optional.empty();
      }
    }
    return ResultRules.requireUsualResult(subject, at);
  }

  /** An access to the page next to an operand ends the process. */
  private static void requireFenced(Subject subject, Case at) {
    try (Arena arena = subject.arena()) {
      Trial.requireResults(
          subject.blas(), Trial.fenced(arena, at, true), Trial.fenced(arena, at, false));
    }
  }
}
