/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance;

import dev.panblas.conformance.cases.Case;
import dev.panblas.conformance.cases.CaseText;
import dev.panblas.conformance.cases.RoutineModel;
import dev.panblas.conformance.models.RoutineModels;
import dev.panblas.spi.Routine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The rules of a routine. Numbers 1 to 19 and 30 to 45 have one meaning for all routines; a rule
 * that cannot apply to a routine is left out. Numbers 20 to 29 belong to single routines.
 */
final class RoutineRules {

  private RoutineRules() {}

  static List<Rule> of(RoutineModel model) {
    List<Rule> rules = new ArrayList<>();
    rules.addAll(ResultRules.of(model));
    rules.addAll(RefusalRules.of(model));
    rules.addAll(OwnRules.of(model));
    rules.addAll(RangeRules.of(model));
    rules.addAll(PlaceRules.of(model));
    rules.addAll(ArrayRules.of(model));
    rules.addAll(SharingRules.of(model));
    rules.addAll(RepetitionRules.of(model));
    rules.addAll(ReachRules.of(model));
    rules.addAll(CrossoverRules.of(model));
    rules.addAll(LongVectorRules.of(model));
    return rules;
  }

  static Rule rule(RoutineModel model, int number, String title, Rule.Check check) {
    return ruleOfTeam(model, number, title, check).besideOthers();
  }

  /**
   * A rule whose calls are meant for the team. It is checked alone: while another call has the
   * team, a call computes all of its parts itself.
   */
  static Rule ruleOfTeam(RoutineModel model, int number, String title, Rule.Check check) {
    Routine routine = model.routine();
    return new Rule(routine.name(), number, routine + ": " + title, of(routine, check));
  }

  /** The same check, but the line of another routine is refused. */
  private static Rule.Check of(Routine routine, Rule.Check check) {
    return check.triedAgainBy(
        (subject, line) -> {
          if (!line.startsWith(routine + " ")) {
            throw new IllegalArgumentException(
                "a case of this rule must begin with " + routine + ", but was " + line);
          }
          return check.again(subject, line);
        });
  }

  /** Judges one case of a rule. */
  interface Judge {
    void judge(Subject subject, Case described) throws InterruptedException;
  }

  /** Judges one case of a rule, and returns a warning about a case that passed. */
  interface WarningJudge {
    Optional<String> judge(Subject subject, Case described) throws InterruptedException;
  }

  static Rule.Check eachWithWarning(Supplier<List<Case>> cases, WarningJudge judge) {
    return judged(
        judge::judge,
        (subject, findings) ->
            cases
                .get()
                .forEach(
                    described ->
                        findings.attempt(
                            described,
                            () ->
                                judge
                                    .judge(subject, described)
                                    .ifPresent(warning -> findings.warn(described, warning)))));
  }

  static Rule.Check each(Supplier<List<Case>> cases, Judge judge) {
    return judged(
        judge,
        (subject, findings) ->
            cases
                .get()
                .forEach(
                    described ->
                        findings.attempt(described, () -> judge.judge(subject, described))));
  }

  /** A check that can try any case again, even one that is not in its table. */
  static Rule.Check judged(Judge judge, Rule.Check all) {
    return all.triedAgainBy(
        (subject, line) -> {
          Case described = CaseText.parse(RoutineModels.ALL, line);
          return Findings.problem(() -> judge.judge(subject, described));
        });
  }
}
