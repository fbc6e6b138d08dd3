/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.matrix;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.Buffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A rows x columns view over native memory or a Java array, single or double, in which rows and
 * columns have independent strides.
 *
 * <p>The index of element (i, j), relative to element (0, 0), is {@code i * rowStride + j *
 * columnStride}. Transposing, reversing, and taking a block, row, column or diagonal return a view
 * of the same memory and copy nothing; routines therefore have no flag for transposition. A new
 * matrix is row-major. The transposed view of a row-major matrix is column-major.
 *
 * <p>The memory belongs to the arena that allocated it, or to the garbage collector. A view over an
 * array ({@link #over}, {@link #rowMajor}, {@link #columnMajor}) copies nothing; {@link
 * #copyFrom(Matrix)} with such a view copies from or to a part of an array. A view is immutable,
 * its elements are not: threads that share elements must synchronize writes.
 *
 * <p>Every access is checked. It throws {@link IndexOutOfBoundsException} for an index out of
 * range, {@link IllegalStateException} after the arena was closed, {@link WrongThreadException} for
 * memory confined to another thread, and {@link IllegalArgumentException} for a write to read-only
 * memory.
 */
public final class Matrix implements Operand {

  private final Precision precision;
  private final int rows;
  private final int columns;
  private final long rowStride;
  private final long columnStride;
  private final MemorySegment segment;
  private final long origin;

  private Matrix(
      Precision precision,
      int rows,
      int columns,
      long rowStride,
      long columnStride,
      Footprint footprint) {
    this.precision = precision;
    this.rows = rows;
    this.columns = columns;
    this.rowStride = rowStride;
    this.columnStride = columnStride;
    this.segment = footprint.segment();
    this.origin = footprint.origin();
  }

  // ---- construction

  /**
   * Allocates a row-major matrix of zeros, aligned to 64 bytes, that is valid until the arena is
   * closed.
   *
   * @param arena the owner of the memory
   * @param precision the type of the elements
   * @param rows the number of rows, 0 or more
   * @param columns the number of columns, 0 or more
   * @return the matrix
   * @throws IllegalArgumentException if a dimension is negative, or the matrix needs more than 2^63
   *     - 1 bytes
   */
  public static Matrix allocate(Arena arena, Precision precision, int rows, int columns) {
    requireShape(rows, columns);
    MemorySegment memory = Footprint.allocate(arena, precision, 1, rows, columns);
    return view(memory, precision, rows, columns, 0, Math.max(1, columns), 1);
  }

  /**
   * Allocates a row-major matrix of zeros. The garbage collector frees it when no view of it is
   * reachable. The JVM limits the sum of such memory, by {@code -XX:MaxDirectMemorySize} or else by
   * {@code -Xmx}; the memory of an arena that the program closes has no such limit.
   *
   * @param precision the type of the elements
   * @param rows the number of rows, 0 or more
   * @param columns the number of columns, 0 or more
   * @return the matrix
   * @throws IllegalArgumentException if a dimension is negative
   * @throws OutOfMemoryError if the JVM's limit is reached; the message says what to do
   */
  public static Matrix allocate(Precision precision, int rows, int columns) {
    requireShape(rows, columns);
    MemorySegment memory = Footprint.allocate(precision, rows, columns);
    return view(memory, precision, rows, columns, 0, Math.max(1, columns), 1);
  }

  /**
   * Returns a double-precision matrix with the given rows; it is freed by the garbage collector.
   *
   * @param rows the rows, all of one length; copied
   * @return the matrix
   * @throws IllegalArgumentException if the rows differ in length
   */
  public static Matrix of(double[][] rows) {
    Matrix matrix = allocate(Precision.DOUBLE, rows.length, rows.length == 0 ? 0 : rows[0].length);
    for (int i = 0; i < rows.length; i++) {
      matrix.requireRowLength(i, rows[i].length);
      matrix.row(i).copyFrom(rows[i]);
    }
    return matrix;
  }

  /**
   * Returns a single-precision matrix with the given rows; it is freed by the garbage collector.
   *
   * @param rows the rows, all of one length; copied
   * @return the matrix
   * @throws IllegalArgumentException if the rows differ in length
   */
  public static Matrix of(float[][] rows) {
    Matrix matrix = allocate(Precision.SINGLE, rows.length, rows.length == 0 ? 0 : rows[0].length);
    for (int i = 0; i < rows.length; i++) {
      matrix.requireRowLength(i, rows[i].length);
      matrix.row(i).copyFrom(rows[i]);
    }
    return matrix;
  }

  /**
   * Returns a double-precision matrix with the given elements; it is freed by the garbage
   * collector.
   *
   * @param elements rows * columns values; copied
   * @param rows the number of rows, 0 or more
   * @param columns the number of columns, 0 or more
   * @param order the order of the elements in the array
   * @return a row-major matrix
   * @throws IllegalArgumentException if the array has another length
   */
  public static Matrix of(double[] elements, int rows, int columns, Order order) {
    return allocate(Precision.DOUBLE, rows, columns).copyFrom(elements, order);
  }

  /**
   * Returns a single-precision matrix with the given elements; it is freed by the garbage
   * collector.
   *
   * @param elements rows * columns values; copied
   * @param rows the number of rows, 0 or more
   * @param columns the number of columns, 0 or more
   * @param order the order of the elements in the array
   * @return a row-major matrix
   * @throws IllegalArgumentException if the array has another length
   */
  public static Matrix of(float[] elements, int rows, int columns, Order order) {
    return allocate(Precision.SINGLE, rows, columns).copyFrom(elements, order);
  }

  /**
   * Returns an identity matrix: 1 on the diagonal, 0 elsewhere. It is freed by the garbage
   * collector.
   *
   * @param precision the type of the elements
   * @param n the number of rows and columns, 0 or more
   * @return an n x n matrix
   * @throws IllegalArgumentException if n is negative
   */
  public static Matrix identity(Precision precision, int n) {
    Matrix matrix = allocate(precision, n, n);
    matrix.diagonal().fill(1);
    return matrix;
  }

  /**
   * Returns a matrix of random numbers, uniform from 0 (inclusive) to 1 (exclusive), drawn in
   * row-major order. It is freed by the garbage collector.
   *
   * @param generator its {@code nextDouble} or {@code nextFloat} is called for each element
   * @param precision the type of the elements
   * @param rows the number of rows, 0 or more
   * @param columns the number of columns, 0 or more
   * @return the matrix
   * @throws IllegalArgumentException if a dimension is negative
   */
  public static Matrix random(
      RandomGenerator generator, Precision precision, int rows, int columns) {
    Matrix matrix = allocate(precision, rows, columns);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        matrix.set(
            i, j, precision == Precision.SINGLE ? generator.nextFloat() : generator.nextDouble());
      }
    }
    return matrix;
  }

  /**
   * Returns a view over existing native memory, or over a segment of an array, which it does not
   * own. Strides may be negative; a view with a stride of 0 can only be read.
   *
   * @param memory native memory, or a segment of a {@code double[]} or {@code float[]}; its
   *     elements are in the native byte order
   * @param precision the type of the elements
   * @param rows the number of rows, 0 or more
   * @param columns the number of columns, 0 or more
   * @param offset the index of element (0, 0), in elements from the start of the memory
   * @param rowStride the distance from a row to the next, in elements
   * @param columnStride the distance from a column to the next, in elements
   * @return the view
   * @throws IllegalArgumentException if the memory is an array of another type, read-only on the
   *     Java heap, or not aligned to an element, or a dimension is negative
   * @throws IndexOutOfBoundsException if an element is outside the memory
   */
  public static Matrix wrap(
      MemorySegment memory,
      Precision precision,
      int rows,
      int columns,
      long offset,
      long rowStride,
      long columnStride) {
    Footprint.requireElements(memory, precision);
    return view(memory, precision, rows, columns, offset, rowStride, columnStride);
  }

  /**
   * Returns a double-precision view over an array. It copies nothing: a change of the view changes
   * the array.
   *
   * @param array the elements, which the view shares
   * @param offset the index of element (0, 0) in the array
   * @param rows the number of rows, 0 or more
   * @param columns the number of columns, 0 or more
   * @param rowStride the distance from a row to the next, in elements; may be negative
   * @param columnStride the distance from a column to the next, in elements; may be negative
   * @return the view
   * @throws IllegalArgumentException if a dimension is negative
   * @throws IndexOutOfBoundsException if an element is outside the array
   */
  public static Matrix over(
      double[] array, long offset, int rows, int columns, long rowStride, long columnStride) {
    return view(
        MemorySegment.ofArray(array),
        Precision.DOUBLE,
        rows,
        columns,
        offset,
        rowStride,
        columnStride);
  }

  /**
   * Returns a single-precision view over an array. It copies nothing: a change of the view changes
   * the array.
   *
   * @param array the elements, which the view shares
   * @param offset the index of element (0, 0) in the array
   * @param rows the number of rows, 0 or more
   * @param columns the number of columns, 0 or more
   * @param rowStride the distance from a row to the next, in elements; may be negative
   * @param columnStride the distance from a column to the next, in elements; may be negative
   * @return the view
   * @throws IllegalArgumentException if a dimension is negative
   * @throws IndexOutOfBoundsException if an element is outside the array
   */
  public static Matrix over(
      float[] array, long offset, int rows, int columns, long rowStride, long columnStride) {
    return view(
        MemorySegment.ofArray(array),
        Precision.SINGLE,
        rows,
        columns,
        offset,
        rowStride,
        columnStride);
  }

  /**
   * Returns a double-precision view over an array that holds the matrix row by row.
   *
   * @param array the elements, which the view shares
   * @param offset the index of element (0, 0) in the array
   * @param rows the number of rows, 0 or more
   * @param columns the number of columns, 0 or more
   * @param leadingDimension the distance from a row to the next, at least max(1, columns)
   * @return the view
   * @throws IllegalArgumentException if a dimension is negative, or the leading dimension too small
   * @throws IndexOutOfBoundsException if an element is outside the array
   */
  public static Matrix rowMajor(
      double[] array, long offset, int rows, int columns, int leadingDimension) {
    requireLeadingDimension(leadingDimension, columns, "columns");
    return over(array, offset, rows, columns, leadingDimension, 1);
  }

  /**
   * Returns a single-precision view over an array that holds the matrix row by row.
   *
   * @param array the elements, which the view shares
   * @param offset the index of element (0, 0) in the array
   * @param rows the number of rows, 0 or more
   * @param columns the number of columns, 0 or more
   * @param leadingDimension the distance from a row to the next, at least max(1, columns)
   * @return the view
   * @throws IllegalArgumentException if a dimension is negative, or the leading dimension too small
   * @throws IndexOutOfBoundsException if an element is outside the array
   */
  public static Matrix rowMajor(
      float[] array, long offset, int rows, int columns, int leadingDimension) {
    requireLeadingDimension(leadingDimension, columns, "columns");
    return over(array, offset, rows, columns, leadingDimension, 1);
  }

  /**
   * Returns a double-precision view over an array that holds the matrix column by column, as in
   * Fortran.
   *
   * @param array the elements, which the view shares
   * @param offset the index of element (0, 0) in the array
   * @param rows the number of rows, 0 or more
   * @param columns the number of columns, 0 or more
   * @param leadingDimension the distance from a column to the next, at least max(1, rows)
   * @return the view
   * @throws IllegalArgumentException if a dimension is negative, or the leading dimension too small
   * @throws IndexOutOfBoundsException if an element is outside the array
   */
  public static Matrix columnMajor(
      double[] array, long offset, int rows, int columns, int leadingDimension) {
    requireLeadingDimension(leadingDimension, rows, "rows");
    return over(array, offset, rows, columns, 1, leadingDimension);
  }

  /**
   * Returns a single-precision view over an array that holds the matrix column by column, as in
   * Fortran.
   *
   * @param array the elements, which the view shares
   * @param offset the index of element (0, 0) in the array
   * @param rows the number of rows, 0 or more
   * @param columns the number of columns, 0 or more
   * @param leadingDimension the distance from a column to the next, at least max(1, rows)
   * @return the view
   * @throws IllegalArgumentException if a dimension is negative, or the leading dimension too small
   * @throws IndexOutOfBoundsException if an element is outside the array
   */
  public static Matrix columnMajor(
      float[] array, long offset, int rows, int columns, int leadingDimension) {
    requireLeadingDimension(leadingDimension, rows, "rows");
    return over(array, offset, rows, columns, 1, leadingDimension);
  }

  /**
   * Returns a double-precision view over the elements of a buffer from its position to its limit.
   * It copies nothing, keeps the buffer's memory alive, and can only be read if the buffer can. The
   * buffer's position and limit are not changed, and changes of them do not change the view.
   *
   * @param buffer rows * columns elements, which the view shares: direct, or over a {@code
   *     double[]}
   * @param rows the number of rows, 0 or more
   * @param columns the number of columns, 0 or more
   * @param order the order of the elements in the buffer
   * @return the view
   * @throws IllegalArgumentException if the buffer has another number of elements, is not in the
   *     native byte order, is over another array or a read-only one, or is not aligned to an
   *     element
   */
  public static Matrix over(DoubleBuffer buffer, int rows, int columns, Order order) {
    return overBuffer(BufferCopy.memory(buffer), Precision.DOUBLE, buffer, rows, columns, order);
  }

  /**
   * Returns a single-precision view over the elements of a buffer from its position to its limit.
   * It copies nothing, keeps the buffer's memory alive, and can only be read if the buffer can. The
   * buffer's position and limit are not changed, and changes of them do not change the view.
   *
   * @param buffer rows * columns elements, which the view shares: direct, or over a {@code float[]}
   * @param rows the number of rows, 0 or more
   * @param columns the number of columns, 0 or more
   * @param order the order of the elements in the buffer
   * @return the view
   * @throws IllegalArgumentException if the buffer has another number of elements, is not in the
   *     native byte order, is over another array or a read-only one, or is not aligned to an
   *     element
   */
  public static Matrix over(FloatBuffer buffer, int rows, int columns, Order order) {
    return overBuffer(BufferCopy.memory(buffer), Precision.SINGLE, buffer, rows, columns, order);
  }

  private static Matrix overBuffer(
      MemorySegment memory,
      Precision precision,
      Buffer buffer,
      int rows,
      int columns,
      Order order) {
    requireShape(rows, columns);
    BufferCopy.requireLength(buffer, rows, columns);
    return order == Order.ROW_MAJOR
        ? wrap(memory, precision, rows, columns, 0, Math.max(1, columns), 1)
        : wrap(memory, precision, rows, columns, 0, 1, Math.max(1, rows));
  }

  private static void requireLeadingDimension(int leadingDimension, int length, String what) {
    if (leadingDimension < Math.max(1, length)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the leading dimension must be >= max(1, %s) = %d, but was %d",
              what,
              Math.max(1, length),
              leadingDimension));
    }
  }

  /** A view over native memory or an array. */
  static Matrix view(
      MemorySegment memory,
      Precision precision,
      int rows,
      int columns,
      long offset,
      long rowStride,
      long columnStride) {
    requireShape(rows, columns);
    return new Matrix(
        precision,
        rows,
        columns,
        rowStride,
        columnStride,
        Footprint.of(memory, precision, offset, rows, columns, rowStride, columnStride));
  }

  private static void requireShape(int rows, int columns) {
    if (rows < 0 || columns < 0) {
      throw new IllegalArgumentException(
          "rows and columns must be >= 0, but were " + rows + " and " + columns);
    }
  }

  private void requireRowLength(int row, int length) {
    if (length != columns) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "all rows must have the same length, but row 0 has %d elements and row %d has %d",
              columns,
              row,
              length));
    }
  }

  // ---- properties

  @Override
  public Precision precision() {
    return precision;
  }

  /**
   * The number of rows.
   *
   * @return 0 or more
   */
  public int rows() {
    return rows;
  }

  /**
   * The number of columns.
   *
   * @return 0 or more
   */
  public int columns() {
    return columns;
  }

  /**
   * The distance from a row to the next, in elements; may be negative.
   *
   * @return the stride
   */
  public long rowStride() {
    return rowStride;
  }

  /**
   * The distance from a column to the next, in elements; may be negative.
   *
   * @return the stride
   */
  public long columnStride() {
    return columnStride;
  }

  /**
   * The index of element (0, 0) in {@link #segment()}, in elements.
   *
   * @return 0 unless a stride is negative
   */
  public long origin() {
    return origin;
  }

  @Override
  public MemorySegment segment() {
    return segment;
  }

  @Override
  public boolean isEmpty() {
    return rows == 0 || columns == 0;
  }

  /**
   * Whether this is row-major as BLAS defines it: rows are contiguous and do not overlap.
   *
   * @return true if the column stride is 1 and the row stride at least max(1, columns)
   */
  public boolean isRowMajor() {
    return columnStride == 1 && rowStride >= Math.max(1, columns);
  }

  /**
   * Whether this is column-major as BLAS defines it: columns are contiguous and do not overlap.
   *
   * @return true if the row stride is 1 and the column stride at least max(1, rows)
   */
  public boolean isColumnMajor() {
    return rowStride == 1 && columnStride >= Math.max(1, rows);
  }

  @Override
  public boolean overlapsItself() {
    return !isRowMajor()
        && !isColumnMajor()
        && Footprint.overlapsItself(rows, columns, rowStride, columnStride);
  }

  @Override
  public boolean overlaps(Operand other) {
    return Footprint.overlap(this, other);
  }

  /**
   * Whether this view and another share an element that has different indices in the two. If not,
   * an elementwise operation such as y := x + y has the same result as on separate memory: each
   * element is written only after it has been read for the last time. Two equal views do not
   * overlap elsewhere, unless they overlap themselves.
   *
   * @param other the other view, usually of the same shape
   * @return true if an element of one is an element of the other with another index
   */
  public boolean overlapsElsewhere(Matrix other) {
    return Footprint.overlapElsewhere(this, other);
  }

  @Override
  public String describe() {
    return rows + "x" + columns + " " + precision;
  }

  // ---- elements

  /**
   * Returns one element.
   *
   * @param row from 0
   * @param column from 0
   * @return the element, exactly
   */
  public double get(int row, int column) {
    return precision.get(segment, index(row, column));
  }

  /**
   * Sets one element.
   *
   * @param row from 0
   * @param column from 0
   * @param value rounded to this precision
   */
  public void set(int row, int column, double value) {
    long index = index(row, column);
    requireWritable("matrix");
    precision.set(segment, index, value);
  }

  private long index(int row, int column) {
    if (row < 0 || row >= rows || column < 0 || column >= columns) {
      throw new IndexOutOfBoundsException(
          "element (" + row + ", " + column + ") is outside a " + describe() + " matrix");
    }
    requireUsable("matrix");
    return origin + row * rowStride + column * columnStride;
  }

  /**
   * Sets every element.
   *
   * @param value rounded to this precision
   */
  public void fill(double value) {
    MatrixCopy.fill(this, value);
  }

  /**
   * Copies another matrix's elements into this one, rounding if this is single and the other
   * double.
   *
   * @param source a matrix of the same shape, read; does not overlap this, except that elements
   *     with equal indices may be one
   * @return this matrix
   * @throws IllegalArgumentException if the shapes differ or the two {@linkplain #overlapsElsewhere
   *     overlap elsewhere}
   */
  public Matrix copyFrom(Matrix source) {
    MatrixCopy.copy(source, this);
    return this;
  }

  /**
   * Copies all elements from an array, rounding if this is single.
   *
   * @param source rows * columns values
   * @param order the order of the elements in the array
   * @return this matrix
   * @throws IllegalArgumentException if the array has another length
   */
  public Matrix copyFrom(double[] source, Order order) {
    MatrixCopy.copy(MemorySegment.ofArray(source), Precision.DOUBLE, source.length, order, this);
    return this;
  }

  /**
   * Copies all elements from an array.
   *
   * @param source rows * columns values
   * @param order the order of the elements in the array
   * @return this matrix
   * @throws IllegalArgumentException if the array has another length
   */
  public Matrix copyFrom(float[] source, Order order) {
    MatrixCopy.copy(MemorySegment.ofArray(source), Precision.SINGLE, source.length, order, this);
    return this;
  }

  /**
   * Copies all elements from a buffer in any byte order, rounding if this is single. The buffer's
   * position and limit are not changed.
   *
   * @param source rows * columns values from its position to its limit, not in this memory
   * @param order the order of the elements in the buffer
   * @return this matrix
   * @throws IllegalArgumentException if the buffer has another number of elements or shares this
   *     memory
   */
  public Matrix copyFrom(DoubleBuffer source, Order order) {
    BufferCopy.copy(source, order, this);
    return this;
  }

  /**
   * Copies all elements from a buffer in any byte order. Its position and limit are not changed.
   *
   * @param source rows * columns values from its position to its limit, not in this memory
   * @param order the order of the elements in the buffer
   * @return this matrix
   * @throws IllegalArgumentException if the buffer has another number of elements or shares this
   *     memory
   */
  public Matrix copyFrom(FloatBuffer source, Order order) {
    BufferCopy.copy(source, order, this);
    return this;
  }

  /**
   * Copies all elements to an array.
   *
   * @param target rows * columns values, written
   * @param order the order of the elements in the array
   * @throws IllegalArgumentException if the array has another length
   */
  public void copyTo(double[] target, Order order) {
    MatrixCopy.copy(this, MemorySegment.ofArray(target), Precision.DOUBLE, target.length, order);
  }

  /**
   * Copies all elements to an array, rounding if this is double.
   *
   * @param target rows * columns values, written
   * @param order the order of the elements in the array
   * @throws IllegalArgumentException if the array has another length
   */
  public void copyTo(float[] target, Order order) {
    MatrixCopy.copy(this, MemorySegment.ofArray(target), Precision.SINGLE, target.length, order);
  }

  /**
   * Copies all elements to a buffer in any byte order. Its position and limit are not changed.
   *
   * @param target rows * columns values from its position to its limit, written; not in this memory
   * @param order the order of the elements in the buffer
   * @throws IllegalArgumentException if the buffer has another number of elements, is read-only or
   *     shares this memory
   */
  public void copyTo(DoubleBuffer target, Order order) {
    BufferCopy.copy(this, target, order);
  }

  /**
   * Copies all elements to a buffer in any byte order, rounding if this is double. The buffer's
   * position and limit are not changed.
   *
   * @param target rows * columns values from its position to its limit, written; not in this memory
   * @param order the order of the elements in the buffer
   * @throws IllegalArgumentException if the buffer has another number of elements, is read-only or
   *     shares this memory
   */
  public void copyTo(FloatBuffer target, Order order) {
    BufferCopy.copy(this, target, order);
  }

  /**
   * Copies all elements to a new array.
   *
   * @param order the order of the elements in the array
   * @return rows * columns values
   * @throws IllegalStateException if there are more than 2^31 - 1 elements
   */
  public double[] toDoubleArray(Order order) {
    double[] array = new double[arrayLength()];
    copyTo(array, order);
    return array;
  }

  /**
   * Copies all elements to a new array, rounding if this is double.
   *
   * @param order the order of the elements in the array
   * @return rows * columns values
   * @throws IllegalStateException if there are more than 2^31 - 1 elements
   */
  public float[] toFloatArray(Order order) {
    float[] array = new float[arrayLength()];
    copyTo(array, order);
    return array;
  }

  /**
   * Copies all elements to new arrays, one for each row.
   *
   * @return rows arrays of columns values
   */
  public double[][] toArrays() {
    requireUsable("matrix");
    double[][] arrays = new double[rows][columns];
    for (int i = 0; i < rows; i++) {
      row(i).asRow().copyTo(arrays[i], Order.ROW_MAJOR);
    }
    return arrays;
  }

  /**
   * Copies this matrix.
   *
   * @return a new row-major matrix with the same elements, freed by the garbage collector
   */
  public Matrix copy() {
    requireUsable("matrix");
    return allocate(precision, rows, columns).copyFrom(this);
  }

  private int arrayLength() {
    long length = (long) rows * columns;
    if (length > Integer.MAX_VALUE) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "an array must have at most %d elements, but a %s matrix has %d: copy it in blocks",
              Integer.MAX_VALUE,
              describe(),
              length));
    }
    return (int) length;
  }

  // ---- views

  /**
   * Returns the transposed matrix: element (i, j) of the view is element (j, i) of this.
   *
   * @return a columns x rows view of the same memory
   */
  public Matrix transposed() {
    return new Matrix(
        precision, columns, rows, columnStride, rowStride, new Footprint(segment, origin));
  }

  /**
   * Returns a block of this matrix.
   *
   * @param firstRow the index of its first row
   * @param firstColumn the index of its first column
   * @param rows its number of rows
   * @param columns its number of columns
   * @return a view of the same memory
   * @throws IndexOutOfBoundsException if an element is outside this matrix
   */
  public Matrix block(int firstRow, int firstColumn, int rows, int columns) {
    requireRange("rows", firstRow, rows, this.rows);
    requireRange("columns", firstColumn, columns, this.columns);
    return part(firstRow, firstColumn, rows, columns, rowStride, columnStride);
  }

  private void requireRange(String what, int first, int count, int limit) {
    if (first < 0 || count < 0 || first > limit - count) {
      throw new IndexOutOfBoundsException(
          String.format(
              Locale.ROOT,
              "a block of %d %s from %d is outside a %s matrix",
              count,
              what,
              first,
              describe()));
    }
  }

  private Matrix part(
      int row, int column, int rows, int columns, long rowStride, long columnStride) {
    // The first index of an empty block may be outside this matrix.
    long offset =
        rows == 0 || columns == 0 ? 0 : origin + row * this.rowStride + column * this.columnStride;
    return new Matrix(
        precision,
        rows,
        columns,
        rowStride,
        columnStride,
        Footprint.of(segment, precision, offset, rows, columns, rowStride, columnStride));
  }

  /**
   * Returns this matrix with its rows in reverse order: row i of the view is row {@code rows - 1 -
   * i} of this.
   *
   * @return a view of the same memory
   */
  public Matrix reversedRows() {
    return part(Math.max(0, rows - 1), 0, rows, columns, -rowStride, columnStride);
  }

  /**
   * Returns this matrix with its columns in reverse order: column j of the view is column {@code
   * columns - 1 - j} of this.
   *
   * @return a view of the same memory
   */
  public Matrix reversedColumns() {
    return part(0, Math.max(0, columns - 1), rows, columns, rowStride, -columnStride);
  }

  /**
   * Returns one row.
   *
   * @param row from 0
   * @return a view of the same memory
   */
  public Vector row(int row) {
    requireIndex("row", row, rows);
    return line(row, 0, columns, columnStride);
  }

  /**
   * Returns one column.
   *
   * @param column from 0
   * @return a view of the same memory
   */
  public Vector column(int column) {
    requireIndex("column", column, columns);
    return line(0, column, rows, rowStride);
  }

  private void requireIndex(String what, int index, int limit) {
    if (index < 0 || index >= limit) {
      throw new IndexOutOfBoundsException(
          what + " " + index + " is outside a " + describe() + " matrix");
    }
  }

  /**
   * Returns the main diagonal: elements (i, i).
   *
   * @return a view of the same memory with min(rows, columns) elements
   */
  public Vector diagonal() {
    return line(0, 0, Math.min(rows, columns), rowStride + columnStride);
  }

  private Vector line(int row, int column, int size, long stride) {
    long offset = size == 0 ? 0 : origin + row * rowStride + column * columnStride;
    return Vector.view(segment, precision, size, offset, stride);
  }

  /**
   * The same elements with other strides. The caller must ensure that a stride it changes has no
   * effect, because there is one row or one column.
   */
  Matrix withStrides(long rowStride, long columnStride) {
    return new Matrix(
        precision, rows, columns, rowStride, columnStride, new Footprint(segment, origin));
  }

  /**
   * Returns this matrix in a form that BLAS can describe: {@link #isRowMajor() row-major} or {@link
   * #isColumnMajor() column-major} with a leading dimension that fits 32 bits. The result is this
   * matrix, or a view with other strides if there is one row or one column.
   *
   * @return a view of the same elements, or null if they must be copied
   */
  public @Nullable Matrix asBlasOperand() {
    if (isRowMajor() || isColumnMajor()) {
      return Math.max(rowStride, columnStride) <= Integer.MAX_VALUE ? this : withOtherStride();
    }
    return withOtherStride();
  }

  /**
   * Returns this matrix in a form that BLAS can describe in a given order; see {@link
   * #asBlasOperand()}.
   *
   * @param order the order that a call requires of its operands
   * @return a view of the same elements in that order, or null if they must be copied
   */
  public @Nullable Matrix asBlasOperand(Order order) {
    boolean byRows = order == Order.ROW_MAJOR;
    boolean fits = byRows ? isRowMajor() : isColumnMajor();
    if (fits && Math.max(rowStride, columnStride) <= Integer.MAX_VALUE) {
      return this;
    }
    int lines = byRows ? rows : columns;
    int length = byRows ? columns : rows;
    long lineStride = byRows ? rowStride : columnStride;
    long elementStride = byRows ? columnStride : rowStride;
    if (length == 1 && lineStride >= 1 && lineStride <= Integer.MAX_VALUE) {
      return byRows ? withStrides(lineStride, 1) : withStrides(1, lineStride);
    }
    if (lines == 1 && (elementStride == 1 || length == 1)) {
      return byRows ? withStrides(length, 1) : withStrides(1, length);
    }
    return null;
  }

  private @Nullable Matrix withOtherStride() {
    if (rows == 1 && columns == 1) {
      return withStrides(1, 1);
    }
    if (columns == 1 && rowStride >= 1 && rowStride <= Integer.MAX_VALUE) {
      return withStrides(rowStride, 1);
    }
    if (rows == 1 && columnStride >= 1 && columnStride <= Integer.MAX_VALUE) {
      return withStrides(1, columnStride);
    }
    return null;
  }

  /**
   * The elements as NumPy's {@code str} prints them with its default options: at most 8 digits
   * after the point, and only the first and last three rows and columns of more than 1,000
   * elements.
   *
   * @return the text; shape, precision and layout if the memory cannot be accessed
   */
  @Override
  public String toString() {
    return MatrixText.of(this);
  }
}
