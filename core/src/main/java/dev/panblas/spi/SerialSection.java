package dev.panblas.spi;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The lock for calls that must not run side by side in one process. Some releases of native
 * libraries keep shared state in their multi-threaded routines, so that two such calls at once give
 * wrong results. Two backends may have loaded the same library, so they must take the same lock:
 * this one. A call that the library runs on the calling thread alone needs no lock.
 */
public final class SerialSection {

  private static final Lock LOCK = new ReentrantLock();

  private SerialSection() {}

  /**
   * The one lock of the process.
   *
   * @return to be held for the length of a call
   */
  public static Lock lock() {
    return LOCK;
  }
}
