/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.train;

import dev.panblas.cli.chart.ChartStyle;
import java.awt.BasicStroke;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Draws the cost of each iteration. The scale is logarithmic, because the first iterations reduce
 * the cost a hundred times as much as all others. If a cost is <= 0, the scale is linear.
 */
final class CostChart {

  private CostChart() {}

  /**
   * Draws the chart.
   *
   * @param costs the cost J at the start and after each iteration; at least one, all finite; read
   * @param validation that of the samples that are held out, as many and finite; or empty
   * @return a picture of 1000 x 600 pixels
   */
  static BufferedImage of(double[] costs, double[] validation) {
    boolean logarithmic =
        DoubleStream.concat(Arrays.stream(costs), Arrays.stream(validation))
            .allMatch(cost -> cost > 0);
    int last = costs.length - 1;
    XYChart chart =
        new XYChartBuilder()
            .width(ChartStyle.WIDTH)
            .height(ChartStyle.HEIGHT)
            .title(
                String.format(
                    Locale.ROOT,
                    "Sparse autoencoder: cost %.4g after %d iterations",
                    costs[last],
                    last))
            .xAxisTitle("L-BFGS iterations")
            .yAxisTitle("cost J, mean of all samples" + (logarithmic ? " (log scale)" : ""))
            .build();
    ChartStyle.apply(chart.getStyler());
    chart.getStyler().setXAxisTickMarkSpacingHint(100).setLegendVisible(validation.length > 0);
    // With whole numbers at both ends XChart chooses tick marks such as 14, 28, 42; with an end
    // between two of them it chooses round numbers.
    chart.getStyler().setXAxisMin(0.0).setXAxisMax(last + 0.5);
    if (logarithmic) {
      chart
          .getStyler()
          .setYAxisLogarithmic(true)
          .setYAxisLogarithmicDecadeOnly(false)
          .setYAxisTickLabelsFormattingFunction(ChartStyle::decadeLabel);
    }
    chart
        .addSeries("training", IntStream.rangeClosed(0, last).asDoubleStream().toArray(), costs)
        .setMarker(SeriesMarkers.NONE)
        .setLineColor(ChartStyle.COLOURS.getFirst())
        .setLineStyle(new BasicStroke(2.5f));
    if (validation.length > 0) {
      chart
          .addSeries(
              "held out", IntStream.rangeClosed(0, last).asDoubleStream().toArray(), validation)
          .setMarker(SeriesMarkers.NONE)
          .setLineColor(ChartStyle.COLOURS.get(1))
          .setLineStyle(new BasicStroke(2.5f));
    }
    return BitmapEncoder.getBufferedImage(chart);
  }
}
