/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.matrix;

import java.lang.foreign.MemorySegment;

/**
 * An argument of a routine: a {@link Matrix}, a {@link Vector} or a {@link MatrixBatch}, each a
 * strided view over native memory or a Java array.
 */
public sealed interface Operand permits Matrix, MatrixBatch, Vector {

  /**
   * The type of the elements.
   *
   * @return single or double
   */
  Precision precision();

  /**
   * The smallest segment that holds every element of this view, gaps included. It begins at the
   * element with the lowest address, and is empty if the view is. It keeps memory of an automatic
   * arena alive. Elements are in the native byte order, as {@link
   * java.lang.foreign.ValueLayout#JAVA_DOUBLE} and {@code JAVA_FLOAT} describe them.
   *
   * @return the segment
   */
  MemorySegment segment();

  /**
   * Whether this view has no elements.
   *
   * @return true if a dimension is 0
   */
  boolean isEmpty();

  /**
   * Whether two indices address the same element, as in a view with a stride of 0. Routines read
   * such a view but refuse to write it.
   *
   * @return true if an element has more than one index
   */
  boolean overlapsItself();

  /**
   * Whether this view and another share memory. The result is exact if both have the same
   * precision: two columns of one matrix do not overlap, although their elements alternate in
   * memory. Views of different precision overlap if their segments do.
   *
   * @param other the other view
   * @return true if a write to one can change the other
   */
  boolean overlaps(Operand other);

  /**
   * The shape and precision as messages state them, such as {@code 128x64 double}.
   *
   * @return the description
   */
  String describe();

  /**
   * Whether the calling thread can access the memory.
   *
   * @return false if the arena that owns the memory was closed or is confined to another thread
   */
  default boolean isUsable() {
    MemorySegment memory = segment();
    return memory.scope().isAlive() && memory.isAccessibleBy(Thread.currentThread());
  }

  /**
   * Requires that the memory is writable.
   *
   * @param name the operand's name in the message
   * @throws IllegalArgumentException if the memory is read-only
   */
  default void requireWritable(String name) {
    if (segment().isReadOnly()) {
      throw new IllegalArgumentException(
          name + " (" + describe() + ") must be writable, but is read-only: copy it first");
    }
  }

  /**
   * Requires that the calling thread can access the memory.
   *
   * @param name the operand's name in the message
   * @throws IllegalStateException if the arena that owns the memory was closed
   * @throws WrongThreadException if the arena is confined to another thread
   */
  default void requireUsable(String name) {
    if (isUsable()) {
      return;
    }
    if (!segment().scope().isAlive()) {
      throw new IllegalStateException(
          name + " (" + describe() + ") was freed: its arena is closed");
    }
    throw new WrongThreadException(
        name
            + " ("
            + describe()
            + ") belongs to a confined arena of another thread; "
            + Thread.currentThread()
            + " cannot use it: allocate it from Arena.ofShared() or Arena.ofAuto()");
  }
}
