/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {

  private final String report = Report.of(Runs.whole(), List.of("gemm.png"));

  @Test
  void namesMachineEnvironmentAndLibraries() {
    assertTrue(report.contains("Some Processor, 2 cores"), report);
    assertTrue(report.contains("OPENBLAS_CORETYPE=Haswell"), report);
    assertTrue(report.contains("/lib/blas.so, ab12"), report);
    assertTrue(report.contains("the compiler's vectors"), report);
    assertTrue(report.contains("Octave was not timed"), report);
    assertTrue(report.contains("![gemm.png](gemm.png)"), report);
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
    List<String> expected = new ArrayList<>(List.of("gemm.png", "backprop.png", "division.png"));
    if (Runtime.getRuntime().availableProcessors() > 1) {
      expected.add("threads.png");
    }
    expected.add("rows.png");
    assertEquals(expected, List.copyOf(Charts.of(Runs.whole()).keySet()));
    assertEquals(List.of(), List.copyOf(Charts.of(Runs.of(List.of())).keySet()));
  }
}
