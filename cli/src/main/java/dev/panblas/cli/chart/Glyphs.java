/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.chart;

import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The outlines of DejaVu Sans, which comes with this module. Text is drawn as filled outlines,
 * because Java's own fonts need fontconfig and an installed font, which small containers lack.
 */
final class Glyphs {

  private static final double EM = 2048;
  private static final int UNKNOWN = 0xfffd;

  private static final Map<Integer, Glyph> ALL = read();

  private Glyphs() {}

  /** The width of a glyph in units, and its outline. */
  private record Glyph(double width, String outline) {}

  /** The width of a text in pixels at a size in pixels. */
  static double width(String text, double size) {
    return text.codePoints().mapToDouble(point -> glyph(point).width).sum() * size / EM;
  }

  /** The outline of a text that begins at x on the baseline y. */
  static Path2D outline(String text, double x, double y, double size) {
    Path2D path = new Path2D.Double(Path2D.WIND_NON_ZERO);
    double left = x;
    for (int point : text.codePoints().toArray()) {
      Glyph glyph = glyph(point);
      AffineTransform place = AffineTransform.getTranslateInstance(left, y);
      place.scale(size / EM, size / EM);
      path.append(place.createTransformedShape(path(glyph.outline)), false);
      left += glyph.width * size / EM;
    }
    return path;
  }

  private static Glyph glyph(int point) {
    return Objects.requireNonNull(ALL.getOrDefault(point, ALL.get(UNKNOWN)));
  }

  private static Path2D path(String outline) {
    Path2D path = new Path2D.Double();
    double x = 0;
    double y = 0;
    for (String command : outline.split("(?=[MLHVQZ])", -1)) {
      if (command.isEmpty()) {
        continue;
      }
      double[] at = numbers(command.substring(1));
      switch (command.charAt(0)) {
        case 'H' -> {
          x = at[0];
          path.lineTo(x, y);
        }
        case 'V' -> {
          y = at[0];
          path.lineTo(x, y);
        }
        case 'Z' -> path.closePath();
        case 'M' -> {
          path.moveTo(at[0], at[1]);
          lines(path, at, 2);
        }
        case 'L' -> lines(path, at, 0);
        case 'Q' -> path.quadTo(at[0], at[1], at[2], at[3]);
        default -> throw new IllegalStateException("unknown command in the font: " + command);
      }
      if (at.length > 1) {
        x = at[at.length - 2];
        y = at[at.length - 1];
      }
    }
    return path;
  }

  private static void lines(Path2D path, double[] at, int from) {
    for (int i = from; i < at.length; i += 2) {
      path.lineTo(at[i], at[i + 1]);
    }
  }

  private static double[] numbers(String text) {
    return text.isBlank()
        ? new double[0]
        : Arrays.stream(text.strip().split("[ ,]+", -1)).mapToDouble(Double::parseDouble).toArray();
  }

  private static Map<Integer, Glyph> read() {
    Map<Integer, Glyph> glyphs = new HashMap<>();
    try (InputStream in =
            Objects.requireNonNull(Glyphs.class.getResourceAsStream("dejavu-sans.txt"));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.startsWith("#")) {
          String[] fields = line.split(" ", 3);
          glyphs.put(
              Integer.parseInt(fields[0], 16), new Glyph(Double.parseDouble(fields[1]), fields[2]));
        }
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return glyphs;
  }
}
