package dev.panblas.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Counts the cases of a rule and collects what went wrong in them. */
final class Findings {

  /** How many failing cases are told; the others are counted. */
  private static final int TOLD = 3;

  private final List<String> messages = new ArrayList<>();
  private int cases;
  private int failures;
  private Optional<String> leftOut = Optional.empty();

  /** The line of the only case that is tried; null if all are. */
  private final @Nullable String only;

  private Optional<String> onlyProblem = Optional.empty();

  private Findings(@Nullable String only) {
    this.only = only;
  }

  /** Of all cases. */
  static Findings ofAllCases() {
    return new Findings(null);
  }

  /** Of the case as which a line begins; the others are left out. */
  static Findings ofOneCase(String line) {
    return new Findings(line);
  }

  /** What is done in a case; fails by throwing. */
  interface Attempt {
    void run() throws InterruptedException;
  }

  /** Tries a case, which prints as what is needed to try it again. */
  void attempt(Object described, Attempt attempt) {
    if (only == null || isToldBy(only, described.toString())) {
      problem(attempt).ifPresentOrElse(problem -> fail(described, problem), this::pass);
    }
  }

  private static boolean isToldBy(String line, String described) {
    return line.equals(described) || line.startsWith(described + ": ");
  }

  /** What is done in many cases; hands on how many there were. */
  interface Attempts {
    int run() throws InterruptedException;
  }

  /** Tries many cases that cannot be told apart from here. */
  void attempts(Object described, Attempts attempts) {
    int[] tried = new int[1];
    Optional<String> problem = problem(() -> tried[0] = attempts.run());
    cases += tried[0];
    problem.ifPresent(told -> fail(described, told));
  }

  /** Counts a case that has passed. */
  void pass() {
    cases++;
  }

  /** Counts a case that has failed, and remembers why. */
  void fail(Object described, String problem) {
    cases++;
    failures++;
    onlyProblem = Optional.of(problem);
    if (messages.size() < TOLD) {
      messages.add(described + ": " + problem);
    }
  }

  /** The rule says nothing here, for the reason that is given. */
  void leaveOut(String reason) {
    leftOut = Optional.of(reason);
  }

  /** What was wrong with the only case. */
  Optional<String> onlyProblem() {
    if (cases == 0) {
      throw new IllegalArgumentException(
          leftOut
              .map(reason -> "it cannot be tried here: " + reason)
              .orElse("it has no such case: " + only));
    }
    return onlyProblem;
  }

  int failures() {
    return failures;
  }

  /** What is wrong with a case, which is not counted. */
  static Optional<String> problem(Attempt attempt) {
    try {
      attempt.run();
      return Optional.empty();
    } catch (AssertionError wrong) {
      return Optional.of(String.valueOf(wrong.getMessage()));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return Optional.of("was interrupted");
    } catch (RuntimeException | LinkageError thrown) {
      StackTraceElement[] trace = thrown.getStackTrace();
      return Optional.of("threw " + thrown + (trace.length == 0 ? "" : " at " + trace[0]));
    }
  }

  Outcome outcome(Rule rule) {
    List<String> told = messages.stream().map(message -> rule.id() + ": " + message).toList();
    return new Outcome(rule, cases, failures, told, leftOut);
  }
}
