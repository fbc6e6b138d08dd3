/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench.report;

import dev.panblas.autoencoder.Schedule;
import dev.panblas.bench.ArrayViews;
import dev.panblas.bench.ForkReport;
import dev.panblas.bench.result.Circumstances;
import dev.panblas.bench.result.Line;
import dev.panblas.bench.result.Results;
import dev.panblas.bench.result.Row;
import dev.panblas.bench.result.RowResult;
import dev.panblas.bench.run.Plan;
import dev.panblas.bench.run.Question;
import dev.panblas.cli.shared.Machine;
import dev.panblas.matrix.Precision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Runs with invented times. */
final class Runs {

  private Runs() {}

  static RowResult row(Row row, double... seconds) {
    return new RowResult(
        row,
        Arrays.stream(seconds).mapToObj(List::of).toList(),
        circumstances("ab12", Map.of()),
        null);
  }

  /** A row whose library reported a thread count. */
  static RowResult rowOnLibrary(int threads, Row row, double... seconds) {
    RowResult result = row(row, seconds);
    return new RowResult(
        row,
        result.rounds(),
        new Circumstances(
            new Circumstances.Library("OpenBLAS", "0.3.31", null, null, null, threads),
            "JDK 25",
            null,
            null),
        null);
  }

  /** A call of gemm in double: its row on the team, and on the library's threads. */
  static List<RowResult> division(int n, double team, double library) {
    Row row = Plan.division("gemm", n, Precision.DOUBLE);
    return List.of(
        rowOnLibrary(1, row, team, team),
        rowOnLibrary(2, Plan.onLibraryThreads(row), library, library));
  }

  static Circumstances circumstances(String sha256, Map<String, String> facts) {
    return new Circumstances(
        new Circumstances.Library("OpenBLAS", "0.3.31", "/lib/blas.so", sha256, "Zen", 2),
        "JDK 25",
        "the compiler's vectors",
        facts);
  }

  static Results of(List<String> notes, RowResult... rows) {
    return new Results(
        "0.1",
        "2026-01-01T00:00:00Z",
        "short",
        2,
        new Machine("Some Processor", 2, "Linux 6", "amd64", "Vendor 25"),
        Map.of("OPENBLAS_CORETYPE", "Haswell"),
        notes,
        List.of(0.02, 0.05),
        List.of(rows));
  }

  /** A run with rows for every chart, a failure and a note. */
  static Results whole() {
    List<RowResult> rows = new ArrayList<>();
    double step = 1;
    for (int n : List.of(8, 64, 256, 512)) {
      for (String subject : List.of("panama", "javacpp", "reference", "NumPy")) {
        double rate = 1e9 * Math.min(n / 4.0, 40) / (subject.equals("reference") ? 5 : 1);
        double seconds = 2.0 * n * n * n / rate;
        rows.add(row(Plan.gemm(subject, n, Precision.DOUBLE), seconds, seconds * 1.01));
      }
    }
    rows.add(row(Plan.script("backprop", "NumPy", "loop"), 0.240, 0.238));
    rows.add(row(Plan.script("backprop", "NumPy", "whole"), 0.012, 0.0118));
    Row tiled = Plan.backprop("panama", Schedule.TILED);
    rows.add(row(Plan.backprop("panama", Schedule.PER_SAMPLE), 0.02, 0.021));
    rows.add(row(Plan.backprop("panama", Schedule.BATCHED), 0.006, 0.0061));
    rows.add(row(tiled, 0.002, 0.0021));
    if (!Plan.onThreads(tiled, 1).equals(tiled)) {
      rows.add(row(Plan.onThreads(tiled, 1), 0.0038, 0.0039));
    }
    for (int count : Plan.ROW_COUNTS) {
      RowResult timed = row(Plan.step(count), 5e-7 * count * step, 5e-7 * count * step);
      rows.add(
          new RowResult(
              timed.row(),
              timed.rounds(),
              circumstances("ab12", Map.of(ForkReport.WORKSPACE, "1000")),
              null));
      step += 0.04;
    }
    rows.add(row(Plan.array(Question.ARRAY_DOT, ArrayViews.KEPT, 16), 2e-8, 2e-8));
    rows.add(row(Plan.array(Question.ARRAY_DOT, ArrayViews.MADE, 16), 3e-8, 3e-8));
    rows.add(row(Plan.arrayOfRival(Question.ARRAY_DOT, Plan.PANBLAS_BLAS, 16), 1e-8, 1e-8));
    rows.add(row(Plan.arrayOfRival(Question.ARRAY_DOT, "netlib-JNI", 16), 1.2e-7, 1.2e-7));
    rows.addAll(division(64, 1e-5, 1.5e-5));
    rows.addAll(division(128, 1e-4, 1.2e-4));
    RowResult callers = row(Plan.callers("panama", 64), 1e-5, 1e-5);
    rows.add(
        new RowResult(
            callers.row(),
            callers.rounds(),
            circumstances("ab12", Map.of(ForkReport.PERCENTILE_99, "0.125")),
            null));
    RowResult failed = new RowResult(Plan.training(), List.of(), null, null);
    rows.add(failed.plus(Line.ofFailure(failed.row(), "no | backend\nat all")));
    return of(
        List.of("Octave was not timed: there is no octave-cli."), rows.toArray(RowResult[]::new));
  }
}
