/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench.targets;

import static dev.panblas.matrix.Precision.DOUBLE;
import static dev.panblas.matrix.Precision.SINGLE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.panblas.bench.result.Line;
import dev.panblas.bench.result.Row;
import dev.panblas.bench.targets.Measurements.Figure;
import dev.panblas.cli.shared.Json;
import dev.panblas.cli.shared.Machine;
import dev.panblas.matrix.Precision;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TargetReportTest {

  private static final double QUIET = 0.02;
  private static final double BUSY = 0.4;

  private final Measurements timed = new Measurements();

  private void add(Row row, double others, double... rounds) {
    for (double seconds : rounds) {
      timed.add(Line.of(row, List.of(seconds), null).withCpuSeconds(seconds).withOthers(others));
    }
  }

  private TargetReport.Run run() {
    return new TargetReport.Run(
        "0.1",
        "2026-01-01T00:00:00Z",
        5,
        false,
        new Machine("AMD EPYC", 2, "Linux 6", "amd64", "Vendor 25"),
        Map.of(Column.AVX512_AMD, timed));
  }

  private String line(String what) {
    return TargetReport.targets(run())
        .lines()
        .filter(each -> each.startsWith("| " + what))
        .findFirst()
        .orElseThrow();
  }

  private static Row step(String subject, Precision precision) {
    return TargetRows.step(subject, precision);
  }

  @Test
  void comparesMediansWithTheFastestRivalAndBothBounds() {
    add(step("panama", DOUBLE), QUIET, 0.001, 0.001, 0.002);
    add(step("EJML", DOUBLE), QUIET, 0.02, 0.02, 0.02);
    add(step("PyTorch", DOUBLE), QUIET, 0.005, 0.006, 0.005);
    assertTrue(
        line("cost and gradient, double,")
            .contains("| 4.50 / 6.00 | 5.00 (2.50 to 6.00, PyTorch): reached |"),
        line("cost and gradient, double,"));
    add(step("panama", SINGLE), QUIET, 0.001);
    add(step("PyTorch", SINGLE), QUIET, 0.0037);
    assertTrue(line("cost and gradient, single").contains("3.70 (PyTorch): reached, and the aim"));
    assertTrue(line("single against double").contains("| 1.00: **missed** |"));
  }

  @Test
  void marksTheColumnsOfOtherProcessors() {
    add(step("panama", DOUBLE), QUIET, 0.001);
    add(step("PyTorch", DOUBLE), QUIET, 0.005);
    assertTrue(
        line("cost and gradient, double,")
            .endsWith(
                "| 2.50 / 3.20 | not measured here: another processor | 2.20 / 2.50 | not measured"
                    + " here: another processor |"));
  }

  @Test
  void refusesARowThatOtherProcessesDisturbed() {
    add(step("panama", DOUBLE), QUIET, 0.001, 0.001, 0.001);
    add(step("PyTorch", DOUBLE), BUSY, 0.224, 0.2);
    add(step("PyTorch", DOUBLE), QUIET, 0.005);
    assertTrue(
        line("cost and gradient, double,")
            .contains("not measured here: other processes took up to 40% of the processors"),
        line("cost and gradient, double,"));
    assertTrue(
        TargetReport.targets(run()).contains("40% at most; 2 of 6 times do not count"),
        TargetReport.targets(run()));
  }

  @Test
  void oneDisturbedRoundOfThreeDoesNotCount() {
    add(step("panama", DOUBLE), QUIET, 0.001, 0.001, 0.001);
    add(step("PyTorch", DOUBLE), QUIET, 0.005, 0.005);
    add(step("PyTorch", DOUBLE), BUSY, 0.2);
    assertEquals(
        new Figure.Value(5, "5.00 to 5.00", "PyTorch"),
        timed.againstFastest(List.of(step("PyTorch", DOUBLE)).stream(), step("panama", DOUBLE)));
  }

  /** A verdict against the slower of two rivals would say too much. */
  @Test
  void aDisturbedRivalThatMayBeTheFastestLeavesTheFigureMissing() {
    add(step("panama", DOUBLE), 0, 0.001, 0.001, 0.001);
    add(step("EJML", DOUBLE), 0, 0.009, 0.009, 0.009);
    add(step("PyTorch", DOUBLE), 0.5, 0.008, 0.012, 0.012);
    List<Row> rivals = List.of(step("EJML", DOUBLE), step("PyTorch", DOUBLE));
    assertTrue(
        timed.againstFastest(rivals.stream(), step("panama", DOUBLE))
            instanceof Measurements.Figure.Missing);
  }

  @Test
  void cpuTimeOnOneThreadCountsOnABusyMachine() {
    add(TargetRows.onOneThread(step("panama", DOUBLE)), BUSY, 0.002);
    add(TargetRows.onOneThread(step("PyTorch", DOUBLE)), BUSY, 0.007);
    assertTrue(TargetReport.of(run()).contains("| 2.00 ms | 7.00 ms | 3.50 |"));
  }

  @Test
  void withoutRivalsSaysHowToTimeThem() {
    add(step("panama", DOUBLE), QUIET, 0.001);
    assertTrue(
        line("cost and gradient, double,")
            .contains("not measured here: no rival was timed: add --peers"));
  }

  @Test
  void theLimitIsTheBestRateAndTheSigmoids() {
    add(step("panama", DOUBLE), QUIET, 0.002);
    add(TargetRows.sigmoid(DOUBLE), QUIET, 0.00064);
    int processors = Runtime.getRuntime().availableProcessors();
    // 1.6e11 FLOP/s on all processors: the products take 1 ms, 890,000 sigmoids 0.89 ms of CPU
    // time.
    Row gemm = TargetRows.gemm("OpenBLAS", 64, DOUBLE, 1);
    add(gemm, QUIET, TargetRows.flops(gemm) / (1.6e11 / processors));
    double share = (0.001 + 0.00089 / processors) / 0.002;
    assertTrue(
        line("share of the limit, step, double")
            .contains(TargetTable.Unit.PERCENT.text(share) + " (limit"),
        line("share of the limit, step, double"));
  }

  @Test
  void theSmallestShareOfAllSizesDecides() {
    for (Precision precision : Precision.values()) {
      for (int n : TargetRows.SMALL_SIZES) {
        add(TargetRows.gemm("vector", n, precision, 1), QUIET, 1e-5, 1e-5);
        add(TargetRows.gemm("OpenBLAS", n, precision, 1), QUIET, n == 64 ? 7e-6 : 2e-5, 8e-6);
      }
    }
    assertTrue(
        line("gemm, n = 32, 64").contains("75% (0.70 to 0.80, n = 64, "), line("gemm, n = 32"));
    assertTrue(line("gemm, n = 32, 64").contains("**missed**"));
  }

  @Test
  void aFailedRowIsListedAndTheRunIncomplete() {
    assertTrue(TargetReport.isComplete(run()));
    timed.add(Line.ofFailure(step("PyTorch", DOUBLE), "no library"));
    assertFalse(TargetReport.isComplete(run()));
    assertTrue(TargetReport.of(run()).contains("| no library |"));
  }

  @Test
  void theJsonHasBoundsFigureAndVerdict() {
    add(step("panama", DOUBLE), QUIET, 0.001);
    add(step("PyTorch", DOUBLE), QUIET, 0.005);
    String json = Json.of(TargetReport.content(run()));
    assertTrue(json.contains("\"least\": 4.5"), json);
    assertTrue(json.contains("\"figure\": 5"), json);
    assertTrue(json.contains("\"verdict\": \"reached\""), json);
  }

  @Test
  void everyTargetHasBoundsInEveryColumn() {
    for (TargetTable.Goal goal : TargetTable.ofStep()) {
      assertEquals(Column.values().length, goal.bounds().size(), goal.what());
      goal.bounds().values().forEach(bounds -> assertTrue(bounds.least() <= bounds.aim()));
    }
  }
}
