/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.nativelib.load;

import dev.panblas.nativelib.file.UnusableLibraryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A thread on which native libraries are loaded. It inherits no thread-local values and has no
 * context class loader: a thread that a library's Java code starts there would keep both for the
 * life of the process.
 *
 * <p>Java regards a thread as ended before it has left the process. Until then the thread counts
 * towards a limit on threads, and a library that is loaded next may try only once to start a
 * thread. The caller therefore waits until the thread has left, if the system shows this.
 */
public final class LoadingThread {

  private static final int ATTEMPTS = 10;
  private static final long PAUSE_NANOS = 5_000_000;

  /** On Linux, a link to the folder of the thread that reads it. */
  private static final Path THIS_THREAD = Path.of("/proc/thread-self");

  private static final long LONGEST_LEAVE_NANOS = 2_000_000_000;
  private static final long LEAVE_PAUSE_NANOS = 200_000;

  private LoadingThread() {}

  /**
   * What the thread does.
   *
   * @param <T> the result, not null
   * @param <X> the checked exception
   */
  @FunctionalInterface
  public interface Loading<T, X extends Exception> {

    /**
     * Loads.
     *
     * @return the result
     * @throws X if it fails
     */
    T load() throws X;
  }

  /** The thread's only frame. It initialises no class, so its processors are not seen by any. */
  private static final class Task<T, X extends Exception> implements Runnable {

    private final Loading<T, X> loading;
    private @Nullable Path folder;
    private @Nullable T result;
    private @Nullable Throwable failure;

    Task(Loading<T, X> loading) {
      this.loading = loading;
    }

    @Override
    public void run() {
      folder = folderOfThread();
      try {
        result = loading.load();
      } catch (Throwable thrown) {
        failure = thrown;
      }
    }
  }

  /**
   * Loads on a new thread and waits for its end, also if the calling thread is interrupted.
   *
   * @param <T> the result
   * @param <X> the checked exception
   * @param loading what the thread does
   * @return its result
   * @throws X if {@code loading} throws it
   * @throws UnusableLibraryException if no thread can be started
   */
  public static <T, X extends Exception> T run(Loading<T, X> loading)
      throws X, UnusableLibraryException {
    return run("panblas-loading", loading);
  }

  /**
   * As the other method, on a thread with a given name.
   *
   * @param <T> the result
   * @param <X> the checked exception
   * @param name the name of the thread
   * @param loading what the thread does
   * @return its result
   * @throws X if {@code loading} throws it
   * @throws UnusableLibraryException if no thread can be started
   */
  public static <T, X extends Exception> T run(String name, Loading<T, X> loading)
      throws X, UnusableLibraryException {
    Task<T, X> task = new Task<>(loading);
    Thread thread = start(name, task);
    boolean interrupted = join(thread);
    awaitLeave(task.folder);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    Throwable failure = task.failure;
    if (failure == null) {
      return Objects.requireNonNull(task.result);
    }
    if (failure instanceof RuntimeException unchecked) {
      throw unchecked;
    }
    if (failure instanceof Error error) {
      throw error;
    }
    @SuppressWarnings("unchecked") // load() throws no other
    X checked = (X) failure;
    throw checked;
  }

  /** Tries again: a thread that has just ended can still count towards the limit on threads. */
  private static Thread start(String name, Runnable task) throws UnusableLibraryException {
    for (int attempt = 1; ; attempt++) {
      Thread thread = new Thread(null, task, name, 0, false);
      thread.setDaemon(true);
      thread.setContextClassLoader(null);
      try {
        thread.start();
        return thread;
      } catch (OutOfMemoryError noThread) {
        UnusableLibraryException refusal = cannotStart(noThread);
        if (attempt == ATTEMPTS) {
          throw refusal;
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  /** Whether the calling thread was interrupted, which would keep it from waiting further. */
  private static boolean join(Thread thread) {
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        return interrupted;
      } catch (InterruptedException wait) {
        interrupted = true;
      }
    }
  }

  /** The folder of the calling thread; null if the system has none. */
  private static @Nullable Path folderOfThread() {
    try {
      return THIS_THREAD.resolveSibling(Files.readSymbolicLink(THIS_THREAD));
    } catch (IOException | UnsupportedOperationException none) {
      return null;
    }
  }

  private static void awaitLeave(@Nullable Path folder) {
    long begin = System.nanoTime();
    while (folder != null
        && Files.exists(folder)
        && System.nanoTime() - begin < LONGEST_LEAVE_NANOS) {
      LockSupport.parkNanos(LEAVE_PAUSE_NANOS);
    }
  }

  /**
   * The exception for a library that cannot be loaded because a thread cannot be started.
   *
   * @param noThread what the JVM threw
   * @return the exception; its message names the limits
   * @throws OutOfMemoryError the argument, if it is about memory and not about threads
   */
  public static UnusableLibraryException cannotStart(OutOfMemoryError noThread) {
    if (!String.valueOf(noThread.getMessage()).contains("native thread")) {
      throw noThread;
    }
    return new UnusableLibraryException(
        "the thread that loads the library cannot be started ("
            + noThread.getMessage()
            + "): the process has reached its limit on threads, ulimit -u of the user or pids.max"
            + " of the container",
        "raise that limit, or end other threads",
        noThread);
  }
}
