package dev.panblas.nativelib.vendor;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.StampedLock;
import java.util.function.BooleanSupplier;

/**
 * Where calls take turns that must not run side by side in one process. Some releases of native
 * libraries keep shared state in their multi-threaded routines, so that two such calls at once give
 * wrong results. Two backends may have loaded the same library, so they share this one section. A
 * call that the library runs on the calling thread alone whatever its number of threads need not
 * enter. Not reentrant.
 */
public final class SerialSection {

  // A stamped lock, since one that counts each thread's turns makes garbage at each.
  private static final ReadWriteLock LOCK = new StampedLock().asReadWriteLock();
  private static final Lock OTHERS_KEPT_OUT = LOCK.writeLock();
  private static final Lock OTHERS_BESIDE = LOCK.readLock();
  private static final Turn ALONE = OTHERS_KEPT_OUT::unlock;
  private static final Turn BESIDE = OTHERS_BESIDE::unlock;

  private SerialSection() {}

  /** A turn in the section; closing it ends it. */
  public interface Turn extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Waits until no other call is in the section, and keeps all others out.
   *
   * @return the turn
   */
  public static Turn enter() {
    OTHERS_KEPT_OUT.lock();
    return ALONE;
  }

  /**
   * Waits for a turn, alone or beside others of its kind.
   *
   * @param alone whether no other call may be in the section now; that may change only in a turn of
   *     {@link #enter()}, so that it holds as long as this turn
   * @return the turn
   */
  public static Turn enter(BooleanSupplier alone) {
    if (!alone.getAsBoolean()) {
      Turn beside = enterBesideOthers();
      if (!alone.getAsBoolean()) {
        return beside;
      }
      beside.close(); // it has changed while this call waited
    }
    return enter();
  }

  private static Turn enterBesideOthers() {
    OTHERS_BESIDE.lock();
    return BESIDE;
  }
}
