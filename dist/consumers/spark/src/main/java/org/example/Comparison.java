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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Compares what {@link Run} wrote. Arguments: {@code quick}, which is without run times, or {@code
 * full}; the folder of the runs without native libraries; and the folders to compare with it. Each
 * has a folder for each round.
 *
 * <p>Prints a table. A time is the median of the runs of all rounds; a ratio, the first median
 * divided by the last. A difference is the largest difference of two elements of the results,
 * divided by the largest element. Fails if a difference is larger than rounding can explain, or a
 * program is slower than without native libraries.
 */
public final class Comparison {

  /** Rounding errors of a double, magnified by condition numbers. */
  private static final double TOLERANCE = 1e-10;

  /** ALS stores its factors as float between two iterations. */
  private static final double ALS_TOLERANCE = 1e-5;

  /** Medians of equal programs vary by several percent. */
  private static final double LOWEST_RATIO = 0.9;

  /** The run times and the result of a program. */
  private record Outcome(List<Double> seconds, double[] result) {}

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
    header.addAll(List.of("ratio", "difference"));
    if (!isTimed) {
      header.subList(2, header.size() - 1).clear();
    }
    print(header);
    System.out.println("|" + "---|".repeat(header.size()));

    List<String> failures = new ArrayList<>();
    for (String program : columns.get(0).keySet()) {
      List<Outcome> row = columns.stream().map(column -> column.get(program)).toList();
      List<String> cells = new ArrayList<>(List.of(program));
      if (isTimed) {
        row.forEach(outcome -> cells.add(time(median(outcome))));
        double ratio = median(row.get(0)) / median(row.get(row.size() - 1));
        cells.add(String.format("%.3g", ratio));
        if (ratio < LOWEST_RATIO) {
          failures.add(program + " must not be slower, but its ratio was " + ratio);
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
            program + " must differ by at most " + tolerance + ", but differed by " + difference);
      }
      print(cells);
    }
    failures.forEach(System.err::println);
    System.exit(failures.isEmpty() ? 0 : 1);
  }

  private static void print(List<String> cells) {
    System.out.println("| " + String.join(" | ", cells) + " |");
  }

  /** The outcomes of all rounds in a folder, by program; the result of the last round. */
  private static Map<String, Outcome> outcomes(Path folder) throws IOException {
    Map<String, Outcome> outcomes = new LinkedHashMap<>();
    for (Path file : files(folder, ".times")) {
      for (String line : Files.readAllLines(file)) {
        String[] cells = line.split("\t");
        String group = file.getFileName().toString().replace(".times", "");
        String program = String.join(" | ", group + ": " + cells[0], cells[1]);
        double[] result = result(file.resolveSibling(Run.fileOf(cells[0], cells[1])));
        outcomes.merge(
            program,
            new Outcome(List.of(Double.parseDouble(cells[2])), result),
            (before, now) ->
                new Outcome(
                    Stream.concat(before.seconds().stream(), now.seconds().stream()).toList(),
                    result));
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

  private static double median(Outcome outcome) {
    double[] sorted = outcome.seconds().stream().mapToDouble(s -> s).sorted().toArray();
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }

  private static String time(double seconds) {
    return seconds < 1
        ? String.format("%.3g ms", 1000 * seconds)
        : String.format("%.3g s", seconds);
  }
}
