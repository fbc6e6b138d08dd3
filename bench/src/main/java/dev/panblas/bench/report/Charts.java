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
import dev.panblas.cli.chart.Axis;
import dev.panblas.cli.chart.BarChart;
import dev.panblas.cli.chart.Drawing;
import dev.panblas.cli.chart.LineChart;
import dev.panblas.cli.chart.LineChart.Curve;
import dev.panblas.cli.chart.LineChart.Point;
import dev.panblas.matrix.Precision;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Draws the charts of a run. A value and its interval are an {@link Estimate}, as in the tables.
 */
public final class Charts {

  private static final double NANOS = 1e9;
  private static final String INTERVALS = "Vertical lines are 95% confidence intervals.";

  private Charts() {}

  /**
   * All charts whose rows were timed.
   *
   * @param results a run
   * @return drawings by file name without extension, in the report's order
   */
  public static Map<String, Drawing> of(Results results) {
    Map<String, Drawing> charts = new LinkedHashMap<>();
    gemm(results).ifPresent(chart -> charts.put("gemm", chart.draw()));
    backprop(BackpropComparison.of(results))
        .ifPresent(chart -> charts.put("backprop", chart.draw()));
    division(results).ifPresent(chart -> charts.put("division", chart.draw()));
    threads(results).ifPresent(chart -> charts.put("threads", chart.draw()));
    rows(results).ifPresent(chart -> charts.put("rows", chart.draw()));
    return charts;
  }

  /** The rates of products, with the best rate of the run as the machine's peak. */
  static Optional<LineChart> gemm(Results results) {
    Map<String, List<Point>> points = new LinkedHashMap<>();
    String best = "";
    double peak = 0;
    for (RowResult result : results.of(Question.GEMM.label())) {
      if (result.isComplete()
          && Precision.DOUBLE.name().equals(result.row().parameter("precision"))) {
        int n = Report.size(result.row());
        Estimate rate = Report.gigaflops(result);
        points
            .computeIfAbsent(result.row().subject(), name -> new ArrayList<>())
            .add(point(n, rate));
        if (rate.value() > peak) {
          peak = rate.value();
          best = String.format(Locale.ROOT, "%s, n = %d", result.row().subject(), n);
        }
      }
    }
    if (points.isEmpty()) {
      return Optional.empty();
    }
    List<Curve> curves = new ArrayList<>();
    points.forEach((name, curve) -> curves.add(new Curve(name, inOrder(curve), false)));
    List<Double> sizes = places(curves);
    curves.add(
        new Curve(
            String.format(Locale.ROOT, "peak: %.1f GF/s", peak),
            List.of(new Point(sizes.getFirst(), peak), new Point(sizes.getLast(), peak)),
            true));
    double lowest = values(curves, Point::y).min(Comparator.naturalOrder()).orElseThrow();
    return Optional.of(
        new LineChart(
            "Products of two n x n matrices, double precision",
            "Peak: the best rate measured in this run (" + best + "). " + INTERVALS,
            Axis.logarithmic("n (log scale)", sizes),
            Axis.logarithmic("GF/s (log scale)", lowest / 1.5, 1.5 * peak),
            curves));
  }

  /** The bars from the top to the bottom, in the order of the table. */
  static Optional<BarChart> backprop(BackpropComparison comparison) {
    List<BarChart.Bar> bars =
        comparison.entries().stream()
            .map(
                entry ->
                    new BarChart.Bar(
                        entry.title(),
                        entry.speedupText() + ", " + Report.time(entry.result().seconds()),
                        entry.speedup().value(),
                        entry.speedup().drawnLow(),
                        entry.speedup().drawnHigh(),
                        entry.title().startsWith("Panblas")))
            .toList();
    return bars.size() < 2
        ? Optional.empty()
        : Optional.of(
            new BarChart(
                "Backpropagation, 64-25-64, 10,000 samples",
                "times as fast as " + comparison.baseline(),
                bars));
  }

