/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance;

import dev.panblas.spi.LibraryInfo;
import java.util.List;

/**
 * The outcomes of rules on one backend.
 *
 * @param library that the backend ran on
 * @param outcomes one a rule, in the order of the rules
 */
public record Report(LibraryInfo library, List<Outcome> outcomes) {

  /**
   * How many rules were checked.
   *
   * @return the number of outcomes
   */
  public int rules() {
    return outcomes.size();
  }

  /**
   * How many cases were tried, over all rules.
   *
   * @return the sum
   */
  public int cases() {
    return outcomes.stream().mapToInt(Outcome::cases).sum();
  }

  /**
   * How many cases failed, over all rules.
   *
   * @return the sum
   */
  public int failures() {
    return outcomes.stream().mapToInt(Outcome::failures).sum();
  }

  /**
   * The rules that are broken.
   *
   * @return the outcomes with a failure
   */
  public List<Outcome> broken() {
    return outcomes.stream().filter(outcome -> !outcome.isPassed()).toList();
  }

  /**
   * One line for the log of a build.
   *
   * @param backend the backend's name
   * @return backend, library, threads, and how many rules, cases and failures
   */
  public String summary(String backend) {
    StringBuilder text = new StringBuilder("backend ").append(backend).append(" on ");
    text.append(library.name());
    library.version().ifPresent(version -> text.append(' ').append(version));
    text.append(" (").append(count(library.threads(), "thread"));
    library.file().ifPresent(file -> text.append(", ").append(file));
    return text.append("): ")
        .append(count(rules(), "rule"))
        .append(", ")
        .append(count(cases(), "case"))
        .append(", ")
        .append(count(failures(), "failure"))
        .toString();
  }

  private static String count(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }
}
