package dev.panblas.conformance;

import dev.panblas.blas.Blas;
import java.util.ArrayList;
import java.util.List;
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
              RoutineModels.ALL.stream().flatMap(model -> RoutineRules.of(model).stream()).toList(),
              AutoencoderRules.all())
          .flatMap(List::stream)
          .toList();

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
   * @param blas the backend behind its front
   * @param rule the rule
   * @return what came of it; a failing case is a finding there, not an exception
   */
  public static Outcome check(Blas blas, Rule rule) {
    return rule.check(blas);
  }

  /**
   * Checks all rules.
   *
   * @param blas the backend behind its front
   * @param listener told after each rule
   * @return what came of them
   */
  public static Report run(Blas blas, Listener listener) {
    List<Outcome> outcomes = new ArrayList<>();
    for (Rule rule : RULES) {
      Outcome outcome = check(blas, rule);
      outcomes.add(outcome);
      listener.checked(outcome);
    }
    return new Report(blas.library(), List.copyOf(outcomes));
  }
}
