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
import dev.panblas.bench.result.Load;
import dev.panblas.bench.result.Results;
import dev.panblas.bench.result.Row;
import dev.panblas.bench.result.RowResult;
import dev.panblas.bench.run.Plan;
import dev.panblas.bench.run.Question;
import dev.panblas.cli.chart.Drawing;
import dev.panblas.cli.chart.HtmlPage;
import dev.panblas.cli.chart.Page;
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
import java.util.stream.Collectors;

/** Writes the report of a run: who is faster at what, the charts, every row. */
public final class Report {

  private static final String TITLE = "Panblas bench";

  private final Results results;
  private final Page page;

  private Report(Results results, Page page) {
    this.results = results;
    this.page = page;
  }

  /**
   * The report in Markdown.
   *
   * @param results a run
   * @param charts drawings by file name without extension
   * @param targets whether it has the targets of the questions, with verdicts
   * @return Markdown that refers to the charts' PNG files
   */
  public static String markdown(Results results, Map<String, Drawing> charts, boolean targets) {
    MarkdownPage page = new MarkdownPage(TITLE);
    new Report(results, page).write(charts, targets);
    return page.toString();
  }

  /**
   * The report as one HTML file.
   *
   * @param results a run
   * @param charts drawings by name
   * @param targets whether it has the targets of the questions, with verdicts
   * @return HTML that contains the charts
   */
  public static String html(Results results, Map<String, Drawing> charts, boolean targets) {
    HtmlPage page = new HtmlPage(TITLE);
    new Report(results, page).write(charts, targets);
    return page.toString();
  }

  private void write(Map<String, Drawing> charts, boolean targets) {
    heading();
    comparisons();
    if (targets) {
      targets();
    }
    charts.forEach(page::chart);
    backprop();
    rates(Precision.DOUBLE);
    rates(Precision.SINGLE);
    arrays();
    division();
    callers();
    otherQuestions();
    subjects();
    failures();
  }

  private void heading() {
    Machine machine = results.machine();
    page.paragraph(
        String.format(
            Locale.ROOT,
            "Panblas %s, %s form, %d round%s, started %s. Machine: %s, %d cores, %s, %s. JDK %s.",
            results.panblas(),
            results.form(),
            results.rounds(),
            results.rounds() == 1 ? "" : "s",
            results.date(),
            machine.processor() == null ? "processor unknown" : machine.processor(),
            machine.cores(),
            machine.os(),
            machine.architecture(),
            machine.jdk()));
    page.paragraph(load(results));
    if (!results.environment().isEmpty()) {
      StringBuilder set = new StringBuilder();
      results
          .environment()
          .forEach((name, value) -> set.append(' ').append(name).append('=').append(value));
      page.paragraph("Environment:" + set + ".");
    }
    page.paragraph(
        "Each round times every row in its own process. Times are medians; a ratio or a rate is the"
            + " geometric mean of the rounds' ratios or rates of medians, with its 95% confidence"
            + " interval"
            + (results.rounds() < 2 ? " (not available with one round)." : "."));
    results.notes().forEach(page::paragraph);
  }

  /**
   * The load of the machine during a run.
   *
   * @param results a run
   * @return a sentence or two
   */
  public static String load(Results results) {
    List<Double> others = results.others();
    if (others.isEmpty()) {
      return "Load: it is unknown how much of the processors other processes took.";
    }
    double mean = others.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    return String.format(
        Locale.ROOT,
        "Load: other processes took %.0f%% of the processors (by round: %s).%s",
        100 * mean,
        others.stream()
            .map(share -> String.format(Locale.ROOT, "%.0f%%", 100 * share))
            .collect(Collectors.joining(", ")),
        mean > Load.MOST_OF_OTHERS
            ? " The machine was busy: run this again when it is idle for narrower intervals."
            : "");
  }

  private void comparisons() {
    List<Comparison> all = Comparison.of(results);
    if (all.isEmpty()) {
      return;
    }
    page.heading("Who is faster");
    page.table(Comparison.HEADING, all.stream().map(Comparison::cells).toList());
    page.paragraph(
        "Double precision, all processors, 10,000 samples unless a task says otherwise. A task"
            + " cannot be decided if its interval spans a factor of two or more; there is no"
            + " difference if the interval contains 1.");
  }

  private void targets() {
    page.heading("Targets");
    page.paragraph(
        "Double precision, 64-25-64, 10,000 samples, all processors, unless a row says otherwise.");
    List<List<String>> table = new ArrayList<>();
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
    page.table(List.of("what", "bound", "goal", "measured", "interval", "verdict"), table);
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
    page.heading("Backpropagation, from the loop to tiles");
    List<String> heading =
        List.of("what", "time", "GF/s", "against " + comparison.baseline(), "interval");
    List<List<String>> table = new ArrayList<>();
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
    page.table(heading, table);
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
    page.heading("gemm, " + precision + ", GF/s by size, with intervals");
    List<String> heading = new ArrayList<>(List.of("n"));
    heading.addAll(subjects);
    List<List<String>> table = new ArrayList<>();
    for (int n : sizes) {
      List<String> cells = new ArrayList<>(List.of(Integer.toString(n)));
      for (String subject : subjects) {
        cells.add(
            results
                .find(Plan.gemm(subject, n, precision))
                .filter(RowResult::isComplete)
                .map(result -> rate(gigaflops(result)))
                .orElse(""));
      }
      table.add(cells);
    }
    page.table(heading, table);
  }

