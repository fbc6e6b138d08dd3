/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench.targets;

import dev.panblas.bench.report.MarkdownTable;
import dev.panblas.bench.report.Report;
import dev.panblas.bench.result.Circumstances;
import dev.panblas.bench.result.Line;
import dev.panblas.bench.result.Load;
import dev.panblas.bench.result.Row;
import dev.panblas.bench.run.Plan;
import dev.panblas.bench.targets.Measurements.Figure;
import dev.panblas.bench.targets.TargetTable.Goal;
import dev.panblas.cli.shared.Machine;
import dev.panblas.matrix.Precision;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes the targets of a run with their verdicts, and what lies behind them. */
public final class TargetReport {

  /**
   * A run.
   *
   * @param panblas the version
   * @param date its start, in UTC
   * @param rounds the number of rounds
   * @param isQuick whether figures are too short to count
   * @param machine the machine of the run
   * @param columns what was timed in each column
   */
  public record Run(
      String panblas,
      String date,
      int rounds,
      boolean isQuick,
      Machine machine,
      Map<Column, Measurements> columns) {

    /** The map is copied. */
    public Run {
      columns = new EnumMap<>(columns);
    }

    /** {@return a copy of the map} */
    @Override
    public Map<Column, Measurements> columns() {
      return new EnumMap<>(columns);
    }
  }

  /** A figure of a column, as in the JSON file. */
  private record Cell(
      String what,
      String column,
      double least,
      double aim,
      @Nullable Double figure,
      @Nullable String range,
      @Nullable String note,
      String verdict) {}

  /** The lines of a row, as in the JSON file. */
  private record Rounds(String column, Row row, List<Line> lines) {}

  private record Content(
      String panblas,
      String date,
      int rounds,
      boolean quick,
      Machine machine,
      List<Cell> targets,
      List<Rounds> rows) {}

  private final Run run;
  private final StringBuilder text = new StringBuilder();

  private TargetReport(Run run) {
    this.run = run;
  }

  /**
   * The content of the JSON file.
   *
   * @param run a run
   * @return a record
   */
  public static Record content(Run run) {
    List<Cell> cells = new ArrayList<>();
    for (Goal goal : goals()) {
      for (Column column : Column.values()) {
        cells.add(cell(run, goal, column));
      }
    }
    List<Rounds> rows = new ArrayList<>();
    run.columns()
        .forEach(
            (column, measurements) ->
                measurements
                    .lines()
                    .forEach((row, lines) -> rows.add(new Rounds(column.title(), row, lines))));
    return new Content(run.panblas, run.date, run.rounds, run.isQuick, run.machine, cells, rows);
  }

  private static List<Goal> goals() {
    return Stream.concat(TargetTable.ofStep().stream(), TargetTable.ofVector().stream()).toList();
  }

  /**
   * Whether all rows were timed.
   *
   * @param run a run
   * @return false if one failed
   */
  public static boolean isComplete(Run run) {
    return run.columns().values().stream()
        .flatMap(measurements -> measurements.lines().values().stream())
        .flatMap(List::stream)
        .allMatch(line -> line.failure() == null);
  }

  /**
   * The tables of the targets.
   *
   * @param run a run
   * @return Markdown
   */
  public static String targets(Run run) {
    TargetReport report = new TargetReport(run);
    report.heading();
    report.table("Step, 64-25-64, 10,000 samples, all processors", TargetTable.ofStep());
    report.table(
        "gemm of `vector`, one thread, against OpenBLAS; the smallest of double and single",
        TargetTable.ofVector());
    return report.text.toString();
  }

  /**
   * The whole report.
   *
   * @param run a run
   * @return Markdown
   */
  public static String of(Run run) {
    TargetReport report = new TargetReport(run);
    report.text.append(targets(run));
    report.oneThread();
    report.products();
    report.allSizes();
    report.rows();
    report.libraries();
    report.failures();
    return report.text.toString();
  }

