/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench.report;

import dev.panblas.bench.ArrayViews;
import dev.panblas.bench.CallTimes;
import dev.panblas.bench.ForkReport;
import dev.panblas.bench.report.Target.Measured;
import dev.panblas.bench.result.Circumstances;
import dev.panblas.bench.result.Results;
import dev.panblas.bench.result.Row;
import dev.panblas.bench.result.RowResult;
import dev.panblas.bench.run.Plan;
import dev.panblas.bench.run.Question;
import dev.panblas.cli.shared.Machine;
import dev.panblas.matrix.Precision;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Writes the report of a run: the targets, the comparison of the backpropagation, every row. */
public final class Report {

  private final Results results;
  private final StringBuilder text = new StringBuilder();

  private Report(Results results) {
    this.results = results;
  }

  /**
   * The report.
   *
   * @param results a run
   * @param charts the file names of the charts, in the report's folder
   * @return Markdown
   */
  public static String of(Results results, List<String> charts) {
    Report report = new Report(results);
    report.heading();
    report.targets();
    report.backprop();
    report.rates(Precision.DOUBLE);
    report.rates(Precision.SINGLE);
    report.arrays();
    report.division();
    report.callers();
    report.otherQuestions();
    charts.forEach(
        chart -> report.text.append("\n![").append(chart).append("](").append(chart).append(")\n"));
    report.subjects();
    report.failures();
    return report.text.toString();
  }

  private void heading() {
    Machine machine = results.machine();
    text.append("# Panblas bench\n\n");
    line(
        String.format(
            Locale.ROOT,
            "Panblas %s, %s form, %d round%s, started %s.",
            results.panblas(),
            results.form(),
            results.rounds(),
            results.rounds() == 1 ? "" : "s",
            results.date()));
    line(
        String.format(
            Locale.ROOT,
            "Machine: %s, %d cores, %s, %s. JDK %s.",
            machine.processor() == null ? "processor unknown" : machine.processor(),
            machine.cores(),
            machine.os(),
            machine.architecture(),
            machine.jdk()));
    if (!results.environment().isEmpty()) {
      StringBuilder set = new StringBuilder();
      results
          .environment()
          .forEach((name, value) -> set.append(' ').append(name).append('=').append(value));
      line("Environment:" + set + ".");
    }
    text.append('\n');
    line(
        "Each round times every row in its own process. Times are medians; a ratio is the geometric"
            + " mean of the rounds' ratios of medians, with its 95% confidence interval"
            + (results.rounds() < 2 ? " (not available with one round)." : "."));
    results.notes().forEach(note -> line("\n" + note));
  }

  private void targets() {
    text.append("\n## Targets\n\nDouble precision, 64-25-64, 10,000 samples, all processors,")
        .append(" unless a row says otherwise.\n\n");
    MarkdownTable table =
        new MarkdownTable(List.of("what", "bound", "goal", "measured", "interval", "verdict"));
    for (Target target : Targets.all()) {
      List<String> cells = new ArrayList<>();
      cells.add(target.what());
      cells.add((target.isLimit() ? "at most " : "at least ") + target.unit().text(target.bound()));
      cells.add(target.goal().isPresent() ? target.unit().text(target.goal().getAsDouble()) : "");
      switch (target.measure().apply(results)) {
        case Measured.Figure(Estimate estimate) -> {
          cells.add(target.unit().text(estimate.value()));
          cells.add(interval(target.unit(), estimate));
          cells.add(target.verdict(estimate));
        }
        case Measured.Missing(String why) -> cells.addAll(List.of("", "", "not measured: " + why));
      }
      table.add(cells);
    }
    text.append(table);
  }

  private static String interval(Target.Unit unit, Estimate estimate) {
    return estimate.hasInterval()
        ? unit.text(estimate.low()) + " to " + unit.text(estimate.high())
        : "";
  }

  private void backprop() {
    BackpropComparison comparison = BackpropComparison.of(results);
    if (comparison.entries().isEmpty()) {
      return;
    }
    text.append("\n## Backpropagation, from the loop to tiles\n\n");
    MarkdownTable table =
        new MarkdownTable(
            List.of("what", "time", "GF/s", "against " + comparison.baseline(), "interval"));
    for (BackpropComparison.Entry entry : comparison.entries()) {
      double seconds = entry.result().seconds();
      table.add(
          List.of(
              entry.title(),
              time(seconds),
              String.format(Locale.ROOT, "%.1f", Targets.BACKPROP_FLOPS / seconds / 1e9),
              entry.speedupText(),
              interval(Target.Unit.TIMES, entry.speedup())));
    }
    text.append(table);
  }

