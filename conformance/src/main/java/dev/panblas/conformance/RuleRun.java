/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A run of rules, which begins when it is made. Rules that do not depend on other callers are
 * checked side by side, one on each processor. The others, which call from many threads, are
 * checked one after another when those have ended.
 *
 * <p>A rule that fails beside others is checked again alone. If it passes then, it has failed
 * nevertheless, and its message says that the failure depends on other callers.
 */
public final class RuleRun implements AutoCloseable {

  /** The memory of the largest operands is in use once for each. */
  private static final int MOST_SIDE_BY_SIDE = 4;

  private final Subject subject;
  private final ExecutorService threads;
  private final Map<Rule, CompletableFuture<Outcome>> begun = new LinkedHashMap<>();

  private RuleRun(Subject subject, List<Rule> rules) {
    this.subject = subject;
    threads =
        Executors.newFixedThreadPool(
            Math.min(Runtime.getRuntime().availableProcessors(), MOST_SIDE_BY_SIDE),
            Thread.ofPlatform().daemon().name("rules-", 1).factory());
    for (Rule rule : rules) {
      if (rule.mayRunBesideOthers()) {
        begun.put(rule, CompletableFuture.supplyAsync(() -> rule.check(subject), threads));
      }
    }
  }

  /**
   * Begins a run.
   *
   * @param subject the backend
   * @param rules in the order in which their outcomes will be asked for
   * @return the run
   */
  public static RuleRun begin(Subject subject, List<Rule> rules) {
    return new RuleRun(subject, rules);
  }

  /**
   * Waits for the outcome of a rule.
   *
   * @param rule one of the run
   * @return its outcome; a failing case, a check that ends with an exception, and a rule that takes
   *     longer than the {@linkplain Effort#limit limit}, are counted there and throw no exception
   * @throws java.util.concurrent.CancellationException if the run was closed before the rule began
   */
  public Outcome outcome(Rule rule) {
    CompletableFuture<Outcome> beside = begun.get(rule);
    if (beside == null) {
      return checkAlone(rule);
    }
    Outcome outcome = beside.join();
    return outcome.isPassed() || !checkAlone(rule).isPassed()
        ? outcome
        : outcome.withRemark("passed when it was checked alone, so it depends on other callers");
  }

  /** Waits for all rules that have begun, and for those that will begin, before the check. */
  private Outcome checkAlone(Rule rule) {
    // A rule for which no thread could start throws when its own outcome is asked for.
    begun.values().forEach(beside -> beside.handle((outcome, thrown) -> true).join());
    return rule.check(subject);
  }

  /** Ends the run: no further case is tried. Waits for the cases that are tried now. */
  @Override
  public void close() {
    var _ = threads.shutdownNow();
    threads.close();
    begun.values().forEach(rule -> rule.cancel(false));
  }
}
