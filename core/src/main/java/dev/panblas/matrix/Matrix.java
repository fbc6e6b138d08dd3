package dev.panblas.matrix;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * A rows x columns view over native memory, single or double, in which rows and columns have
 * independent strides.
 *
 * <p>Element (i, j) stands {@code i * rowStride + j * columnStride} elements after element (0, 0).
 * Transposing, taking a block, a row, a column or a diagonal, and reversing make another view of
 * the same memory and copy nothing; a transposition is therefore never a flag of a routine. A new
 * matrix is row-major; a column-major one is the transposed view of a row-major one.
 *
 * <p>The memory belongs to the arena it was allocated from, or to the collector. A view is
 * immutable; its elements are not, and threads that share them must agree on who writes.
 *
 * <p>Every access is checked: an index out of range throws {@link IndexOutOfBoundsException},
 * memory whose arena was closed {@link IllegalStateException}, another thread's confined memory
 * {@link WrongThreadException}, and a write to read-only memory {@link IllegalArgumentException}.
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

  // ---- making one

  /**
   * A row-major matrix of zeros, aligned to 64 bytes, that lives as long as the arena.
   *
   * @param arena the owner of the memory
   * @param precision the type of the elements
   * @param rows the number of rows, 0 or more
   * @param columns the number of columns, 0 or more
   * @return the matrix
   * @throws IllegalArgumentException if a dimension is negative, or the bytes cannot be counted
   */
  public static Matrix allocate(Arena arena, Precision precision, int rows, int columns) {
    requireShape(rows, columns);
    MemorySegment memory = Footprint.allocate(arena, precision, 1, rows, columns);
    return wrap(memory, precision, rows, columns, 0, Math.max(1, columns), 1);
  }

  /**
   * A row-major matrix of zeros whose memory the collector frees when no view of it is left.
   *
   * @param precision the type of the elements
   * @param rows the number of rows, 0 or more
   * @param columns the number of columns, 0 or more
   * @return the matrix
   * @throws IllegalArgumentException if a dimension is negative
   */
  public static Matrix allocate(Precision precision, int rows, int columns) {
    return allocate(Arena.ofAuto(), precision, rows, columns);
  }

  /**
   * A double matrix with the given rows; the collector frees its memory.
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
   * A single matrix with the given rows; the collector frees its memory.
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
   * A view over memory that somebody else has allocated. Strides may be negative, and 0 for a view
   * that repeats itself and is only read.
   *
   * @param memory native memory; its owner keeps it
   * @param precision the type of the elements
   * @param rows the number of rows, 0 or more
   * @param columns the number of columns, 0 or more
   * @param offset where element (0, 0) stands, in elements from the memory's beginning
   * @param rowStride the distance from a row to the next, in elements
   * @param columnStride the distance from a column to the next, in elements
   * @return the view
   * @throws IllegalArgumentException if the memory is on the Java heap or not aligned to an
   *     element, or a dimension is negative
   * @throws IndexOutOfBoundsException if an element lies outside of the memory
   */
  public static Matrix wrap(
      MemorySegment memory,
      Precision precision,
      int rows,
      int columns,
      long offset,
      long rowStride,
      long columnStride) {
    requireShape(rows, columns);
    requireNativeAndAligned(memory, precision);
    return new Matrix(
        precision,
        rows,
        columns,
        rowStride,
        columnStride,
        Footprint.of(memory, precision, offset, rows, columns, rowStride, columnStride));
  }

  static void requireNativeAndAligned(MemorySegment memory, Precision precision) {
    if (!memory.isNative()) {
      throw new IllegalArgumentException(
          "a matrix or vector needs native memory, but this segment is on the Java heap: allocate"
              + " it from an Arena, or copy with Matrix.of");
    }
    if (memory.address() % precision.bytes() != 0) {
      throw new IllegalArgumentException(
          String.format(
              "%s elements need memory aligned to %d bytes, but this begins at 0x%x",
              precision, precision.bytes(), memory.address()));
    }
  }

  private static void requireShape(int rows, int columns) {
    if (rows < 0 || columns < 0) {
      throw new IllegalArgumentException(
          "a matrix cannot have " + rows + " rows and " + columns + " columns");
    }
  }

  private void requireRowLength(int row, int length) {
    if (length != columns) {
      throw new IllegalArgumentException(
          "rows differ in length: row 0 has "
              + columns
              + " elements, row "
              + row
              + " has "
              + length);
    }
  }

  // ---- what it is

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
   * Where element (0, 0) stands in {@link #segment()}, in elements.
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
   * Whether BLAS can take this as row-major: each row is contiguous, and rows follow one another at
   * a distance of at least a row.
   *
   * @return true if the column stride is 1 and the row stride a legal leading dimension
   */
  public boolean isRowMajor() {
    return columnStride == 1 && rowStride >= Math.max(1, columns);
  }

  /**
   * Whether BLAS can take this as column-major: each column is contiguous, and columns follow one
   * another at a distance of at least a column.
   *
   * @return true if the row stride is 1 and the column stride a legal leading dimension
   */
  public boolean isColumnMajor() {
    return rowStride == 1 && columnStride >= Math.max(1, rows);
  }

  @Override
  public boolean overlapsItself() {
    return !isRowMajor()
        && !isColumnMajor()
        && Footprint.meetsItself(rows, columns, rowStride, columnStride);
  }

  @Override
  public boolean overlaps(Operand other) {
    return Footprint.meet(this, other);
  }

  @Override
  public String describe() {
    return rows + "x" + columns + " " + precision;
  }

  // ---- elements

  /**
   * One element.
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
          "element (" + row + ", " + column + ") of a " + describe() + " matrix");
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
   * @param source a matrix of the same shape which does not overlap this one; read only
   * @return this
   * @throws IllegalArgumentException if the shapes differ or the two overlap
   */
  public Matrix copyFrom(Matrix source) {
    MatrixCopy.copy(source, this);
    return this;
  }

  /**
   * Copies all elements from an array, rounding if this is single.
   *
   * @param source rows * columns values
   * @param order how they stand in the array
   * @return this
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
   * @param order how they stand in the array
   * @return this
   * @throws IllegalArgumentException if the array has another length
   */
  public Matrix copyFrom(float[] source, Order order) {
    MatrixCopy.copy(MemorySegment.ofArray(source), Precision.SINGLE, source.length, order, this);
    return this;
  }

  /**
   * Copies all elements to an array.
   *
   * @param target rows * columns values; overwritten
   * @param order how they shall stand in the array
   * @throws IllegalArgumentException if the array has another length
   */
  public void copyTo(double[] target, Order order) {
    MatrixCopy.copy(this, MemorySegment.ofArray(target), Precision.DOUBLE, target.length, order);
  }

  /**
   * Copies all elements to an array, rounding if this is double.
   *
   * @param target rows * columns values; overwritten
   * @param order how they shall stand in the array
   * @throws IllegalArgumentException if the array has another length
   */
  public void copyTo(float[] target, Order order) {
    MatrixCopy.copy(this, MemorySegment.ofArray(target), Precision.SINGLE, target.length, order);
  }

  /**
   * All elements in a new array.
   *
   * @param order how they shall stand in it
   * @return rows * columns values
   * @throws IllegalStateException if there are more than an array can hold
   */
  public double[] toDoubleArray(Order order) {
    double[] array = new double[arrayLength()];
    copyTo(array, order);
    return array;
  }

  /**
   * All elements in a new array, rounded if this is double.
   *
   * @param order how they shall stand in it
   * @return rows * columns values
   * @throws IllegalStateException if there are more than an array can hold
   */
  public float[] toFloatArray(Order order) {
    float[] array = new float[arrayLength()];
    copyTo(array, order);
    return array;
  }

  private int arrayLength() {
    long length = (long) rows * columns;
    if (length > Integer.MAX_VALUE) {
      throw new IllegalStateException(
          "the "
              + length
              + " elements of a "
              + describe()
              + " matrix do not fit an array: copy it in blocks");
    }
    return (int) length;
  }

  // ---- views

  /**
   * The transposed view: element (i, j) of it is element (j, i) of this.
   *
   * @return a columns x rows view of the same memory
   */
  public Matrix transposed() {
    return new Matrix(
        precision, columns, rows, columnStride, rowStride, new Footprint(segment, origin));
  }

  /**
   * A rectangle of this matrix.
   *
   * @param firstRow the row where it begins
   * @param firstColumn the column where it begins
   * @param rows its number of rows
   * @param columns its number of columns
   * @return a view of the same memory
   * @throws IndexOutOfBoundsException if it reaches outside of this matrix
   */
  public Matrix block(int firstRow, int firstColumn, int rows, int columns) {
    requireRange("rows", firstRow, rows, this.rows);
    requireRange("columns", firstColumn, columns, this.columns);
    return view(firstRow, firstColumn, rows, columns, rowStride, columnStride);
  }

  private void requireRange(String what, int first, int count, int limit) {
    if (first < 0 || count < 0 || first > limit - count) {
      throw new IndexOutOfBoundsException(
          String.format(
              "a block of %d %s from %d does not lie in a %s matrix",
              count, what, first, describe()));
    }
  }

  private Matrix view(
      int row, int column, int rows, int columns, long rowStride, long columnStride) {
    // An empty block at the far end has no first element to address.
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
   * The matrix upside down: row i of the view is row {@code rows - 1 - i} of this.
   *
   * @return a view of the same memory
   */
  public Matrix reversedRows() {
    return view(Math.max(0, rows - 1), 0, rows, columns, -rowStride, columnStride);
  }

  /**
   * The matrix mirrored: column j of the view is column {@code columns - 1 - j} of this.
   *
   * @return a view of the same memory
   */
  public Matrix reversedColumns() {
    return view(0, Math.max(0, columns - 1), rows, columns, rowStride, -columnStride);
  }

  /**
   * One row.
   *
   * @param row from 0
   * @return a view of the same memory
   */
  public Vector row(int row) {
    requireIndex("row", row, rows);
    return line(row, 0, columns, columnStride);
  }

  /**
   * One column.
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
      throw new IndexOutOfBoundsException(what + " " + index + " of a " + describe() + " matrix");
    }
  }

  /**
   * The main diagonal: elements (i, i).
   *
   * @return a view of the same memory with min(rows, columns) elements
   */
  public Vector diagonal() {
    return line(0, 0, Math.min(rows, columns), rowStride + columnStride);
  }

  private Vector line(int row, int column, int size, long stride) {
    long offset = size == 0 ? 0 : origin + row * rowStride + column * columnStride;
    return Vector.wrap(segment, precision, size, offset, stride);
  }

  /**
   * The same elements with rows at another distance. Only for a caller that knows the stride to
   * have no meaning, because there is one row, or one column.
   */
  Matrix withStrides(long rowStride, long columnStride) {
    return new Matrix(
        precision, rows, columns, rowStride, columnStride, new Footprint(segment, origin));
  }

  /**
   * This matrix as BLAS can describe it, {@link #isRowMajor() row-major} or {@link #isColumnMajor()
   * column-major} with a leading dimension that fits 32 bits: itself, another view of the same
   * memory where a stride has no meaning, or null if the elements must be copied.
   *
   * @return a view of the same elements, or null
   */
  public @Nullable Matrix asBlasOperand() {
    if (isRowMajor() || isColumnMajor()) {
      return Math.max(rowStride, columnStride) <= Integer.MAX_VALUE ? this : relaid();
    }
    return relaid();
  }

  /**
   * This matrix as BLAS can describe it in a given order; see {@link #asBlasOperand()}.
   *
   * @param order the order that a call has for several operands
   * @return a view of the same elements for which {@link #isRowMajor()} or {@link #isColumnMajor()}
   *     holds, as asked for, or null if the elements must be copied
   */
  public @Nullable Matrix asBlasOperand(Order order) {
    if (order == Order.ROW_MAJOR ? isRowMajor() : isColumnMajor()) {
      return asBlasOperand();
    }
    boolean byRows = order == Order.ROW_MAJOR;
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

  private @Nullable Matrix relaid() {
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
   * {@return a small matrix much as NumPy shows it; of a large one its shape, precision and layout}
   */
  @Override
  public String toString() {
    return MatrixText.of(this);
  }
}
