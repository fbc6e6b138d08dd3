/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.nativelib.cblas;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Permits of threads without a ticket: places in a table, each with the thread that has it.
 *
 * <p>A call whose stack overflows may have no stack to release its permit. So a permit is free also
 * if its thread has ended, or is the caller itself, which is in one call at a time.
 */
final class CallerPermits {

  /** A power of two. */
  static final int COUNT = CallerLimit.CALLERS - CallerLimit.TICKETS;

  static final AtomicReferenceArray<Thread> HOLDERS = new AtomicReferenceArray<>(COUNT);

  /** How many threads wait. */
  static final AtomicInteger WAITING = new AtomicInteger();

  /** Wakes threads that wait. They look again, so that one signal too many has no effect. */
  private static final Semaphore SIGNALS = new Semaphore(0);

  /** Permits of threads that end are not signalled. */
  private static final long LONGEST_WAIT_MILLIS = 10;

  private CallerPermits() {}

  /** Takes a permit, after a wait if there is none, and returns its place. */
  static int acquire(Thread caller) {
    int place = find(caller);
    return place < 0 ? await(caller) : place;
  }

  /** Takes a permit that is free; negative if there is none. */
  private static int find(Thread caller) {
    int first = (int) caller.threadId();
    for (int i = 0; i < COUNT; i++) {
      int place = (first + i) & (COUNT - 1);
      Thread holder = HOLDERS.get(place);
      if (holder == caller
          || ((holder == null || !holder.isAlive())
              && HOLDERS.compareAndSet(place, holder, caller))) {
        return place;
      }
    }
    return -1;
  }

  private static int await(Thread caller) {
    boolean interrupted = false;
    WAITING.incrementAndGet();
    try {
      while (true) {
        int place = find(caller);
        if (place >= 0) {
          return place;
        }
        try {
          boolean _ = SIGNALS.tryAcquire(LONGEST_WAIT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException wait) {
          interrupted = true;
        }
      }
    } finally {
      WAITING.decrementAndGet();
      if (interrupted) {
        caller.interrupt();
      }
    }
  }

  static void release(int place) {
    HOLDERS.set(place, null);
    if (WAITING.get() > 0 && SIGNALS.availablePermits() < COUNT) {
      SIGNALS.release();
    }
  }
}
