/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.blas.vector;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import dev.panblas.matrix.Matrix;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * A matrix in a Java array: element (i, j) is {@code array[origin + i * rowStride + j *
 * columnStride]}. The twin is {@link DoubleElements}.
 */
final class FloatElements {

  final float[] array;
  final int origin;
  final int rowStride;
  final int columnStride;

  FloatElements(float[] array, int origin, int rowStride, int columnStride) {
    this.array = array;
    this.origin = origin;
    this.rowStride = rowStride;
    this.columnStride = columnStride;
  }

  /** The array of a matrix, or null if the matrix is in native memory. */
  static @Nullable FloatElements of(Matrix a) {
    MemorySegment memory = a.segment();
    if (memory.isNative()) {
      return null;
    }
    int origin = (int) (memory.address() / Float.BYTES + a.origin());
    float[] array = (float[]) memory.heapBase().orElseThrow();
    return new FloatElements(array, origin, (int) a.rowStride(), (int) a.columnStride());
  }

  /** The elements that {@link #copy} needs for a matrix of this shape, whatever its layout. */
  static int copied(int rows, int columns) {
    return Math.max(rows * (columns + Blocks.GAP), columns * (rows + Blocks.GAP));
  }

  /**
   * Copies a row-major or column-major matrix.
   *
   * @param buffer written from index {@code at} on
   * @return the copy, with the same order
   */
  static FloatElements copy(Matrix a, float[] buffer, int at) {
    boolean byRows = a.isRowMajor();
    Matrix lines = byRows ? a : a.transposed();
    int distance = lines.columns() + Blocks.GAP;
    for (int i = 0; i < lines.rows(); i++) {
      copyLine(lines, i, 0, lines.columns(), buffer, at + i * distance);
    }
    return new FloatElements(buffer, at, byRows ? distance : 1, byRows ? 1 : distance);
  }

  /** The elements of a row-major or column-major matrix: in place, or in a copy without gaps. */
  static FloatElements inArray(Matrix a, float[] buffer, int at) {
    FloatElements inPlace = of(a);
    if (inPlace != null) {
      return inPlace;
    }
    boolean byRows = a.isRowMajor();
    Matrix lines = byRows ? a : a.transposed();
    int length = lines.columns();
    if (lines.rowStride() == length) {
      copyLine(lines, 0, 0, lines.rows() * length, buffer, at);
    } else {
      for (int i = 0; i < lines.rows(); i++) {
        copyLine(lines, i, 0, length, buffer, at + i * length);
      }
    }
    return new FloatElements(buffer, at, byRows ? length : 1, byRows ? 1 : length);
  }

  /** Writes the rows of a row-major matrix from a copy without gaps. */
  static void writeRows(Matrix a, float[] buffer, int at) {
    int length = a.columns();
    if (a.rowStride() == length) {
      writeLine(a, 0, 0, a.rows() * length, buffer, at);
      return;
    }
    for (int i = 0; i < a.rows(); i++) {
      writeLine(a, i, 0, length, buffer, at + i * length);
    }
  }

  /** Copies elements of a row of a row-major matrix. */
  static void copyLine(Matrix a, int row, int column, int count, float[] buffer, int at) {
    MemorySegment.copy(a.segment(), JAVA_FLOAT, offset(a, row, column), buffer, at, count);
  }

  /** Writes back what {@link #copyLine} has copied. */
  static void writeLine(Matrix a, int row, int column, int count, float[] buffer, int at) {
    MemorySegment.copy(buffer, at, a.segment(), JAVA_FLOAT, offset(a, row, column), count);
  }

  private static long offset(Matrix a, int row, int column) {
    return (a.origin() + row * a.rowStride() + column) * Float.BYTES;
  }

  /** The elements from (row, column) on. */
  FloatElements from(int row, int column) {
    return new FloatElements(array, index(row, column), rowStride, columnStride);
  }

  FloatElements transposed() {
    return new FloatElements(array, origin, columnStride, rowStride);
  }

  int index(int row, int column) {
    return origin + row * rowStride + column * columnStride;
  }
}
