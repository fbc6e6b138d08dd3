package dev.panblas.cli;

import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Something that is got ready on a thread of its own while the caller does something else. The
 * thread keeps no process alive.
 *
 * @param <T> what comes of it
 */
final class Background<T> {

  private final FutureTask<T> task;

  private Background(FutureTask<T> task) {
    this.task = task;
  }

  static <T> Background<T> start(String name, Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    Thread.ofPlatform().daemon().name(name).start(task);
    return new Background<>(task);
  }

  /**
   * Waits for it.
   *
   * @param expected what it throws besides {@link IOException}
   * @return what came of it
   * @throws E if it threw that
   * @throws IOException if it threw that, or the waiting was interrupted
   */
  <E extends Exception> T await(Class<E> expected) throws E, IOException {
    try {
      return task.get();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted.", interrupted);
    } catch (ExecutionException failure) {
      Throwable cause = Objects.requireNonNull(failure.getCause());
      if (expected.isInstance(cause)) {
        throw expected.cast(cause);
      }
      switch (cause) {
        case IOException wrong -> throw wrong;
        case RuntimeException wrong -> throw wrong;
        case Error wrong -> throw wrong;
        default -> throw new AssertionError(cause); // a checked exception that was not expected
      }
    }
  }
}
