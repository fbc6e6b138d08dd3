/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.chart;

import java.util.List;

/**
 * A chart of horizontal bars from 0, each with its text and its interval: those of Panblas in one
 * colour, those of rivals in another.
 *
 * @param title a phrase
 * @param unit what the length of a bar is, as a phrase
 * @param bars from the top to the bottom
 */
public record BarChart(String title, String unit, List<Bar> bars) {

  private static final int WIDTH = 1000;
  private static final int TOP = 84;
  private static final int ROW = 46;
  private static final double LABEL = 15;
  private static final double MOST_LABEL = 330;
  private static final double MOST_OF_LONGEST = 1.6;

  /** The bars are copied. */
  public BarChart {
    bars = List.copyOf(bars);
  }

  /**
   * A bar.
   *
   * @param label its name, left of it
   * @param text its value, right of it
   * @param value its length
   * @param low the lower end of its interval, or the value without one
   * @param high the upper end, or the value
   * @param isOwn whether it is of Panblas
   */
  public record Bar(
      String label, String text, double value, double low, double high, boolean isOwn) {}

  /**
   * Draws the chart.
   *
   * @return 1000 pixels wide, and as high as the bars need
   */
  public Drawing draw() {
    int bottom = TOP + ROW * bars.size();
    Drawing drawing = new Drawing(WIDTH, bottom + 66, title);
    drawing.text(24, 38, Drawing.Anchor.START, 21, Ink.TEXT, title);
    legend(drawing);
    double left = 44 + Math.min(widest(bars.stream().map(Bar::label).toList()), MOST_LABEL);
    double right = WIDTH - 44 - widest(bars.stream().map(Bar::text).toList());
    // Of an interval that is far longer than the bars, only a part is drawn.
    double most = MOST_OF_LONGEST * bars.stream().mapToDouble(Bar::value).max().orElse(1);
    double high = bars.stream().mapToDouble(Bar::high).max().orElse(1);
    Axis axis = Axis.linear(unit, 0, Math.min(high, most));
    for (double tick : axis.ticks()) {
      double at = left + axis.place(tick) * (right - left);
      drawing.line(Ink.GRID, 1, at, TOP, at, bottom);
      drawing.text(at, bottom + 20, Drawing.Anchor.MIDDLE, LABEL, Ink.TEXT, Axis.label(tick));
    }
    drawing.text((left + right) / 2, bottom + 48, Drawing.Anchor.MIDDLE, 16, Ink.TEXT, unit);
    for (int i = 0; i < bars.size(); i++) {
      Bar bar = bars.get(i);
      double middle = TOP + ROW * (i + 0.5);
      double length = axis.place(bar.value()) * (right - left);
      drawing.add(
          new Drawing.Box(left, middle - 14, length, 28, bar.isOwn() ? Ink.OWN : Ink.RIVAL));
      double end = left + length;
      if (bar.high() > bar.low()) {
        double from = left + axis.place(Math.max(bar.low(), 0)) * (right - left);
        end = left + axis.place(Math.min(bar.high(), axis.high())) * (right - left);
        // The part inside the bar is drawn on the page's colour, to be seen on the bar's.
        drawing.line(Ink.PAGE, 5, from - 1, middle, end, middle);
        drawing.line(Ink.TEXT, 2, from, middle, end, middle);
        drawing.line(Ink.TEXT, 2, from, middle - 7, from, middle + 7);
        drawing.line(Ink.TEXT, 2, end, middle - 7, end, middle + 7);
      }
      drawing.text(left - 10, middle + 5, Drawing.Anchor.END, LABEL, Ink.TEXT, bar.label());
      drawing.text(
          Math.max(end, left + length) + 10,
          middle + 5,
          Drawing.Anchor.START,
          LABEL,
          Ink.TEXT,
          bar.text());
    }
    drawing.line(Ink.MUTED, 1, left, TOP, left, bottom);
    return drawing;
  }

  private static void legend(Drawing drawing) {
    drawing.add(new Drawing.Box(24, 52, 14, 14, Ink.OWN));
    drawing.text(44, 64, Drawing.Anchor.START, LABEL, Ink.TEXT, "Panblas");
    drawing.add(new Drawing.Box(132, 52, 14, 14, Ink.RIVAL));
    drawing.text(152, 64, Drawing.Anchor.START, LABEL, Ink.TEXT, "rivals");
    drawing.line(Ink.TEXT, 2, 226, 59, 250, 59);
    drawing.line(Ink.TEXT, 2, 226, 53, 226, 65);
    drawing.line(Ink.TEXT, 2, 250, 53, 250, 65);
    drawing.text(258, 64, Drawing.Anchor.START, LABEL, Ink.TEXT, "95% confidence interval");
  }

  private static double widest(List<String> texts) {
    return texts.stream().mapToDouble(text -> Glyphs.width(text, LABEL)).max().orElse(0);
  }
}
