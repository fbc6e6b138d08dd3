package dev.panblas.conformance;

import java.util.List;

/**
 * What came of one rule on one backend.
 *
 * @param rule the rule
 * @param cases how many cases were tried
 * @param failures how many of them failed
 * @param messages the first few failures: the case, as it can be tried again, and what was wrong
 */
public record Outcome(Rule rule, int cases, int failures, List<String> messages) {

  /**
   * Whether every case passed.
   *
   * @return true if there was no failure
   */
  public boolean isPassed() {
    return failures == 0;
  }

  /** {@return one line if it passed; otherwise the failures, one a line} */
  @Override
  public String toString() {
    return isPassed()
        ? rule + " (" + cases + " cases)"
        : String.format(
            "%s: %d of %d cases failed%n  %s",
            rule, failures, cases, String.join(System.lineSeparator() + "  ", messages));
  }
}
