/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.blas.vector;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;

import dev.panblas.matrix.Matrix;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.DoubleVector;

/**
 * An array of a tile in double precision: rows of whole vectors, padded with zeros or with numbers
 * that are not used. The twin is {@link FloatTile}.
 */
final class DoubleTile {

  static final int LANES = DoubleVector.SPECIES_PREFERRED.length();

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

  final double[] elements;

  /** The elements without the padding. */
  final Matrix matrix;

  /** The lone column, padded to whole vectors. */
  final double[] loneColumn;

  /** Sums by column of two results of the last operation. */
  final double[] columnSums;

  /** A number for each column. */
  final double[] offsets;

  /** A row of zeros. */
  final double[] zeros;

  // Allocated when they are used: the sums over samples, of which there are many, need neither.
  private double[] activations = {};
  private double[] contiguous = {}; // a matrix without padding

  DoubleTile(int rows, int columns) {
    this.rows = rows;
    this.columns = columns;
    this.vectors = Math.ceilDiv(columns, LANES);
    this.hasLoneColumn = vectors > 1 && columns % LANES == 1;
    this.distance = vectors * LANES;
    this.elements = new double[rows * distance];
    this.matrix = Matrix.rowMajor(elements, 0, rows, columns, distance);
    this.loneColumn = new double[hasLoneColumn ? Math.ceilDiv(rows, LANES) * LANES : 0];
    this.columnSums = new double[2 * distance];
    this.offsets = new double[distance];
    this.zeros = new double[distance];
  }

  /** The activations of one vector of columns, for at least four rows. */
  double[] activations() {
    if (activations.length == 0) {
      activations = new double[Math.max(rows, 4) * LANES];
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
        contiguous = new double[rows * columns];
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

  private static void copy(Matrix source, int count, double[] target) {
    MemorySegment.copy(
        source.segment(), JAVA_DOUBLE, source.origin() * Double.BYTES, target, 0, count);
  }

  /** B := B + diag(factors) A, where this is A, and B is contiguous. */
  void addScaledRows(double[] factors, Matrix target) {
    boolean byRows = target.isRowMajor();
    int lines = byRows ? rows : columns;
    int size = byRows ? columns : rows;
    double[] line = new double[size];
    for (int i = 0; i < lines; i++) {
      long at = (target.origin() + (long) i * size) * Double.BYTES;
      MemorySegment.copy(target.segment(), JAVA_DOUBLE, at, line, 0, size);
      for (int j = 0; j < size; j++) {
        double factor = factors[byRows ? i : j];
        line[j] += factor * elements[byRows ? i * distance + j : j * distance + i];
      }
      MemorySegment.copy(line, 0, target.segment(), JAVA_DOUBLE, at, size);
    }
  }

  void setOffsets(double[] values) {
    for (int j = 0; j < columns; j++) {
      offsets[j] = values[j];
    }
  }

  /** Adds the sums by column of a result. */
  void addSums(int result, double[] sums) {
    for (int j = 0; j < columns; j++) {
      sums[j] += columnSums[result * distance + j];
    }
  }

  /** The sum of the sums by column of a result. */
  /*double*/ double total(int result) {
    /*double*/ double total = 0;
    for (int j = 0; j < columns; j++) {
      total += columnSums[result * distance + j];
    }
    return total;
  }
}
