/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance.trials;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Callers that make numbered calls at once. Every fourth is a virtual thread, the others are
 * platform threads. Each makes the call with its own number first, so that all begin together.
 *
 * @param <C> describes a call
 */
public final class Crowd<C> {

  private static final int VIRTUAL = 4;

  /** How many of the calls in progress a description has. */
  private static final int DESCRIBED = 3;

  private final int callers;
  private final int calls;
  private final IntFunction<C> draw;
  private final Predicate<C> make;
  private final AtomicInteger next;
  private final AtomicInteger made = new AtomicInteger();
  private final AtomicReferenceArray<C> inProgress;
  private volatile boolean begun;
  private volatile boolean ended;
  private Optional<String> obstacle = Optional.empty();

  /**
   * Calls to be made.
   *
   * @param callers the number of callers
   * @param calls the number of calls
   * @param draw returns a call by its number, from 0
   * @param make makes a call, and returns whether the callers go on
   */
  public Crowd(int callers, int calls, IntFunction<C> draw, Predicate<C> make) {
    this.callers = callers;
    this.calls = calls;
    this.draw = draw;
    this.make = make;
    this.next = new AtomicInteger(callers);
    this.inProgress = new AtomicReferenceArray<>(callers);
  }

  /**
   * Makes the calls.
   *
   * @return how many were made: all, unless the callers ended before or there is an {@link
   *     #obstacle}
   */
  public int run() throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    List<FutureTask<?>> tasks = new ArrayList<>();
    try {
      for (int i = 0; i < callers; i++) {
        int caller = i;
        FutureTask<?> task = new FutureTask<>(() -> call(caller), null);
        // Daemons, so that a call that never ends does not keep the process.
        Thread.Builder builder =
            i % VIRTUAL == VIRTUAL - 1 ? Thread.ofVirtual() : Thread.ofPlatform().daemon();
        threads.add(builder.start(task));
        tasks.add(task);
      }
    } catch (OutOfMemoryError tooMany) {
      obstacle = Optional.of("the process may not start " + callers + " threads");
      ended = true;
    }
    begun = true;
    threads.forEach(LockSupport::unpark);
    try {
      for (FutureTask<?> task : tasks) {
        task.get();
      }
    } catch (ExecutionException failed) {
      throw new IllegalStateException(failed.getCause());
    } finally {
      ended = true;
      threads.forEach(Thread::interrupt);
    }
    return made.get();
  }

  /** Why there were too few callers; empty if there were not. */
  public Optional<String> obstacle() {
    return obstacle;
  }

  private void call(int caller) {
    // Not a latch: there, each thread that wakes wakes the next, which takes long on few
    // processors.
    while (!begun) {
      LockSupport.park(this);
    }
    for (int number = caller; number < calls && !ended; number = next.getAndIncrement()) {
      C call = draw.apply(number);
      inProgress.set(caller, call);
      boolean goOn = false;
      try {
        goOn = make.test(call);
      } finally {
        if (!goOn) {
          ended = true;
        }
      }
      inProgress.set(caller, null);
      made.incrementAndGet();
      letOthersCall();
    }
  }

  /** A virtual thread that does not wait keeps its processor. */
  @SuppressWarnings("ThreadPriorityCheck") // only the mixture depends on it
  private static void letOthersCall() {
    if (Thread.currentThread().isVirtual()) {
      Thread.yield();
    }
  }

  /** {@return the number of callers and some of the calls in progress} */
  @Override
  public String toString() {
    String some =
        IntStream.range(0, callers)
            .mapToObj(inProgress::get)
            .filter(Objects::nonNull)
            .limit(DESCRIBED)
            .map(Object::toString)
            .collect(Collectors.joining("; "));
    return (callers == 1 ? "1 caller" : callers + " callers at once")
        + (some.isEmpty() ? "" : ", in " + some);
  }
}
