/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.panblas.autoencoder.Schedule;
import dev.panblas.bench.report.Target.Measured;
import dev.panblas.bench.result.Results;
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
    assertEquals("**not reached**", target.verdict(new Estimate(1.5, 1.4, 1.6)));
    assertEquals("reached", target.verdict(new Estimate(2.5, 2.4, 2.6)));
    assertEquals("reached, and the goal", target.verdict(new Estimate(3, 2.9, 3.1)));
    assertEquals(
        "reached (the interval contains the bound)", target.verdict(new Estimate(2.1, 1.9, 2.3)));
    assertEquals("reached (one round, no interval)", target.verdict(Estimate.of(List.of(2.1))));
    Target limit =
        new Target("x", Target.Unit.SECONDS, true, 4, OptionalDouble.empty(), results -> null);
    assertEquals("reached", limit.verdict(new Estimate(3, 2.9, 3.1)));
    assertEquals("**not reached**", limit.verdict(new Estimate(5, 4.9, 5.1)));
  }
}
