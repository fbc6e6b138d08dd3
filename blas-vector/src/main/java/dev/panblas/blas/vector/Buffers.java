/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.blas.vector;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.function.IntFunction;

/**
 * Arrays that calls borrow for copies of operands, so that a call allocates none. For each
 * processor two small arrays are kept, which a call may need at once, and a large one; more callers
 * at once allocate theirs.
 *
 * @param <T> the type of the arrays
 */
final class Buffers<T> {

  /** The elements of a small array: enough for vectors and for products of small matrices. */
  static final int SMALL = 1 << 14;

  private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

  private final IntFunction<T> allocation;
  private final ArrayBlockingQueue<T> small = new ArrayBlockingQueue<>(2 * PROCESSORS);
  private final ArrayBlockingQueue<T> large = new ArrayBlockingQueue<>(PROCESSORS);
  private final int largest;

  /**
   * @param largest the elements of a large array, the most that a call borrows
   * @param allocation allocates an array of so many elements
   */
  Buffers(int largest, IntFunction<T> allocation) {
    this.largest = largest;
    this.allocation = allocation;
  }

  private ArrayBlockingQueue<T> kept(int elements) {
    return elements <= SMALL ? small : large;
  }

  /** An array of at least so many elements, with any content. */
  T borrow(int elements) {
    T array = kept(elements).poll();
    return array == null ? allocation.apply(elements <= SMALL ? SMALL : largest) : array;
  }

  /** Takes back the array that was borrowed for so many elements. */
  void giveBack(int elements, T array) {
    kept(elements).offer(array);
  }
}
