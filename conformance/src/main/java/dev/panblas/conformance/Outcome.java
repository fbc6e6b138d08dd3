/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The outcome of one rule on one backend.
 *
 * @param rule the rule
 * @param cases the number of cases that were tried
 * @param failures the number of cases that failed
 * @param messages the first few failures: the line that tries the case again, and what was wrong
 * @param warned the number of cases with a warning: they keep the rule with a worse result than
 *     most libraries give
 * @param warnings the first few warnings: the line that tries the case again, and what is worse
 * @param leftOut why the rule could not be tried here, or empty
 */
public record Outcome(
    Rule rule,
    int cases,
    int failures,
    List<String> messages,
    int warned,
    List<String> warnings,
    Optional<String> leftOut) {

  /**
   * An outcome without warnings.
   *
   * @param rule the rule
   * @param cases the number of cases that were tried
   * @param failures the number of cases that failed
   * @param messages the first few failures
   * @param leftOut why the rule could not be tried here, or empty
   */
  public Outcome(
      Rule rule, int cases, int failures, List<String> messages, Optional<String> leftOut) {
    this(rule, cases, failures, messages, 0, List.of(), leftOut);
  }

  /**
   * Whether every case passed.
   *
   * @return true if there was no failure
   */
  public boolean isPassed() {
    return failures == 0;
  }

  /**
   * The warnings, for the end of a report.
   *
   * @return one line for each warning that is kept, and one that counts the others
   */
  public List<String> describeWarnings() {
    List<String> lines = new ArrayList<>(warnings);
    if (warned > warnings.size()) {
      lines.add(rule.id() + ": " + (warned - warnings.size()) + " more");
    }
    return lines.stream().map(line -> "warning: " + line).toList();
  }

  /** The same outcome with a remark after each message. */
  Outcome withRemark(String remark) {
    List<String> remarked =
        messages.stream().map(message -> message + " (" + remark + ")").toList();
    return new Outcome(rule, cases, failures, remarked, warned, warnings, leftOut);
  }

  /** {@return one line if it passed; otherwise the failures, one a line} */
  @Override
  public String toString() {
    return isPassed()
        ? rule + " (" + leftOut.map(why -> "not tried: " + why).orElse(cases + " cases") + ")"
        : String.format(
            Locale.ROOT,
            "%s: %d of %d cases failed%n  %s",
            rule,
            failures,
            cases,
            String.join(System.lineSeparator() + "  ", messages));
  }
}
