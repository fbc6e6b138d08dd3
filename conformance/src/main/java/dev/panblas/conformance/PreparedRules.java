/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance;

import static dev.panblas.conformance.RoutineRules.each;
import static dev.panblas.conformance.RoutineRules.rule;

import dev.panblas.blas.Blas;
import dev.panblas.blas.PreparedMatrix;
import dev.panblas.conformance.cases.Case;
import dev.panblas.conformance.cases.CaseTable;
import dev.panblas.conformance.cases.Expected;
import dev.panblas.conformance.cases.RoutineModel;
import dev.panblas.conformance.trials.Trial;
import dev.panblas.matrix.Matrix;
import java.lang.foreign.Arena;
import java.util.List;

/** Rule GEMM-22: prepared operands. */
final class PreparedRules {

  private PreparedRules() {}

  static Rule of(RoutineModel model) {
    return rule(
        model,
        22,
        "a prepared operand, whole or in parts, gives a result within the error bound, keeps its"
            + " elements when the matrix changes, and is refused after it is closed",
        each(() -> CaseTable.few(model), PreparedRules::requirePrepared));
  }

  private static void requirePrepared(Subject subject, Case at) {
    for (int factor = 0; factor < 2; factor++) {
      try (Arena arena = subject.arena()) {
        requirePrepared(subject.blas(), Trial.of(arena, at), factor);
      }
    }
  }

  private static void requirePrepared(Blas blas, Trial trial, int factor) {
    Expected expected = trial.expected();
    List<byte[]> before = trial.snapshots();
    Matrix matrix = trial.matrix(factor);
    PreparedMatrix prepared = blas.prepare(matrix);
    try (prepared) {
      trial.operand(factor).fill(Double.NaN);
      try (PreparedMatrix other = blas.prepare(matrix)) {
        multiply(blas, trial, factor, prepared);
        trial.requireOutputs(expected);
        trial.restore(before);
        multiplyParts(blas, trial, factor, prepared);
        trial.requireOutputs(expected);
        trial.restore(before);
        other.set(matrix);
        multiply(blas, trial, factor, other);
        trial.requireOutputs(expected);
      }
    }
    requireClosed(blas, trial, factor, prepared);
  }

  private static void requireClosed(Blas blas, Trial trial, int factor, PreparedMatrix prepared) {
    List<byte[]> before = trial.snapshots();
    try {
      multiply(blas, trial, factor, prepared);
    } catch (IllegalStateException refused) {
      trial.requireNothingWritten(before);
      return;
    }
    throw new AssertionError("a prepared operand that is closed must be refused");
  }

  private static void multiply(Blas blas, Trial trial, int factor, PreparedMatrix prepared) {
    Matrix c = trial.matrix(2);
    if (factor == 0) {
      blas.gemm(trial.alpha(), prepared, trial.matrix(1), trial.beta(), c);
    } else {
      blas.gemm(trial.alpha(), trial.matrix(0), prepared, trial.beta(), c);
    }
  }

  /** The rows of the product in two parts if A is prepared, otherwise its columns. */
  private static void multiplyParts(Blas blas, Trial trial, int factor, PreparedMatrix prepared) {
    Matrix c = trial.matrix(2);
    int lines = factor == 0 ? c.rows() : c.columns();
    int half = (lines + 1) / 2;
    for (int from = 0, count = half; from < lines; from += count, count = lines - half) {
      if (factor == 0) {
        blas.gemm(
            trial.alpha(),
            prepared.block(from, 0, count, prepared.columns()),
            trial.matrix(1),
            trial.beta(),
            c.block(from, 0, count, c.columns()));
      } else {
        blas.gemm(
            trial.alpha(),
            trial.matrix(0),
            prepared.block(0, from, prepared.rows(), count),
            trial.beta(),
            c.block(0, from, c.rows(), count));
      }
    }
  }
}