  private void arrays() {
    List<String> heading = new ArrayList<>(List.of("routine", "n", "through", "time"));
    for (String rival : Plan.ARRAY_RIVALS) {
      heading.addAll(List.of(rival, "against " + rival, "interval"));
    }
    List<List<String>> table = new ArrayList<>();
    for (Question question : Plan.ARRAY_QUESTIONS) {
      for (int n : Plan.arraySizes(question)) {
        addArrays(table, question, n, "views kept", Plan.array(question, ArrayViews.KEPT, n));
        addArrays(table, question, n, "views made", Plan.array(question, ArrayViews.MADE, n));
        Row throughNetlib = Plan.arrayOfRival(question, Plan.PANBLAS_BLAS, n);
        addArrays(table, question, n, Plan.PANBLAS_BLAS, throughNetlib);
      }
    }
    if (!table.isEmpty()) {
      page.heading("Operands in Java arrays, double, one thread");
      page.table(heading, table);
      page.paragraph(
          "n is the number of rows and columns; with dot and axpy, of elements. Ratios say how many"
              + " times as fast as the rival Panblas is.");
    }
  }

  private void addArrays(
      List<List<String>> table, Question question, int n, String through, Row row) {
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
    List<String> heading =
        List.of(
            "routine",
            "n",
            "precision",
            "one thread",
            "team",
            "library's threads",
            "team against library's",
            "interval");
    List<List<String>> table = new ArrayList<>();
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
    if (!table.isEmpty()) {
      page.heading("Team and the library's threads");
      page.table(heading, table);
      page.paragraph("n is the number of rows and columns; with dot and axpy, of elements.");
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
    List<String> heading = List.of("n", "subject", "calls per second", "GF/s", "p99 of a call");
    List<List<String>> table = new ArrayList<>();
    for (RowResult result : results.of(Question.CALLERS.label())) {
      if (result.isComplete()) {
        Circumstances on = result.circumstances();
        String p99 = on == null ? null : on.fact(ForkReport.PERCENTILE_99);
        table.add(
            List.of(
                Integer.toString(size(result.row())),
                result.row().subject(),
                String.format(Locale.ROOT, "%.0f", 1 / result.seconds()),
                String.format(Locale.ROOT, "%.1f", gigaflops(result).value()),
                p99 == null ? "" : time(Double.parseDouble(p99))));
      }
    }
    if (!table.isEmpty()) {
      page.heading(CallTimes.CALLERS + " callers of gemm, double");
      page.table(heading, table);
      page.paragraph("The 99th percentile is that of the last round.");
    }
  }

  /** The rate of a product of square matrices, in the rounds. */
  static Estimate gigaflops(RowResult gemm) {
    double n = size(gemm.row());
    return Estimate.of(
        gemm.medians().stream().map(seconds -> 2 * n * n * n / seconds / 1e9).toList());
  }

  private static String rate(Estimate gigaflops) {
    return gigaflops.hasInterval()
        ? String.format(
            Locale.ROOT,
            "%.2f (%.2f to %.2f)",
            gigaflops.value(),
            gigaflops.low(),
            gigaflops.high())
        : String.format(Locale.ROOT, "%.2f", gigaflops.value());
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
    List<String> heading = List.of("subject", "parameters", "time", "range of the rounds");
    List<List<String>> table = new ArrayList<>();
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
    if (!table.isEmpty()) {
      page.heading(question);
      page.table(heading, table);
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
    List<String> heading =
        List.of("subject", "library", "core", "threads", "file, SHA-256", "runtime", "vectors");
    List<List<String>> table = new ArrayList<>();
    Set<List<String>> known = new LinkedHashSet<>();
    for (RowResult result : results.rows()) {
      Circumstances on = result.circumstances();
      if (on != null) {
        known.add(cells(result.row().subject(), on));
      }
    }
    known.forEach(table::add);
    if (!table.isEmpty()) {
      page.heading("Libraries and runtimes");
      page.table(heading, table);
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
    List<String> heading = List.of("row", "why");
    List<List<String>> table = new ArrayList<>();
    for (RowResult result : results.rows()) {
      if (result.failure() != null) {
        table.add(List.of(result.row().toString(), result.failure()));
      }
    }
    if (!table.isEmpty()) {
      page.heading("Failed rows");
      page.table(heading, table);
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
}
