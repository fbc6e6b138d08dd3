package dev.panblas.cli;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.image.BufferedImage;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Draws how the cost fell, iteration by iteration. The scale is logarithmic, since the first few
 * iterations take a hundred times as much off the cost as all others, unless a cost is 0 or less.
 */
final class CostChart {

  private static final int WIDTH = 1000;
  private static final int HEIGHT = 600;

  private static final Color LINE = new Color(0x1f5fa8);

  private CostChart() {}

  /**
   * Draws the curve.
   *
   * @param costs the cost J at the start, and after each iteration; at least one, all finite; read
   *     only
   * @return a picture of 1000 x 600 pixels
   */
  static BufferedImage of(double[] costs) {
    boolean logarithmic = Arrays.stream(costs).allMatch(cost -> cost > 0);
    int last = costs.length - 1;
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(
                String.format(
                    Locale.ROOT,
                    "Sparse autoencoder: cost %.4g after %d iterations",
                    costs[last],
                    last))
            .xAxisTitle("L-BFGS iterations")
            .yAxisTitle("cost J, mean of all samples" + (logarithmic ? " (log scale)" : ""))
            .build();
    style(chart.getStyler());
    // XChart counts equally spaced values in steps such as 14; an end between two of them makes it
    // take round steps.
    chart.getStyler().setXAxisMin(0.0).setXAxisMax(last + 0.5);
    if (logarithmic) {
      chart
          .getStyler()
          .setYAxisLogarithmic(true)
          .setYAxisLogarithmicDecadeOnly(false)
          .setYAxisTickLabelsFormattingFunction(CostChart::label);
    }
    chart
        .addSeries("cost", IntStream.rangeClosed(0, last).asDoubleStream().toArray(), costs)
        .setMarker(SeriesMarkers.NONE)
        .setLineColor(LINE)
        .setLineStyle(new BasicStroke(2.5f));
    return BitmapEncoder.getBufferedImage(chart);
  }

  private static void style(XYStyler styler) {
    styler
        .setXAxisTickMarkSpacingHint(100)
        .setLocale(Locale.ROOT)
        .setLegendVisible(false)
        .setChartBackgroundColor(Color.WHITE)
        .setChartTitleFont(font(Font.BOLD, 20))
        .setChartPadding(16);
    styler.setAxisTitleFont(font(Font.PLAIN, 16)).setAxisTickLabelsFont(font(Font.PLAIN, 14));
  }

  /**
   * XChart has a line at each digit of a decade; only 1, 2 and 5 of them leave room for a label.
   */
  private static String label(double cost) {
    String digits = String.format(Locale.ROOT, "%.3g", cost);
    String leading = digits.replaceFirst("^[0.]*", "");
    return leading.isEmpty() || "125".indexOf(leading.charAt(0)) >= 0
        ? new BigDecimal(digits).stripTrailingZeros().toPlainString()
        : " ";
  }

  private static Font font(int style, int size) {
    return new Font(Font.SANS_SERIF, style, size);
  }
}
