/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.panblas.autoencoder.Schedule;
import dev.panblas.bench.result.Results;
import dev.panblas.bench.run.Plan;
import dev.panblas.cli.chart.BarChart;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BackpropComparisonTest {

  private static final double TOLERANCE = 1e-12;

  /** The quotient of the medians is 4.00, the geometric mean of the rounds' ratios is 2.00. */
  private static final Results UNEVEN =
      Runs.of(
          List.of(),
          Runs.row(Plan.script("backprop", "NumPy", "loop"), 0.4, 0.4, 0.4),
          Runs.row(Plan.backprop("panama", Schedule.TILED), 0.1, 0.8, 0.1));

  /** The cells of the report's table row with a title. */
  private static List<String> cells(String report, String title) {
    String row =
        report.lines().filter(line -> line.startsWith("| " + title + " |")).findFirst().get();
    return List.of(row.substring(2, row.length() - 2).split(" \\| ", -1));
  }

  private static void assertChartShowsTheTable(Results results, int expectedBars) {
    String report = Report.markdown(results, Map.of(), true);
    List<BarChart.Bar> bars = Charts.backprop(BackpropComparison.of(results)).orElseThrow().bars();
    assertEquals(expectedBars, bars.size());
    for (BarChart.Bar bar : bars) {
      List<String> cells = cells(report, bar.label());
      assertEquals(cells.get(3) + ", " + cells.get(1), bar.text());
      assertEquals(cells.get(3), Target.Unit.TIMES.text(bar.value()));
      assertEquals(
          cells.get(4),
          Target.Unit.TIMES.text(bar.low()) + " to " + Target.Unit.TIMES.text(bar.high()));
      assertEquals(bar.label().startsWith("Panblas"), bar.isOwn());
    }
  }

  @Test
  void theChartShowsTheNumbersOfTheTable() {
    assertChartShowsTheTable(UNEVEN, 2);
    int bars = Runs.whole().of("backprop").size();
    assertChartShowsTheTable(Runs.whole(), bars);
  }

  @Test
  void theSpeedupIsTheGeometricMeanOfTheRounds() {
    BackpropComparison comparison = BackpropComparison.of(UNEVEN);
    assertEquals("NumPy's loop over samples", comparison.baseline());
    assertEquals(1, comparison.entries().get(0).speedup().value(), TOLERANCE);
    assertEquals(2, comparison.entries().get(1).speedup().value(), TOLERANCE);
  }

  @Test
  void theTargetsHaveTheNumberOfTheTable() {
    Results results = Runs.whole();
    String report = Report.markdown(results, Map.of(), true);
    String target = cells(report, "backprop, TILED, against NumPy's per-sample loop").get(3);
    assertEquals(cells(report, "Panblas, tiles").get(3), target);
  }

  @Test
  void withoutNumPyTheSlowestRowIsTheBaseline() {
    Results results =
        Runs.of(
            List.of(),
            Runs.row(Plan.backprop("panama", Schedule.BATCHED), 0.2, 0.2),
            Runs.row(Plan.backprop("panama", Schedule.PER_SAMPLE), 0.8, 0.8));
    BackpropComparison comparison = BackpropComparison.of(results);
    assertEquals("the slowest", comparison.baseline());
    assertTrue(Report.markdown(results, Map.of(), true).contains("against the slowest"));
    assertEquals(1, comparison.entries().get(0).speedup().value(), TOLERANCE);
    assertEquals(4, comparison.entries().get(1).speedup().value(), TOLERANCE);
    assertChartShowsTheTable(results, 2);
  }
}
