/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.nativelib.vendor;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.StampedLock;
import java.util.function.BooleanSupplier;

/**
 * A lock for native calls that must not run concurrently in one process. Some releases of native
 * libraries share state between multi-threaded calls, and two such calls at once give wrong
 * results. There is one lock for all backends, because two of them may have loaded the same
 * library. A call that always runs on the calling thread need not acquire it. Not reentrant.
 */
public final class SerialSection {

  // ReentrantReadWriteLock counts the holds of each thread and allocates on every call.
  private static final ReadWriteLock LOCK = new StampedLock().asReadWriteLock();
  private static final Lock EXCLUSIVE = LOCK.writeLock();
  private static final Lock SHARED = LOCK.readLock();
  private static final Turn EXCLUSIVE_TURN = EXCLUSIVE::unlock;
  private static final Turn SHARED_TURN = SHARED::unlock;

  private SerialSection() {}

  /** A hold on the lock; closing it releases the lock. */
  public interface Turn extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Acquires the lock exclusively.
   *
   * @return the hold, to be closed
   */
  public static Turn enter() {
    EXCLUSIVE.lock();
    return EXCLUSIVE_TURN;
  }

  /**
   * Acquires the lock, exclusively or shared.
   *
   * @param alone whether the call needs the lock exclusively; its value may change only while
   *     {@link #enter()} holds the lock
   * @return the hold, to be closed
   */
  public static Turn enter(BooleanSupplier alone) {
    if (!alone.getAsBoolean()) {
      Turn shared = enterShared();
      if (!alone.getAsBoolean()) {
        return shared;
      }
      shared.close(); // the condition changed while this call waited
    }
    return enter();
  }

  private static Turn enterShared() {
    SHARED.lock();
    return SHARED_TURN;
  }
}
