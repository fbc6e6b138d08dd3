/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.blas.vector;

/**
 * Watches a kernel. In some runs of a program the JVM's compiler leaves the vectors of a kernel in
 * objects, and the kernel takes 50 to 100 times as long. Plain loops then compute its results, with
 * the same bits.
 *
 * <p>Calls are timed when the kernel has run long enough to be compiled. It is kept if one of them
 * is fast, and replaced if all calls of several trials are slow. Until then threads may overwrite
 * each other's counts, which only makes that take longer.
 */
final class KernelGuard {

  /**
   * The fewest multiplications in a nanosecond. Plain loops reach 1 to 3, vectors in registers 3
   * and more, vectors in objects less than 0.5.
   */
  static final double FLOOR = 0.7;

  /**
   * The fewest elements in a nanosecond of a loop over elements. Vectors in registers reach 1 and
   * more, vectors in objects 0.1 and less.
   */
  static final double FLOOR_OF_LOOPS = 0.2;

  /** The calls before the first trial: more than the compiler waits for. */
  static final int WARM_UP = 30_000;

  /** The nanoseconds before each trial, in which the compiler can do its work. */
  static final long PAUSE = 2_000_000_000L;

  /** The trials in which all calls are slow before the kernel is replaced. */
  private static final int TRIALS = 3;

  /** The calls of a trial. */
  private static final int CALLS = 32;

  /** One of so many calls is timed. */
  private static final int INTERVAL = 16;

  /** The fewest multiplications of a call that is timed: the clock is too coarse for less. */
  private static final int FEWEST = 128;

  private final String name;
  private final double floor;
  private final int warmUp;
  private final long pause;
  private final Runnable onReplacement;

  private boolean isSettled;
  private boolean isReplaced;
  private int calls;
  private boolean isWaiting;
  private long waitsUntil;
  private int timedCalls;
  private int slowTrials;

  /**
   * @param name the kernel in words
   * @param floor the fewest multiplications in a nanosecond
   * @param warmUp the calls before the first trial
   * @param pause the nanoseconds before each trial
   * @param onReplacement runs when the kernel is replaced
   */
  KernelGuard(String name, double floor, int warmUp, long pause, Runnable onReplacement) {
    this.name = name;
    this.floor = floor;
    this.warmUp = warmUp;
    this.pause = pause;
    this.onReplacement = onReplacement;
  }

  /** The kernel in words. */
  String name() {
    return name;
  }

  /** Whether plain loops compute in place of the kernel. */
  boolean isReplaced() {
    return isReplaced;
  }

  /** Called before the kernel: the time, or 0 if the call is not timed. */
  long start(long multiplications) {
    return isSettled || multiplications < FEWEST || ++calls % INTERVAL != 0
        ? 0
        : System.nanoTime() | 1;
  }

  /** Called after the kernel, with the result of {@link #start}. */
  void stop(long start, long multiplications) {
    if (start != 0) {
      judge(start, System.nanoTime(), multiplications);
    }
  }

  private void judge(long start, long end, long multiplications) {
    if (calls < warmUp) {
      return;
    }
    if (!isWaiting) {
      isWaiting = true;
      waitsUntil = end + pause;
    }
    if (end - waitsUntil < 0) {
      return;
    }
    if (multiplications >= floor * (end - start)) {
      isSettled = true;
      return;
    }
    timedCalls++;
    if (timedCalls < CALLS) {
      return;
    }
    timedCalls = 0;
    isWaiting = false;
    slowTrials++;
    if (slowTrials >= TRIALS) {
      isReplaced = true;
      isSettled = true;
      onReplacement.run();
    }
  }
}
