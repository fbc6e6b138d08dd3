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
   * @return what came of it
   * @throws InputException if it threw that
   * @throws IOException if it threw that, or the waiting was interrupted
   */
  T await() throws InputException, IOException {
    try {
      return task.get();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted.", interrupted);
    } catch (ExecutionException failure) {
      switch (Objects.requireNonNull(failure.getCause())) {
        case InputException wrong -> throw wrong;
        case IOException wrong -> throw wrong;
        case RuntimeException wrong -> throw wrong;
        case Error wrong -> throw wrong;
        case Throwable wrong -> throw new AssertionError(wrong); // a checked one not declared
      }
    }
  }
}
