/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.blas.vector;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;

import dev.panblas.matrix.Matrix;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * Copies of parts of A and B for {@link DoubleProduct}: rows of A, and panels of B, which have a
 * few vectors of columns, row by row, and zeros after the last column. {@link FloatPacking} is the
 * twin.
 */
final class DoublePacking {

  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final ByteOrder ORDER = ByteOrder.nativeOrder();

  private DoublePacking() {}

  /** Columns rounded up to whole vectors. */
  static int padded(int columns) {
    return Math.ceilDiv(columns, LANES) * LANES;
  }

  /**
   * Copies a part of a row-major matrix in native memory.
   *
   * @param i the first row
   * @param p the first column
   * @param to written; row r begins at {@code at + r * distance}
   */
  static void copyRows(
      Matrix a, int i, int p, int rows, int columns, double[] to, int at, int distance) {
    copyRows(
        a.segment(),
        offset(a, i, p),
        a.rowStride() * Double.BYTES,
        rows,
        columns,
        to,
        at,
        distance);
  }

  private static void copyRows(
      MemorySegment from,
      long offset,
      long bytes,
      int rows,
      int columns,
      double[] to,
      int at,
      int distance) {
    for (int r = 0; r < rows; r++) {
      long row = offset + r * bytes;
      int copy = at + r * distance;
      int j = 0;
      for (; j <= columns - LANES; j += LANES) {
        DoubleVector.fromMemorySegment(SPECIES, from, row + (long) j * Double.BYTES, ORDER)
            .intoArray(to, copy + j);
      }
      for (; j < columns; j++) {
        to[copy + j] = from.get(JAVA_DOUBLE, row + (long) j * Double.BYTES);
      }
    }
  }

  /**
   * Copies a part of B to panels.
   *
   * @param b row-major or column-major
   * @param p the first row
   * @param j the first column
   * @param columns a multiple of the width, or fewer
   * @param width of a panel, whole vectors
   * @param panels written from index {@code at} on
   * @param lineAt the index of elements of {@code panels} that may be overwritten, as many as a
   *     column of the part has
   */
  static void packPanels(
      Matrix b,
      int p,
      int j,
      int terms,
      int columns,
      int width,
      double[] panels,
      int at,
      int lineAt) {
    DoubleElements elements = DoubleElements.of(b);
    if (!b.isRowMajor()) {
      packColumns(b.block(p, j, terms, columns).transposed(), width, panels, at, lineAt);
    } else if (elements == null) {
      long bytes = b.rowStride() * Double.BYTES;
      packRows(b.segment(), offset(b, p, j), bytes, terms, columns, width, panels, at);
    } else {
      int from = elements.index(p, j);
      packRows(elements.array, from, elements.rowStride, terms, columns, width, panels, at);
    }
  }

  private static void packRows(
      MemorySegment from,
      long offset,
      long bytes,
      int terms,
      int columns,
      int width,
      double[] panels,
      int at) {
    if (columns % LANES > 0) {
      Arrays.fill(panels, at, at + terms * padded(columns), 0);
    }
    for (int p = 0; p < terms; p++) {
      packRow(from, offset + p * bytes, columns, panels, at + p * width, width, terms * width);
    }
  }

  /** Copies a row of B in native memory to its place in each panel. */
  private static void packRow(
      MemorySegment row, long offset, int count, double[] panels, int at, int width, int distance) {
    int j = 0;
    int to = at;
    for (; j <= count - width; j += width, to += distance) {
      for (int v = 0; v < width; v += LANES) {
        long column = offset + (long) (j + v) * Double.BYTES;
        DoubleVector.fromMemorySegment(SPECIES, row, column, ORDER).intoArray(panels, to + v);
      }
    }
    for (; j < count; j++, to++) {
      panels[to] = row.get(JAVA_DOUBLE, offset + (long) j * Double.BYTES);
    }
  }

  private static void packRows(
      double[] from,
      int first,
      int stride,
      int terms,
      int columns,
      int width,
      double[] panels,
      int at) {
    for (int p = 0; p < terms; p++) {
      packRow(from, first + p * stride, columns, panels, at + p * width, width, terms * width);
    }
  }

  /** Copies a row of B to its place in each panel; pads the last one with zeros. */
  private static void packRow(
      double[] row, int from, int count, double[] panels, int at, int width, int distance) {
    int j = 0;
    int to = at;
    for (; j <= count - width; j += width, to += distance) {
      for (int v = 0; v < width; v += LANES) {
        DoubleVector.fromArray(SPECIES, row, from + j + v).intoArray(panels, to + v);
      }
    }
    for (; j < count; j += LANES, to += LANES) {
      int used = Math.min(LANES, count - j);
      VectorMask<Double> mask = VectorMask.fromLong(SPECIES, (1L << used) - 1);
      DoubleVector.fromArray(SPECIES, row, from + j, mask).intoArray(panels, to);
    }
  }

  /** The same for a part that has contiguous columns, given as rows, in pieces of these. */
  private static void packColumns(Matrix columns, int width, double[] panels, int at, int lineAt) {
    DoubleElements elements = DoubleElements.of(columns);
    int terms = columns.columns();
    for (int first = 0; first < columns.rows(); first += width) {
      int used = Math.min(width, columns.rows() - first);
      int panel = at + first * terms;
      for (int p = 0; p < terms; p += Blocks.PIECE) {
        int count = Math.min(Blocks.PIECE, terms - p);
        for (int j = 0; j < used; j++) {
          double[] column = panels;
          int from = lineAt;
          if (elements == null) {
            DoubleElements.copyLine(columns, first + j, p, count, panels, lineAt);
          } else {
            column = elements.array;
            from = elements.index(first + j, p);
          }
          packColumn(column, from, count, panels, panel + p * width + j, width);
        }
      }
      for (int p = 0; used < width && p < terms; p++) {
        Arrays.fill(panels, panel + p * width + used, panel + (p + 1) * width, 0);
      }
    }
  }

  /** Copies a column of B to the column of a panel. */
  private static void packColumn(
      double[] column, int from, int count, double[] panels, int at, int width) {
    for (int p = 0; p < count; p++) {
      panels[at + p * width] = column[from + p];
    }
  }

  private static long offset(Matrix a, int row, int column) {
    return (a.origin() + row * a.rowStride() + column) * Double.BYTES;
  }
}
