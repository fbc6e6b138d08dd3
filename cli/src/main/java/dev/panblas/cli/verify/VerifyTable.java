package dev.panblas.cli.verify;

import dev.panblas.cli.shared.TextTable;
import dev.panblas.conformance.Outcome;
import dev.panblas.conformance.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The outcomes of the rules on the backends as a table. */
final class VerifyTable {

  private VerifyTable() {}

  /**
   * Formats the table: one row for each rule, one column for each backend, in each cell the number
   * of cases and of failures. The failures and one line for each backend follow.
   *
   * @param reports by the backends' names, at least one, all of the same rules
   */
  static String of(Map<String, Report> reports) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(Stream.concat(Stream.of("rule"), reports.keySet().stream()).toList());
    int rules = reports.values().iterator().next().rules();
    for (int rule = 0; rule < rules; rule++) {
      List<String> row = new ArrayList<>();
      for (Report report : reports.values()) {
        Outcome outcome = report.outcomes().get(rule);
        if (row.isEmpty()) {
          row.add(outcome.rule().toString());
        }
        row.add(cell(outcome));
      }
      rows.add(row);
    }
    StringBuilder text = new StringBuilder(TextTable.of(rows)).append(System.lineSeparator());
    reports.forEach(
        (backend, report) ->
            report
                .broken()
                .forEach(outcome -> text.append(String.format("%s: %s%n", backend, outcome))));
    reports.forEach(
        (backend, report) ->
            report.outcomes().stream()
                .filter(outcome -> outcome.leftOut().isPresent())
                .forEach(outcome -> text.append(String.format("%s: %s%n", backend, outcome))));
    reports.forEach(
        (backend, report) -> text.append(report.summary(backend)).append(System.lineSeparator()));
    return text.toString();
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
