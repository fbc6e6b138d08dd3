package dev.panblas.matrix;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * A view of {@code size} elements over native memory, single or double, {@code stride} elements
 * apart.
 *
 * <p>A negative stride runs downwards in memory: element 0 is then the highest. Slicing and
 * reversing make another view and copy nothing. Ownership, threads and errors are those of {@link
 * Matrix}.
 */
public final class Vector implements Operand {

  private final Precision precision;
  private final int size;
  private final long stride;
  private final MemorySegment segment;
  private final long origin;

  private Vector(Precision precision, int size, long stride, Footprint footprint) {
    this.precision = precision;
    this.size = size;
    this.stride = stride;
    this.segment = footprint.segment();
    this.origin = footprint.origin();
  }

  // ---- making one

  /**
   * A vector of zeros, aligned to 64 bytes, that lives as long as the arena.
   *
   * @param arena the owner of the memory
   * @param precision the type of the elements
   * @param size the number of elements, 0 or more
   * @return the vector
   * @throws IllegalArgumentException if the size is negative
   */
  public static Vector allocate(Arena arena, Precision precision, int size) {
    requireSize(size);
    return wrap(Footprint.allocate(arena, precision, 1, 1, size), precision, size, 0, 1);
  }

  /**
   * A vector of zeros whose memory the collector frees when no view of it is left.
   *
   * @param precision the type of the elements
   * @param size the number of elements, 0 or more
   * @return the vector
   * @throws IllegalArgumentException if the size is negative
   */
  public static Vector allocate(Precision precision, int size) {
    return allocate(Arena.ofAuto(), precision, size);
  }

  /**
   * A double vector; the collector frees its memory.
   *
   * @param elements copied
   * @return the vector
   */
  public static Vector of(double... elements) {
    return allocate(Precision.DOUBLE, elements.length).copyFrom(elements);
  }

  /**
   * A single vector; the collector frees its memory. The argument is an array, so that whole
   * numbers in a row, {@code of(1, 2, 3)}, make a double vector.
   *
   * @param elements copied
   * @return the vector
   */
  public static Vector of(float[] elements) {
    return allocate(Precision.SINGLE, elements.length).copyFrom(elements);
  }

  /**
   * A view over memory that somebody else has allocated.
   *
   * @param memory native memory; its owner keeps it
   * @param precision the type of the elements
   * @param size the number of elements, 0 or more
   * @param offset where element 0 stands, in elements from the memory's beginning
   * @param stride the distance from an element to the next; negative to run downwards, 0 to repeat
   *     one element
   * @return the view
   * @throws IllegalArgumentException if the memory is on the Java heap or not aligned to an
   *     element, or the size is negative
   * @throws IndexOutOfBoundsException if an element lies outside of the memory
   */
  public static Vector wrap(
      MemorySegment memory, Precision precision, int size, long offset, long stride) {
    requireSize(size);
    Matrix.requireNativeAndAligned(memory, precision);
    return new Vector(
        precision, size, stride, Footprint.of(memory, precision, offset, 1, size, 0, stride));
  }

  private static void requireSize(int size) {
    if (size < 0) {
      throw new IllegalArgumentException("a vector cannot have " + size + " elements");
    }
  }

  // ---- what it is

  @Override
  public Precision precision() {
    return precision;
  }

  /**
   * The number of elements.
   *
   * @return 0 or more
   */
  public int size() {
    return size;
  }

  /**
   * The distance from an element to the next, in elements; may be negative.
   *
   * @return the stride
   */
  public long stride() {
    return stride;
  }

  /**
   * Where element 0 stands in {@link #segment()}, in elements.
   *
   * @return 0, or the last position if the stride is negative
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
    return size == 0;
  }

  @Override
  public boolean overlapsItself() {
    return stride == 0 && size > 1;
  }

  @Override
  public boolean overlaps(Operand other) {
    return Footprint.meet(this, other);
  }

  @Override
  public String describe() {
    return size + " " + precision;
  }

  // ---- elements

  /**
   * One element.
   *
   * @param index from 0
   * @return the element, exactly
   */
  public double get(int index) {
    return precision.get(segment, position(index));
  }

