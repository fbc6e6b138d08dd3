/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.verify;

import dev.panblas.cli.shared.TextTable;
import dev.panblas.conformance.Outcome;
import dev.panblas.conformance.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** The outcomes of the rules on the backends as text. */
final class VerifyTable {

  private VerifyTable() {}

  /**
   * Formats the failures and one line for each backend.
   *
   * @param reports by the backends' names
   */
  static String summary(Map<String, Report> reports) {
    StringBuilder text = new StringBuilder();
    addLines(text, reports, report -> report.broken().stream());
    addSummaries(text, reports);
    return text.toString();
  }

  /**
   * Formats everything: one row for each rule, with the cases and failures on each backend and the
   * rule's title. The failures, the rules that were not tried, the warnings and one line for each
   * backend follow.
   *
   * @param reports by the backends' names, at least one, all of the same rules
   */
  static String details(Map<String, Report> reports) {
    List<List<String>> rows = new ArrayList<>();
    List<String> heading = new ArrayList<>(List.of("rule"));
    heading.addAll(reports.keySet());
    heading.add("title");
    rows.add(heading);
    List<Outcome> first = reports.values().iterator().next().outcomes();
    for (int i = 0; i < first.size(); i++) {
      List<String> row = new ArrayList<>(List.of(first.get(i).rule().id()));
      for (Report report : reports.values()) {
        row.add(cell(report.outcomes().get(i)));
      }
      row.add(first.get(i).rule().title());
      rows.add(row);
    }
    StringBuilder text = new StringBuilder(TextTable.of(rows)).append(System.lineSeparator());
    addLines(text, reports, report -> report.broken().stream());
    addLines(
        text,
        reports,
        report -> report.outcomes().stream().filter(outcome -> outcome.leftOut().isPresent()));
    addLines(
        text,
        reports,
        report ->
            report.outcomes().stream().flatMap(outcome -> outcome.describeWarnings().stream()));
    addSummaries(text, reports);
    return text.toString();
  }

  private static void addSummaries(StringBuilder text, Map<String, Report> reports) {
    reports.forEach(
        (backend, report) -> text.append(report.summary(backend)).append(System.lineSeparator()));
  }

  private static void addLines(
      StringBuilder text, Map<String, Report> reports, Function<Report, Stream<?>> lines) {
    reports.forEach(
        (backend, report) ->
            lines
                .apply(report)
                .forEach(
                    line -> text.append(String.format(Locale.ROOT, "%s: %s%n", backend, line))));
  }

  private static String cell(Outcome outcome) {
    if (outcome.leftOut().isPresent()) {
      return "NOT TRIED";
    }
    return outcome.isPassed()
        ? outcome.cases() + " passed"
        : outcome.failures() + " of " + outcome.cases() + " FAILED";
  }
}
