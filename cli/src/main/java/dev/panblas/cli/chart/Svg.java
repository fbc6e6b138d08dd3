/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.chart;

import dev.panblas.npy.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Writes drawings as SVG. A file refers to nothing outside of itself. Its page is opaque, and it is
 * light or dark as the reader prefers. Texts are texts, in a sans-serif font of the reader.
 */
public final class Svg {

  private static final String CLASS = "panblas-chart";

  private Svg() {}

  /**
   * The element of a drawing, to be part of a page whose style sheet defines the colours.
   *
   * @param drawing the drawing
   * @return the element {@code svg}, which is as wide as its place
   */
  public static String element(Drawing drawing) {
    return element(drawing, "");
  }

  /**
   * Writes a drawing as a file. The file is complete or not there.
   *
   * @param file the file to write
   * @param drawing the drawing
   * @throws IOException if it cannot be written
   */
  public static void write(Path file, Drawing drawing) throws IOException {
    byte[] text =
        (element(drawing, "<style>" + Ink.style("." + CLASS) + "</style>") + "\n")
            .getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(file, out -> out.write(text));
  }

  private static String element(Drawing drawing, String style) {
    StringBuilder text =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"%s\" viewBox=\"0 0 %d %d\""
                    + " width=\"%d\" height=\"%d\" role=\"img\""
                    + " font-family=\"DejaVu Sans,Verdana,sans-serif\"><title>%s</title>%s",
                CLASS,
                drawing.width(),
                drawing.height(),
                drawing.width(),
                drawing.height(),
                escape(drawing.title()),
                style));
    drawing.marks().forEach(mark -> text.append('\n').append(element(mark)));
    return text.append("\n</svg>").toString();
  }

  private static String element(Drawing.Mark mark) {
    return switch (mark) {
      case Drawing.Line line ->
          String.format(
              Locale.ROOT,
              "<polyline points=\"%s\" fill=\"none\" style=\"stroke:%s\" stroke-width=\"%s\""
                  + " stroke-linejoin=\"round\"%s/>",
              points(line.points()),
              line.ink().css(),
              number(line.width()),
              line.isDashed() ? " stroke-dasharray=\"6 5\"" : "");
      case Drawing.Box box ->
          String.format(
              Locale.ROOT,
              "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" style=\"fill:%s\"/>",
              number(box.x()),
              number(box.y()),
              number(box.width()),
              number(box.height()),
              box.ink().css());
      case Drawing.Dot dot ->
          String.format(
              Locale.ROOT,
              "<circle cx=\"%s\" cy=\"%s\" r=\"%s\" style=\"fill:%s\"/>",
              number(dot.x()),
              number(dot.y()),
              number(dot.radius()),
              dot.ink().css());
      case Drawing.Text label ->
          String.format(
              Locale.ROOT,
              "<text %s text-anchor=\"%s\" font-size=\"%s\" style=\"fill:%s\">%s</text>",
              label.isVertical()
                  ? String.format(
                      Locale.ROOT,
                      "transform=\"translate(%s %s) rotate(-90)\"",
                      number(label.x()),
                      number(label.y()))
                  : String.format(
                      Locale.ROOT, "x=\"%s\" y=\"%s\"", number(label.x()), number(label.y())),
              label.anchor().name().toLowerCase(Locale.ROOT),
              number(label.size()),
              label.ink().css(),
              escape(label.text()));
    };
  }

  private static String points(List<Double> points) {
    return IntStream.range(0, points.size() / 2)
        .mapToObj(i -> number(points.get(2 * i)) + "," + number(points.get(2 * i + 1)))
        .collect(Collectors.joining(" "));
  }

  private static String number(double value) {
    String text = String.format(Locale.ROOT, "%.2f", value);
    return text.replaceFirst("\\.?0+$", "");
  }

  /**
   * A text in HTML or XML.
   *
   * @param text the text
   * @return the text with references in place of the characters of markup
   */
  public static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
