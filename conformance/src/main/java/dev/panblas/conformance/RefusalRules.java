/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance;

import static dev.panblas.conformance.RoutineRules.rule;

import dev.panblas.conformance.cases.Case;
import dev.panblas.conformance.cases.CaseTable;
import dev.panblas.conformance.cases.Fault;
import dev.panblas.conformance.cases.Fault.Wrong;
import dev.panblas.conformance.cases.RoutineModel;
import java.util.List;
import java.util.stream.Stream;

/**
 * Rules 12 to 19: calls that must be refused before anything is written, with an exception that
 * names the routine, the operand and its values.
 */
final class RefusalRules {

  private RefusalRules() {}

  static List<Rule> of(RoutineModel model) {
    return Stream.of(
            refusals(model, 12, "an operand whose shape does not fit", Wrong.EXTENT),
            refusals(model, 13, "operands of mixed precision", Wrong.PRECISION),
            refusals(model, 14, "null for an operand or an option", Wrong.NULL, Wrong.NULL_OPTION),
            refusals(model, 15, "an operand whose arena was closed", Wrong.CLOSED),
            refusals(model, 16, "an operand in another thread's confined arena", Wrong.FOREIGN),
            refusals(model, 17, "an output with an element that has another use", Wrong.OVERLAP),
            refusals(model, 18, "an output whose own elements share memory", Wrong.FOLDED),
            refusals(model, 19, "an output that is read-only", Wrong.READ_ONLY))
        .flatMap(List::stream)
        .toList();
  }

  /** One rule; none if no call of the routine can have the mistake. */
  private static List<Rule> refusals(
      RoutineModel model, int number, String what, Wrong... mistakes) {
    List<Case> cases =
        CaseTable.plain(model).stream()
            .flatMap(
                at ->
                    Stream.of(mistakes)
                        .flatMap(wrong -> Fault.of(wrong, at).stream())
                        .map(at::withFault))
            .toList();
    String refusal = mistakes[0].refusal().getSimpleName();
    String verb = what.startsWith("operands") ? " are refused (" : " is refused (";
    return cases.isEmpty()
        ? List.of()
        : List.of(
            rule(
                model,
                number,
                what + verb + refusal + ")",
                RoutineRules.each(() -> cases, RandomCalls::require)));
  }
}
