/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package org.example;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Compares what {@link Run} wrote. Arguments: {@code quick}, which is without run times, or {@code
 * full}; the folder of the runs without native libraries; and the folders to compare with it. Each
 * has a folder for each round, and the same programs.
 *
 * <p>Prints a table. A time is the median of the runs of all rounds; the ratio, the first median
 * divided by the last. Beside it are the lowest and the highest ratio of a round. A difference is
 * the largest difference of two elements of the results, divided by the largest element. Fails if a
 * difference is larger than rounding can explain, or if a ratio is below {@link #LOWEST_RATIO}.
 */
public final class Comparison {

  /** Bounds the condition numbers of the programs. */
  private static final double CONDITION = 32;

  /** The longest sums, over the rows of the data, in double precision. */
  private static final double TOLERANCE = CONDITION * 20_000 * 0x1p-53;

  /** ALS stores its factors as float after each of at most 10 iterations. */
  private static final double ALS_TOLERANCE = CONDITION * 10 * 0x1p-24;

  /** Medians of programs that are equally fast differ by up to 5%. */
  private static final double LOWEST_RATIO = 0.95;

  /** The run times of a program in each round, and the result of the last round. */
  private record Outcome(Map<String, List<Double>> rounds, double[] result) {

    List<Double> seconds() {
      return rounds.values().stream().flatMap(List::stream).toList();
    }
  }

  private Comparison() {}

  public static void main(String[] args) throws IOException {
    boolean isTimed = args[0].equals("full");
    List<Path> folders = Arrays.stream(args).skip(1).map(Path::of).toList();
    List<Map<String, Outcome>> columns = new ArrayList<>();
    List<String> header = new ArrayList<>(List.of("program", "data"));
    for (Path folder : folders) {
      columns.add(outcomes(folder));
      header.add(folder.getFileName().toString());
    }
    header.addAll(List.of("ratio", "of a round", "difference"));
    if (!isTimed) {
      header.subList(2, header.size() - 1).clear();
    }
    requireEqualPrograms(folders, columns);
    print(header);
    System.out.println("|" + "---|".repeat(header.size()));

    List<String> failures = new ArrayList<>();
    for (String program : columns.get(0).keySet()) {
      List<Outcome> row = columns.stream().map(column -> column.get(program)).toList();
      List<String> cells = new ArrayList<>(List.of(program));
      if (isTimed) {
        row.forEach(outcome -> cells.add(time(median(outcome.seconds()))));
        Outcome first = row.get(0);
        Outcome last = row.get(row.size() - 1);
        double ratio = median(first.seconds()) / median(last.seconds());
        cells.add(String.format("%.3g", ratio));
        cells.add(ratiosOfRounds(first, last));
        if (ratio < LOWEST_RATIO) {
          failures.add(
              String.format(
                  "the time of %s in Java, divided by that on Panblas, must be >= %s, but was %.3f",
                  program, LOWEST_RATIO, ratio));
        }
      }
      double difference =
          row.stream()
              .mapToDouble(outcome -> difference(row.get(0).result(), outcome.result()))
              .max()
              .orElseThrow();
      cells.add(String.format("%.0e", difference));
      double tolerance = program.contains("ALS") ? ALS_TOLERANCE : TOLERANCE;
      if (!(difference <= tolerance)) {
        failures.add(
            String.format(
                "the results of %s must differ by at most %.0e, but differed by %.0e",
                program, tolerance, difference));
      }
      print(cells);
    }
    failures.forEach(System.err::println);
    System.exit(failures.isEmpty() ? 0 : 1);
  }

  private static void requireEqualPrograms(List<Path> folders, List<Map<String, Outcome>> columns) {
    for (int i = 1; i < folders.size(); i++) {
      if (!columns.get(i).keySet().equals(columns.get(0).keySet())) {
        throw new IllegalArgumentException(
            String.format(
                "the folders must have runs of the same programs, but %s has %s and %s has %s",
                folders.get(0), columns.get(0).keySet(), folders.get(i), columns.get(i).keySet()));
      }
    }
  }

  /** The lowest and the highest ratio of the rounds, whose names are the same. */
  private static String ratiosOfRounds(Outcome first, Outcome last) {
    DoubleSummaryStatistics ratios =
        first.rounds().keySet().stream()
            .mapToDouble(
                round -> median(first.rounds().get(round)) / median(last.rounds().get(round)))
            .summaryStatistics();
    return String.format("%.3g to %.3g", ratios.getMin(), ratios.getMax());
  }

  private static void print(List<String> cells) {
    System.out.println("| " + String.join(" | ", cells) + " |");
  }

  /** The outcomes of all rounds in a folder, by program. */
  private static Map<String, Outcome> outcomes(Path folder) throws IOException {
    Map<String, Outcome> outcomes = new LinkedHashMap<>();
    for (Path file : files(folder, ".times")) {
      String round = folder.relativize(file).getName(0).toString();
      String group = file.getFileName().toString().replace(".times", "");
      for (String line : Files.readAllLines(file)) {
        String[] cells = line.split("\t");
        String program = String.join(" | ", group + ": " + cells[0], cells[1]);
        Map<String, List<Double>> rounds =
            outcomes.containsKey(program) ? outcomes.get(program).rounds() : new TreeMap<>();
        rounds.computeIfAbsent(round, none -> new ArrayList<>()).add(Double.parseDouble(cells[2]));
        double[] result = result(file.resolveSibling(Run.fileOf(cells[0], cells[1])));
        outcomes.put(program, new Outcome(rounds, result));
      }
    }
    if (outcomes.isEmpty()) {
      throw new IllegalArgumentException("there must be runs in " + folder);
    }
    return outcomes;
  }

  private static List<Path> files(Path folder, String suffix) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
    }
  }

  private static double[] result(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
    double[] result = new double[bytes.remaining() / Double.BYTES];
    bytes.asDoubleBuffer().get(result);
    return result;
  }

  /** The largest difference of two elements, divided by the largest element expected. */
  private static double difference(double[] expected, double[] actual) {
    if (expected.length != actual.length || expected.length == 0) {
      return Double.POSITIVE_INFINITY;
    }
    double largest = 0;
    double difference = 0;
    for (int i = 0; i < expected.length; i++) {
      largest = Math.max(largest, Math.abs(expected[i]));
      difference = Math.max(difference, Math.abs(actual[i] - expected[i]));
    }
    return difference == 0 ? 0 : difference / largest;
  }

  private static double median(List<Double> seconds) {
    double[] sorted = seconds.stream().mapToDouble(s -> s).sorted().toArray();
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }

  private static String time(double seconds) {
    return seconds < 1
        ? String.format("%.3g ms", 1000 * seconds)
        : String.format("%.3g s", seconds);
  }
}
