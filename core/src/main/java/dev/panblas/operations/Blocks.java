/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.operations;

import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Reads and writes parts of rows as arrays, so that loops over elements know one kind of memory and
 * one stride.
 */
final class Blocks {

  /**
   * The most bytes of a row that are read at once. With 8 KB, two arrays and the parts of three
   * operands fill the first-level cache, and a sum of large matrices takes twice the time.
   */
  private static final int SIZE = 2048;

  /** So many rows are reduced side by side where neighbours in a column are nearer in memory. */
  static final int SIDE_BY_SIDE = 256;

  private Blocks() {}

  /** The number of elements of a row that are read at once. */
  static int length(Matrix m) {
    return Math.min(SIZE / m.precision().bytes(), m.columns());
  }

  /** A view in which the elements of a row are the nearer ones: the matrix or its transposed. */
  static Matrix alongSmallerStride(Matrix m) {
    return isAlongRows(m) ? m : m.transposed();
  }

  /** Whether neighbours in a row are nearer in memory than neighbours in a column. */
  static boolean isAlongRows(Matrix m) {
    return m.rows() <= 1
        || (m.columns() > 1 && Math.abs(m.columnStride()) <= Math.abs(m.rowStride()));
  }

  /** Whether each row begins where the one before ends, so that all of them are one long row. */
  static boolean isOneLine(Matrix m) {
    return m.rows() > 1
        && m.rowStride() == m.columns() * m.columnStride()
        && (long) m.rows() * m.columns() <= Integer.MAX_VALUE;
  }

  /** The rows as one row if they are one, so that short rows cost no more than long ones. */
  static Matrix asOneLine(Matrix m) {
    return isOneLine(m)
        ? Matrix.wrap(
            m.segment(),
            m.precision(),
            1,
            m.rows() * m.columns(),
            m.origin(),
            m.rowStride(),
            m.columnStride())
        : m;
  }

  /** Reads elements of a row, exactly. */
  static void read(Matrix m, int row, int first, int count, double[] values) {
    long at = m.origin() + row * m.rowStride() + first * m.columnStride();
    MemorySegment memory = m.segment();
    long stride = m.columnStride();
    if (m.precision() == Precision.SINGLE) {
      for (int k = 0; k < count; k++, at += stride) {
        values[k] = memory.getAtIndex(ValueLayout.JAVA_FLOAT, at);
      }
    } else if (stride == 1) {
      MemorySegment.copy(memory, ValueLayout.JAVA_DOUBLE, at * Double.BYTES, values, 0, count);
    } else {
      for (int k = 0; k < count; k++, at += stride) {
        values[k] = memory.getAtIndex(ValueLayout.JAVA_DOUBLE, at);
      }
    }
  }

  /** Reads elements of a row of a matrix in single precision. */
  static void read(Matrix m, int row, int first, int count, float[] values) {
    long at = m.origin() + row * m.rowStride() + first * m.columnStride();
    if (m.columnStride() == 1) {
      MemorySegment.copy(m.segment(), ValueLayout.JAVA_FLOAT, at * Float.BYTES, values, 0, count);
      return;
    }
    for (int k = 0; k < count; k++, at += m.columnStride()) {
      values[k] = m.segment().getAtIndex(ValueLayout.JAVA_FLOAT, at);
    }
  }

  /** Writes elements of a row of a matrix in double precision. */
  static void write(double[] values, Matrix m, int row, int first, int count) {
    long at = m.origin() + row * m.rowStride() + first * m.columnStride();
    if (m.columnStride() == 1) {
      MemorySegment.copy(values, 0, m.segment(), ValueLayout.JAVA_DOUBLE, at * Double.BYTES, count);
      return;
    }
    for (int k = 0; k < count; k++, at += m.columnStride()) {
      m.segment().setAtIndex(ValueLayout.JAVA_DOUBLE, at, values[k]);
    }
  }

  /** Writes elements of a row of a matrix in single precision. */
  static void write(float[] values, Matrix m, int row, int first, int count) {
    long at = m.origin() + row * m.rowStride() + first * m.columnStride();
    if (m.columnStride() == 1) {
      MemorySegment.copy(values, 0, m.segment(), ValueLayout.JAVA_FLOAT, at * Float.BYTES, count);
      return;
    }
    for (int k = 0; k < count; k++, at += m.columnStride()) {
      m.segment().setAtIndex(ValueLayout.JAVA_FLOAT, at, values[k]);
    }
  }
}
