package dev.panblas.conformance;

import dev.panblas.blas.Blas;
import dev.panblas.spi.Routine;
import java.util.ArrayList;
import java.util.List;

/**
 * The rules of a routine. The numbers 1 to 19, 40 and 41 mean the same for every routine; one is
 * left out where the routine has nothing that it could apply to. From 20 on a routine has rules of
 * its own.
 */
final class RoutineRules {

  private RoutineRules() {}

  static List<Rule> of(RoutineModel model) {
    List<Rule> rules = new ArrayList<>();
    rules.addAll(ResultRules.of(model));
    rules.addAll(RefusalRules.of(model));
    rules.addAll(OwnRules.of(model));
    rules.addAll(ReachRules.of(model));
    return rules;
  }

  static Rule rule(RoutineModel model, int number, String demand, Rule.Check check) {
    Routine routine = model.routine();
    return new Rule(routine.name(), number, routine + ": " + demand, check);
  }

  /** What is done to each case of a rule. */
  interface Judge {
    void judge(Blas blas, Case described) throws InterruptedException;
  }

  static Rule.Check each(List<Case> cases, Judge judge) {
    return (subject, findings) ->
        cases.forEach(
            described -> findings.attempt(described, () -> judge.judge(subject.blas(), described)));
  }
}
