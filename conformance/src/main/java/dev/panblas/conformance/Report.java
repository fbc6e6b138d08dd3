/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance;

import dev.panblas.spi.LibraryInfo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The outcomes of rules on one backend.
 *
 * @param library the library that the backend ran on
 * @param outcomes one for each rule, in the order of the rules
 */
public record Report(LibraryInfo library, List<Outcome> outcomes) {

  /**
   * The number of rules, including those that could not be tried.
   *
   * @return the number of outcomes
   */
  public int rules() {
    return outcomes.size();
  }

  /**
   * The number of cases that were tried, over all rules.
   *
   * @return the sum
   */
  public int cases() {
    return outcomes.stream().mapToInt(Outcome::cases).sum();
  }

  /**
   * The number of cases that failed, over all rules.
   *
   * @return the sum
   */
  public int failures() {
    return outcomes.stream().mapToInt(Outcome::failures).sum();
  }

  /**
   * The number of cases with a warning, over all rules.
   *
   * @return the sum
   */
  public int warned() {
    return outcomes.stream().mapToInt(Outcome::warned).sum();
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
   * @return backend, library, threads, the numbers of rules, cases, failures and warnings, and the
   *     number of rules that were not tried, by reason
   */
  public String summary(String backend) {
    StringBuilder text = new StringBuilder("backend ").append(backend).append(" on ");
    text.append(library.name());
    library.version().ifPresent(version -> text.append(' ').append(version));
    text.append(" (").append(library.threadsText());
    library.file().ifPresent(file -> text.append(", ").append(file));
    text.append("): ")
        .append(count(rules(), "rule"))
        .append(", ")
        .append(count(cases(), "case"))
        .append(", ")
        .append(count(failures(), "failure"));
    if (warned() > 0) {
      text.append(", ").append(count(warned(), "warning"));
    }
    notTried()
        .forEach(
            (reason, number) ->
                text.append(", ")
                    .append(count(number, "rule"))
                    .append(" not tried (")
                    .append(reason)
                    .append(')'));
    return text.toString();
  }

  /** The number of rules that could not be tried, by reason. */
  private Map<String, Integer> notTried() {
    Map<String, Integer> byReason = new LinkedHashMap<>();
    for (Outcome outcome : outcomes) {
      outcome.leftOut().ifPresent(reason -> byReason.merge(reason, 1, Integer::sum));
    }
    return byReason;
  }

  private static String count(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }
}
