/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.internal.team;

import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Worker threads that compute the parts of a call together with the calling thread. A free thread
 * takes the next part, so the order of the parts is unspecified, and the result of a call must not
 * depend on it. The calling thread and every other worker take the first part that is left, the
 * rest the last: in repeated calls on two threads, each finds its half of the operands in its
 * cache.
 *
 * <p>One caller at a time uses the team. A call made while the team is taken, which includes every
 * call of a worker thread, computes all of its parts on the calling thread. The caller takes parts
 * itself and waits only for parts that another thread has begun, never for a thread.
 *
 * <p>A worker thread starts when a call has a part for it and ends after some seconds without work.
 * A thread that cannot be started is missing from the team; the call is computed by the others. A
 * call allocates nothing once the threads have started.
 */
public final class Team {

  /** The team of this copy of Panblas. */
  public static final Team SHARED = new Team(Thread::start, Duration.ofSeconds(5));

  /** The largest number of parts of a call. */
  public static final int MOST_PARTS = (1 << 24) - 1;

  private static final int MOST_THREADS = (1 << 15) - 1;

  /**
   * How long a thread polls before it sleeps: longer than the time between two calls of a loop, or
   * between the last parts of two threads. Waking a thread takes tens to hundreds of microseconds
   * on a virtual processor. If there are more threads than processors, a thread that polls takes a
   * processor from one that computes, so that it sleeps at once.
   */
  private static final long SPIN_NANOS = 500_000;

  private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

  /** How long the team waits before it tries again to start a thread. */
  private static final long RETRY_NANOS = 5_000_000_000L;

  /** Any thread but the caller's. It is never started. */
  private static final Thread ANOTHER = unstarted("panblas-worker", () -> {});

  /** A computation in parts. */
  @FunctionalInterface
  public interface Task {
    /**
     * Computes a part.
     *
     * @param worker the number of the thread, from 0; no two threads have the same number at a time
     * @param part the number of the part, from 0
     */
    void run(int worker, int part);
  }

  /** Starts a thread, or throws an {@link OutOfMemoryError} if the system has no more. */
  @FunctionalInterface
  interface Starter {
    void start(Thread thread);
  }

  /** A worker thread, or its absence. */
  private static final class Worker {
    final int number; // from 1
    volatile @Nullable Thread thread; // null before the start and after the end
    volatile boolean sleeping;

    Worker(int number) {
      this.number = number;
    }
  }

  private static final Task NOTHING = (worker, part) -> {};

  private final Starter starter;
  private final long idleNanos;
  private final AtomicBoolean taken = new AtomicBoolean();

  /**
   * The parts not yet claimed: the number of threads of the call (16 bits), the part after the last
   * (24 bits), and the first (24 bits). One word, so that a claim is always one of the current
   * call.
   */
  private final AtomicLong claims = new AtomicLong();

  private final AtomicInteger unfinished = new AtomicInteger(); // parts of the current call

  // Written by the caller that has taken the team, before it publishes claims.
  private volatile Worker[] workers = {};
  private Task task = NOTHING;
  private volatile @Nullable Thread caller;
  private volatile boolean callerSleeps;
  private volatile @Nullable Throwable failure;
  private @Nullable String refusal; // why the last thread could not be started
  private long retryAt; // in System.nanoTime(); read if refusal is not null

  /** A team whose threads end after a time without work. */
  Team(Starter starter, Duration idle) {
    this.starter = starter;
    this.idleNanos = idle.toNanos();
  }

  /**
   * Runs all parts and returns when they are done. If a part throws, the parts not yet begun are
   * skipped and the exception is thrown here; if several throw, one of the exceptions. An interrupt
   * changes nothing; the thread's interrupt status is kept.
   *
   * @param newTask the task
   * @param parts the number of its parts, at most {@link #MOST_PARTS}
   * @param threads the most threads that compute them, including the calling one; 1 or more
   */
  public void run(Task newTask, int parts, int threads) {
    int width = Math.min(Math.min(threads, parts), MOST_THREADS);
    if (width > 1 && taken.compareAndSet(false, true)) {
      try {
        runTogether(newTask, parts, width);
      } finally {
        task = NOTHING;
        caller = null;
        failure = null;
        taken.set(false);
      }
    } else {
      for (int part = 0; part < parts; part++) {
        newTask.run(0, part);
      }
    }
  }

  /**
   * Starts the threads of calls with a thread count, unless the team is taken.
   *
   * @param threads the number of threads including the calling one, 1 or more
   * @return why fewer threads could be started, as a clause; empty if none is missing
   */
  public Optional<String> start(int threads) {
    if (!taken.compareAndSet(false, true)) {
      return Optional.empty();
    }
    try {
      int width = Math.min(threads, MOST_THREADS);
      startMissing(width);
      long missing =
          Arrays.stream(workers).limit(width - 1).filter(worker -> worker.thread == null).count();
      return missing == 0
          ? Optional.empty()
          : Optional.of(
              String.format(
                  Locale.ROOT, "%d of %d could not be started (%s)", missing, threads, refusal));
    } finally {
      taken.set(false);
    }
  }

  private void runTogether(Task newTask, int parts, int width) {
    startMissing(width);
    task = newTask;
    caller = Thread.currentThread();
    unfinished.set(parts);
    claims.set(((long) width << 48) | ((long) parts << 24));
    try {
      wake(width);
      work(0);
    } finally {
      abandonUnclaimed(); // none, unless this thread failed between two parts
      awaitUnfinished(width);
    }
    Throwable thrown = failure;
    if (thrown != null) {
      throw unchecked(thrown);
    }
  }

