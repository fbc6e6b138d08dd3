/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.panblas.autoencoder.Schedule;
import dev.panblas.bench.UndividedBench.Calls;
import dev.panblas.bench.report.Target.Measured;
import dev.panblas.bench.result.Results;
import dev.panblas.bench.result.Row;
import dev.panblas.bench.result.RowResult;
import dev.panblas.bench.run.Plan;
import dev.panblas.matrix.Precision;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class TargetsTest {

  private static Target target(String beginning) {
    return Targets.all().stream()
        .filter(target -> target.what().startsWith(beginning))
        .findFirst()
        .orElseThrow();
  }

  private static double figure(String beginning, Results results) {
    return assertInstanceOf(Measured.Figure.class, target(beginning).measure().apply(results))
        .estimate()
        .value();
  }

  private static String missing(String beginning, Results results) {
    return assertInstanceOf(Measured.Missing.class, target(beginning).measure().apply(results))
        .why();
  }

  @Test
  void aRatioIsTheRivalsTimeOverOurs() {
    Results results =
        Runs.of(
            List.of(),
            Runs.row(Plan.script("backprop", "NumPy", "whole"), 6, 12),
            Runs.row(Plan.backprop("panama", Schedule.TILED), 1, 2));
    assertEquals(6, figure("backprop, TILED, against NumPy's whole", results), 1e-12);
  }

  @Test
  void aRatioUsesTheRoundsThatTimedBothRows() {
    Results results =
        Runs.of(
            List.of(),
            Runs.row(Plan.script("training", "NumPy", "whole"), 30),
            Runs.row(Plan.training(), 3, 2, 2));
    assertEquals(10, figure("400-iteration training against", results), 1e-12);
  }

  @Test
  void theShareOfThePeakIsARatioOfRates() {
    double peakFlops = 2.0 * 512 * 512 * 512;
    Results results =
        Runs.of(
            List.of(),
            Runs.row(Plan.gemm("panama", 512, Precision.DOUBLE), peakFlops / 80e9),
            Runs.row(Plan.backprop("panama", Schedule.TILED), Targets.BACKPROP_FLOPS / 40e9));
    assertEquals(0.5, figure("share", results), 1e-12);
  }

  @Test
  void comparesBindingsOnlyOnTheSameLibraryFile() {
    RowResult own = Runs.row(Plan.gemm("panama", 512, Precision.DOUBLE), 1.02);
    RowResult other = Runs.row(Plan.gemm("javacpp", 512, Precision.DOUBLE), 1);
    assertEquals(0.02, figure("gemm at", Runs.of(List.of(), own, other)), 1e-12);

    RowResult elsewhere =
        new RowResult(other.row(), other.rounds(), Runs.circumstances("cd34", Map.of()), null);
    assertTrue(
        missing("gemm at", Runs.of(List.of(), own, elsewhere)).contains("different library"));
  }

  @Test
  void growthIsTheLargestOverTheSmallestTimePerSample() {
    assertEquals(0.12, figure("time of a step", Runs.whole()), 1e-12);
    assertEquals(1, figure("memory", Runs.whole()), 0);
  }

  private static Results divisions(List<List<RowResult>> pairs) {
    return Runs.of(List.of(), pairs.stream().flatMap(List::stream).toArray(RowResult[]::new));
  }

  @Test
  void theTeamsSpeedIsTheGeometricMeanOfAGroup() {
    Results results = divisions(List.of(Runs.division(64, 1, 1.6), Runs.division(96, 1, 0.9)));
    assertEquals(1.2, figure("gemm, syrk and trsm, n = 64", results), 1e-12);
    assertTrue(missing("gemm, syrk and trsm, n = 128", results).contains("not in this run"));
  }

  @Test
  void theSmallestSpeedIsATargetOfItsOwn() {
    Results results = divisions(List.of(Runs.division(256, 1, 0.8), Runs.division(1000, 1, 1.25)));
    List<Target> targets =
        Targets.all().stream()
            .filter(target -> target.what().startsWith("gemm, syrk and trsm, n = 192"))
            .toList();
    List<Double> figures = targets.stream().map(target -> figure(target.what(), results)).toList();
    assertEquals(1, figures.getFirst(), 1e-12);
    assertEquals(0.8, figures.getLast(), 1e-12);
    assertEquals(2, targets.size());
  }

  @Test
  void comparesTheTeamOnlyWithALibraryThatHasTheThreads() {
    Row row = Plan.division("gemm", 128, Precision.DOUBLE);
    Row onLibrary = Plan.onLibraryThreads(row);
    String which = "gemm, syrk and trsm, n = 128";
    assertEquals(
        "the library's thread count must be 1, but was 2, in " + row,
        missing(
            which,
            Runs.of(List.of(), Runs.rowOnLibrary(2, row, 1), Runs.rowOnLibrary(2, onLibrary, 1))));
    assertEquals(
        "the library's thread count must be 2, but was 1, in " + onLibrary,
        missing(
            which,
            Runs.of(List.of(), Runs.rowOnLibrary(1, row, 1), Runs.rowOnLibrary(1, onLibrary, 1))));
  }

  @Test
  void shortLibraryCallsAreComparedWithOneCall() {
    Results results =
        Runs.of(
            List.of(),
            Runs.row(Plan.undivided(Calls.ONE, 2000, Precision.DOUBLE), 1),
            Runs.row(Plan.undivided(Calls.SHORT, 2000, Precision.DOUBLE), 1.04),
            Runs.row(Plan.undivided(Calls.ONE, 4000, Precision.DOUBLE), 10),
            Runs.row(Plan.undivided(Calls.SHORT, 4000, Precision.DOUBLE), 9));
    assertEquals(0.04, figure("gemm, n = 2000, 4000 and 8000", results), 1e-12);
  }

  @Test
  void onBusyProcessorsTheSlowestSizeCounts() {
    Results results =
        Runs.of(
            List.of(),
            Runs.row(Plan.busyGemm(256, 1), 1),
            Runs.row(Plan.busyGemm(256, 2), 1.5),
            Runs.row(Plan.busyGemm(512, 1), 8),
            Runs.row(Plan.busyGemm(512, 2), 6),
            Runs.row(Plan.busyStep(1), 4),
            Runs.row(Plan.busyStep(2), 3));
    assertEquals(1.5, figure("gemm, n = 256, 512", results), 1e-12);
    assertEquals(0.75, figure("cost and gradient, TILED, while", results), 1e-12);
  }

  @Test
  void callersAreComparedWithARivalOfTheSameRun() {
    RowResult own = Runs.row(Plan.callers("panama", 256), 1);
    assertTrue(
        missing("50 callers", Runs.of(List.of(), own)).contains("netlib-JNI, n=256"),
        missing("50 callers", Runs.of(List.of(), own)));
    assertEquals(
        1.2,
        figure(
            "50 callers", Runs.of(List.of(), own, Runs.row(Plan.callers("netlib-JNI", 256), 1.2))),
        1e-12);
  }

  @Test
  void aMissingFigureHasItsReason() {
    assertTrue(
        missing("backprop, TILED, against NumPy's whole", Runs.of(List.of()))
            .contains("was not in this run"));
    assertEquals(
        "NumPy was not timed: there is no python3.",
        missing(
            "backprop, TILED, against NumPy's whole",
            Runs.of(List.of("NumPy was not timed: there is no python3."))));
    List<String> noSciPy = List.of("NumPy's training was not timed: SciPy is missing.");
    assertEquals(noSciPy.getFirst(), missing("400-iteration training against", Runs.of(noSciPy)));
    assertTrue(
        missing("backprop, TILED, against NumPy's whole", Runs.of(noSciPy))
            .contains("was not in this run"));
    assertTrue(missing("400-iteration training against", Runs.whole()).contains("NumPy"));
    assertTrue(missing("400-iteration training", Runs.of(List.of())).contains("training"));
  }

  @Test
  void theVerdictDependsOnBoundGoalAndInterval() {
    Target target =
        new Target("x", Target.Unit.TIMES, false, 2, OptionalDouble.of(3), results -> null);
    assertEquals("not reached", target.verdict(new Estimate(1.5, 1.4, 1.6)));
    assertEquals("reached", target.verdict(new Estimate(2.5, 2.4, 2.6)));
    assertEquals("reached, and the goal", target.verdict(new Estimate(3, 2.9, 3.1)));
    assertEquals(
        "reached (the interval contains the bound)", target.verdict(new Estimate(2.1, 1.9, 2.3)));
    assertEquals("reached (one round, no interval)", target.verdict(Estimate.of(List.of(2.1))));
    Target limit =
        new Target("x", Target.Unit.SECONDS, true, 4, OptionalDouble.empty(), results -> null);
    assertEquals("reached", limit.verdict(new Estimate(3, 2.9, 3.1)));
    assertEquals("not reached", limit.verdict(new Estimate(5, 4.9, 5.1)));
  }
}
