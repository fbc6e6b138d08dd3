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
import dev.panblas.bench.run.Question;
import dev.panblas.cli.chart.ChartStyle;
import dev.panblas.matrix.Precision;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.HorizontalBarChart;
import org.knowm.xchart.HorizontalBarChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws the charts of a run. */
public final class Charts {

  private static final double NANOS = 1e9;

  /** The height of a bar chart without its bars, in pixels. */
  private static final int TITLES_HEIGHT = 120;

  /** The height of a bar in pixels: with less, XChart leaves out its label. */
  private static final int BAR_HEIGHT = 80;

  private Charts() {}

  /**
   * All charts whose rows were timed.
   *
   * @param results a run
   * @return images by file name, in the report's order
   */
  public static Map<String, BufferedImage> of(Results results) {
    Map<String, BufferedImage> charts = new LinkedHashMap<>();
    gemm(results).ifPresent(chart -> charts.put("gemm.png", chart));
    backprop(results).ifPresent(chart -> charts.put("backprop.png", chart));
    division(results).ifPresent(chart -> charts.put("division.png", chart));
    threads(results).ifPresent(chart -> charts.put("threads.png", chart));
    rows(results).ifPresent(chart -> charts.put("rows.png", chart));
    return charts;
  }

  private static Optional<BufferedImage> gemm(Results results) {
    Map<String, NavigableMap<Double, Double>> curves = new LinkedHashMap<>();
    for (RowResult result : results.of(Question.GEMM.label())) {
      if (result.isComplete()
          && Precision.DOUBLE.name().equals(result.row().parameter("precision"))) {
        curves
            .computeIfAbsent(result.row().subject(), name -> new TreeMap<>())
            .put(exponent(Report.size(result.row())), Report.gigaflops(result));
      }
    }
    if (curves.isEmpty()) {
      return Optional.empty();
    }
    double peak =
        curves.values().stream()
            .flatMap(curve -> curve.values().stream())
            .mapToDouble(Double::doubleValue)
            .max()
            .orElseThrow();
    XYChart chart =
        xy("Products of two n x n matrices, double precision", "n (log scale)", "GF/s (log scale)");
    chart
        .getStyler()
        .setYAxisLogarithmic(true)
        .setYAxisLogarithmicDecadeOnly(false)
        .setXAxisTickLabelsFormattingFunction(Charts::powerOfTwo)
        .setYAxisTickLabelsFormattingFunction(ChartStyle::decadeLabel);
    curves.forEach((name, curve) -> line(chart, name, curve));
    double smallest =
        curves.values().stream().mapToDouble(NavigableMap::firstKey).min().orElseThrow();
    double largest =
        curves.values().stream().mapToDouble(NavigableMap::lastKey).max().orElseThrow();
    chart
        .addSeries(
            String.format(Locale.ROOT, "peak: %.0f GF/s", peak),
            new double[] {smallest, largest},
            new double[] {peak, peak})
        .setMarker(SeriesMarkers.NONE)
        .setLineColor(Color.BLACK)
        .setLineStyle(
            new BasicStroke(
                1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {6, 6}, 0));
    return Optional.of(BitmapEncoder.getBufferedImage(chart));
  }

  /** The label of an exponent: the power of two, or a blank if the exponent is not whole. */
  private static String powerOfTwo(double exponent) {
    return isWhole(exponent) ? String.format(Locale.ROOT, "%.0f", Math.pow(2, exponent)) : " ";
  }

  private static Optional<BufferedImage> backprop(Results results) {
    BackpropComparison comparison = BackpropComparison.of(results);
    List<Bar> bars = bars(comparison);
    if (bars.size() < 2) {
      return Optional.empty();
    }
    HorizontalBarChart chart =
        new HorizontalBarChartBuilder()
            .width(ChartStyle.WIDTH)
            .height(TITLES_HEIGHT + bars.size() * BAR_HEIGHT)
            .title("Backpropagation, 64-25-64, 10,000 samples")
            .xAxisTitle("times as fast as " + comparison.baseline())
            .build();
    ChartStyle.apply(chart.getStyler());
    chart.getStyler().setAvailableSpaceFill(0.7);
    chart.getStyler().setLegendVisible(false);
    chart.addSeries(
        "speed", bars.stream().map(Bar::length).toList(), bars.stream().map(Bar::label).toList());
    return Optional.of(BitmapEncoder.getBufferedImage(chart));
  }

  /**
   * A bar of the chart of the backpropagation.
   *
   * @param label with time and speedup, because a label inside a short bar would be cut off
   * @param length the speedup
   */
  record Bar(String label, double length) {}

  /** The bars from the top to the bottom, in the order of the table. */
  static List<Bar> bars(BackpropComparison comparison) {
    return comparison.entries().stream()
        .map(
            entry ->
                new Bar(
                    String.format(
                        Locale.ROOT,
                        "%s: %s, %s",
                        entry.title(),
                        Report.time(entry.result().seconds()),
                        entry.speedupText()),
                    entry.speedup().value()))
        .toList();
  }

