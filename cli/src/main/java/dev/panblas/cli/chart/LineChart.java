/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * A chart of curves with a legend on its right.
 *
 * @param title a phrase
 * @param note a sentence below the title; may be empty
 * @param x the horizontal axis
 * @param y the vertical axis
 * @param curves in the order of the legend
 */
public record LineChart(String title, String note, Axis x, Axis y, List<Curve> curves) {

  private static final int WIDTH = 1000;
  private static final int HEIGHT = 600;
  private static final int LEFT = 96;
  private static final int TOP = 84;
  private static final int BOTTOM = HEIGHT - 68;
  private static final double LABEL = 15;
  private static final double MOST_MARKERS = 40;
  private static final double INTERVAL_DISTANCE = 5;
  private static final double MOST_ASIDE = 24;
  private static final double LONG = 12;

  /** The curves are copied. */
  public LineChart {
    curves = List.copyOf(curves);
  }

  /**
   * A curve.
   *
   * @param name its text in the legend
   * @param points in the order of x; what is outside of the axes is not drawn
   * @param isDashed whether it is a line to compare with, which is dashed and has no markers
   */
  public record Curve(String name, List<Point> points, boolean isDashed) {

    /** The points are copied. */
    public Curve {
      points = List.copyOf(points);
    }
  }

  /**
   * A point with an interval.
   *
   * @param x its place
   * @param y its value
   * @param low the lower end of the interval of y, or y without one
   * @param high the upper end, or y
   */
  public record Point(double x, double y, double low, double high) {

    /**
     * A point without an interval.
     *
     * @param x its place
     * @param y its value
     */
    public Point(double x, double y) {
      this(x, y, y, y);
    }
  }

  /**
   * Draws the chart.
   *
   * @return 1000 x 600 pixels
   */
  public Drawing draw() {
    Drawing drawing = new Drawing(WIDTH, HEIGHT, title);
    drawing.text(24, 38, Drawing.Anchor.START, 21, Ink.TEXT, title);
    drawing.text(24, 62, Drawing.Anchor.START, 14, Ink.MUTED, note);
    double widest =
        curves.stream().mapToDouble(curve -> Glyphs.width(curve.name(), LABEL)).max().orElse(0);
    double right = WIDTH - 76 - Math.min(widest, 340);
    for (double tick : x.ticks()) {
      double at = LEFT + x.place(tick) * (right - LEFT);
      drawing.line(Ink.GRID, 1, at, TOP, at, BOTTOM);
      drawing.text(at, BOTTOM + 22, Drawing.Anchor.MIDDLE, LABEL, Ink.TEXT, Axis.label(tick));
    }
    for (double tick : y.ticks()) {
      double at = BOTTOM - y.place(tick) * (BOTTOM - TOP);
      drawing.line(Ink.GRID, 1, LEFT, at, right, at);
      drawing.text(LEFT - 8, at + 5, Drawing.Anchor.END, LABEL, Ink.TEXT, Axis.label(tick));
    }
    drawing.line(Ink.MUTED, 1, LEFT, TOP, LEFT, BOTTOM, right, BOTTOM);
    drawing.text((LEFT + right) / 2, HEIGHT - 18, Drawing.Anchor.MIDDLE, 16, Ink.TEXT, x.title());
    drawing.add(
        new Drawing.Text(
            26, (TOP + BOTTOM) / 2.0, Drawing.Anchor.MIDDLE, 16, Ink.TEXT, y.title(), true));
    double distance = Math.min(INTERVAL_DISTANCE, MOST_ASIDE / Math.max(1, curves.size() - 1));
    for (int i = 0; i < curves.size(); i++) {
      Curve curve = curves.get(i);
      // The colours are used twice: curves beyond them are dashed, but have markers.
      Ink ink = curve.isDashed() ? Ink.MUTED : Ink.SERIES.get(i % Ink.SERIES.size());
      boolean isDashed = curve.isDashed() || i >= Ink.SERIES.size();
      double aside = distance * (i - (curves.size() - 1) / 2.0);
      draw(drawing, curve, ink, isDashed, right, aside);
      double row = TOP + 14 + 26.0 * i;
      drawing.add(new Drawing.Line(List.of(right + 18, row, right + 46, row), ink, 3, isDashed));
      drawing.text(right + 54, row + 5, Drawing.Anchor.START, LABEL, Ink.TEXT, curve.name());
    }
    return drawing;
  }

  /** Draws a curve, and its intervals aside of the points, so that those of curves differ. */
  private void draw(
      Drawing drawing, Curve curve, Ink ink, boolean isDashed, double right, double aside) {
    boolean hasMarkers = curve.points().size() <= MOST_MARKERS && !curve.isDashed();
    List<Double> line = new ArrayList<>();
    for (Point point : curve.points()) {
      if (!x.contains(point.x()) || !y.contains(point.y())) {
        addLine(drawing, line, ink, isDashed);
        continue;
      }
      double across = LEFT + x.place(point.x()) * (right - LEFT);
      line.add(across);
      line.add(down(point.y()));
      if (point.high() > point.low()) {
        double top = down(Math.min(point.high(), y.high()));
        double bottom = down(Math.max(point.low(), y.low()));
        // A short interval is seen only as the marker.
        double at = bottom - top > LONG ? across + aside : across;
        drawing.line(ink, 1.5, at, top, at, bottom);
        drawing.line(ink, 1.5, at - 3, top, at + 3, top);
        drawing.line(ink, 1.5, at - 3, bottom, at + 3, bottom);
      }
      if (hasMarkers) {
        drawing.add(new Drawing.Dot(across, down(point.y()), 4, ink));
      }
    }
    addLine(drawing, line, ink, isDashed);
  }

  private static void addLine(Drawing drawing, List<Double> line, Ink ink, boolean isDashed) {
    if (line.size() > 2) {
      drawing.add(new Drawing.Line(List.copyOf(line), ink, 2.5, isDashed));
    }
    line.clear();
  }

  private double down(double value) {
    return BOTTOM - y.place(value) * (BOTTOM - TOP);
  }
}
