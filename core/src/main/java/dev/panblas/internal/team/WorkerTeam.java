/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.internal.team;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Worker threads that compute the parts of a task together with the calling thread. A free thread
 * takes the next part, so the order of the parts is unspecified, and the result of a task must not
 * depend on it.
 *
 * <p>A worker thread starts when a task needs it and ends after a second without a task, so a team
 * that is never closed holds no threads for long. Running a task allocates nothing once the threads
 * have started. One thread at a time may run tasks.
 */
public final class WorkerTeam implements AutoCloseable {

  private static final long IDLE_MILLIS = 1000;

  /**
   * How long a thread polls before it sleeps: longer than the time between two tasks of a step, or
   * between the last parts of two threads. Waking a thread takes tens to hundreds of microseconds
   * on a virtual processor.
   */
  private static final long SPIN_NANOS = 500_000;

  /** A computation in parts. */
  public interface Task {
    /**
     * Computes a part.
     *
     * @param worker the number of the thread, from 0; no two threads have the same number at a time
     * @param part the number of the part, from 0
     */
    void run(int worker, int part);
  }

  private final Object monitor = new Object();
  private final @Nullable Thread[] threads; // from index 1; written under the monitor
  private final AtomicInteger nextPart = new AtomicInteger();
  private volatile int round; // counts the tasks; written under the monitor
  private volatile int busy; // threads that have not finished this round; written under the monitor
  private volatile @Nullable Throwable failure;
  private volatile boolean closed; // written under the monitor
  private Task task = (worker, part) -> {};
  private int parts;

  /**
   * A team whose threads have not started yet.
   *
   * @param workers the number of threads including the calling one, 1 or more
   */
  public WorkerTeam(int workers) {
    threads = new Thread[workers];
  }

  /** {@return the number of threads including the calling one} */
  public int size() {
    return threads.length;
  }

  /**
   * Runs all parts and returns when they are done. If a part throws, the parts not yet begun are
   * skipped and the exception is thrown here.
   *
   * @param newTask the task
   * @param partCount the number of its parts
   * @throws IllegalStateException if the team is closed
   */
  public void run(Task newTask, int partCount) {
    int helpers = Math.min(threads.length, partCount) - 1;
    task = newTask;
    parts = partCount;
    failure = null;
    nextPart.set(0);
    begin(helpers);
    work(0);
    awaitHelpers();
    Throwable thrown = failure;
    if (thrown instanceof Error error) {
      throw error;
    }
    if (thrown instanceof RuntimeException exception) {
      throw exception;
    }
  }

  private void begin(int helpers) {
    synchronized (monitor) {
      if (closed) {
        throw new IllegalStateException("the team is closed");
      }
      if (helpers < 1) {
        return;
      }
      for (int i = 1; i < threads.length; i++) {
        if (threads[i] == null) {
          threads[i] = start(i, round);
        }
      }
      busy = threads.length - 1;
      round++;
      monitor.notifyAll();
    }
  }

  private Thread start(int worker, int lastRound) {
    return Thread.ofPlatform()
        .daemon()
        .name("panblas-worker-" + worker)
        .start(() -> serve(worker, lastRound));
  }

  private void serve(int worker, int lastRound) {
    int seen = lastRound;
    while (awaitRound(worker, seen)) {
      seen = round; // it does not change before this thread has finished the round
      work(worker);
      synchronized (monitor) {
        busy--;
        monitor.notifyAll();
      }
    }
  }

  /** Waits for the next task; returns false if the thread must end. */
  private boolean awaitRound(int worker, int seen) {
    long begin = System.nanoTime();
    while (round == seen && !closed && System.nanoTime() - begin < SPIN_NANOS) {
      yieldProcessor();
    }
    synchronized (monitor) {
      long deadline = System.nanoTime() + IDLE_MILLIS * 1_000_000;
      while (round == seen) {
        long left = (deadline - System.nanoTime()) / 1_000_000;
        if (closed || left <= 0) {
          threads[worker] = null;
          return false;
        }
        try {
          monitor.wait(left);
        } catch (InterruptedException interrupt) {
          threads[worker] = null;
          return false; // begin() starts another thread when there is work
        }
      }
      return true;
    }
  }

  /** Lets the library's own threads use the processor between two polls. */
  @SuppressWarnings("ThreadPriorityCheck") // only speed depends on it
  private static void yieldProcessor() {
    Thread.yield();
  }

  private void work(int worker) {
    try {
      for (int part = nextPart.getAndIncrement();
          part < parts && failure == null;
          part = nextPart.getAndIncrement()) {
        task.run(worker, part);
      }
    } catch (Throwable thrown) { // run() throws it in the calling thread
      failure = thrown;
    }
  }

  /** An interrupt does not end the wait: the thread's interrupt status is set again afterwards. */
  private void awaitHelpers() {
    long begin = System.nanoTime();
    while (busy > 0 && System.nanoTime() - begin < SPIN_NANOS) {
      yieldProcessor();
    }
    boolean interrupted = false;
    synchronized (monitor) {
      while (busy > 0) {
        try {
          monitor.wait();
        } catch (InterruptedException interrupt) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the worker threads and waits until they have ended. */
  @Override
  public void close() {
    @Nullable Thread[] running;
    synchronized (monitor) {
      closed = true;
      monitor.notifyAll();
      running = threads.clone();
    }
    boolean interrupted = false;
    for (@Nullable Thread thread : running) {
      while (thread != null && thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException interrupt) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