  private void rates(Precision precision) {
    List<RowResult> rows =
        results.of(Question.GEMM.label()).stream()
            .filter(result -> precision.name().equals(result.row().parameter("precision")))
            .filter(RowResult::isComplete)
            .toList();
    if (rows.isEmpty()) {
      return;
    }
    Set<String> subjects = new LinkedHashSet<>();
    SortedSet<Integer> sizes = new TreeSet<>();
    for (RowResult result : rows) {
      subjects.add(result.row().subject());
      sizes.add(size(result.row()));
    }
    text.append("\n## gemm, ").append(precision).append(", GF/s by size\n\n");
    List<String> heading = new ArrayList<>(List.of("n"));
    heading.addAll(subjects);
    MarkdownTable table = new MarkdownTable(heading);
    for (int n : sizes) {
      List<String> cells = new ArrayList<>(List.of(Integer.toString(n)));
      for (String subject : subjects) {
        cells.add(
            results
                .find(Plan.gemm(subject, n, precision))
                .filter(RowResult::isComplete)
                .map(result -> String.format(Locale.ROOT, "%.2f", gigaflops(result)))
                .orElse(""));
      }
      table.add(cells);
    }
    text.append(table);
  }

  private void arrays() {
    List<String> heading = new ArrayList<>(List.of("routine", "n", "through", "time"));
    for (String rival : Plan.ARRAY_RIVALS) {
      heading.addAll(List.of(rival, "against " + rival, "interval"));
    }
    MarkdownTable table = new MarkdownTable(heading);
    for (Question question : Plan.ARRAY_QUESTIONS) {
      for (int n : Plan.arraySizes(question)) {
        addArrays(table, question, n, "views kept", Plan.array(question, ArrayViews.KEPT, n));
        addArrays(table, question, n, "views made", Plan.array(question, ArrayViews.MADE, n));
        Row throughNetlib = Plan.arrayOfRival(question, Plan.PANBLAS_BLAS, n);
        addArrays(table, question, n, Plan.PANBLAS_BLAS, throughNetlib);
      }
    }
    if (table.hasRows()) {
      text.append("\n## Operands in Java arrays, double, one thread\n\n")
          .append(table)
          .append(
              "\nn is the number of rows and columns; with dot and axpy, of elements. Ratios say")
          .append(" how many times as fast as the rival Panblas is.\n");
    }
  }

  private void addArrays(MarkdownTable table, Question question, int n, String through, Row row) {
    if (results.find(row).isEmpty()) {
      return; // the short form runs fewer sizes
    }
    List<String> cells =
        new ArrayList<>(List.of(question.routine(), Integer.toString(n), through, timeOf(row)));
    for (String rival : Plan.ARRAY_RIVALS) {
      Row other = Plan.arrayOfRival(question, rival, n);
      Optional<Estimate> speedup = Targets.ratio(results, other, row);
      cells.add(timeOf(other));
      cells.add(speedup.map(ratio -> Target.Unit.TIMES.text(ratio.value())).orElse(""));
      cells.add(speedup.map(ratio -> interval(Target.Unit.TIMES, ratio)).orElse(""));
    }
    table.add(cells);
  }

  private void division() {
    MarkdownTable table =
        new MarkdownTable(
            List.of(
                "routine",
                "n",
                "precision",
                "one thread",
                "team",
                "library's threads",
                "team against library's",
                "interval"));
    for (RowResult team : results.of(Question.DIVISION.label())) {
      Row row = team.row();
      if (row.parameter("threads") != null || Plan.isOnLibraryThreads(row)) {
        continue;
      }
      Optional<Estimate> speedup = Targets.ratio(results, Plan.onLibraryThreads(row), row);
      table.add(
          List.of(
              Objects.requireNonNullElse(row.parameter("routine"), ""),
              Objects.requireNonNullElse(row.parameter("n"), ""),
              Objects.requireNonNullElse(row.parameter("precision"), ""),
              timeOf(Plan.onThreads(row, 1)),
              timeOf(row),
              timeOf(Plan.onLibraryThreads(row)),
              speedup.map(ratio -> Target.Unit.PERCENT.text(ratio.value())).orElse(""),
              speedup.map(ratio -> interval(Target.Unit.PERCENT, ratio)).orElse("")));
    }
    if (table.hasRows()) {
      text.append("\n## Team and the library's threads\n\n")
          .append(table)
          .append("\nn is the number of rows and columns; with dot and axpy, of elements.\n");
    }
  }

  /** The time of a row; empty if it has none. */
  private String timeOf(Row row) {
    return results
        .find(row)
        .filter(RowResult::isComplete)
        .map(result -> time(result.seconds()))
        .orElse("");
  }

