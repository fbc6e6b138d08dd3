/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.blas.vector;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;

import dev.panblas.matrix.Vector;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * A vector as a sequence of pieces in Java arrays. If the vector is contiguous in an array, its
 * pieces are in place; otherwise they are copied. The twin is {@link FloatLine}.
 */
final class DoubleLine {

  /** The most elements of a copied piece: the pieces of several operands fit the L1 cache. */
  static final int PIECE = 1024;

  private final MemorySegment memory;
  private final long origin;
  private final long stride;
  private final double @Nullable [] array; // null if pieces are copied
  private final int first;

  private DoubleLine(Vector x) {
    memory = x.segment();
    origin = x.origin();
    stride = x.stride();
    array = memory.isNative() || stride != 1 ? null : (double[]) memory.heapBase().orElseThrow();
    first = array == null ? 0 : (int) (memory.address() / Double.BYTES + origin);
  }

  static DoubleLine of(Vector x) {
    return new DoubleLine(x);
  }

  /** Whether pieces are in place. They may then have any size. */
  boolean isInPlace() {
    return array != null;
  }

  /** The array with the pieces: the vector's own, or the buffer. */
  double[] array(double[] buffer) {
    return array == null ? buffer : array;
  }

  /** The index of a piece in {@link #array}; copies nothing. */
  int index(int from, int at) {
    return array == null ? at : first + from;
  }

  /**
   * Makes a piece available.
   *
   * @param from the index of its first element
   * @param at where it is in the buffer if it is copied
   * @return its index in {@link #array}
   */
  int read(int from, int count, double[] buffer, int at) {
    if (array != null) {
      return first + from;
    }
    long index = origin + from * stride;
    if (stride == 1) {
      MemorySegment.copy(memory, JAVA_DOUBLE, index * Double.BYTES, buffer, at, count);
    } else {
      for (int i = 0; i < count; i++, index += stride) {
        buffer[at + i] = memory.getAtIndex(JAVA_DOUBLE, index);
      }
    }
    return at;
  }

  /** An element. */
  double get(int index) {
    return memory.getAtIndex(JAVA_DOUBLE, origin + index * stride);
  }

  /** Writes back a piece that is not in place. */
  void write(int from, int count, double[] buffer, int at) {
    if (array != null) {
      return;
    }
    long index = origin + from * stride;
    if (stride == 1) {
      MemorySegment.copy(buffer, at, memory, JAVA_DOUBLE, index * Double.BYTES, count);
    } else {
      for (int i = 0; i < count; i++, index += stride) {
        memory.setAtIndex(JAVA_DOUBLE, index, buffer[at + i]);
      }
    }
  }
}
