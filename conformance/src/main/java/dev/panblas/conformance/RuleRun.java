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
import java.util.function.Consumer;

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
  private final Consumer<Outcome> ended;

  private RuleRun(Subject subject, List<Rule> rules, Consumer<Outcome> ended) {
    this.subject = subject;
    this.ended = ended;
    threads =
        Executors.newFixedThreadPool(
            Math.min(Runtime.getRuntime().availableProcessors(), MOST_SIDE_BY_SIDE),
            Thread.ofPlatform().daemon().name("rules-", 1).factory());
    for (Rule rule : rules) {
      if (rule.mayRunBesideOthers()) {
        begun.put(rule, CompletableFuture.supplyAsync(() -> check(rule), threads));
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
    return begin(subject, rules, outcome -> {});
  }

  /** Begins a run that hands on each outcome at once, on the thread that checked the rule. */
  static RuleRun begin(Subject subject, List<Rule> rules, Consumer<Outcome> ended) {
    return new RuleRun(subject, rules, ended);
  }

  private Outcome check(Rule rule) {
    Outcome outcome = rule.check(subject);
    ended.accept(outcome);
    return outcome;
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
      awaitOthers();
      return check(rule);
    }
    Outcome outcome = beside.join();
    return outcome.isPassed() || !checkAgainAlone(rule).isPassed()
        ? outcome
        : outcome.withRemark("passed when it was checked alone, so it depends on other callers");
  }

  private Outcome checkAgainAlone(Rule rule) {
    awaitOthers();
    return rule.check(subject);
  }

  /** Waits for all rules that have begun, and for those that will begin. */
  private void awaitOthers() {
    // A rule for which no thread could start throws when its own outcome is asked for.
    begun.values().forEach(beside -> beside.handle((outcome, thrown) -> true).join());
  }

  /** Ends the run: no further case is tried. Waits for the cases that are tried now. */
  @Override
  public void close() {
    var _ = threads.shutdownNow();
    threads.close();
    begun.values().forEach(rule -> rule.cancel(false));
  }
}
