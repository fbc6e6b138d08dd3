/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench.report;

import dev.panblas.autoencoder.Schedule;
import dev.panblas.bench.result.Results;
import dev.panblas.bench.result.Row;
import dev.panblas.bench.result.RowResult;
import dev.panblas.bench.run.Plan;
import dev.panblas.matrix.Precision;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The backpropagation of all schedules and of the rivals, each compared with one baseline: NumPy's
 * loop over samples, or the slowest row if that was not timed.
 *
 * @param baseline the baseline as a phrase
 * @param entries the rows that were timed, rivals first
 */
record BackpropComparison(String baseline, List<Entry> entries) {

  /**
   * A row.
   *
   * @param title its name in the table and in the chart
   * @param result its times
   * @param speedup how many times as fast as the baseline it is
   */
  record Entry(String title, RowResult result, Estimate speedup) {

    /** The speedup as written in the table and in the chart. */
    String speedupText() {
      return Target.Unit.TIMES.text(speedup.value());
    }
  }

  private static final Row NUMPY_LOOP = Plan.script("backprop", Plan.NUMPY, Plan.LOOP);

  BackpropComparison {
    entries = List.copyOf(entries);
  }

  static BackpropComparison of(Results results) {
    Map<String, RowResult> timed = new LinkedHashMap<>();
    rows()
        .forEach(
            (title, row) ->
                results
                    .find(row)
                    .filter(RowResult::isComplete)
                    .ifPresent(result -> timed.put(title, result)));
    Optional<RowResult> numpyLoop =
        timed.values().stream().filter(result -> result.row().equals(NUMPY_LOOP)).findFirst();
    List<Entry> entries = new ArrayList<>();
    numpyLoop
        .or(() -> timed.values().stream().max(Comparator.comparingDouble(RowResult::seconds)))
        .ifPresent(
            slower ->
                timed.forEach(
                    (title, result) ->
                        entries.add(new Entry(title, result, Estimate.ofSpeedup(slower, result)))));
    return new BackpropComparison(
        numpyLoop.isPresent() ? "NumPy's loop over samples" : "the slowest", entries);
  }

  private static Map<String, Row> rows() {
    Map<String, Row> rows = new LinkedHashMap<>();
    rows.put("Octave, loop", Plan.script("backprop", Plan.OCTAVE, Plan.LOOP));
    rows.put("NumPy, loop", NUMPY_LOOP);
    rows.put("Octave, whole arrays", Plan.script("backprop", Plan.OCTAVE, Plan.WHOLE));
    rows.put("NumPy, whole arrays", Plan.script("backprop", Plan.NUMPY, Plan.WHOLE));
    rows.put("NumPy, tuned", Plan.script("backprop", Plan.NUMPY, Plan.TUNED));
    for (String rival : Plan.JVM_RIVALS) {
      rows.put(rival, Plan.jvmRivalBackprop(rival));
    }
    Row tiled = Plan.backprop(Plan.MAIN_BACKEND, Schedule.TILED);
    rows.put("Panblas, loop", Plan.backprop(Plan.MAIN_BACKEND, Schedule.PER_SAMPLE));
    rows.put("Panblas, whole arrays", Plan.backprop(Plan.MAIN_BACKEND, Schedule.BATCHED));
    rows.put("Panblas, tiles, 1 thread", Plan.onThreads(tiled, 1));
    rows.put("Panblas, tiles", tiled);
    rows.put("Panblas, tiles, single", tiled.with("precision", Precision.SINGLE.name()));
    return rows;
  }
}