  private static Optional<BufferedImage> threads(Results results) {
    List<Integer> counts = Plan.threadCounts();
    XYChart chart =
        xy(
            "Speed by threads, 64-25-64, 10,000 samples, double",
            "threads",
            "times as fast as on 1 thread");
    chart.getStyler().setYAxisMin(0.0);
    chart.getStyler().setXAxisTickLabelsFormattingFunction(Charts::wholeNumber);
    addThreads(chart, results, "backprop, tiles", Plan.backprop(Plan.MAIN_BACKEND, Schedule.TILED));
    addThreads(
        chart,
        results,
        "backprop, whole arrays",
        Plan.backprop(Plan.MAIN_BACKEND, Schedule.BATCHED));
    addThreads(
        chart, results, "cost and gradient, tiles", Plan.step(Plan.MAIN_BACKEND, Schedule.TILED));
    if (chart.getSeriesCollection().isEmpty() || counts.size() < 2) {
      return Optional.empty();
    }
    double[] ends = {1, counts.getLast()};
    chart
        .addSeries("as many times as threads", ends, ends)
        .setMarker(SeriesMarkers.NONE)
        .setLineColor(Color.GRAY);
    return Optional.of(BitmapEncoder.getBufferedImage(chart));
  }

  private static String wholeNumber(double value) {
    return isWhole(value) ? Long.toString(Math.round(value)) : " ";
  }

  private static boolean isWhole(double value) {
    return Math.abs(value - Math.rint(value))
        < 1e-9; // XChart adds up its steps, with rounding errors
  }

  private static void addThreads(XYChart chart, Results results, String name, Row row) {
    NavigableMap<Double, Double> curve = new TreeMap<>();
    for (int threads : Plan.threadCounts()) {
      Targets.ratio(results, Plan.onThreads(row, 1), Plan.onThreads(row, threads))
          .ifPresent(ratio -> curve.put((double) threads, ratio.value()));
    }
    if (curve.size() > 1) {
      line(chart, name, curve);
    }
  }

  private static Optional<BufferedImage> division(Results results) {
    XYChart chart =
        xy(
            "Panblas's team against the library's threads, double precision",
            "n (log scale)",
            "times as fast as the library's threads");
    chart.getStyler().setYAxisMin(0.0);
    chart.getStyler().setXAxisTickLabelsFormattingFunction(Charts::powerOfTwo);
    List<Integer> sizes = Plan.DIVIDED_SIZES;
    for (String routine : Plan.DIVIDED_PRODUCTS) {
      NavigableMap<Double, Double> curve = new TreeMap<>();
      for (int n : sizes) {
        Row row = Plan.division(routine, n, Precision.DOUBLE);
        Targets.ratio(results, Plan.onLibraryThreads(row), row)
            .ifPresent(ratio -> curve.put(exponent(n), ratio.value()));
      }
      if (curve.size() > 1) {
        line(chart, routine, curve);
      }
    }
    if (chart.getSeriesCollection().isEmpty()) {
      return Optional.empty();
    }
    chart
        .addSeries(
            "equal",
            new double[] {exponent(sizes.getFirst()), exponent(sizes.getLast())},
            new double[] {1, 1})
        .setMarker(SeriesMarkers.NONE)
        .setLineColor(Color.GRAY);
    return Optional.of(BitmapEncoder.getBufferedImage(chart));
  }

  /** The place of a size on a logarithmic axis: its exponent with base 2. */
  private static double exponent(int n) {
    return Math.log(n) / Math.log(2);
  }

  private static Optional<BufferedImage> rows(Results results) {
    NavigableMap<Double, Double> curve = new TreeMap<>(Comparator.naturalOrder());
    for (int count : Plan.ROW_COUNTS) {
      results
          .find(Plan.step(count))
          .filter(RowResult::isComplete)
          .ifPresent(result -> curve.put((double) count, result.seconds() / count * NANOS));
    }
    if (curve.size() < 2) {
      return Optional.empty();
    }
    XYChart chart =
        xy("Cost and gradient, 64-25-64, tiles, double", "samples (log scale)", "ns a sample");
    chart
        .getStyler()
        .setXAxisLogarithmic(true)
        .setXAxisTickLabelsFormattingFunction(count -> String.format(Locale.ROOT, "%,.0f", count));
    chart.getStyler().setYAxisMin(0.0).setLegendVisible(false);
    line(chart, "ns a sample", curve);
    return Optional.of(BitmapEncoder.getBufferedImage(chart));
  }

  private static XYChart xy(String title, String x, String y) {
    XYChart chart =
        new XYChartBuilder()
            .width(ChartStyle.WIDTH)
            .height(ChartStyle.HEIGHT)
            .title(title)
            .xAxisTitle(x)
            .yAxisTitle(y)
            .build();
    ChartStyle.apply(chart.getStyler());
    chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideE);
    return chart;
  }

  private static void line(XYChart chart, String name, NavigableMap<Double, Double> curve) {
    int series = chart.getSeriesCollection().size();
    Color colour = ChartStyle.COLOURS.get(series % ChartStyle.COLOURS.size());
    chart
        .addSeries(name, List.copyOf(curve.keySet()), List.copyOf(curve.values()))
        .setMarker(SeriesMarkers.CIRCLE)
        .setMarkerColor(colour)
        .setLineColor(colour)
        .setLineStyle(new BasicStroke(2.5f));
  }
}
