/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.matrix;

import java.lang.foreign.MemorySegment;
import java.util.Locale;

/** Copies matrices between views and to and from arrays. */
final class MatrixCopy {

  /**
   * No thread reaches a safepoint while it moves memory: 0.1 ms for so many bytes, and up to 0.4 ms
   * if they are written for the first time. Nor in a loop with a constant step in compiled code; so
   * the outermost loops have a variable step.
   */
  private static final long LARGEST_MOVE = 1 << 20;

  /** The most elements that are copied one by one in such a loop, unless one line has more. */
  private static final int LARGEST_BLOCK = 1 << 16;

  private MatrixCopy() {}

  static void fill(Matrix target, double value) {
    target.requireUsable("matrix");
    target.requireWritable("matrix");
    if (value == 0 && Double.doubleToRawLongBits(value) == 0 && isContiguous(target)) {
      clear(target.segment());
      return;
    }
    Matrix lines = alongSmallerStride(target);
    Precision precision = target.precision();
    for (int i = 0; i < lines.rows(); i++) {
      long at = lines.origin() + i * lines.rowStride();
      for (int j = 0; j < lines.columns(); j++, at += lines.columnStride()) {
        precision.set(target.segment(), at, value);
      }
    }
  }

  /**
   * In pieces of at most {@link #LARGEST_MOVE}: no safepoint is reached while a segment is filled.
   */
  private static void clear(MemorySegment memory) {
    long bytes = memory.byteSize();
    if (bytes <= LARGEST_MOVE) {
      memory.fill((byte) 0);
      return;
    }
    clear(memory.asSlice(0, bytes / 2));
    clear(memory.asSlice(bytes / 2));
  }

  static void copy(
      MemorySegment array, Precision precision, int length, Order order, Matrix target) {
    requireLength(target, length);
    Matrix to = order == Order.ROW_MAJOR ? target : target.transposed();
    requireTarget("matrix", target);
    move(
        array,
        precision,
        0,
        to.columns(),
        1,
        to.segment(),
        to.precision(),
        to.origin(),
        to.rowStride(),
        to.columnStride(),
        to.rows(),
        to.columns());
  }

  static void copy(
      Matrix source, MemorySegment array, Precision precision, int length, Order order) {
    requireLength(source, length);
    Matrix from = order == Order.ROW_MAJOR ? source : source.transposed();
    source.requireUsable("matrix");
    move(
        from.segment(),
        from.precision(),
        from.origin(),
        from.rowStride(),
        from.columnStride(),
        array,
        precision,
        0,
        from.columns(),
        1,
        from.rows(),
        from.columns());
  }

  static void copy(Matrix source, Matrix target) {
    if (source.rows() != target.rows() || source.columns() != target.columns()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "copy: source and target must have the same shape, but are %s and %s",
              source.describe(),
              target.describe()));
    }
    source.requireUsable("source");
    requireTarget("target", target);
    if (source.overlapsElsewhere(target)) {
      throw new IllegalArgumentException(
          "copy: source and target ("
              + target.describe()
              + ") must not overlap, except that elements with equal indices may be one");
    }
    // In the order of the target: scattered reads cost less than scattered writes.
    boolean byRows = Math.abs(target.columnStride()) <= Math.abs(target.rowStride());
    Matrix from = byRows ? source : source.transposed();
    Matrix to = byRows ? target : target.transposed();
    move(
        from.segment(),
        from.precision(),
        from.origin(),
        from.rowStride(),
        from.columnStride(),
        to.segment(),
        to.precision(),
        to.origin(),
        to.rowStride(),
        to.columnStride(),
        to.rows(),
        to.columns());
  }

  private static void move(
      MemorySegment from,
      Precision fromPrecision,
      long fromOrigin,
      long fromRow,
      long fromColumn,
      MemorySegment to,
      Precision toPrecision,
      long toOrigin,
      long toRow,
      long toColumn,
      int rows,
      int columns) {
    if (rows == 0 || columns == 0) {
      return; // the offsets of empty rows may be outside the segment
    }
    if (fromPrecision == toPrecision && fromColumn == 1 && toColumn == 1) {
      int bytes = toPrecision.bytes();
      boolean contiguous = fromRow == columns && toRow == columns;
      moveLines(
          from,
          fromOrigin * bytes,
          fromRow * bytes,
          to,
          toOrigin * bytes,
          toRow * bytes,
          contiguous ? 1 : rows,
          (contiguous ? (long) rows * columns : columns) * bytes);
      return;
    }
    int step = Math.max(1, LARGEST_BLOCK / columns);
    for (int first = 0, last; first < rows; first = last) {
      last = first + Math.min(step, rows - first);
      for (int i = first; i < last; i++) {
        long source = fromOrigin + i * fromRow;
        long target = toOrigin + i * toRow;
        for (int j = 0; j < columns; j++, source += fromColumn, target += toColumn) {
          toPrecision.set(to, target, fromPrecision.get(from, source));
        }
      }
    }
  }

  /** Copies lines of so many bytes, at distances in bytes. */
  private static void moveLines(
      MemorySegment from,
      long source,
      long fromStride,
      MemorySegment to,
      long target,
      long toStride,
      int lines,
      long length) {
    int step = (int) Math.max(1, LARGEST_MOVE / length);
    for (int first = 0, last; first < lines; first = last) {
      last = first + Math.min(step, lines - first);
      for (int line = first; line < last; line++) {
        for (long done = 0, bytes; done < length; done += bytes) {
          bytes = Math.min(length - done, LARGEST_MOVE);
          MemorySegment.copy(
              from, source + line * fromStride + done, to, target + line * toStride + done, bytes);
        }
      }
    }
  }

  private static boolean isContiguous(Matrix m) {
    return (m.isRowMajor() && m.rowStride() == m.columns())
        || (m.isColumnMajor() && m.columnStride() == m.rows());
  }

  private static Matrix alongSmallerStride(Matrix m) {
    return Math.abs(m.columnStride()) <= Math.abs(m.rowStride()) ? m : m.transposed();
  }

  static void requireTarget(String name, Matrix target) {
    target.requireUsable(name);
    target.requireWritable(name);
    if (target.overlapsItself()) {
      throw new IllegalArgumentException(
          "copy: target ("
              + target.describe()
              + ") must not overlap itself (a stride is 0 or too small)");
    }
  }

  private static void requireLength(Matrix m, int length) {
    if ((long) m.rows() * m.columns() != length) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the array must have %d elements for a %s matrix, but has %d",
              (long) m.rows() * m.columns(),
              m.describe(),
              length));
    }
  }
}
