package dev.panblas.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * All rules of the contract, and what runs them.
 *
 * <p>Results are judged by the rounding error that any order of summation may make, against sums
 * that are exact; no rule knows which backend it runs on.
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

  private static final Pattern BEHIND_ID = Pattern.compile("(?s)([A-Z0-9_]+-\\d+): *(.*)");

  private ConformanceKit() {}

  /** Told while the kit runs. */
  public interface Listener {

    /** A listener that does nothing. */
    Listener NONE = outcome -> {};

    /**
     * A rule is done.
     *
     * @param outcome what came of it
     */
    void checked(Outcome outcome);
  }

  /**
   * Every rule, those of one group side by side.
   *
   * @return the rules
   */
  public static List<Rule> rules() {
    return RULES;
  }

  /**
   * Checks one rule.
   *
   * @param subject the backend
   * @param rule the rule
   * @return what came of it; a failing case is a finding there, not an exception
   */
  public static Outcome check(Subject subject, Rule rule) {
    return rule.check(subject);
  }

  /**
   * Tries again one case, as a failure has told it. Behind a rule's id it is judged by that rule;
   * without one, the call is made, the result judged, and what must stay as it is compared.
   *
   * @param subject the backend
   * @param line the case: {@code GEMM-1: gemm double m=5 n=3 k=7, a row-major, …}; what a failure
   *     says behind it is ignored
   * @return what was wrong with it, or empty if nothing was
   * @throws IllegalArgumentException if the line is not that of a case; the message says why
   */
  public static Optional<String> reproduce(Subject subject, String line) {
    Matcher behindId = BEHIND_ID.matcher(line.strip());
    if (behindId.matches()) {
      String id = behindId.group(1);
      return RULES.stream()
          .filter(rule -> rule.id().equals(id))
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException("there is no rule " + id))
          .again(subject, behindId.group(2));
    }
    Case at = CaseText.parse(line);
    return Findings.problem(() -> RandomCalls.require(subject.blas(), at));
  }

  /**
   * Checks all rules.
   *
   * @param subject the backend
   * @param listener told after each rule
   * @return what came of them
   */
  public static Report run(Subject subject, Listener listener) {
    return run(subject, rule -> true, listener);
  }

  /**
   * Checks some rules.
   *
   * @param subject the backend
   * @param wanted which rules
   * @param listener told after each rule
   * @return what came of them
   */
  public static Report run(Subject subject, Predicate<Rule> wanted, Listener listener) {
    List<Outcome> outcomes = new ArrayList<>();
    for (Rule rule : RULES.stream().filter(wanted).toList()) {
      Outcome outcome = check(subject, rule);
      outcomes.add(outcome);
      listener.checked(outcome);
    }
    return new Report(subject.blas().library(), List.copyOf(outcomes));
  }
}
