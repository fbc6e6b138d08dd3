/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance;

import dev.panblas.conformance.cases.Case;
import dev.panblas.conformance.cases.CaseTable;
import dev.panblas.conformance.cases.RoutineModel;
import dev.panblas.conformance.cases.Scalar;
import dev.panblas.spi.Routine;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Rule 42: the general rules on operands on both sides of the crossover, with the crossover on. All
 * other rules run with it off, so that every case reaches the kernels.
 */
final class CrossoverRules {

  /** The routines that the facade computes in Java for small operands of a native backend. */
  private static final Set<Routine> ROUTINES =
      EnumSet.of(
          Routine.SCAL,
          Routine.COPY,
          Routine.AXPY,
          Routine.DOT,
          Routine.ASUM,
          Routine.GEMV,
          Routine.GEMM,
          Routine.GEMMT,
          Routine.GEMM_BATCH);

  /** The largest product of a case's sizes: several times each limit of the crossover. */
  private static final long LARGEST = 300;

  private CrossoverRules() {}

  static List<Rule> of(RoutineModel model) {
    return ROUTINES.contains(model.routine())
        ? List.of(
            RoutineRules.rule(
                model,
                42,
                "small operands give a result within the error bound when the crossover is on",
                (subject, findings) -> check(model, subject.withCrossover(), findings)))
        : List.of();
  }

  private static void check(RoutineModel model, Subject subject, Findings findings) {
    each(CaseTable.sizes(model), subject, findings, ResultRules::requireResult);
    each(CaseTable.layouts(model), subject, findings, ResultRules::requireResult);
    each(CaseTable.layouts(model), subject, findings, ResultRules::requireSurroundingsUnchanged);
    each(CaseTable.scalars(model), subject, findings, ResultRules::requireResult);
    if (model.has(Scalar.BETA)) {
      each(ResultRules.unread(model), subject, findings, ResultRules::requireOutputNotRead);
    }
    if (model.has(Scalar.ALPHA) && model.hasInputs()) {
      List<Case> cases = ResultRules.vanishing(model, Scalar.ALPHA);
      each(cases, subject, findings, ResultRules::requireInputsNotRead);
    }
  }

  private static void each(
      List<Case> cases, Subject subject, Findings findings, RoutineRules.Judge judge) {
    for (Case at : cases) {
      if (at.sizes().stream().mapToLong(Integer::longValue).reduce(1, (a, b) -> a * b) <= LARGEST) {
        findings.attempt(at, () -> judge.judge(subject, at));
      }
    }
  }
}
