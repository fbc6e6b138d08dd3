/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance;

import static dev.panblas.conformance.RoutineRules.judged;

import dev.panblas.conformance.cases.Case;
import dev.panblas.conformance.cases.Fault;
import dev.panblas.conformance.cases.RoutineModel;
import dev.panblas.conformance.cases.Shrinking;
import dev.panblas.conformance.models.RoutineModels;
import dev.panblas.conformance.operands.Layout;
import dev.panblas.conformance.trials.Refusal;
import dev.panblas.conformance.trials.Trial;
import dev.panblas.matrix.Precision;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;

/** Rules for random calls. A failing call is reduced until no smaller one fails. */
final class RandomCalls {

  private static final List<Double> SCALARS = List.of(0.0, 1.0, -1.0, 0.7, 1e-60);

  /** One of this many calls has a mistake. */
  private static final int INVALID = 4;

  /** The rule ends after this many failures, because reducing each takes long. */
  static final int MOST_FAILURES = 3;

  private RandomCalls() {}

  static List<Rule> all() {
    return List.of(
        new Rule(
                "RANDOM",
                1,
                "random calls of all routines are within the error bound and write nothing else",
                judged(RandomCalls::require, (subject, findings) -> run(subject, findings, false)))
            .besideOthers(),
        new Rule(
                "RANDOM",
                2,
                "random calls with one mistake are refused with a message, before anything is"
                    + " written",
                judged(RandomCalls::require, (subject, findings) -> run(subject, findings, true)))
            .besideOthers(),
        RandomCallers.rule());
  }

  private static void run(Subject subject, Findings findings, boolean invalid) {
    int invalidCalls = subject.effort().randomCalls() / INVALID;
    int calls = invalid ? invalidCalls : subject.effort().randomCalls() - invalidCalls;
    Random random = new Random(subject.effort().seed() + (invalid ? 1 : 0));
    for (int i = 0; i < calls && findings.failures() < MOST_FAILURES; i++) {
      Case drawn = invalid ? drawInvalid(random) : draw(random);
      Optional<String> problem = problem(subject, drawn);
      if (problem.isEmpty()) {
        findings.pass();
      } else {
        report(findings, drawn, problem.get(), at -> problem(subject, at));
      }
    }
  }

  /**
   * Reports the smallest call that fails. A failure that does not occur a second time counts too.
   *
   * @param test makes a call, and returns what is wrong with it
   */
  static void report(
      Findings findings, Case drawn, String problem, Function<Case, Optional<String>> test) {
    Case smallest = Shrinking.of(drawn, at -> test.apply(at).isPresent());
    Optional<String> again = test.apply(smallest);
    if (again.isEmpty()) {
      findings.fail(drawn, problem + " (the same call did not fail a second time)");
    } else {
      String origin = smallest.equals(drawn) ? "" : " (shrunk from: " + drawn + ")";
      findings.fail(smallest, again.get() + origin);
    }
  }

  private static Optional<String> problem(Subject subject, Case at) {
    return Findings.problem(() -> require(subject, at));
  }

  /** Makes the call, checks its result, and requires that everything else is unchanged. */
  static void require(Subject subject, Case at) throws InterruptedException {
    Optional<Fault> fault = at.fault();
    if (fault.isPresent()) {
      Refusal.require(subject.blas(), at);
      return;
    }
    try (Arena arena = subject.arena()) {
      Trial trial = Trial.of(arena, at);
      List<byte[]> before = trial.snapshots();
      trial.requireResult(subject.blas());
      trial.requireNothingElseWritten(before);
    }
  }

  static Case draw(Random random) {
    RoutineModel model = one(random, RoutineModels.ALL);
    return draw(random, model, model.family().draw(random));
  }

  static Case draw(Random random, RoutineModel model, List<Integer> sizes) {
    List<Enum<?>> options = new ArrayList<>();
    model.options().forEach(option -> options.add(one(random, option.choices())));
    List<Layout> layouts = new ArrayList<>();
    model.operands().forEach(operand -> layouts.add(one(random, operand.layouts())));
    List<Double> scalars = new ArrayList<>();
    model
        .scalars()
        .forEach(
            scalar ->
                scalars.add(
                    random.nextBoolean() ? one(random, SCALARS) : (Double) random.nextGaussian()));
    return Case.plain(model, one(random, List.of(Precision.values())), sizes)
        .withOptions(List.copyOf(options))
        .withLayouts(List.copyOf(layouts))
        .withScalars(List.copyOf(scalars))
        .withSeed(random.nextInt(1_000_000));
  }

  private static Case drawInvalid(Random random) {
    while (true) {
      Case valid = draw(random);
      List<Fault> faults = Fault.of(one(random, List.of(Fault.Wrong.values())), valid);
      if (!faults.isEmpty()) {
        return valid.withFault(one(random, faults));
      }
    }
  }

  static <T> T one(Random random, List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