  private void heading() {
    Machine machine = run.machine;
    text.append("# Panblas bench: targets\n\n")
        .append(
            String.format(
                Locale.ROOT,
                "Panblas %s, %d round%s, started %s. %s, %d processors, %s, JDK %s.%n",
                run.panblas,
                run.rounds,
                run.rounds == 1 ? "" : "s",
                run.date,
                machine.processor() == null ? "Processor unknown" : machine.processor(),
                machine.cores(),
                machine.os(),
                machine.jdk()));
    run.columns().forEach((column, measurements) -> circumstances(column, measurements));
    text.append(
        "\nA figure is a ratio of medians over the rounds; in parentheses the smallest and the"
            + " largest ratio of a round. Verdicts do not change the exit code.\n");
    if (run.isQuick) {
      text.append("\nWith --quick nothing is timed long enough to count.\n");
    }
  }

  private void circumstances(Column column, Measurements measurements) {
    Set<String> cores = new LinkedHashSet<>();
    Set<String> vectors = new LinkedHashSet<>();
    for (Line line : lines(measurements)) {
      Circumstances on = line.circumstances();
      if (on != null && on.library() != null && on.library().core() != null) {
        cores.add(on.library().core());
      }
      if (on != null && on.vectors() != null) {
        vectors.add(on.vectors());
      }
    }
    text.append(
        String.format(
            Locale.ROOT,
            "%nColumn %s: OpenBLAS core %s; Java: %s. %s%n",
            column.title(),
            cores.isEmpty() ? "unknown" : String.join(", ", cores),
            vectors.isEmpty() ? "unknown" : String.join(", ", vectors),
            load(measurements)));
  }

  private static List<Line> lines(Measurements measurements) {
    return measurements.lines().values().stream().flatMap(List::stream).toList();
  }

  private static String load(Measurements measurements) {
    List<Double> others =
        lines(measurements).stream().map(Line::others).filter(Objects::nonNull).sorted().toList();
    if (others.isEmpty()) {
      return "What other processes took is unknown: this system has no /proc/stat.";
    }
    long disturbed = others.stream().filter(share -> share > Load.MOST_OF_OTHERS).count();
    return String.format(
        Locale.ROOT,
        "Other processes took %.0f%% of the processors in the median and %.0f%% at most; %d of %d"
            + " times do not count because of more than %.0f%%.",
        100 * others.get(others.size() / 2),
        100 * others.getLast(),
        disturbed,
        others.size(),
        100 * Load.MOST_OF_OTHERS);
  }

  private void table(String title, List<Goal> goals) {
    List<String> heading = new ArrayList<>(List.of("what"));
    for (Column column : Column.values()) {
      heading.add(column.title() + ": at least / aim");
      heading.add("measured");
    }
    MarkdownTable table = new MarkdownTable(heading);
    for (Goal goal : goals) {
      List<String> cells = new ArrayList<>(List.of(goal.what()));
      for (Column column : Column.values()) {
        Cell cell = cell(run, goal, column);
        cells.add(goal.unit().text(cell.least) + " / " + goal.unit().text(cell.aim));
        cells.add(measured(goal, cell));
      }
      table.add(cells);
    }
    text.append("\n## ").append(title).append("\n\n").append(table);
  }

  private static String measured(Goal goal, Cell cell) {
    if (cell.figure == null) {
      return cell.verdict;
    }
    StringBuilder written = new StringBuilder(goal.unit().text(cell.figure));
    Stream.of(cell.range, cell.note)
        .filter(Objects::nonNull)
        .filter(part -> !part.isEmpty())
        .reduce((one, other) -> one + ", " + other)
        .ifPresent(parts -> written.append(" (").append(parts).append(')'));
    return written + ": " + cell.verdict;
  }