  private void callers() {
    MarkdownTable table =
        new MarkdownTable(List.of("n", "subject", "calls per second", "GF/s", "p99 of a call"));
    for (RowResult result : results.of(Question.CALLERS.label())) {
      if (result.isComplete()) {
        Circumstances on = result.circumstances();
        String p99 = on == null ? null : on.fact(ForkReport.PERCENTILE_99);
        table.add(
            List.of(
                Integer.toString(size(result.row())),
                result.row().subject(),
                String.format(Locale.ROOT, "%.0f", 1 / result.seconds()),
                String.format(Locale.ROOT, "%.1f", gigaflops(result)),
                p99 == null ? "" : time(Double.parseDouble(p99))));
      }
    }
    if (table.hasRows()) {
      text.append("\n## ")
          .append(CallTimes.CALLERS)
          .append(" callers of gemm, double\n\n")
          .append(table)
          .append("\nThe 99th percentile is that of the last round.\n");
    }
  }

  /** The rate of a product of square matrices. */
  static double gigaflops(RowResult gemm) {
    double n = size(gemm.row());
    return 2 * n * n * n / gemm.seconds() / 1e9;
  }

  /** The size of a product of square matrices. */
  static int size(Row gemm) {
    String n = gemm.parameter("n");
    if (n == null) {
      throw new IllegalArgumentException("a gemm row must have the parameter n: " + gemm);
    }
    return Integer.parseInt(n);
  }

  private void otherQuestions() {
    Set<Question> shown = EnumSet.of(Question.GEMM, Question.DIVISION, Question.CALLERS);
    shown.addAll(Plan.ARRAY_QUESTIONS);
    for (Question question : Question.values()) {
      if (!shown.contains(question)) {
        times(question.label());
      }
    }
  }

  private void times(String question) {
    MarkdownTable table =
        new MarkdownTable(List.of("subject", "parameters", "time", "range of the rounds"));
    for (RowResult result : results.of(question)) {
      if (!result.medians().isEmpty()) {
        List<Double> medians = result.medians().stream().sorted().toList();
        table.add(
            List.of(
                result.row().subject(),
                parameters(result),
                time(result.seconds()),
                time(medians.getFirst()) + " to " + time(medians.getLast())));
      }
    }
    if (table.hasRows()) {
      text.append("\n## ").append(question).append("\n\n").append(table);
    }
  }

  private static String parameters(RowResult result) {
    StringBuilder parameters = new StringBuilder();
    result
        .row()
        .parameters()
        .forEach(
            (name, value) ->
                parameters
                    .append(parameters.isEmpty() ? "" : ", ")
                    .append(name)
                    .append(' ')
                    .append(value));
    Circumstances circumstances = result.circumstances();
    if (circumstances != null && circumstances.facts() != null) {
      Map<String, String> facts = circumstances.facts();
      facts.forEach(
          (name, value) -> {
            if (!value.equals(result.row().parameter(name))) {
              parameters
                  .append(parameters.isEmpty() ? "" : "; ")
                  .append(name)
                  .append(' ')
                  .append(value);
            }
          });
    }
    return parameters.toString();
  }

  private void subjects() {
    MarkdownTable table =
        new MarkdownTable(
            List.of(
                "subject", "library", "core", "threads", "file, SHA-256", "runtime", "vectors"));
    Set<List<String>> known = new LinkedHashSet<>();
    for (RowResult result : results.rows()) {
      Circumstances on = result.circumstances();
      if (on != null) {
        known.add(cells(result.row().subject(), on));
      }
    }
    known.forEach(table::add);
    if (table.hasRows()) {
      text.append("\n## Libraries and runtimes\n\n").append(table);
    }
  }

  private static List<String> cells(String subject, Circumstances on) {
    Circumstances.Library library = on.library();
    return List.of(
        subject,
        library == null
            ? ""
            : library.name() + (library.version() == null ? "" : " " + library.version()),
        library == null || library.core() == null ? "" : library.core(),
        library == null || library.threads() == null ? "" : library.threads().toString(),
        library == null || library.file() == null
            ? ""
            : library.file() + (library.sha256() == null ? "" : ", " + library.sha256()),
        on.runtime() == null ? "" : on.runtime(),
        on.vectors() == null ? "" : on.vectors());
  }

  private void failures() {
    MarkdownTable table = new MarkdownTable(List.of("row", "why"));
    for (RowResult result : results.rows()) {
      if (result.failure() != null) {
        table.add(List.of(result.row().toString(), result.failure()));
      }
    }
    if (table.hasRows()) {
      text.append("\n## Failed rows\n\n").append(table);
    }
  }

  /**
   * A time with three digits in a suitable unit.
   *
   * @param seconds the time
   * @return such as {@code 1.23 ms}
   */
  public static String time(double seconds) {
    String[] units = {"s", "ms", "us", "ns"};
    int unit = 0;
    double value = seconds;
    while (value < 1 && unit < units.length - 1) {
      value *= 1000;
      unit++;
    }
    String format = value < 10 ? "%.2f %s" : value < 100 ? "%.1f %s" : "%.0f %s";
    return String.format(Locale.ROOT, format, value, units[unit]);
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
