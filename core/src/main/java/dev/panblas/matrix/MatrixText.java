/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.matrix;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The text of {@code toString}: all elements of a small operand, the shape of a large one. */
final class MatrixText {

  /** The largest number of elements that is printed. */
  private static final int SMALL = 100;

  private MatrixText() {}

  static String of(Matrix m) {
    if ((long) m.rows() * m.columns() > SMALL || !m.isUsable()) {
      return m.describe() + " matrix, " + layout(m);
    }
    String[][] cells =
        IntStream.range(0, m.rows())
            .mapToObj(
                i ->
                    IntStream.range(0, m.columns())
                        .mapToObj(j -> number(m.get(i, j), m.precision()))
                        .toArray(String[]::new))
            .toArray(String[][]::new);
    alignPoints(cells);
    int width = width(cells);
    return IntStream.range(0, cells.length)
        .mapToObj(i -> (i == 0 ? "[" : " ") + line(cells[i], width))
        .collect(Collectors.joining("\n", cells.length == 0 ? "[" : "", "]"));
  }

  static String of(Vector v) {
    if (v.size() > SMALL || !v.isUsable()) {
      return v.describe() + " vector, stride " + v.stride();
    }
    String[] cells =
        IntStream.range(0, v.size())
            .mapToObj(i -> number(v.get(i), v.precision()))
            .toArray(String[]::new);
    String[][] row = {cells};
    alignPoints(row);
    return line(cells, width(row));
  }

  private static String layout(Matrix m) {
    if (m.isRowMajor()) {
      return "row-major, row stride " + m.rowStride();
    }
    if (m.isColumnMajor()) {
      return "column-major, column stride " + m.columnStride();
    }
    return "strides " + m.rowStride() + " and " + m.columnStride();
  }

  /**
   * The shortest decimal that parses to the same element; integers end in a point, as {@code 3.}
   */
  private static String number(double value, Precision precision) {
    String text =
        precision == Precision.SINGLE ? Float.toString((float) value) : Double.toString(value);
    if (Double.isNaN(value)) {
      return "nan";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    }
    return (text.endsWith(".0") ? text.substring(0, text.length() - 1) : text).replace('E', 'e');
  }

  /** Pads numbers to the same number of places after the point; others are unchanged. */
  private static void alignPoints(String[][] cells) {
    int places = 0;
    for (String[] row : cells) {
      for (String cell : row) {
        places = Math.max(places, places(cell));
      }
    }
    for (String[] row : cells) {
      for (int j = 0; j < row.length; j++) {
        if (places(row[j]) >= 0) {
          row[j] += " ".repeat(places - places(row[j]));
        }
      }
    }
  }

  /** The number of digits after the point; -1 for nan, infinity and numbers with an exponent. */
  private static int places(String cell) {
    int point = cell.indexOf('.');
    return point < 0 || cell.indexOf('e') >= 0 ? -1 : cell.length() - point - 1;
  }

  private static int width(String[][] cells) {
    int width = 0;
    for (String[] row : cells) {
      for (String cell : row) {
        width = Math.max(width, cell.length());
      }
    }
    return width;
  }

  private static String line(String[] cells, int width) {
    return IntStream.range(0, cells.length)
        .mapToObj(j -> " ".repeat(width - cells[j].length()) + cells[j])
        .collect(Collectors.joining(" ", "[", "]"));
  }
}
