package dev.panblas.library;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Where calls take turns that must not run side by side in one process. Some releases of native
 * libraries keep shared state in their multi-threaded routines, so that two such calls at once give
 * wrong results. Two backends may have loaded the same library, so they share this one section. A
 * call that the library runs on the calling thread alone need not enter.
 */
public final class SerialSection {

  private static final Lock LOCK = new ReentrantLock();
  private static final Turn TURN = LOCK::unlock;

  private SerialSection() {}

  /** A turn in the section; closing it ends it. */
  public interface Turn extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Waits for this thread's turn.
   *
   * @return the turn
   */
  public static Turn enter() {
    LOCK.lock();
    return TURN;
  }

  /**
   * Waits for a turn if one is needed.
   *
   * @param needed whether to wait
   * @return the turn, or null, which a try statement takes as nothing to close
   */
  public static @Nullable Turn enterIf(boolean needed) {
    return needed ? enter() : null;
  }
}
