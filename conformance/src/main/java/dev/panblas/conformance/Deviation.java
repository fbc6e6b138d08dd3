/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * A rule that a backend is known to break. The rule is expected to fail; if it passes, the kit
 * fails.
 *
 * @param rule the rule's id, such as {@code GEMM-4}
 * @param reason what the backend does instead, in a sentence
 * @param issue where it was reported, or empty
 * @param failures how many cases fail, or empty if any number may
 */
public record Deviation(String rule, String reason, Optional<String> issue, OptionalInt failures) {

  /**
   * A deviation.
   *
   * @throws IllegalArgumentException if the reason is blank, or the number of failures is not
   *     positive
   */
  public Deviation {
    if (reason.isBlank()) {
      throw new IllegalArgumentException("a deviation from " + rule + " must have a reason");
    }
    if (failures.isPresent() && failures.getAsInt() < 1) {
      throw new IllegalArgumentException(
          "the number of failing cases of a deviation from "
              + rule
              + " must be >= 1, but was "
              + failures.getAsInt());
    }
  }

  /**
   * A deviation with any number of failing cases.
   *
   * @param rule the rule's id, such as {@code GEMM-4}
   * @param reason what the backend does instead, in a sentence
   * @return the deviation
   */
  public static Deviation of(String rule, String reason) {
    return new Deviation(rule, reason, Optional.empty(), OptionalInt.empty());
  }

  /**
   * The same deviation with the place where it was reported.
   *
   * @param reported such as the address of an issue
   * @return the deviation
   */
  public Deviation withIssue(String reported) {
    return new Deviation(rule, reason, Optional.of(reported), failures);
  }

  /**
   * The same deviation with an exact number of failing cases: any other number fails.
   *
   * @param number how many cases fail, at least 1
   * @return the deviation
   */
  public Deviation withFailures(int number) {
    return new Deviation(rule, reason, issue, OptionalInt.of(number));
  }

  /** {@return one line: rule, cases, reason and issue} */
  @Override
  public String toString() {
    return rule
        + (failures.isPresent() ? " (" + failures.getAsInt() + " cases)" : "")
        + ": "
        + reason
        + issue.map(where -> " (" + where + ")").orElse("");
  }
}
