/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.matrix;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A view of {@code size} elements over native memory or an array, single or double, {@code stride}
 * elements apart.
 *
 * <p>With a negative stride, element 0 has the highest address. Slicing and reversing return a view
 * and copy nothing. Ownership, thread safety and errors are as for {@link Matrix}.
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

  // ---- construction

  /**
   * Allocates a vector of zeros, aligned to 64 bytes, that is valid until the arena is closed.
   *
   * @param arena the owner of the memory
   * @param precision the type of the elements
   * @param size the number of elements, 0 or more
   * @return the vector
   * @throws IllegalArgumentException if the size is negative
   */
  public static Vector allocate(Arena arena, Precision precision, int size) {
    requireSize(size);
    return view(Footprint.allocate(arena, precision, 1, 1, size), precision, size, 0, 1);
  }

  /**
   * Allocates a vector of zeros. The garbage collector frees it when no view of it is reachable.
   * The JVM limits the sum of such memory, by {@code -XX:MaxDirectMemorySize} or else by {@code
   * -Xmx}; the memory of an arena that the program closes has no such limit.
   *
   * @param precision the type of the elements
   * @param size the number of elements, 0 or more
   * @return the vector
   * @throws IllegalArgumentException if the size is negative
   * @throws OutOfMemoryError if the JVM's limit is reached; the message says what to do
   */
  public static Vector allocate(Precision precision, int size) {
    requireSize(size);
    return view(Footprint.allocate(precision, 1, size), precision, size, 0, 1);
  }

  /**
   * Returns a double-precision vector with the given elements; it is freed by the garbage
   * collector.
   *
   * @param elements copied
   * @return the vector
   */
  public static Vector of(double... elements) {
    return allocate(Precision.DOUBLE, elements.length).copyFrom(elements);
  }

  /**
   * Returns a single-precision vector with the given elements; it is freed by the garbage
   * collector. It takes an array because {@code of(1, 2, 3)} must make a double-precision vector.
   *
   * @param elements copied
   * @return the vector
   */
  public static Vector of(float[] elements) {
    return allocate(Precision.SINGLE, elements.length).copyFrom(elements);
  }

  /**
   * Returns a vector of random numbers, uniform from 0 (inclusive) to 1 (exclusive), drawn in
   * order. It is freed by the garbage collector.
   *
   * @param generator its {@code nextDouble} or {@code nextFloat} is called for each element
   * @param precision the type of the elements
   * @param size the number of elements, 0 or more
   * @return the vector
   * @throws IllegalArgumentException if the size is negative
   */
  public static Vector random(RandomGenerator generator, Precision precision, int size) {
    requireSize(size);
    return Matrix.random(generator, precision, 1, size).row(0);
  }

  /**
   * Returns a view over existing native memory, or over a segment of an array, which it does not
   * own.
   *
   * @param memory native memory, or a segment of a {@code double[]} or {@code float[]}; its
   *     elements are in the native byte order
   * @param precision the type of the elements
   * @param size the number of elements, 0 or more
   * @param offset the index of element 0, in elements from the start of the memory
   * @param stride the distance from an element to the next, in elements; it may be negative, or 0
   *     to repeat one element
   * @return the view
   * @throws IllegalArgumentException if the memory is an array of another type, read-only on the
   *     Java heap, or not aligned to an element, or the size is negative
   * @throws IndexOutOfBoundsException if an element is outside the memory
   */
  public static Vector wrap(
      MemorySegment memory, Precision precision, int size, long offset, long stride) {
    Footprint.requireElements(memory, precision);
    return view(memory, precision, size, offset, stride);
  }

  /**
   * Returns a double-precision view over an array. It copies nothing: a change of the view changes
   * the array.
   *
   * @param array the elements, which the view shares
   * @param offset the index of element 0 in the array
   * @param size the number of elements, 0 or more
   * @param stride the distance from an element to the next; it may be negative, or 0 to repeat one
   *     element
   * @return the view
   * @throws IllegalArgumentException if the size is negative
   * @throws IndexOutOfBoundsException if an element is outside the array
   */
  public static Vector over(double[] array, long offset, int size, long stride) {
    return view(MemorySegment.ofArray(array), Precision.DOUBLE, size, offset, stride);
  }

  /**
   * Returns a single-precision view over an array. It copies nothing: a change of the view changes
   * the array.
   *
   * @param array the elements, which the view shares
   * @param offset the index of element 0 in the array
   * @param size the number of elements, 0 or more
   * @param stride the distance from an element to the next; it may be negative, or 0 to repeat one
   *     element
   * @return the view
   * @throws IllegalArgumentException if the size is negative
   * @throws IndexOutOfBoundsException if an element is outside the array
   */
  public static Vector over(float[] array, long offset, int size, long stride) {
    return view(MemorySegment.ofArray(array), Precision.SINGLE, size, offset, stride);
  }

  /**
   * Returns a double-precision view over the elements of a buffer from its position to its limit;
   * see {@link Matrix#over(DoubleBuffer, int, int, Order)}.
   *
   * @param buffer the elements, which the view shares: direct, or over a {@code double[]}
   * @return the view
   * @throws IllegalArgumentException if the buffer is not in the native byte order, is over another
   *     array or a read-only one, or is not aligned to an element
   */
  public static Vector over(DoubleBuffer buffer) {
    return wrap(BufferCopy.memory(buffer), Precision.DOUBLE, buffer.remaining(), 0, 1);
  }

  /**
   * Returns a single-precision view over the elements of a buffer from its position to its limit;
   * see {@link Matrix#over(FloatBuffer, int, int, Order)}.
   *
   * @param buffer the elements, which the view shares: direct, or over a {@code float[]}
   * @return the view
   * @throws IllegalArgumentException if the buffer is not in the native byte order, is over another
   *     array or a read-only one, or is not aligned to an element
   */
  public static Vector over(FloatBuffer buffer) {
    return wrap(BufferCopy.memory(buffer), Precision.SINGLE, buffer.remaining(), 0, 1);
  }

  /** A view over native memory or an array. */
  static Vector view(
      MemorySegment memory, Precision precision, int size, long offset, long stride) {
    requireSize(size);
    return new Vector(
        precision, size, stride, Footprint.of(memory, precision, offset, 1, size, 0, stride));
  }

  private static void requireSize(int size) {
    if (size < 0) {
      throw new IllegalArgumentException("size must be >= 0, but was " + size);
    }
  }

  // ---- properties

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
   * The index of element 0 in {@link #segment()}, in elements.
   *
   * @return 0, or the last index if the stride is negative
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
    return Footprint.overlap(this, other);
  }

  /**
   * Whether this view and another share an element that has different indices in the two. If not,
   * an elementwise operation such as y := x + y has the same result as on separate memory: each
   * element is written only after it has been read for the last time. Two equal views do not
   * overlap elsewhere, unless they overlap themselves.
   *
   * @param other the other view, usually of the same size
   * @return true if an element of one is an element of the other with another index
   */
  public boolean overlapsElsewhere(Vector other) {
    return Footprint.overlapElsewhere(this, other);
  }

  @Override
  public String describe() {
    return size + " " + precision;
  }

  // ---- elements

  /**
   * Returns one element.
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
          "element " + index + " is outside a vector of " + describe() + " elements");
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
   * @param source a vector of the same size, read; does not overlap this, except that elements with
   *     equal indices may be one
   * @return this vector
   * @throws IllegalArgumentException if the sizes differ or the two {@linkplain #overlapsElsewhere
   *     overlap elsewhere}
   */
  public Vector copyFrom(Vector source) {
    if (source.size != size) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "copy: source and target must have the same size, but have %d and %d elements",
              source.size,
              size));
    }
    source.requireUsable("source");
    requireUsable("target");
    asRow().copyFrom(source.asRow());
    return this;
  }

  /**
   * Copies all elements from an array, rounding if this is single.
   *
   * @param source {@code size()} values
   * @return this vector
   * @throws IllegalArgumentException if the array has another length
   */
  public Vector copyFrom(double[] source) {
    asRow().copyFrom(source, Order.ROW_MAJOR);
    return this;
  }

  /**
   * Copies all elements from an array.
   *
   * @param source {@code size()} values
   * @return this vector
   * @throws IllegalArgumentException if the array has another length
   */
  public Vector copyFrom(float[] source) {
    asRow().copyFrom(source, Order.ROW_MAJOR);
    return this;
  }

  /**
   * Copies all elements from a buffer in any byte order, rounding if this is single. The buffer's
   * position and limit are not changed.
   *
   * @param source {@code size()} values from its position to its limit, not in this memory
   * @return this vector
   * @throws IllegalArgumentException if the buffer has another number of elements or shares this
   *     memory
   */
  public Vector copyFrom(DoubleBuffer source) {
    BufferCopy.copy(source, Order.ROW_MAJOR, asRow());
    return this;
  }

  /**
   * Copies all elements from a buffer in any byte order. Its position and limit are not changed.
   *
   * @param source {@code size()} values from its position to its limit, not in this memory
   * @return this vector
   * @throws IllegalArgumentException if the buffer has another number of elements or shares this
   *     memory
   */
  public Vector copyFrom(FloatBuffer source) {
    BufferCopy.copy(source, Order.ROW_MAJOR, asRow());
    return this;
  }

  /**
   * Copies all elements to an array.
   *
   * @param target {@code size()} values, written
   * @throws IllegalArgumentException if the array has another length
   */
  public void copyTo(double[] target) {
    asRow().copyTo(target, Order.ROW_MAJOR);
  }

  /**
   * Copies all elements to an array, rounding if this is double.
   *
   * @param target {@code size()} values, written
   * @throws IllegalArgumentException if the array has another length
   */
  public void copyTo(float[] target) {
    asRow().copyTo(target, Order.ROW_MAJOR);
  }

  /**
   * Copies all elements to a buffer in any byte order. Its position and limit are not changed.
   *
   * @param target {@code size()} values from its position to its limit, written; not in this memory
   * @throws IllegalArgumentException if the buffer has another number of elements, is read-only or
   *     shares this memory
   */
  public void copyTo(DoubleBuffer target) {
    BufferCopy.copy(asRow(), target, Order.ROW_MAJOR);
  }

  /**
   * Copies all elements to a buffer in any byte order, rounding if this is double. The buffer's
   * position and limit are not changed.
   *
   * @param target {@code size()} values from its position to its limit, written; not in this memory
   * @throws IllegalArgumentException if the buffer has another number of elements, is read-only or
   *     shares this memory
   */
  public void copyTo(FloatBuffer target) {
    BufferCopy.copy(asRow(), target, Order.ROW_MAJOR);
  }

  /**
   * Copies all elements to a new array, as {@link Matrix#toArrays} does.
   *
   * @return the values
   */
  public double[] toArray() {
    return toDoubleArray();
  }

  /**
   * Copies all elements to a new array; the same as {@link #toArray}, named beside {@link
   * #toFloatArray}.
   *
   * @return the values
   */
  public double[] toDoubleArray() {
    return asRow().toDoubleArray(Order.ROW_MAJOR);
  }

  /**
   * Copies all elements to a new array, rounding if this is double.
   *
   * @return the values
   */
  public float[] toFloatArray() {
    return asRow().toFloatArray(Order.ROW_MAJOR);
  }

  /**
   * Copies this vector.
   *
   * @return a new vector with the same elements and stride 1, freed by the garbage collector
   */
  public Vector copy() {
    requireUsable("vector");
    return allocate(precision, size).copyFrom(this);
  }

  // ---- views

  /**
   * Returns a part of this vector.
   *
   * @param first the index of its first element
   * @param size its number of elements
   * @return a view of the same memory
   * @throws IndexOutOfBoundsException if an element is outside this vector
   */
  public Vector slice(int first, int size) {
    if (first < 0 || size < 0 || first > this.size - size) {
      throw new IndexOutOfBoundsException(
          String.format(
              Locale.ROOT,
              "a slice of %d elements from %d is outside a vector of %s elements",
              size,
              first,
              describe()));
    }
    return part(first, size, stride);
  }

  /**
   * Returns this vector in reverse order: element i of the view is element {@code size - 1 - i} of
   * this.
   *
   * @return a view of the same memory
   */
  public Vector reversed() {
    return part(Math.max(0, size - 1), size, -stride);
  }

  private Vector part(int first, int size, long stride) {
    long offset = size == 0 ? 0 : origin + first * this.stride;
    return view(segment, precision, size, offset, stride);
  }

  /**
   * Returns this vector in a form that BLAS can describe: its stride is not 0, and the distance
   * from the first element to the last fits 32 bits, because libraries compute it as an {@code
   * int}. The result is this vector, or a view with stride 1 if there is one element.
   *
   * @return a view of the same elements, or null if they must be copied
   */
  public @Nullable Vector asBlasOperand() {
    if (stride == 1) {
      return this;
    }
    if (stride != 0
        && stride >= -Integer.MAX_VALUE
        && stride <= Integer.MAX_VALUE
        && Math.abs(stride) * Math.max(1, size - 1) <= Integer.MAX_VALUE) {
      return this;
    }
    return size == 1 ? view(segment, precision, 1, origin, 1) : null;
  }

  /**
   * Returns this vector as a matrix with one row.
   *
   * @return a view of the same memory
   */
  public Matrix asRow() {
    return asMatrix(1, size);
  }

  /**
   * Returns this vector as a matrix with one column.
   *
   * @return a view of the same memory
   */
  public Matrix asColumn() {
    return asMatrix(size, 1);
  }

  /**
   * Returns a matrix with equal rows: each is this vector.
   *
   * @param rows the number of rows, 0 or more
   * @return a view of the same memory, which can only be read
   * @throws IllegalArgumentException if rows is negative
   */
  public Matrix asRows(int rows) {
    return Matrix.view(segment, precision, rows, size, origin, 0, stride);
  }

  /**
   * Returns a matrix with equal columns: each is this vector.
   *
   * @param columns the number of columns, 0 or more
   * @return a view of the same memory, which can only be read
   * @throws IllegalArgumentException if columns is negative
   */
  public Matrix asColumns(int columns) {
    return Matrix.view(segment, precision, size, columns, origin, stride, 0);
  }

  /**
   * Returns this vector's elements as a matrix, in row-major order.
   *
   * @param rows the number of rows
   * @param columns the number of columns
   * @return a view of the same memory
   * @throws IllegalArgumentException if rows * columns is not this vector's size
   */
  public Matrix asMatrix(int rows, int columns) {
    if ((long) rows * columns != size) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a %dx%d matrix has %d elements, but the vector has %d",
              rows,
              columns,
              (long) rows * columns,
              size));
    }
    return Matrix.view(segment, precision, rows, columns, origin, stride * columns, stride);
  }

  /**
   * The elements as NumPy's {@code str} prints them with its default options: at most 8 digits
   * after the point, and only the first and last three of more than 1,000 elements.
   *
   * @return the text; size, precision and stride if the memory cannot be accessed
   */
  @Override
  public String toString() {
    return MatrixText.of(this);
  }
}