  private static Optional<LineChart> threads(Results results) {
    List<Integer> counts = Plan.threadCounts();
    Map<String, Row> rows = new LinkedHashMap<>();
    rows.put("backprop, tiles", Plan.backprop(Plan.MAIN_BACKEND, Schedule.TILED));
    rows.put("backprop, whole arrays", Plan.backprop(Plan.MAIN_BACKEND, Schedule.BATCHED));
    rows.put("cost and gradient, tiles", Plan.step(Plan.MAIN_BACKEND, Schedule.TILED));
    List<Curve> curves = new ArrayList<>();
    rows.forEach(
        (name, row) -> {
          List<Point> points = new ArrayList<>();
          for (int threads : counts) {
            Targets.ratio(results, Plan.onThreads(row, 1), Plan.onThreads(row, threads))
                .ifPresent(ratio -> points.add(point(threads, ratio)));
          }
          if (points.size() > 1) {
            curves.add(new Curve(name, points, false));
          }
        });
    if (curves.isEmpty() || counts.size() < 2) {
      return Optional.empty();
    }
    double last = counts.getLast();
    curves.add(
        new Curve(
            "as many times as threads", List.of(new Point(1, 1), new Point(last, last)), true));
    return Optional.of(
        new LineChart(
            "Speed by threads, 64-25-64, 10,000 samples, double",
            INTERVALS,
            new Axis("threads", 1, last, false, counts.stream().map(Integer::doubleValue).toList()),
            fromZero("times as fast as on 1 thread", curves),
            curves));
  }

  private static Optional<LineChart> division(Results results) {
    List<Curve> curves = new ArrayList<>();
    for (String routine : Plan.DIVIDED_PRODUCTS) {
      List<Point> points = new ArrayList<>();
      for (int n : Plan.DIVIDED_SIZES) {
        Row row = Plan.division(routine, n, Precision.DOUBLE);
        Targets.ratio(results, Plan.onLibraryThreads(row), row)
            .ifPresent(ratio -> points.add(point(n, ratio)));
      }
      if (points.size() > 1) {
        curves.add(new Curve(routine, points, false));
      }
    }
    if (curves.isEmpty()) {
      return Optional.empty();
    }
    List<Double> sizes = places(curves);
    curves.add(
        new Curve(
            "equal", List.of(new Point(sizes.getFirst(), 1), new Point(sizes.getLast(), 1)), true));
    return Optional.of(
        new LineChart(
            "Panblas's team against the library's threads, double precision",
            INTERVALS,
            Axis.logarithmic("n (log scale)", sizes),
            fromZero("times as fast as the library's threads", curves),
            curves));
  }

  private static Optional<LineChart> rows(Results results) {
    List<Point> points = new ArrayList<>();
    for (int count : Plan.ROW_COUNTS) {
      results
          .find(Plan.step(count))
          .filter(RowResult::isComplete)
          .map(result -> Estimate.of(result.medians()).map(time -> time / count * NANOS))
          .ifPresent(each -> points.add(point(count, each)));
    }
    if (points.size() < 2) {
      return Optional.empty();
    }
    List<Curve> curves = List.of(new Curve("Panblas", points, false));
    return Optional.of(
        new LineChart(
            "Cost and gradient, 64-25-64, tiles, double",
            INTERVALS,
            Axis.logarithmic("samples (log scale)", places(curves)),
            fromZero("ns a sample", curves),
            curves));
  }

  private static Point point(double x, Estimate estimate) {
    return new Point(x, estimate.value(), estimate.drawnLow(), estimate.drawnHigh());
  }

  private static List<Point> inOrder(List<Point> points) {
    return points.stream().sorted(Comparator.comparingDouble(Point::x)).toList();
  }

  private static List<Double> places(List<Curve> curves) {
    return values(curves, Point::x).distinct().sorted().toList();
  }

  /** An axis that holds every value; of an interval that is far wider, only a part is drawn. */
  private static Axis fromZero(String title, List<Curve> curves) {
    double highest = values(curves, Point::y).max(Comparator.naturalOrder()).orElseThrow();
    double ends = values(curves, Point::high).max(Comparator.naturalOrder()).orElseThrow();
    return Axis.linear(title, 0, 1.05 * Math.min(ends, 2 * highest));
  }

  private static Stream<Double> values(List<Curve> curves, ToDoubleFunction<Point> value) {
    return curves.stream()
        .flatMap(curve -> curve.points().stream())
        .map(point -> value.applyAsDouble(point));
  }
}
