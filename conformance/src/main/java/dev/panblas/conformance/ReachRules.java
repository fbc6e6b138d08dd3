package dev.panblas.conformance;

import static dev.panblas.conformance.RoutineRules.each;
import static dev.panblas.conformance.RoutineRules.rule;

import dev.panblas.blas.Blas;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;

/** Rules 40 and 41: operands that are large, and operands at the edge of what is mapped. */
final class ReachRules {

  private ReachRules() {}

  static List<Rule> of(RoutineModel model) {
    List<Rule> rules = new ArrayList<>();
    rules.add(
        rule(
            model,
            40,
            "large operands give the result"
                + (model.routine().level() == 3 ? ", judged by a checksum with random signs" : ""),
            each(CaseTable.large(model), ReachRules::requireLargeResult)));
    rules.add(
        rule(
            model,
            41,
            "an operand that begins or ends at an unmapped page is neither read nor written beyond"
                + " it",
            (subject, findings) -> {
              String lack = FencedMemory.lack();
              if (lack != null) {
                findings.leaveOut(lack);
                return;
              }
              each(CaseTable.sizesInTurns(model), ReachRules::requireFenced).on(subject, findings);
            }));
    return rules;
  }

  private static void requireLargeResult(Blas blas, Case at) {
    try (Arena arena = Arena.ofConfined()) {
      Trial trial = Trial.of(arena, at);
      if (at.model().routine().level() < 3) {
        trial.requireResult(blas);
      } else {
        trial.requireChecksum(blas);
      }
    }
  }

  /** What lies beyond is not there: who touches it ends the process. */
  private static void requireFenced(Blas blas, Case at) {
    for (boolean atEnd : new boolean[] {true, false}) {
      try (Arena arena = Arena.ofConfined()) {
        FencedMemory.trial(arena, at, atEnd).requireResult(blas);
      }
    }
  }
}