  /**
   * Sets one element.
   *
   * @param index from 0
   * @param value rounded to this precision
   */
  public void set(int index, double value) {
    long position = position(index);
    requireWritable("vector");
    precision.set(segment, position, value);
  }

  private long position(int index) {
    if (index < 0 || index >= size) {
      throw new IndexOutOfBoundsException(
          "element " + index + " of a vector of " + describe() + " elements");
    }
    requireUsable("vector");
    return origin + index * stride;
  }

  /**
   * Sets every element.
   *
   * @param value rounded to this precision
   */
  public void fill(double value) {
    requireUsable("vector");
    requireWritable("vector");
    asRow().fill(value);
  }

  /**
   * Copies another vector's elements into this one, rounding if this is single and the other
   * double.
   *
   * @param source a vector of the same size which does not overlap this one; read only
   * @return this
   * @throws IllegalArgumentException if the sizes differ or the two overlap
   */
  public Vector copyFrom(Vector source) {
    if (source.size != size) {
      throw new IllegalArgumentException(
          "copy: the source has " + source.size + " elements, the target " + size);
    }
    source.requireUsable("source");
    requireUsable("target");
    asRow().copyFrom(source.asRow());
    return this;
  }

  /**
   * Copies all elements from an array, rounding if this is single.
   *
   * @param source as many values as this has elements
   * @return this
   * @throws IllegalArgumentException if the array has another length
   */
  public Vector copyFrom(double[] source) {
    asRow().copyFrom(source, Order.ROW_MAJOR);
    return this;
  }

  /**
   * Copies all elements from an array.
   *
   * @param source as many values as this has elements
   * @return this
   * @throws IllegalArgumentException if the array has another length
   */
  public Vector copyFrom(float[] source) {
    asRow().copyFrom(source, Order.ROW_MAJOR);
    return this;
  }

  /**
   * All elements in a new array.
   *
   * @return the values
   */
  public double[] toDoubleArray() {
    return asRow().toDoubleArray(Order.ROW_MAJOR);
  }

  /**
   * All elements in a new array, rounded if this is double.
   *
   * @return the values
   */
  public float[] toFloatArray() {
    return asRow().toFloatArray(Order.ROW_MAJOR);
  }

  // ---- views

  /**
   * Part of this vector.
   *
   * @param first the element where it begins
   * @param size its number of elements
   * @return a view of the same memory
   * @throws IndexOutOfBoundsException if it reaches outside of this vector
   */
  public Vector slice(int first, int size) {
    if (first < 0 || size < 0 || first > this.size - size) {
      throw new IndexOutOfBoundsException(
          String.format(
              "a slice of %d elements from %d does not lie in a vector of %s elements",
              size, first, describe()));
    }
    return view(first, size, stride);
  }

  /**
   * The vector backwards: element i of the view is element {@code size - 1 - i} of this.
   *
   * @return a view of the same memory
   */
  public Vector reversed() {
    return view(Math.max(0, size - 1), size, -stride);
  }

  private Vector view(int first, int size, long stride) {
    long offset = size == 0 ? 0 : origin + first * this.stride;
    return wrap(segment, precision, size, offset, stride);
  }

  /**
   * This vector as a matrix with one row.
   *
   * @return a view of the same memory
   */
  public Matrix asRow() {
    return asMatrix(1, size);
  }

  /**
   * This vector as a matrix with one column.
   *
   * @return a view of the same memory
   */
  public Matrix asColumn() {
    return asMatrix(size, 1);
  }

  /**
   * This vector's elements as a matrix, row after row.
   *
   * @param rows the number of rows
   * @param columns the number of columns
   * @return a view of the same memory
   * @throws IllegalArgumentException if rows * columns is not this vector's size
   */
  public Matrix asMatrix(int rows, int columns) {
    if ((long) rows * columns != size) {
      throw new IllegalArgumentException(
          "a vector of "
              + describe()
              + " elements cannot be a "
              + rows
              + "x"
              + columns
              + " matrix");
    }
    return Matrix.wrap(segment, precision, rows, columns, origin, stride * columns, stride);
  }

  /** {@return a short vector's elements; of a long one its size and precision} */
  @Override
  public String toString() {
    return MatrixText.of(this);
  }
}
