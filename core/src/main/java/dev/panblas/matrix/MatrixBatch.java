/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.matrix;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Locale;

/**
 * Matrices of one shape at equal distances in native memory or an array: an operand of a batched
 * product. Relative to element (0, 0) of the first matrix, the index of element (i, j) of matrix b
 * is {@code i * rowStride + j * columnStride + b * batchStride}.
 *
 * <p>With a batch stride of 0, one matrix is used for all; such a batch can only be read.
 * Ownership, thread safety and errors are as for {@link Matrix}.
 */
public final class MatrixBatch implements Operand {

  private final Precision precision;
  private final int count;
  private final int rows;
  private final int columns;
  private final long batchStride;
  private final long rowStride;
  private final long columnStride;
  private final MemorySegment segment;
  private final long origin;

  private MatrixBatch(
      Precision precision,
      int count,
      int rows,
      int columns,
      long batchStride,
      long rowStride,
      long columnStride,
      Footprint footprint) {
    this.precision = precision;
    this.count = count;
    this.rows = rows;
    this.columns = columns;
    this.batchStride = batchStride;
    this.rowStride = rowStride;
    this.columnStride = columnStride;
    this.segment = footprint.segment();
    this.origin = footprint.origin();
  }

  /**
   * Allocates contiguous row-major matrices of zeros that are valid until the arena is closed.
   *
   * @param arena the owner of the memory
   * @param precision the type of the elements
   * @param count the number of matrices, 0 or more
   * @param rows the number of rows of each, 0 or more
   * @param columns the number of columns of each, 0 or more
   * @return the batch
   * @throws IllegalArgumentException if a size is negative, or the batch needs more than 2^63 - 1
   *     bytes
   */
  public static MatrixBatch allocate(
      Arena arena, Precision precision, int count, int rows, int columns) {
    requireShape(count, rows, columns);
    long size = (long) rows * columns;
    MemorySegment memory = Footprint.allocate(arena, precision, count, rows, columns);
    return view(memory, precision, count, rows, columns, 0, size, Math.max(1, columns), 1);
  }

  /**
   * Returns a view over existing native memory, or over a segment of an array, which it does not
   * own. Strides may be negative; a view with a stride of 0 can only be read.
   *
   * @param memory native memory, or a segment of a {@code double[]} or {@code float[]}; its
   *     elements are in the native byte order
   * @param precision the type of the elements
   * @param count the number of matrices, 0 or more
   * @param rows the number of rows of each, 0 or more
   * @param columns the number of columns of each, 0 or more
   * @param offset the index of element (0, 0) of the first matrix, in elements from the start of
   *     the memory
   * @param batchStride the distance from a matrix to the next, in elements
   * @param rowStride the distance from a row to the next, in elements
   * @param columnStride the distance from a column to the next, in elements
   * @return the view
   * @throws IllegalArgumentException if the memory is an array of another type, read-only on the
   *     Java heap, or not aligned to an element, or a size is negative
   * @throws IndexOutOfBoundsException if an element is outside the memory
   */
  public static MatrixBatch wrap(
      MemorySegment memory,
      Precision precision,
      int count,
      int rows,
      int columns,
      long offset,
      long batchStride,
      long rowStride,
      long columnStride) {
    Footprint.requireElements(memory, precision);
    return view(
        memory, precision, count, rows, columns, offset, batchStride, rowStride, columnStride);
  }

  /** A view over native memory or an array. */
  private static MatrixBatch view(
      MemorySegment memory,
      Precision precision,
      int count,
      int rows,
      int columns,
      long offset,
      long batchStride,
      long rowStride,
      long columnStride) {
    requireShape(count, rows, columns);
    return new MatrixBatch(
        precision,
        count,
        rows,
        columns,
        batchStride,
        rowStride,
        columnStride,
        Footprint.of(
            memory, precision, offset, count, rows, columns, batchStride, rowStride, columnStride));
  }

  /**
   * Returns a batch that uses one matrix for all; it can only be read.
   *
   * @param matrix the matrix, whose memory the batch shares
   * @param count the number of matrices, 0 or more
   * @return a batch with a batch stride of 0
   */
  public static MatrixBatch repeat(Matrix matrix, int count) {
    return view(
        matrix.segment(),
        matrix.precision(),
        count,
        matrix.rows(),
        matrix.columns(),
        matrix.origin(),
        0,
        matrix.rowStride(),
        matrix.columnStride());
  }

  private static void requireShape(int count, int rows, int columns) {
    if (count < 0 || rows < 0 || columns < 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "count, rows and columns must be >= 0, but were %d, %d and %d",
              count,
              rows,
              columns));
    }
  }

  @Override
  public Precision precision() {
    return precision;
  }

  /**
   * The number of matrices.
   *
   * @return 0 or more
   */
  public int count() {
    return count;
  }

  /**
   * The number of rows of each matrix.
   *
   * @return 0 or more
   */
  public int rows() {
    return rows;
  }

  /**
   * The number of columns of each matrix.
   *
   * @return 0 or more
   */
  public int columns() {
    return columns;
  }

  /**
   * The distance from a matrix to the next, in elements; may be negative.
   *
   * @return the stride
   */
  public long batchStride() {
    return batchStride;
  }

  /**
   * Returns one of the matrices.
   *
   * @param index from 0
   * @return a view of the same memory
   */
  public Matrix matrix(int index) {
    if (index < 0 || index >= count) {
      throw new IndexOutOfBoundsException(
          "matrix " + index + " is outside a batch of " + describe());
    }
    long offset = rows == 0 || columns == 0 ? 0 : origin + index * batchStride;
    return Matrix.view(segment, precision, rows, columns, offset, rowStride, columnStride);
  }

  /**
   * Returns consecutive matrices of this batch.
   *
   * @param first the index of the first
   * @param count their number
   * @return a view of the same memory
   * @throws IndexOutOfBoundsException if a matrix is outside this batch
   */
  public MatrixBatch slice(int first, int count) {
    if (first < 0 || count < 0 || first > this.count - count) {
      throw new IndexOutOfBoundsException(
          String.format(
              Locale.ROOT,
              "%d matrices from %d are outside a batch of %s",
              count,
              first,
              describe()));
    }
    long offset = isEmpty() || count == 0 ? 0 : origin + first * batchStride;
    return view(
        segment, precision, count, rows, columns, offset, batchStride, rowStride, columnStride);
  }

  /**
   * Returns the batch of the transposed matrices.
   *
   * @return a view of the same memory
   */
  public MatrixBatch transposed() {
    return new MatrixBatch(
        precision,
        count,
        columns,
        rows,
        batchStride,
        columnStride,
        rowStride,
        new Footprint(segment, origin));
  }

  @Override
  public MemorySegment segment() {
    return segment;
  }

  @Override
  public boolean isEmpty() {
    return count == 0 || rows == 0 || columns == 0;
  }

  @Override
  public boolean overlapsItself() {
    return !isEmpty()
        && (matrix(0).overlapsItself() || (count > 1 && Footprint.matricesOverlap(this)));
  }

  @Override
  public boolean overlaps(Operand other) {
    return Footprint.overlap(this, other);
  }

  @Override
  public String describe() {
    return count + " times " + rows + "x" + columns + " " + precision;
  }

  /** {@return the count, shape and precision} */
  @Override
  public String toString() {
    return describe();
  }
}
