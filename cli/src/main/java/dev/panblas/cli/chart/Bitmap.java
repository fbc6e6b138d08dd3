/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;

/** Draws drawings as pictures, in the colours of a light page. No font needs to be installed. */
public final class Bitmap {

  private Bitmap() {}

  /**
   * Draws a drawing.
   *
   * @param drawing the drawing
   * @return an opaque picture of the drawing's size
   */
  public static BufferedImage of(Drawing drawing) {
    BufferedImage image =
        new BufferedImage(drawing.width(), drawing.height(), BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    drawing.marks().forEach(mark -> draw(graphics, mark));
    graphics.dispose();
    return image;
  }

  /**
   * Writes a line of text, as wide as it is.
   *
   * @param image the picture
   * @param text the text
   * @param x its left end
   * @param baseline its y
   * @param size in pixels
   * @param grey from 0 to 255
   */
  public static void write(
      BufferedImage image, String text, double x, double baseline, double size, int grey) {
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setColor(new Color(grey, grey, grey));
    graphics.fill(Glyphs.outline(text, x, baseline, size));
    graphics.dispose();
  }

  /**
   * The width of a text.
   *
   * @param text one line
   * @param size in pixels
   * @return pixels
   */
  public static double width(String text, double size) {
    return Glyphs.width(text, size);
  }

  private static void draw(Graphics2D graphics, Drawing.Mark mark) {
    switch (mark) {
      case Drawing.Line line -> {
        graphics.setColor(new Color(line.ink().light()));
        graphics.setStroke(stroke(line));
        graphics.draw(path(line.points()));
      }
      case Drawing.Box box ->
          fill(
              graphics,
              box.ink(),
              new Rectangle2D.Double(box.x(), box.y(), box.width(), box.height()));
      case Drawing.Dot dot ->
          fill(
              graphics,
              dot.ink(),
              new Ellipse2D.Double(
                  dot.x() - dot.radius(),
                  dot.y() - dot.radius(),
                  2 * dot.radius(),
                  2 * dot.radius()));
      case Drawing.Text text -> {
        double left = -text.anchor().share * Glyphs.width(text.text(), text.size());
        AffineTransform place = AffineTransform.getTranslateInstance(text.x(), text.y());
        if (text.isVertical()) {
          place.rotate(-Math.PI / 2);
        }
        Path2D outline = Glyphs.outline(text.text(), left, 0, text.size());
        fill(graphics, text.ink(), place.createTransformedShape(outline));
      }
    }
  }

  private static void fill(Graphics2D graphics, Ink ink, Shape shape) {
    graphics.setColor(new Color(ink.light()));
    graphics.fill(shape);
  }

  private static BasicStroke stroke(Drawing.Line line) {
    return new BasicStroke(
        (float) line.width(),
        BasicStroke.CAP_BUTT,
        BasicStroke.JOIN_ROUND,
        10,
        line.isDashed() ? new float[] {6, 5} : null,
        0);
  }

  private static Path2D path(List<Double> points) {
    Path2D path = new Path2D.Double();
    for (int i = 0; i < points.size(); i += 2) {
      if (i == 0) {
        path.moveTo(points.get(i), points.get(i + 1));
      } else {
        path.lineTo(points.get(i), points.get(i + 1));
      }
    }
    return path;
  }
}