  private static Cell cell(Run run, Goal goal, Column column) {
    TargetTable.Bounds bounds = Objects.requireNonNull(goal.bounds().get(column));
    Measurements measurements = run.columns().get(column);
    Figure figure =
        measurements == null
            ? new Figure.Missing("another processor")
            : goal.figure().apply(measurements);
    return switch (figure) {
      case Figure.Missing(String why) ->
          new Cell(
              goal.what(),
              column.title(),
              bounds.least(),
              bounds.aim(),
              null,
              null,
              null,
              "not measured here: " + why);
      case Figure.Value(double value, String range, String note) ->
          new Cell(
              goal.what(),
              column.title(),
              bounds.least(),
              bounds.aim(),
              value,
              range,
              note,
              run.isQuick ? "not measured: --quick" : bounds.verdict(value));
    };
  }

  /** The rows whose libraries had one thread: their CPU time is valid on a busy machine too. */
  private void oneThread() {
    MarkdownTable table =
        new MarkdownTable(
            List.of("column", "what", "precision", "Panblas", "PyTorch", "PyTorch over Panblas"));
    run.columns()
        .forEach(
            (column, measurements) -> {
              for (String question : List.of("step", "backprop")) {
                for (Precision precision : Precision.values()) {
                  Row own =
                      TargetRows.onOneThread(
                          Row.of(question, TargetRows.PANBLAS, "precision", precision.name()));
                  Row rival = new Row(question, "PyTorch", own.parameters());
                  OptionalDouble ratio = measurements.cpuRatio(rival, own);
                  if (measurements.cpuSeconds(own).isPresent()) {
                    table.add(
                        List.of(
                            column.title(),
                            question,
                            precision.toString(),
                            time(measurements.cpuSeconds(own)),
                            time(measurements.cpuSeconds(rival)),
                            ratio.isPresent()
                                ? TargetTable.Unit.TIMES.text(ratio.getAsDouble())
                                : ""));
                  }
                }
              }
            });
    if (table.hasRows()) {
      text.append("\n## CPU time on one thread, which holds on a busy machine too\n\n")
          .append(table);
    }
  }

  private static String time(OptionalDouble seconds) {
    return seconds.isPresent() ? Report.time(seconds.getAsDouble()) : "";
  }

  private void products() {
    MarkdownTable table =
        new MarkdownTable(
            List.of("column", "n", "precision", "vector, GF/s", "OpenBLAS, GF/s", "share"));
    List<Integer> sizes = new ArrayList<>(TargetRows.SMALL_SIZES);
    sizes.addAll(TargetRows.USUAL_SIZES);
    run.columns()
        .forEach(
            (column, measurements) -> {
              for (Precision precision : Precision.values()) {
                for (int n : sizes) {
                  if (TargetTable.againstLibrary(measurements, n, precision)
                      instanceof Figure.Value(double share, String range, String _)) {
                    table.add(
                        List.of(
                            column.title(),
                            Integer.toString(n),
                            precision.toString(),
                            rate(measurements, TargetRows.gemm(TargetRows.VECTOR, n, precision, 1)),
                            rate(
                                measurements, TargetRows.gemm(TargetRows.LIBRARY, n, precision, 1)),
                            TargetTable.Unit.PERCENT.text(share)
                                + (range.isEmpty() ? "" : " (" + range + ")")));
                  }
                }
              }
            });
    if (table.hasRows()) {
      text.append("\n## gemm on one thread\n\n").append(table);
    }
  }

  private static String rate(Measurements measurements, Row gemm) {
    OptionalDouble seconds = measurements.seconds(gemm);
    return seconds.isPresent()
        ? String.format(Locale.ROOT, "%.1f", TargetRows.flops(gemm) / seconds.getAsDouble() / 1e9)
        : "";
  }

  private void allSizes() {
    for (Precision precision : Precision.values()) {
      run.columns().forEach((column, measurements) -> allSizes(column, measurements, precision));
    }
  }

