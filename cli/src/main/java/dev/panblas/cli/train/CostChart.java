/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.train;

import dev.panblas.cli.chart.Axis;
import dev.panblas.cli.chart.Drawing;
import dev.panblas.cli.chart.LineChart;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Draws the cost of each iteration and its terms. The first iterations reduce the cost a hundred
 * times as much as all others: the axis ends above the values from iteration 10 on, so that these
 * can be read, and a note gives the cost at the start. Values that differ by a factor above 30 are
 * drawn on a logarithmic axis.
 */
final class CostChart {

  /** The first iteration that is inside the axis, if there are at least twice as many. */
  private static final int FIRST = 10;

  private static final double MOST_LINEAR = 30;

  private CostChart() {}

  /**
   * A curve.
   *
   * @param name its text in the legend and in the report's table
   * @param values at the start and after each iteration; null or not finite where there is none
   */
  record Series(String name, List<? extends @Nullable Double> values) {

    /** The value after an iteration, NaN if there is none. */
    double at(int iteration) {
      Double value = iteration < values.size() ? values.get(iteration) : null;
      return value == null || !Double.isFinite(value) ? Double.NaN : value;
    }
  }

  /** The curves of a training: the cost, its terms, and that of the samples that are held out. */
  static List<Series> series(Summary summary) {
    List<Series> series = new ArrayList<>(List.of(new Series("cost J", summary.costs())));
    Summary.Terms terms = summary.terms();
    if (terms != null) {
      series.add(new Series("error", terms.error()));
      series.add(new Series("weight decay", terms.weightDecay()));
      series.add(new Series("sparsity", terms.sparsity()));
    }
    if (summary.validationCosts() != null) {
      series.add(new Series("J, held out", summary.validationCosts()));
    }
    return series;
  }

  /**
   * Draws the chart.
   *
   * @param series the first is the cost J, with a value at the start
   * @return a drawing of 1000 x 600 pixels
   */
  static Drawing of(List<Series> series) {
    Series cost = series.getFirst();
    int last = cost.values().size() - 1;
    int first = last >= 2 * FIRST ? FIRST : 0;
    double[] shown =
        series.stream()
            .flatMap(each -> IntStream.rangeClosed(first, last).mapToObj(each::at))
            .mapToDouble(Double::doubleValue)
            .filter(Double::isFinite)
            .toArray();
    double high = IntStream.range(0, shown.length).mapToDouble(i -> shown[i]).max().orElse(1);
    double low = IntStream.range(0, shown.length).mapToDouble(i -> shown[i]).min().orElse(0);
    double least =
        IntStream.rangeClosed(first, last).mapToDouble(cost::at).filter(v -> v > 0).min().orElse(0);
    boolean isLogarithmic = low >= 0 && least > 0 && high > MOST_LINEAR * least;
    Axis y =
        isLogarithmic
            ? Axis.logarithmic("cost (log scale)", lowest(shown), 1.2 * high)
            : Axis.linear("cost", Math.min(0, low), high > 0 ? 1.05 * high : 0);
    return new LineChart(
            String.format(
                Locale.ROOT,
                "Sparse autoencoder: cost %.4g after %d iterations",
                cost.at(last),
                last),
            cost.at(0) > y.high()
                ? String.format(
                    Locale.ROOT,
                    "The cost at the start, %.4g, and those of the first iterations are above the"
                        + " axis.",
                    cost.at(0))
                : "",
            Axis.counting("L-BFGS iterations", 0, Math.max(last, 1)),
            y,
            series.stream().map(each -> curve(each, last)).toList())
        .draw();
  }

  /** The smallest positive value, or a ten-thousandth of the largest if that is larger. */
  private static double lowest(double[] values) {
    double high = Arrays.stream(values).max().orElse(1);
    double low = Arrays.stream(values).filter(value -> value > 0).min().orElse(high);
    return Math.max(low, 1e-4 * high) / 1.2;
  }

  private static LineChart.Curve curve(Series series, int last) {
    return new LineChart.Curve(
        series.name(),
        IntStream.rangeClosed(0, last).mapToObj(i -> new LineChart.Point(i, series.at(i))).toList(),
        false);
  }

  /** The iterations of the report's table: 0, 1, 2, 5, 10, ... and the last. */
  static Collection<Integer> tableIterations(int last) {
    List<Integer> iterations = new ArrayList<>(List.of(0));
    for (int power = 1; power <= last; power = Math.multiplyExact(power, 10)) {
      for (int digit : List.of(1, 2, 5)) {
        if ((long) digit * power < last) {
          iterations.add(digit * power);
        }
      }
      if (power > Integer.MAX_VALUE / 10) {
        break;
      }
    }
    if (last > 0) {
      iterations.add(last);
    }
    return iterations;
  }
}
