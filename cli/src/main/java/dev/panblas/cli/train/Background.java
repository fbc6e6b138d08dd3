/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.train;

import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * A task on its own daemon thread.
 *
 * @param <T> the type of the result
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
   * Waits for the result.
   *
   * @param expected a checked exception of the task, besides {@link IOException}
   * @return the result
   * @throws E if the task threw it
   * @throws IOException if the task threw it, or this thread was interrupted
   */
  <E extends Exception> T await(Class<E> expected) throws E, IOException {
    try {
      return task.get();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
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
