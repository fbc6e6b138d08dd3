/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.matrix;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** The text of {@code toString}, which is that of NumPy's {@code str} with its default options. */
final class MatrixText {

  /** Of operands with more elements, only the first and last of each dimension are printed. */
  private static final int MOST_ELEMENTS = 1000;

  private static final int EDGE = 3;
  private static final int LINE = 75;

  private MatrixText() {}

  static String of(Matrix m) {
    if (!m.isUsable()) {
      return m.describe() + " matrix, " + layout(m);
    }
    if (m.isEmpty()) {
      return "[]";
    }
    boolean isLarge = (long) m.rows() * m.columns() > MOST_ELEMENTS;
    int[] rows = indices(m.rows(), isLarge);
    int[] columns = indices(m.columns(), isLarge);
    double[] elements =
        IntStream.of(rows)
            .filter(i -> i >= 0)
            .boxed()
            .flatMapToDouble(i -> elements(m.row(i), columns))
            .toArray();
    ElementFormat format = new ElementFormat(elements, m.precision());
    StringBuilder text = new StringBuilder("[");
    for (int i : rows) {
      text.append(text.length() == 1 ? "" : "\n ");
      if (i < 0) {
        text.append("...");
      } else {
        appendLine(text, m.row(i), columns, format, "  ", LINE - 1);
      }
    }
    return text.append(']').toString();
  }

  static String of(Vector v) {
    if (!v.isUsable()) {
      return v.describe() + " vector, stride " + v.stride();
    }
    if (v.isEmpty()) {
      return "[]";
    }
    int[] indices = indices(v.size(), v.size() > MOST_ELEMENTS);
    ElementFormat format = new ElementFormat(elements(v, indices).toArray(), v.precision());
    StringBuilder text = new StringBuilder();
    appendLine(text, v, indices, format, " ", LINE);
    return text.toString();
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

  /** The indices that are printed, and -1 for an ellipsis. */
  private static int[] indices(int count, boolean isLarge) {
    if (!isLarge || count <= 2 * EDGE) {
      return IntStream.range(0, count).toArray();
    }
    return IntStream.concat(
            IntStream.concat(IntStream.range(0, EDGE), IntStream.of(-1)),
            IntStream.range(count - EDGE, count))
        .toArray();
  }

  private static DoubleStream elements(Vector v, int[] indices) {
    return IntStream.of(indices).filter(i -> i >= 0).mapToDouble(v::get);
  }

  /**
   * Appends a vector.
   *
   * @param indent what a further line begins with
   * @param width the most characters of a line
   */
  private static void appendLine(
      StringBuilder text, Vector v, int[] indices, ElementFormat format, String indent, int width) {
    StringBuilder line = new StringBuilder(indent);
    StringBuilder lines = new StringBuilder();
    for (int k = 0; k < indices.length; k++) {
      String word = indices[k] < 0 ? "..." : format.text(v.get(indices[k]));
      // A space or a bracket follows.
      if (line.length() + word.length() > width - 1 && line.length() > indent.length()) {
        lines.append(line.toString().stripTrailing()).append('\n');
        line = new StringBuilder(indent);
      }
      line.append(word).append(k < indices.length - 1 ? " " : "");
    }
    text.append('[').append(lines.append(line), indent.length(), lines.length()).append(']');
  }
}
