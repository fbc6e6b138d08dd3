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
import dev.panblas.conformance.cases.OperandModel;
import dev.panblas.conformance.cases.OperandModel.Access;
import dev.panblas.conformance.cases.RoutineModel;
import dev.panblas.conformance.cases.Scalar;
import dev.panblas.conformance.operands.GuardedOperand;
import dev.panblas.conformance.operands.Layout;
import dev.panblas.conformance.trials.Trial;
import dev.panblas.matrix.Matrix;
import dev.panblas.spi.Routine;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/** Rules 1 to 11: what a valid call computes, and what it must not change. */
final class ResultRules {

  /** Not 0, but 0 in single precision. */
  private static final double VANISHING = 1e-60;

  private ResultRules() {}

  static List<Rule> of(RoutineModel model) {
    List<Rule> rules = new ArrayList<>();
    rules.add(
        rule(
            model,
            1,
            model.formula() + ", at every size, within the error bound",
            eachWithWarning(() -> CaseTable.sizes(model), ResultRules::requireUsualResult)));
    rules.add(
        rule(
            model,
            2,
            "every combination of layouts and options gives a result within the error bound",
            each(() -> CaseTable.layouts(model), ResultRules::requireResult)));
    if (!model.scalars().isEmpty()) {
      rules.add(
          rule(
              model,
              3,
              model.scalars().stream().map(Scalar::toString).collect(Collectors.joining(" and "))
                  + " may be 0, 1, -1 or a fraction, which is rounded to the operands' precision",
              each(() -> CaseTable.scalars(model), ResultRules::requireResult)));
    }
    String when = whenNotRead(model);
    if (when != null) {
      rules.add(
          rule(
              model,
              4,
              when + "the output is not read: NaN and infinities in it disappear",
              each(() -> unread(model), ResultRules::requireOutputNotRead)));
    }
    if (model.has(Scalar.ALPHA) && model.hasInputs()) {
      rules.add(
          rule(
              model,
              5,
              "with alpha = 0 the inputs are not read: NaN and infinities in them do not appear",
              each(() -> vanishing(model, Scalar.ALPHA), ResultRules::requireInputsNotRead)));
    }
    if (model.hasInputs()) {
      rules.add(
          rule(
              model,
              6,
              "inputs are unchanged, bit for bit",
              each(() -> CaseTable.sizesInTurns(model), ResultRules::requireInputsUnchanged)));
    }
    rules.add(
        rule(
            model,
            7,
            "memory before, after and between the elements of an operand is unchanged",
            each(() -> CaseTable.memory(model), ResultRules::requireSurroundingsUnchanged)));
    rules.add(
        rule(
            model,
            8,
            "empty operands give the result of the formula with an empty sum",
            each(() -> CaseTable.empty(model), ResultRules::requireEmptyResult)));
    if (model.routine() != Routine.IAMAX) {
      rules.add(
          rule(
              model,
              9,
              "a NaN or an infinity in an operand reaches exactly the results that depend on it",
              nonFinite(model)));
    }
    if (model.hasInputs()) {
      rules.add(
          rule(
              model,
              10,
              "inputs may be read-only"
                  + (model.inputs() > 1 ? ", and may share memory with one another" : ""),
              sharedInputs(model)));
    }
    if (model.operands().size() > 1 && model.hasOutputs()) {
      rules.add(
          rule(
              model,
              11,
              "operands whose elements alternate in memory without overlap are accepted",
              each(() -> CaseTable.plain(model), ResultRules::requireInterleavedResult)));
    }
    return rules;
  }

  /**
   * The condition under which the output is not read, as the title begins with it; null if it is
   * always read.
   */
  private static @Nullable String whenNotRead(RoutineModel model) {
    for (OperandModel operand : model.operands()) {
      switch (operand.access()) {
        case SCALED -> {
          return "with beta = 0 ";
        }
        case OVERWRITTEN -> {
          return "";
        }
        case MULTIPLIED -> {
          return "with alpha = 0 ";
        }
        case READ, UPDATED -> {}
      }
    }
    return null;
  }

  static List<Case> unread(RoutineModel model) {
    boolean multiplied =
        model.operands().stream().anyMatch(operand -> operand.access() == Access.MULTIPLIED);
    return multiplied ? vanishing(model, Scalar.ALPHA) : vanishing(model, Scalar.BETA);
  }

  /** Cases with a scalar that is 0, or 0 in single precision; all if there is no such scalar. */
  static List<Case> vanishing(RoutineModel model, Scalar scalar) {
    return CaseTable.few(model).stream()
        .map(at -> at.with(Scalar.ALPHA, 0.7).with(Scalar.BETA, 0.7))
        .flatMap(at -> DoubleStream.of(0, VANISHING).mapToObj(value -> at.with(scalar, value)))
        .filter(at -> !model.has(scalar) || at.rounded(scalar) == 0)
        .toList();
  }

  /**
   * Returns a warning if an error is larger than independent rounding errors make it. The errors of
   * repeated elements are not independent.
   */
  static Optional<String> requireUsualResult(Subject subject, Case at) {
    try (Arena arena = subject.arena()) {
      Optional<String> warning = Trial.of(arena, at).requireResult(subject.blas());
      return at.layouts().stream().anyMatch(Layout::isRepeated) ? Optional.empty() : warning;
    }
  }

  static void requireResult(Subject subject, Case at) {
    try (Arena arena = subject.arena()) {
      Trial trial = Trial.of(arena, at);
      trial.requireResult(subject.blas());
    }
  }

