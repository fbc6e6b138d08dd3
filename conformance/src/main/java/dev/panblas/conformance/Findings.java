/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** Counts the cases of a rule, and collects the failures. */
public final class Findings {

  /** The number of failures that keep their message; others are only counted. */
  private static final int MOST_MESSAGES = 3;

  private final List<String> messages = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private int cases;
  private int failures;
  private int warned;
  private Optional<String> leftOut = Optional.empty();

  /** The line of the only case to try; null to try all. */
  private final @Nullable String only;

  private Optional<String> onlyProblem = Optional.empty();

  /** The case that is tried now, for a message from another thread. */
  private volatile Object current = "no case";

  private volatile boolean isEnded;

  private Findings(@Nullable String only) {
    this.only = only;
  }

  /** Tries all cases. */
  static Findings ofAllCases() {
    return new Findings(null);
  }

  /** Tries only the case whose text a line begins with. */
  static Findings ofOneCase(String line) {
    return new Findings(line);
  }

  /** Ends the check at its next case, because nobody waits for its outcome. */
  void end() {
    isEnded = true;
  }

  private void requireNotEnded() {
    if (isEnded) {
      throw new CancellationException("the check was ended");
    }
  }

  /** The check of one case. */
  public interface Attempt {

    /**
     * Makes the call; throws if the case fails.
     *
     * @throws InterruptedException if the thread was interrupted
     */
    void run() throws InterruptedException;
  }

  /**
   * Tries a case.
   *
   * @param described prints as the line that tries the case again; converted to text only for a
   *     failure
   * @param attempt the check
   */
  public void attempt(Object described, Attempt attempt) {
    requireNotEnded();
    if (only == null || beginsWith(only, described.toString())) {
      current = described;
      problem(attempt).ifPresentOrElse(problem -> fail(described, problem), this::pass);
    }
  }

  private static boolean beginsWith(String line, String described) {
    return line.equals(described) || line.startsWith(described + ": ");
  }

  /** The check of many cases. */
  public interface Attempts {

    /**
     * Makes the calls; throws if a case fails.
     *
     * @return the number of cases
     * @throws InterruptedException if the thread was interrupted
     */
    int run() throws InterruptedException;
  }

  /**
   * Tries many cases, which count as at most one failure.
   *
   * @param described prints as the beginning of the failure's message
   * @param attempts the check
   */
  public void attempts(Object described, Attempts attempts) {
    requireNotEnded();
    current = described;
    int[] tried = new int[1];
    Optional<String> problem = problem(() -> tried[0] = attempts.run());
    cases += tried[0];
    problem.ifPresent(message -> fail(described, message));
  }

  /** Counts a case that passed. */
  public void pass() {
    requireNotEnded();
    cases++;
  }

  /**
   * Counts a case that failed.
   *
   * @param described prints as the line that tries the case again
   * @param problem what was wrong
   */
  public void fail(Object described, String problem) {
    cases++;
    failures++;
    onlyProblem = Optional.of(problem);
    if (messages.size() < MOST_MESSAGES) {
      messages.add(described + ": " + problem);
    }
  }

  /**
   * Records a warning about a case, which may have passed.
   *
   * @param described prints as the line that tries the case again
   * @param warning what is worse than usual
   */
  public void warn(Object described, String warning) {
    warned++;
    if (warnings.size() < MOST_MESSAGES) {
      warnings.add(described + ": " + warning);
    }
  }

  /**
   * Records that the rule cannot be tried here.
   *
   * @param reason why
   */
  public void leaveOut(String reason) {
    leftOut = Optional.of(reason);
  }

  /** The case that is tried now. */
  Object current() {
    return current;
  }

  /** What was wrong with the only case. */
  Optional<String> onlyProblem() {
    if (cases == 0) {
      throw new IllegalArgumentException(
          leftOut
              .map(reason -> "the rule cannot be tried here: " + reason)
              .orElse("the rule has no such case: " + only));
    }
    return onlyProblem;
  }

  /**
   * The number of cases that have failed.
   *
   * @return 0 or more
   */
  public int failures() {
    return failures;
  }

  /**
   * Checks a case without counting it.
   *
   * @param attempt the check
   * @return the message of its failure, or empty if it passed
   */
  public static Optional<String> problem(Attempt attempt) {
    try {
      attempt.run();
      return Optional.empty();
    } catch (AssertionError wrong) {
      return Optional.of(String.valueOf(wrong.getMessage()));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return Optional.of("was interrupted");
    } catch (RuntimeException | LinkageError | StackOverflowError thrown) {
      return Optional.of(describe(thrown));
    }
  }

  /** What was thrown, and where. */
  static String describe(Throwable thrown) {
    StackTraceElement[] trace = thrown.getStackTrace();
    return "threw " + thrown + (trace.length == 0 ? "" : " at " + trace[0]);
  }

  Outcome outcome(Rule rule) {
    return new Outcome(
        rule, cases, failures, withId(rule, messages), warned, withId(rule, warnings), leftOut);
  }

  private static List<String> withId(Rule rule, List<String> lines) {
    return lines.stream().map(line -> rule.id() + ": " + line).toList();
  }
}
