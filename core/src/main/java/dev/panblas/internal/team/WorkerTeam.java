package dev.panblas.internal.team;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Worker threads that compute the parts of a task together with the calling thread. Each thread
 * takes the next part when it is free, so a task must have the same result whatever the order and
 * the thread of its parts.
 *
 * <p>A worker thread starts with the first task that needs it and ends after a second without work,
 * so an unclosed team holds no threads for long. Running a task allocates nothing once the threads
 * have started. Only one thread at a time may call {@link #run}.
 */
public final class WorkerTeam implements AutoCloseable {

  private static final long IDLE_MILLIS = 1000;

  /**
   * How long a thread spins before it waits on the monitor. It covers the pauses between the
   * parallel sections of a step and the wait for the last parts of the other threads. Waking a
   * thread costs tens to hundreds of microseconds on a virtual processor.
   */
  private static final long SPIN_NANOS = 500_000;

  /** Work that is divided into parts. */
  public interface Task {
    /**
     * Computes a part. Called from several threads at once, with different workers and parts.
     *
     * @param worker the number of the thread, from 0
     * @param part the number of the part, from 0
     */
    void run(int worker, int part);
  }

  private final Object monitor = new Object();
  private final @Nullable Thread[] threads; // from index 1; written under the monitor
  private final AtomicInteger nextPart = new AtomicInteger();
  private volatile int round; // counts the tasks; written under the monitor
  private volatile int busy; // workers still in this round; written under the monitor
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
   * Runs all parts and returns when they have ended. If a part throws, no further parts are begun
   * and the exception is rethrown here.
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
        throw new IllegalStateException("the worker team is closed");
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
      seen = round; // it cannot change before this thread has decremented busy
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

  /** Yields while spinning: a library's own threads may need the processor. */
  @SuppressWarnings("ThreadPriorityCheck") // correctness does not depend on it
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
    } catch (Throwable thrown) { // rethrown by run
      failure = thrown;
    }
  }

  /**
   * Waits for the workers. An interrupt does not end the wait; the interrupt status is restored
   * afterwards.
   */
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
