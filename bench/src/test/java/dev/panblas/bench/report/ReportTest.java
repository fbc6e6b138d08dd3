/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.panblas.cli.chart.LineChart;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ReportTest {

  private final String report = Report.markdown(Runs.whole(), Charts.of(Runs.whole()), true);

  @Test
  void namesMachineEnvironmentAndLibraries() {
    assertTrue(report.contains("Some Processor, 2 cores"), report);
    assertTrue(report.contains("OPENBLAS_CORETYPE=Haswell"), report);
    assertTrue(report.contains("/lib/blas.so, ab12"), report);
    assertTrue(report.contains("the compiler's vectors"), report);
    assertTrue(report.contains("Octave was not timed"), report);
    assertTrue(report.contains("(gemm.png)"), report);
  }

  @Test
  void everyTargetHasARow() {
    for (Target target : Targets.all()) {
      assertTrue(report.contains("| " + target.what() + " | "), target.what());
    }
    assertTrue(report.contains("4.50 times | 6.00 times | 5.81 times"), report);
  }

  @Test
  void comparesTheBackpropagationWithNumPysLoop() {
    assertTrue(report.contains("| NumPy, loop | 239 ms | 0.4 | 1.00 times |"), report);
    assertTrue(report.contains("| Panblas, tiles | 2.05 ms |"), report);
  }

  @Test
  void comparesTheTeamWithTheLibrarysThreads() {
    assertTrue(report.contains("## Team and the library's threads"), report);
    assertTrue(
        report.contains("| gemm | 64 | DOUBLE |  | 10.0 us | 15.0 us | 150% | 150% to 150% |"),
        report);
  }

  @Test
  void comparesCallsOnArraysWithRivals() {
    assertTrue(
        report.contains(
            "| dot | 16 | views kept | 20.0 ns | 120 ns | 6.00 times | 6.00 times to 6.00 times |"),
        report);
    assertTrue(report.contains("| dot | 16 | views made | 30.0 ns | 120 ns | 4.00 times"), report);
    assertTrue(
        report.contains("| dot | 16 | PanblasBlas | 10.0 ns | 120 ns | 12.00 times"), report);
  }

  @Test
  void callersHaveThroughputAndPercentile() {
    assertTrue(report.contains("| 64 | panama | 100000 | 52.4 | 125 ms |"), report);
  }

  @Test
  void theEverydayReportHasComparisonsAndLoadButNoTargets() {
    String everyday = Report.markdown(Runs.whole(), Map.of(), false);
    assertFalse(everyday.contains("reached"), everyday);
    assertTrue(everyday.contains("## Who is faster"), everyday);
    assertTrue(
        everyday.contains("Load: other processes took 4% of the processors (by round: 2%, 5%)."),
        everyday);
  }

  @Test
  void theChartOfRatesShowsTheNumbersOfTheTable() {
    LineChart chart = Charts.gemm(Runs.whole()).orElseThrow();
    LineChart.Curve curve = chart.curves().getFirst();
    assertEquals("panama", curve.name());
    for (LineChart.Point point : curve.points()) {
      String cell =
          String.format(
              Locale.ROOT,
              "| %.0f | %.2f (%.2f to %.2f) |",
              point.x(),
              point.y(),
              point.low(),
              point.high());
      assertTrue(report.contains(cell), cell);
    }
    assertTrue(chart.note().contains("best rate measured in this run (panama"), chart::note);
  }

  @Test
  void thePageIsOneFile() {
    String page = Report.html(Runs.whole(), Charts.of(Runs.whole()), false);
    assertEquals(Charts.of(Runs.whole()).size(), page.split("<svg", -1).length - 1);
    assertTrue(page.contains("no | backend"), page);
    String others = page.replace("http://www.w3.org/2000/svg", "");
    assertFalse(
        Pattern.compile("(?i)://|src=|href|url\\(|@import|<script|<link").matcher(others).find());
  }

  @Test
  void aWideIntervalDecidesNothing() {
    assertEquals("Panblas", faster(new Estimate(1.5, 1.2, 1.9)));
    assertEquals("NumPy", faster(new Estimate(0.5, 0.4, 0.6)));
    assertEquals("no difference found", faster(new Estimate(1, 0.9, 1.1)));
    assertEquals("cannot be decided on this busy machine", faster(new Estimate(5, 0.16, 167.99)));
    assertEquals("cannot be decided on this busy machine", faster(new Estimate(5, 3.5, 7)));
    assertEquals("cannot be decided from one round", faster(Estimate.of(List.of(3.0))));
    assertEquals(
        List.of("x", "Panblas and NumPy", "NumPy", "2.00", "1.60 to 2.50"),
        new Comparison("x", "Panblas", "NumPy", new Estimate(0.5, 0.4, 0.625)).cells());
  }

  private static String faster(Estimate speedup) {
    return new Comparison("x", "Panblas", "NumPy", speedup).faster();
  }

  @Test
  void everyFailureHasARow() {
    assertTrue(
        report.contains("| training, panama, schedule=AUTO | no \\| backend at all |"), report);
  }

  @Test
  void timesHaveThreeDigits() {
    assertEquals("1.23 s", Report.time(1.234));
    assertEquals("12.3 ms", Report.time(0.01234));
    assertEquals("123 us", Report.time(0.0001234));
    assertEquals("0.50 ns", Report.time(5e-10));
  }

  @Test
  void drawsTheChartsOfTheTimedRows() {
    List<String> expected = new ArrayList<>(List.of("gemm", "backprop", "division"));
    if (Runtime.getRuntime().availableProcessors() > 1) {
      expected.add("threads");
    }
    expected.add("rows");
    assertEquals(expected, List.copyOf(Charts.of(Runs.whole()).keySet()));
    assertEquals(List.of(), List.copyOf(Charts.of(Runs.of(List.of())).keySet()));
  }
}