  /** Parts throw no checked exceptions, which the compiler does not know. */
  @SuppressWarnings("unchecked")
  private static <X extends Throwable> RuntimeException unchecked(Throwable thrown) throws X {
    throw (X) thrown;
  }

  private void abandonUnclaimed() {
    long state = claims.getAndUpdate(any -> any & ~(MOST_PARTS | (long) MOST_PARTS << 24));
    unfinished.addAndGet(first(state) - end(state));
  }

  private void startMissing(int width) {
    if (workers.length < width - 1) {
      Worker[] more = Arrays.copyOf(workers, width - 1);
      for (int i = workers.length; i < more.length; i++) {
        more[i] = new Worker(i + 1);
      }
      workers = more;
    }
    for (int i = 0; i < width - 1; i++) {
      if (workers[i].thread == null) {
        start(workers[i]);
      }
    }
  }

  private void wake(int width) {
    for (int i = 0; i < width - 1; i++) {
      if (workers[i].sleeping) {
        LockSupport.unpark(workers[i].thread);
      }
    }
  }

  private void start(Worker worker) {
    if (refusal != null && System.nanoTime() - retryAt < 0) {
      return;
    }
    Thread thread = unstarted("panblas-worker-" + worker.number, () -> serve(worker));
    worker.thread = thread;
    try {
      starter.start(thread);
      refusal = null;
    } catch (OutOfMemoryError none) { // the calling thread computes the parts
      worker.thread = null;
      refusal = none.getMessage();
      retryAt = System.nanoTime() + RETRY_NANOS;
    }
  }

  /** A thread that keeps nothing of the thread that makes it. */
  @SuppressWarnings("ThreadPriorityCheck") // the default in place of the caller's
  private static Thread unstarted(String name, Runnable task) {
    Thread thread =
        Thread.ofPlatform()
            .daemon()
            .group(topmostGroup())
            .priority(Thread.NORM_PRIORITY)
            .inheritInheritableThreadLocals(false)
            .name(name)
            .unstarted(task);
    thread.setContextClassLoader(null);
    return thread;
  }

  /**
   * Whether worker threads can access memory.
   *
   * @param memory the memory of an operand
   * @return false if it is confined to a thread
   */
  public static boolean canAccess(MemorySegment memory) {
    return memory.isAccessibleBy(ANOTHER);
  }

  /**
   * Whether a thread is one of the team's.
   *
   * @param thread the calling thread
   * @return true if it computes parts for other threads
   */
  public boolean isWorker(Thread thread) {
    for (Worker worker : workers) {
      if (worker.thread == thread) {
        return true;
      }
    }
    return false;
  }

  /** A group that outlives the caller's application. */
  private static @Nullable ThreadGroup topmostGroup() {
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    while (group != null && group.getParent() != null) {
      group = group.getParent();
    }
    return group;
  }

  private void serve(Worker worker) {
    try {
      while (awaitPart(worker)) {
        work(worker.number);
      }
    } finally {
      worker.thread = null;
    }
  }

  /** Waits until a part can be claimed; returns false if the thread must end. */
  private boolean awaitPart(Worker worker) {
    long begin = System.nanoTime();
    while (!hasPart(worker.number)) {
      if (worker.number >= PROCESSORS || System.nanoTime() - begin > SPIN_NANOS) {
        return sleepUntilPart(worker, begin + idleNanos);
      }
      yieldProcessor();
    }
    return true;
  }

  private boolean sleepUntilPart(Worker worker, long deadline) {
    worker.sleeping = true;
    try {
      while (!hasPart(worker.number)) {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
          return false;
        }
        LockSupport.parkNanos(this, left);
        Thread.interrupted(); // the status would end every later sleep at once
      }
      return true;
    } finally {
      worker.sleeping = false;
    }
  }

  private boolean hasPart(int worker) {
    long state = claims.get();
    return worker < width(state) && first(state) < end(state);
  }

  private void work(int worker) {
    long state = claims.get();
    while (worker < width(state) && first(state) < end(state)) {
      boolean takesFirst = worker % 2 == 0;
      if (claims.compareAndSet(state, takesFirst ? state + 1 : state - (1L << 24))) {
        compute(worker, takesFirst ? first(state) : end(state) - 1);
      }
      state = claims.get();
    }
  }

  private static int width(long state) {
    return (int) (state >>> 48);
  }

  private static int end(long state) {
    return (int) (state >>> 24) & MOST_PARTS;
  }

  private static int first(long state) {
    return (int) state & MOST_PARTS;
  }

  private void compute(int worker, int part) {
    Thread waiting = caller; // the call cannot end before this part
    try {
      if (failure == null) {
        task.run(worker, part);
      }
    } catch (Throwable thrown) { // run() throws it in the calling thread
      failure = thrown;
    }
    if (unfinished.decrementAndGet() == 0 && worker != 0 && callerSleeps) {
      LockSupport.unpark(waiting);
    }
  }

  private void awaitUnfinished(int width) {
    long begin = System.nanoTime();
    while (unfinished.get() > 0) {
      if (width > PROCESSORS || System.nanoTime() - begin > SPIN_NANOS) {
        sleepUntilFinished();
        return;
      }
      yieldProcessor();
    }
  }

  private void sleepUntilFinished() {
    boolean interrupted = false;
    callerSleeps = true;
    while (unfinished.get() > 0) {
      LockSupport.park(this);
      interrupted |= Thread.interrupted();
    }
    callerSleeps = false;
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Lets other threads use the processor between two polls. */
  @SuppressWarnings("ThreadPriorityCheck") // only speed depends on it
  private static void yieldProcessor() {
    Thread.yield();
  }
}
