/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.blas.vector;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import dev.panblas.matrix.Matrix;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;

/**
 * An array of a tile in single precision: rows of whole vectors, padded with zeros or with numbers
 * that are not used. The twin is {@link DoubleTile}.
 */
final class FloatTile {

  static final int LANES = FloatVector.SPECIES_PREFERRED.length();

  final int rows;
  final int columns;

  /** The vectors in a row. */
  final int vectors;

  /**
   * Whether the last column is alone in its vector. It is then computed by itself: as a vector it
   * would take as long as all columns of a whole one.
   */
  final boolean hasLoneColumn;

  /** The elements in a row, with the padding. */
  final int distance;

  final float[] elements;

  /** The elements without the padding. */
  final Matrix matrix;

  /** The lone column, padded to whole vectors. */
  final float[] loneColumn;

  /** Sums by column of two results of the last operation. */
  final float[] columnSums;

  /** A number for each column. */
  final float[] offsets;

  /** A row of zeros. */
  final float[] zeros;

  // Allocated when they are used: the sums over samples, of which there are many, need neither.
  private float[] activations = {};
  private float[] contiguous = {}; // a matrix without padding

  FloatTile(int rows, int columns) {
    this.rows = rows;
    this.columns = columns;
    this.vectors = Math.ceilDiv(columns, LANES);
    this.hasLoneColumn = vectors > 1 && columns % LANES == 1;
    this.distance = vectors * LANES;
    this.elements = new float[rows * distance];
    this.matrix = Matrix.rowMajor(elements, 0, rows, columns, distance);
    this.loneColumn = new float[hasLoneColumn ? Math.ceilDiv(rows, LANES) * LANES : 0];
    this.columnSums = new float[2 * distance];
    this.offsets = new float[distance];
    this.zeros = new float[distance];
  }

  /** The activations of one vector of columns, for at least four rows. */
  float[] activations() {
    if (activations.length == 0) {
      activations = new float[Math.max(rows, 4) * LANES];
    }
    return activations;
  }

  /** The first rows become those of a matrix. */
  void load(Matrix source) {
    int count = source.rows();
    boolean byRows = source.isRowMajor();
    if (!isContiguous(byRows ? source : source.transposed())) {
      matrix.block(0, 0, count, columns).copyFrom(source);
    } else if (byRows && columns == distance) {
      copy(source, count * columns, elements);
    } else {
      if (contiguous.length == 0) {
        contiguous = new float[rows * columns];
      }
      copy(source, count * columns, contiguous);
      if (byRows) {
        for (int i = 0; i < count; i++) {
          System.arraycopy(contiguous, i * columns, elements, i * distance, columns);
        }
      } else {
        for (int i = 0; i < count; i++) {
          for (int j = 0; j < columns; j++) {
            elements[i * distance + j] = contiguous[j * count + i];
          }
        }
      }
    }
    if (hasLoneColumn) {
      gatherLoneColumn(count);
    }
  }

  /** The vectors in a row without a lone column. */
  int wholeVectors() {
    return hasLoneColumn ? vectors - 1 : vectors;
  }

  /** Copies the lone column from the rows. */
  void gatherLoneColumn(int count) {
    for (int i = 0; i < count; i++) {
      loneColumn[i] = elements[i * distance + columns - 1];
    }
  }

  private static boolean isContiguous(Matrix lines) {
    return lines.isRowMajor() && lines.rowStride() == lines.columns();
  }

  private static void copy(Matrix source, int count, float[] target) {
    MemorySegment.copy(
        source.segment(), JAVA_FLOAT, source.origin() * Float.BYTES, target, 0, count);
  }

  /** B := B + diag(factors) A, where this is A, and B is contiguous. */
  void addScaledRows(double[] factors, Matrix target) {
    boolean byRows = target.isRowMajor();
    int lines = byRows ? rows : columns;
    int size = byRows ? columns : rows;
    float[] line = new float[size];
    for (int i = 0; i < lines; i++) {
      long at = (target.origin() + (long) i * size) * Float.BYTES;
      MemorySegment.copy(target.segment(), JAVA_FLOAT, at, line, 0, size);
      for (int j = 0; j < size; j++) {
        float factor = (float) factors[byRows ? i : j];
        line[j] += factor * elements[byRows ? i * distance + j : j * distance + i];
      }
      MemorySegment.copy(line, 0, target.segment(), JAVA_FLOAT, at, size);
    }
  }

  void setOffsets(double[] values) {
    for (int j = 0; j < columns; j++) {
      offsets[j] = (float) values[j];
    }
  }

  /** Adds the sums by column of a result. */
  void addSums(int result, double[] sums) {
    for (int j = 0; j < columns; j++) {
      sums[j] += columnSums[result * distance + j];
    }
  }

  /** The sum of the sums by column of a result. */
  double total(int result) {
    double total = 0;
    for (int j = 0; j < columns; j++) {
      total += columnSums[result * distance + j];
    }
    return total;
  }
}
