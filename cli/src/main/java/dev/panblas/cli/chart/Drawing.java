/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.chart;

import java.util.ArrayList;
import java.util.List;

/** A drawing of lines, boxes, dots and texts, in pixels from the top left corner. */
public final class Drawing {

  /** A part of a drawing. Parts are drawn in their order. */
  sealed interface Mark {}

  /** A line through points x0, y0, x1, y1, ... */
  record Line(List<Double> points, Ink ink, double width, boolean isDashed) implements Mark {}

  record Box(double x, double y, double width, double height, Ink ink) implements Mark {}

  record Dot(double x, double y, double radius, Ink ink) implements Mark {}

  /** A text; vertical texts run upwards. */
  record Text(
      double x, double y, Anchor anchor, double size, Ink ink, String text, boolean isVertical)
      implements Mark {}

  /** Which point of a text is at its x. */
  enum Anchor {
    START(0),
    MIDDLE(0.5),
    END(1);

    /** The part of the width that is before x. */
    final double share;

    Anchor(double share) {
      this.share = share;
    }
  }

  private final int width;
  private final int height;
  private final String title;
  private final List<Mark> marks = new ArrayList<>();

  /** An empty drawing on an opaque page; the title describes it to readers who do not see it. */
  Drawing(int width, int height, String title) {
    this.width = width;
    this.height = height;
    this.title = title;
    add(new Box(0, 0, width, height, Ink.PAGE));
  }

  void add(Mark mark) {
    marks.add(mark);
  }

  void line(Ink ink, double lineWidth, double... points) {
    List<Double> list = new ArrayList<>();
    for (double each : points) {
      list.add(each);
    }
    add(new Line(list, ink, lineWidth, false));
  }

  void text(double x, double y, Anchor anchor, double size, Ink ink, String text) {
    add(new Text(x, y, anchor, size, ink, text, false));
  }

  /**
   * The width.
   *
   * @return pixels
   */
  public int width() {
    return width;
  }

  /**
   * The height.
   *
   * @return pixels
   */
  public int height() {
    return height;
  }

  /**
   * The title.
   *
   * @return a phrase
   */
  public String title() {
    return title;
  }

  List<Mark> marks() {
    return List.copyOf(marks);
  }
}
