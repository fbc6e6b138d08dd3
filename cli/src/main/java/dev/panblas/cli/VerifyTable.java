package dev.panblas.cli;

import dev.panblas.conformance.Outcome;
import dev.panblas.conformance.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What came of all rules on all backends, to be read by people. */
final class VerifyTable {

  private VerifyTable() {}

  /**
   * Rules down, backends across, in each cell the cases, or how many of them failed; then each
   * failure, and a line a backend.
   *
   * @param reports by the backends' names, at least one
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
