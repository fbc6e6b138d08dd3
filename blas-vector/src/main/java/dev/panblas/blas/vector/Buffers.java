/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.blas.vector;

import java.util.concurrent.atomic.AtomicReferenceArray;
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
  private final AtomicReferenceArray<T> small = new AtomicReferenceArray<>(2 * PROCESSORS);
  private final AtomicReferenceArray<T> large = new AtomicReferenceArray<>(PROCESSORS);
  private final int largest;

  /**
   * @param largest the elements of a large array, the most that a call borrows
   * @param allocation allocates an array of so many elements
   */
  Buffers(int largest, IntFunction<T> allocation) {
    this.largest = largest;
    this.allocation = allocation;
  }

  private AtomicReferenceArray<T> kept(int elements) {
    return elements <= SMALL ? small : large;
  }

  /** Where the calling thread begins to search. */
  private static int start(AtomicReferenceArray<?> places) {
    return (int) (Thread.currentThread().threadId() % places.length());
  }

  /** An array of at least so many elements, with any content. */
  T borrow(int elements) {
    AtomicReferenceArray<T> places = kept(elements);
    int place = start(places);
    for (int i = 0; i < places.length(); i++, place = (place + 1) % places.length()) {
      T array = places.getPlain(place) == null ? null : places.getAndSet(place, null);
      if (array != null) {
        return array;
      }
    }
    return allocation.apply(elements <= SMALL ? SMALL : largest);
  }

  /** Takes back the array that was borrowed for so many elements. */
  void giveBack(int elements, T array) {
    AtomicReferenceArray<T> places = kept(elements);
    int place = start(places);
    for (int i = 0; i < places.length(); i++, place = (place + 1) % places.length()) {
      if (places.getPlain(place) == null && places.compareAndSet(place, null, array)) {
        return;
      }
    }
  }
}
