/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.chart;

import java.awt.Color;
import java.awt.Font;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.style.AxesChartStyler;

/** The style of all charts. */
public final class ChartStyle {

  /** The width of a chart in pixels. */
  public static final int WIDTH = 1000;

  /** The height of a chart in pixels. */
  public static final int HEIGHT = 600;

  /** The colours of series, in turn; distinct also for people who see no red or no green. */
  public static final List<Color> COLOURS =
      List.of(
          new Color(0x1f5fa8),
          new Color(0xd55e00),
          new Color(0x009e73),
          new Color(0x7a4a9c),
          new Color(0xe0a000),
          new Color(0x56b4e9),
          new Color(0xb0407f),
          new Color(0x555555),
          new Color(0x8c6d31));

  private ChartStyle() {}

  /**
   * Sets fonts, colours and margins.
   *
   * @param styler of the chart
   */
  public static void apply(AxesChartStyler styler) {
    styler
        .setLocale(Locale.ROOT)
        .setChartBackgroundColor(Color.WHITE)
        .setChartTitleFont(font(Font.BOLD, 20))
        .setLegendFont(font(Font.PLAIN, 14))
        .setChartPadding(16)
        .setSeriesColors(COLOURS.toArray(Color[]::new));
    styler.setAxisTitleFont(font(Font.PLAIN, 16)).setAxisTickLabelsFont(font(Font.PLAIN, 14));
  }

  /**
   * A label of a logarithmic axis. XChart draws a line at each digit of a decade; labels fit only
   * at 1, 2 and 5.
   *
   * @param value the position of the line
   * @return the number, or a blank
   */
  public static String decadeLabel(double value) {
    String digits = String.format(Locale.ROOT, "%.3g", value);
    String leading = digits.replaceFirst("^[0.]*", "");
    return leading.isEmpty() || "125".indexOf(leading.charAt(0)) >= 0
        ? new BigDecimal(digits).stripTrailingZeros().toPlainString()
        : " ";
  }

  /**
   * A font.
   *
   * @param style such as {@link Font#BOLD}
   * @param size in points
   * @return the system's sans-serif font
   */
  public static Font font(int style, int size) {
    return new Font(Font.SANS_SERIF, style, size);
  }
}
