/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.matrix;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The floating-point type of a matrix's elements: IEEE 754 binary32 or binary64.
 *
 * <p>The API passes elements and scalars of both precisions as {@code double}. A value is rounded
 * once, to nearest even, when it is stored.
 */
public enum Precision {
  /** IEEE 754 binary32, {@code float} in Java, {@code s} in BLAS names, {@code <f4} in NumPy. */
  SINGLE(Float.BYTES, 0x1p-24) {
    @Override
    public double get(MemorySegment segment, long index) {
      return segment.getAtIndex(ValueLayout.JAVA_FLOAT, index);
    }

    @Override
    public void set(MemorySegment segment, long index, double value) {
      segment.setAtIndex(ValueLayout.JAVA_FLOAT, index, (float) value);
    }

    @Override
    public double round(double value) {
      return (float) value;
    }
  },

  /** IEEE 754 binary64, {@code double} in Java, {@code d} in BLAS names, {@code <f8} in NumPy. */
  DOUBLE(Double.BYTES, 0x1p-53) {
    @Override
    public double get(MemorySegment segment, long index) {
      return segment.getAtIndex(ValueLayout.JAVA_DOUBLE, index);
    }

    @Override
    public void set(MemorySegment segment, long index, double value) {
      segment.setAtIndex(ValueLayout.JAVA_DOUBLE, index, value);
    }

    @Override
    public double round(double value) {
      return value;
    }
  };

  private final int bytes;
  private final double unitRoundoff;

  Precision(int bytes, double unitRoundoff) {
    this.bytes = bytes;
    this.unitRoundoff = unitRoundoff;
  }

  /**
   * The size of one element in bytes.
   *
   * @return 4 or 8
   */
  public int bytes() {
    return bytes;
  }

  /**
   * The largest relative error of rounding a real number to this precision, half the distance from
   * 1 to the next number: 2<sup>-24</sup> or 2<sup>-53</sup>.
   *
   * @return the unit roundoff
   */
  public double unitRoundoff() {
    return unitRoundoff;
  }

  /**
   * Reads one element.
   *
   * @param segment the memory, read
   * @param index the element's index, in elements from the start of the segment
   * @return the element, exactly
   */
  public abstract double get(MemorySegment segment, long index);

  /**
   * Writes one element, rounded to this precision.
   *
   * @param segment the memory, written
   * @param index the element's index, in elements from the start of the segment
   * @param value the value to round and store
   */
  public abstract void set(MemorySegment segment, long index, double value);

  /**
   * Rounds a value to this precision.
   *
   * @param value any value
   * @return the nearest value that an element can hold
   */
  public abstract double round(double value);

  /** {@return NumPy's name of this type: {@code single} or {@code double}} */
  @Override
  public String toString() {
    return this == SINGLE ? "single" : "double";
  }
}