  static void requireOutputNotRead(Subject subject, Case at) {
    for (double rogue : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      try (Arena arena = subject.arena()) {
        Trial trial = Trial.of(arena, at);
        trial.fill(true, rogue);
        trial.requireResult(subject.blas());
      }
    }
  }

  static void requireInputsNotRead(Subject subject, Case at) {
    for (double rogue : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      try (Arena arena = subject.arena()) {
        Trial trial = Trial.of(arena, at);
        trial.fill(false, rogue);
        trial.requireResult(subject.blas());
      }
    }
  }

  private static void requireInputsUnchanged(Subject subject, Case at) {
    try (Arena arena = subject.arena()) {
      Trial trial = Trial.of(arena, at);
      List<byte[]> before = trial.snapshots();
      trial.call(subject.blas());
      for (int i = 0; i < before.size(); i++) {
        if (!trial.isWritten(i)) {
          trial.operand(i).requireUnchanged(before.get(i), "an input was overwritten");
        }
      }
    }
  }

  static void requireSurroundingsUnchanged(Subject subject, Case at) {
    try (Arena arena = subject.arena()) {
      Trial trial = Trial.of(arena, at);
      List<byte[]> before = trial.snapshots();
      trial.call(subject.blas());
      for (int i = 0; i < before.size(); i++) {
        trial.operand(i).requireSurroundingsUnchanged(before.get(i));
      }
    }
  }

  private static void requireEmptyResult(Subject subject, Case at) {
    try (Arena arena = subject.arena()) {
      Trial trial = Trial.of(arena, at);
      List<byte[]> before = trial.snapshots();
      trial.requireResult(subject.blas());
      for (int i = 0; i < before.size(); i++) {
        trial.operand(i).requireSurroundingsUnchanged(before.get(i));
      }
    }
  }

  /** A case with a further detail; converted to text only for a failure. */
  private record Variant(Case at, String detail) {
    @Override
    public String toString() {
      return at + ", " + detail;
    }
  }

  /** Sets one rogue element at a time, at an index that the seed determines. */
  private static Rule.Check nonFinite(RoutineModel model) {
    return (subject, findings) -> {
      for (Case few : CaseTable.few(model)) {
        Case at = few.with(Scalar.ALPHA, 0.7).with(Scalar.BETA, -1);
        for (int operand = 0; operand < model.operands().size(); operand++) {
          for (double rogue :
              new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            int rogueOperand = operand;
            findings.attempt(
                new Variant(at, rogue + " in " + model.operands().get(operand).name()),
                () -> requireRogueInResult(subject, at, rogueOperand, rogue));
          }
        }
      }
    };
  }

  private static void requireRogueInResult(Subject subject, Case at, int operand, double rogue) {
    try (Arena arena = subject.arena()) {
      Trial trial = Trial.of(arena, at);
      GuardedOperand target = trial.operand(operand);
      int place = target.pick(at.seed() * 7919);
      if (place >= 0) { // a unit diagonal of one row has no used element
        target.set(place, rogue);
      }
      trial.requireResult(subject.blas());
    }
  }

  private static Rule.Check sharedInputs(RoutineModel model) {
    return (subject, findings) -> {
      for (Case at : CaseTable.plain(model)) {
        findings.attempt(
            new Variant(at, "inputs read-only"), () -> requireResultOfReadOnlyInputs(subject, at));
        if (model.inputs() > 1) {
          for (int shift = 0; shift < 3; shift++) {
            int apart = shift;
            findings.attempt(
                new Variant(at, "inputs " + shift + " elements apart"),
                () -> requireResultOfSharedInputs(subject, at, apart));
          }
        }
        if (model.routine() == Routine.GEMM) {
          findings.attempt(
              new Variant(at, "b is a's transpose"), () -> requireGramMatrix(subject, at));
        }
      }
    };
  }

  private static void requireResultOfReadOnlyInputs(Subject subject, Case at) {
    try (Arena arena = subject.arena()) {
      Trial trial = Trial.of(arena, at);
      for (int i = 0; i < trial.operands(); i++) {
        if (!trial.isWritten(i)) {
          trial.pass(i, trial.operand(i).readOnlyView());
        }
      }
      trial.requireResult(subject.blas());
    }
  }

  private static void requireResultOfSharedInputs(Subject subject, Case at, int shift) {
    try (Arena arena = subject.arena()) {
      Trial trial = Trial.withSharedInputs(arena, at, shift);
      trial.requireResult(subject.blas());
    }
  }

  /** C := alpha A A' + beta C, where both inputs are views of one matrix. */
  private static void requireGramMatrix(Subject subject, Case at) {
    int m = at.size(0);
    Case square = at.withSizes(List.of(m, m, m)).with(Scalar.ALPHA, 0.7).with(Scalar.BETA, -1);
    try (Arena arena = subject.arena()) {
      Trial trial = Trial.of(arena, square);
      GuardedOperand a = trial.operand(0);
      GuardedOperand b = trial.operand(1);
      for (int i = 0; i < m; i++) {
        for (int j = 0; j < m; j++) {
          b.set(j * m + i, a.get(i * m + j));
        }
      }
      trial.pass(1, ((Matrix) a.view()).transposed());
      trial.requireResult(subject.blas());
    }
  }

  private static void requireInterleavedResult(Subject subject, Case at) {
    int operands = at.layouts().size();
    try (Arena arena = subject.arena()) {
      Trial trial = Trial.inOneMemory(arena, at, operands, 1);
      trial.requireResult(subject.blas());
    }
  }
}
