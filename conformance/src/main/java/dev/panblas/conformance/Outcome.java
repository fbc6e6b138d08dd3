/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance;

import java.util.List;
import java.util.Optional;

/**
 * The outcome of one rule on one backend.
 *
 * @param rule the rule
 * @param cases the number of cases that were tried
 * @param failures the number of cases that failed
 * @param messages the first few failures: the line that tries the case again, and what was wrong
 * @param leftOut why the rule could not be tried here, or empty
 */
public record Outcome(
    Rule rule, int cases, int failures, List<String> messages, Optional<String> leftOut) {

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
        ? rule + " (" + leftOut.map(why -> "not tried: " + why).orElse(cases + " cases") + ")"
        : String.format(
            "%s: %d of %d cases failed%n  %s",
            rule, failures, cases, String.join(System.lineSeparator() + "  ", messages));
  }
}
