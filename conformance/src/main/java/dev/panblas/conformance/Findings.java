package dev.panblas.conformance;

import java.util.ArrayList;
import java.util.List;

/** Counts the cases of a rule and collects what went wrong in them. */
final class Findings {

  /** How many failing cases are told; the others are counted. */
  private static final int TOLD = 3;

  private final List<String> messages = new ArrayList<>();
  private int cases;
  private int failures;

  /** What is done in a case; fails by throwing. */
  interface Attempt {
    void run() throws InterruptedException;
  }

  /** Tries a case, which prints as what is needed to try it again. */
  void attempt(Object described, Attempt attempt) {
    cases++;
    try {
      attempt.run();
    } catch (AssertionError wrong) {
      fail(described, String.valueOf(wrong.getMessage()));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      fail(described, "was interrupted");
    } catch (RuntimeException | LinkageError thrown) {
      StackTraceElement[] trace = thrown.getStackTrace();
      fail(described, "threw " + thrown + (trace.length == 0 ? "" : " at " + trace[0]));
    }
  }

  private void fail(Object described, String problem) {
    failures++;
    if (messages.size() < TOLD) {
      messages.add(described + ": " + problem);
    }
  }

  Outcome outcome(Rule rule) {
    return new Outcome(rule, cases, failures, List.copyOf(messages));
  }
}