  private void allSizes(Column column, Measurements measurements, Precision precision) {
    List<String> subjects =
        Stream.of(
                Stream.of(TargetRows.PANBLAS, TargetRows.VECTOR, TargetRows.ON_MKL),
                TargetRows.RIVALS.stream(),
                Stream.of(Plan.ONE_DNN))
            .flatMap(names -> names)
            .filter(subject -> hasSizes(measurements, subject, precision))
            .toList();
    if (subjects.isEmpty()) {
      return;
    }
    List<String> heading = new ArrayList<>(List.of("n"));
    heading.addAll(subjects);
    MarkdownTable table = new MarkdownTable(heading);
    for (int n : TargetRows.ALL_SIZES) {
      List<String> cells = new ArrayList<>(List.of(Integer.toString(n)));
      subjects.forEach(
          subject -> cells.add(rate(measurements, TargetRows.gemm(subject, n, precision))));
      table.add(cells);
    }
    text.append(
            String.format(
                Locale.ROOT,
                "%n## gemm on all processors, %s, GF/s, one round, %s%n%n",
                precision,
                column.title()))
        .append(table);
  }

  private static boolean hasSizes(Measurements measurements, String subject, Precision precision) {
    return TargetRows.ALL_SIZES.stream()
        .anyMatch(n -> measurements.seconds(TargetRows.gemm(subject, n, precision)).isPresent());
  }

  private void rows() {
    MarkdownTable table =
        new MarkdownTable(
            List.of(
                "column",
                "row",
                "time",
                "range of the rounds",
                "CPU time, all threads",
                "others, at most"));
    Set<String> shown = Set.of("step", "backprop", "training", "sigmoid");
    run.columns()
        .forEach(
            (column, measurements) ->
                measurements
                    .lines()
                    .forEach(
                        (row, lines) -> {
                          if (shown.contains(row.question())) {
                            table.add(cells(column, measurements, row, lines));
                          }
                        }));
    text.append("\n## Times\n\n").append(table);
  }

  private static List<String> cells(
      Column column, Measurements measurements, Row row, List<Line> lines) {
    List<Double> times = measurements.times(row).stream().sorted().toList();
    OptionalDouble seconds = measurements.seconds(row);
    double others =
        lines.stream()
            .map(Line::others)
            .filter(Objects::nonNull)
            .max(Comparator.naturalOrder())
            .orElse(Double.NaN);
    Circumstances on = lines.getLast().circumstances();
    return List.of(
        column.title(),
        row + (on == null || on.facts() == null || on.facts().isEmpty() ? "" : " " + on.facts()),
        seconds.isPresent() ? time(seconds) : "not measured: " + measurements.why(row),
        times.size() < 2
            ? ""
            : Report.time(times.getFirst()) + " to " + Report.time(times.getLast()),
        time(measurements.cpuSeconds(row)),
        Double.isNaN(others) ? "unknown" : TargetTable.Unit.PERCENT.text(others));
  }

  private void libraries() {
    Set<List<String>> known = new LinkedHashSet<>();
    run.columns()
        .forEach(
            (column, measurements) -> {
              for (Line line : lines(measurements)) {
                Circumstances on = line.circumstances();
                if (on != null && on.library() != null && line.row() != null) {
                  Circumstances.Library library = on.library();
                  known.add(
                      List.of(
                          column.title(),
                          line.row().subject(),
                          library.name()
                              + (library.version() == null ? "" : " " + library.version()),
                          library.core() == null ? "" : library.core(),
                          library.file() == null ? "" : library.file()));
                }
              }
            });
    MarkdownTable table =
        new MarkdownTable(List.of("column", "subject", "library", "core", "file"));
    known.forEach(table::add);
    text.append("\n## Libraries\n\n").append(table);
  }

  private void failures() {
    MarkdownTable table = new MarkdownTable(List.of("column", "row", "why"));
    run.columns()
        .forEach(
            (column, measurements) -> {
              for (Line line : lines(measurements)) {
                if (line.failure() != null) {
                  table.add(List.of(column.title(), String.valueOf(line.row()), line.failure()));
                }
              }
            });
    if (table.hasRows()) {
      text.append("\n## Failed rows\n\n").append(table);
    }
  }
}
