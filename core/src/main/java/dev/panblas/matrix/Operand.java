package dev.panblas.matrix;

import java.lang.foreign.MemorySegment;

/**
 * What a routine reads or writes: a {@link Matrix}, a {@link Vector} or a {@link MatrixBatch}, each
 * a strided view over native memory that somebody else may own.
 */
public sealed interface Operand permits Matrix, MatrixBatch, Vector {

  /**
   * The type of the elements.
   *
   * @return single or double
   */
  Precision precision();

  /**
   * The smallest stretch of memory that holds every element of this view, gaps included. Its first
   * byte is the view's lowest element; it is empty when the view is. It keeps the memory's owner
   * alive.
   *
   * @return the memory
   */
  MemorySegment segment();

  /**
   * Whether there are no elements.
   *
   * @return true if a dimension is 0
   */
  boolean isEmpty();

  /**
   * Whether two different indices can address the same memory, as in a view with a zero stride.
   * Such a view can be read but not written by a routine.
   *
   * @return true if an element has two indices
   */
  boolean overlapsItself();

  /**
   * Whether this view and the other share an element, or part of one. Exact for one precision: two
   * columns of one matrix do not overlap, although their elements alternate in memory. For two
   * precisions, views whose stretches of memory meet count as overlapping.
   *
   * @param other the other view
   * @return true if writing to the one can change the other
   */
  boolean overlaps(Operand other);

  /**
   * Shape and precision as they stand in messages, such as {@code 128x64 double}.
   *
   * @return the description
   */
  String describe();

  /**
   * Whether the calling thread may touch the memory now.
   *
   * @return false if the arena that owns the memory has been closed, or belongs to another thread
   */
  default boolean isUsable() {
    MemorySegment memory = segment();
    return memory.scope().isAlive() && memory.isAccessibleBy(Thread.currentThread());
  }

  /**
   * Requires that the memory may be written.
   *
   * @param name what to call this operand in the message
   * @throws IllegalArgumentException if it is read-only
   */
  default void requireWritable(String name) {
    if (segment().isReadOnly()) {
      throw new IllegalArgumentException(
          name + " (" + describe() + ") would be written but is read-only: copy it first");
    }
  }

  /**
   * Requires that the calling thread may touch the memory now.
   *
   * @param name what to call this operand in the message
   * @throws IllegalStateException if the arena that owns the memory has been closed
   * @throws WrongThreadException if the arena belongs to another thread
   */
  default void requireUsable(String name) {
    if (isUsable()) {
      return;
    }
    if (!segment().scope().isAlive()) {
      throw new IllegalStateException(
          name + " (" + describe() + ") is no longer there: the arena that owned it was closed");
    }
    throw new WrongThreadException(
        name
            + " ("
            + describe()
            + ") lives in a confined arena of another thread; "
            + Thread.currentThread()
            + " cannot use it. Allocate it from Arena.ofShared() or Arena.ofAuto()");
  }
}
