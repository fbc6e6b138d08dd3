package dev.panblas.internal.team;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Threads that share the parts of a task with the thread that asks for it. Whoever is free takes
 * the next part, so the order is open: a task must come to the same result in any.
 *
 * <p>A thread starts when there is work and ends by itself when there has been none for a second,
 * so that a team which nobody closes holds nothing for long. Running a task makes no object once
 * the threads are there. One thread at a time may run tasks.
 */
public final class WorkerTeam implements AutoCloseable {

  private static final long IDLE_MILLIS = 1000;

  /**
   * How long to look for work before going to sleep: what lies between two sweeps of a step, the
   * adding up and the optimiser's vectors, and the end of the others' last part. Waking costs a
   * virtual processor tens to hundreds of microseconds.
   */
  private static final long LOOKING_NANOS = 500_000;

  /** Something done in parts. */
  public interface Task {
    /**
     * Does a part.
     *
     * @param worker who does it, from 0; the same number is never at work twice at a time
     * @param part which part, from 0
     */
    void run(int worker, int part);
  }

  private final Object monitor = new Object();
  private final @Nullable Thread[] threads; // [0] is whoever calls; written under the monitor
  private final AtomicInteger nextPart = new AtomicInteger();
  private volatile int round; // counts the tasks; written under the monitor
  private volatile int busy; // threads that have not ended this round; written under the monitor
  private volatile @Nullable Throwable failure;
  private volatile boolean closed; // written under the monitor
  private Task task = (worker, part) -> {};
  private int parts;

  /**
   * A team without threads: they start with the first task that needs them.
   *
   * @param workers how many threads work at once, the calling one among them
   */
  public WorkerTeam(int workers) {
    threads = new Thread[workers];
  }

  /** {@return how many threads work at once, the calling one among them} */
  public int size() {
    return threads.length;
  }

  /**
   * Runs all parts and returns when they are done. What a part throws is thrown here; the parts not
   * begun by then are left out.
   *
   * @param asked the task
   * @param partCount how many parts it has
   */
  public void run(Task asked, int partCount) {
    int helpers = Math.min(threads.length, partCount) - 1;
    task = asked;
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

  private Thread start(int worker, int seen) {
    return Thread.ofPlatform()
        .daemon()
        .name("panblas-worker-" + worker)
        .start(() -> serve(worker, seen));
  }

  private void serve(int worker, int lastRound) {
    int seen = lastRound;
    while (awaitRound(worker, seen)) {
      seen = round; // it does not change before this thread has ended the round
      work(worker);
      synchronized (monitor) {
        busy--;
        monitor.notifyAll();
      }
    }
  }

  /** Waits for the next task; says no where the thread has to end. */
  private boolean awaitRound(int worker, int seen) {
    long begin = System.nanoTime();
    while (round == seen && !closed && System.nanoTime() - begin < LOOKING_NANOS) {
      letOthersRun();
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
        } catch (InterruptedException nobodyAsked) {
          threads[worker] = null;
          return false; // another thread takes its place when there is work
        }
      }
      return true;
    }
  }

  /** Between two looks: the processor may be all that a library's own workers have. */
  @SuppressWarnings("ThreadPriorityCheck") // nothing hangs on what it does
  private static void letOthersRun() {
    Thread.yield();
  }

  private void work(int worker) {
    try {
      for (int part = nextPart.getAndIncrement();
          part < parts && failure == null;
          part = nextPart.getAndIncrement()) {
        task.run(worker, part);
      }
    } catch (Throwable thrown) { // it belongs to whoever asked for the task, and is thrown there
      failure = thrown;
    }
  }

  /** An interrupt does not end a step half-way: it is kept for the caller. */
  private void awaitHelpers() {
    long begin = System.nanoTime();
    while (busy > 0 && System.nanoTime() - begin < LOOKING_NANOS) {
      letOthersRun();
    }
    boolean interrupted = false;
    synchronized (monitor) {
      while (busy > 0) {
        try {
          monitor.wait();
        } catch (InterruptedException later) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the threads, and waits until they have ended. */
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
        } catch (InterruptedException later) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
