/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance;

import dev.panblas.conformance.cases.Case;
import dev.panblas.conformance.cases.CaseText;
import dev.panblas.conformance.models.RoutineModels;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All rules of the contract, and the methods that run them.
 *
 * <p>Results are compared with exact sums, within the rounding error of a sum in any order. No rule
 * depends on the backend that it runs on.
 */
public final class ConformanceKit {

  private static final List<Rule> RULES =
      Stream.of(
              LibraryRules.all(),
              RotationRules.all(),
              RoutineModels.ALL.stream().flatMap(model -> RoutineRules.of(model).stream()).toList(),
              RandomCalls.all(),
              ThreadRules.all(),
              AutoencoderRules.all())
          .flatMap(List::stream)
          .toList();

  private static final Pattern ID_AND_CASE = Pattern.compile("(?s)([A-Z0-9_]+-\\d+): *(.*)");

  private ConformanceKit() {}

  /** Receives the outcomes of a run. */
  public interface Listener {

    /** A listener that does nothing. */
    Listener NONE = outcome -> {};

    /**
     * A rule was checked. Is called in the order of the rules.
     *
     * @param outcome its outcome
     */
    void checked(Outcome outcome);

    /**
     * The check of a rule has ended. Is called at once, by the thread that made the check, so that
     * rules that are checked side by side come in any order. If such a rule failed, it is checked
     * again before {@link #checked} is called.
     *
     * @param outcome its outcome
     */
    default void ended(Outcome outcome) {}
  }

  /**
   * All rules, ordered by group.
   *
   * @return the rules
   */
  public static List<Rule> rules() {
    return RULES;
  }

  /**
   * The rules that are named.
   *
   * @param names ids such as {@code GEMM-4} and groups such as {@code GEMM}, in any case
   * @return the rules that at least one name names, in the order of the kit
   * @throws IllegalArgumentException if a name is neither an id nor a group
   */
  public static List<Rule> rules(Collection<String> names) {
    for (String name : names) {
      if (RULES.stream().noneMatch(rule -> rule.isNamed(name))) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "must name a rule such as %s or one of the groups %s, but was '%s'",
                RULES.getFirst().id(),
                RULES.stream().map(Rule::group).distinct().collect(Collectors.joining(", ")),
                name));
      }
    }
    return RULES.stream().filter(rule -> names.stream().anyMatch(rule::isNamed)).toList();
  }

  /**
   * Checks one rule.
   *
   * @param subject the backend
   * @param rule the rule
   * @return its outcome; a failing case, and a rule that takes longer than the {@linkplain
   *     Effort#limit limit}, is counted there and throws no exception
   */
  public static Outcome check(Subject subject, Rule rule) {
    return rule.check(subject);
  }

  /**
   * Tries one case again, from the line of its failure. With the rule's id the case is judged by
   * that rule. Without it the call is made, its result is judged, and everything else must be
   * unchanged.
   *
   * @param subject the backend
   * @param line the case: {@code GEMM-1: gemm double m=5 n=3 k=7, a row-major, …}; the error after
   *     the case is ignored
   * @return what was wrong with it, or empty if nothing was
   * @throws IllegalArgumentException if the line is not a case; the message says why
   */
  public static Optional<String> reproduce(Subject subject, String line) {
    Matcher idAndCase = ID_AND_CASE.matcher(line.strip());
    if (idAndCase.matches()) {
      String id = idAndCase.group(1);
      return RULES.stream()
          .filter(rule -> rule.id().equals(id))
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException(id + " is not a rule of the kit"))
          .again(subject, idAndCase.group(2));
    }
    Case at = CaseText.parse(RoutineModels.ALL, line);
    return Findings.problem(() -> RandomCalls.require(subject, at));
  }

  /**
   * Checks all rules, those of routines {@linkplain RuleRun side by side}.
   *
   * @param subject the backend
   * @param listener receives each outcome
   * @return the outcomes
   */
  public static Report run(Subject subject, Listener listener) {
    return run(subject, rule -> true, listener);
  }

  /**
   * Checks some rules, those of routines {@linkplain RuleRun side by side}.
   *
   * @param subject the backend
   * @param wanted which rules
   * @param listener receives each outcome
   * @return the outcomes
   */
  public static Report run(Subject subject, Predicate<Rule> wanted, Listener listener) {
    List<Rule> rules = RULES.stream().filter(wanted).toList();
    List<Outcome> outcomes = new ArrayList<>();
    try (RuleRun run = RuleRun.begin(subject, rules, listener::ended)) {
      for (Rule rule : rules) {
        Outcome outcome = run.outcome(rule);
        outcomes.add(outcome);
        listener.checked(outcome);
      }
    }
    return new Report(subject.blas().library(), List.copyOf(outcomes));
  }
}
