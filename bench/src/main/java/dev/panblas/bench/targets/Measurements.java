/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench.targets;

import dev.panblas.bench.result.Line;
import dev.panblas.bench.result.Load;
import dev.panblas.bench.result.Row;
import dev.panblas.bench.result.RowResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What was timed in one column. */
public final class Measurements {

  private final Map<Row, List<Line>> lines = new LinkedHashMap<>();

  /** No row. */
  public Measurements() {}

  /** Adds the line of a row. */
  void add(Line line) {
    lines.computeIfAbsent(Objects.requireNonNull(line.row()), row -> new ArrayList<>()).add(line);
  }

  /** The lines of all rows, in the order of the first round. */
  Map<Row, List<Line>> lines() {
    return new LinkedHashMap<>(lines);
  }

  /** A result of a target. */
  sealed interface Figure {

    /**
     * A figure.
     *
     * @param value the figure
     * @param range its smallest and largest value in a round, or empty
     * @param note what it was compared with, or empty
     */
    record Value(double value, String range, String note) implements Figure {}

    /**
     * No figure.
     *
     * @param why a clause
     */
    record Missing(String why) implements Figure {}
  }

  /**
   * Whether other processes took too much of the processors while a line was timed.
   *
   * @param line a line with or without a known load
   */
  static boolean isDisturbed(Line line) {
    return line.others() != null && line.others() > Load.MOST_OF_OTHERS;
  }

  /** The times of a row in the rounds that count, those that failed or were disturbed left out. */
  private List<Double> times(Row row, Function<Line, @Nullable Double> time) {
    return lines.getOrDefault(row, List.of()).stream()
        .filter(line -> line.failure() == null && !isDisturbed(line))
        .map(time)
        .filter(Objects::nonNull)
        .toList();
  }

  private static @Nullable Double wall(Line line) {
    return line.seconds() == null ? null : RowResult.median(line.seconds());
  }

  /** The times of each round that counts. */
  List<Double> times(Row row) {
    return times(row, Measurements::wall);
  }

  /** The time of a row: the median of the rounds, of which more than half must count. */
  OptionalDouble seconds(Row row) {
    return median(row, Measurements::wall);
  }

  /** The smallest time of a row, whatever other processes did. */
  OptionalDouble fastest(Row row) {
    return lines.getOrDefault(row, List.of()).stream()
        .map(Measurements::wall)
        .filter(Objects::nonNull)
        .mapToDouble(Double::doubleValue)
        .min();
  }

  /** The CPU time of all threads in one operation. It counts in all rounds. */
  OptionalDouble cpuSeconds(Row row) {
    List<Double> cpu =
        lines.getOrDefault(row, List.of()).stream()
            .map(Line::cpuSeconds)
            .filter(Objects::nonNull)
            .toList();
    return cpu.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(RowResult.median(cpu));
  }

  private OptionalDouble median(Row row, Function<Line, @Nullable Double> time) {
    List<Double> times = times(row, time);
    return 2 * times.size() > lines.getOrDefault(row, List.of()).size()
        ? OptionalDouble.of(RowResult.median(times))
        : OptionalDouble.empty();
  }

  /** Why a row has no time, as a clause. */
  String why(Row row) {
    List<Line> rounds = lines.getOrDefault(row, List.of());
    if (rounds.isEmpty()) {
      return "'" + row + "' was not timed";
    }
    Optional<String> failure =
        rounds.stream().map(Line::failure).filter(Objects::nonNull).findFirst();
    if (failure.isPresent()) {
      return "'" + row + "' failed: " + failure.get();
    }
    return String.format(
        Locale.ROOT,
        "other processes took up to %.0f%% of the processors during '%s'",
        100
            * rounds.stream()
                .map(Line::others)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(0.0),
        row);
  }

  /** How many times as fast one row is as another: the ratio of their times. */
  Figure ratio(Row slower, Row faster) {
    return ratio(slower, faster, 1, "");
  }

  /** The same, times a factor: the ratio of rates if it is the ratio of the operations. */
  Figure ratio(Row slower, Row faster, double factor, String note) {
    for (Row row : List.of(slower, faster)) {
      if (seconds(row).isEmpty()) {
        return new Figure.Missing(why(row));
      }
    }
    double value = factor * seconds(slower).getAsDouble() / seconds(faster).getAsDouble();
    return new Figure.Value(value, range(slower, faster, factor), note);
  }

  /** The smallest and the largest ratio of a round in which both rows count. */
  private String range(Row slower, Row faster, double factor) {
    List<Line> first = lines.getOrDefault(slower, List.of());
    List<Line> second = lines.getOrDefault(faster, List.of());
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < Math.min(first.size(), second.size()); i++) {
      Double one = counted(first.get(i));
      Double other = counted(second.get(i));
      if (one != null && other != null) {
        ratios.add(factor * one / other);
      }
    }
    ratios.sort(Comparator.naturalOrder());
    return ratios.size() < 2
        ? ""
        : String.format(Locale.ROOT, "%.2f to %.2f", ratios.getFirst(), ratios.getLast());
  }

  private static @Nullable Double counted(Line line) {
    return line.failure() != null || isDisturbed(line) ? null : wall(line);
  }

  /**
   * How many times as fast a row is as the fastest of others, which the note names. Missing if a
   * rival that was disturbed in too many rounds may be faster than that one.
   */
  Figure againstFastest(Stream<Row> rivals, Row own) {
    List<Row> timed = rivals.filter(lines::containsKey).toList();
    Row fastest =
        timed.stream()
            .filter(row -> seconds(row).isPresent())
            .min(Comparator.comparingDouble(row -> seconds(row).getAsDouble()))
            .orElse(null);
    if (fastest == null) {
      return new Figure.Missing(
          timed.isEmpty() ? "no rival was timed: add --peers" : why(timed.getFirst()));
    }
    double time = seconds(fastest).getAsDouble();
    Optional<Row> disturbed =
        timed.stream()
            .filter(row -> seconds(row).isEmpty() && fastest(row).orElse(time) < time)
            .findFirst();
    return disturbed.isPresent()
        ? new Figure.Missing(why(disturbed.get()))
        : ratio(fastest, own, 1, fastest.subject());
  }

  /** The ratio of the CPU times of two rows. */
  OptionalDouble cpuRatio(Row slower, Row faster) {
    OptionalDouble one = cpuSeconds(slower);
    OptionalDouble other = cpuSeconds(faster);
    return one.isPresent() && other.isPresent()
        ? OptionalDouble.of(one.getAsDouble() / other.getAsDouble())
        : OptionalDouble.empty();
  }

  /** The figure that is the smallest, with its row as a note; missing if one is missing. */
  static Figure smallest(Map<String, Figure> figures) {
    Figure smallest = new Figure.Missing("nothing was timed");
    for (Map.Entry<String, Figure> entry : figures.entrySet()) {
      switch (entry.getValue()) {
        case Figure.Missing missing -> {
          return missing;
        }
        case Figure.Value value -> {
          if (!(smallest instanceof Figure.Value best) || value.value() < best.value()) {
            smallest = new Figure.Value(value.value(), value.range(), entry.getKey());
          }
        }
      }
    }
    return smallest;
  }

  /** The rows that have a time, by a condition. */
  Stream<Row> timed(Predicate<Row> condition) {
    return lines.keySet().stream().filter(condition).filter(row -> seconds(row).isPresent());
  }
}
