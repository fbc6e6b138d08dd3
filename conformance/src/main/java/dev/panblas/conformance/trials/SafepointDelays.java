/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance.trials;

import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How long a thread that stops all others waits beside repeated calls.
 *
 * @param call how long a call took on average, in milliseconds
 * @param median the median over the calls of the longest wait that began during a call, in
 *     milliseconds; 0 for a call during which none began
 */
public record SafepointDelays(double call, double median) {

  /**
   * Repeats a call on a thread of its own, and stops all threads again and again meanwhile.
   *
   * @param call the call
   * @param fewest how many calls are made at least
   * @param millis how long calls are made at least
   * @param stop stops all threads at a safepoint
   * @return the time of a call and the median of the longest waits
   * @throws InterruptedException if the calling thread is interrupted
   */
  public static SafepointDelays during(Runnable call, int fewest, double millis, Runnable stop)
      throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    AtomicInteger made = new AtomicInteger();
    FutureTask<Double> caller =
        new FutureTask<>(
            () -> {
              begun.countDown();
              long before = System.nanoTime();
              while (made.get() < fewest || millisSince(before) < millis) {
                call.run();
                made.incrementAndGet();
              }
              return millisSince(before);
            });
    Thread.ofPlatform().daemon().start(caller);
    begun.await();
    double[] longest = new double[fewest]; // of each call
    while (!caller.isDone()) {
      int during = made.get();
      long before = System.nanoTime();
      stop.run();
      if (during >= longest.length) {
        longest = Arrays.copyOf(longest, 2 * during);
      }
      longest[during] = Math.max(longest[during], millisSince(before));
    }
    try {
      int calls = made.get();
      double[] sorted = Arrays.copyOf(longest, calls);
      Arrays.sort(sorted);
      return new SafepointDelays(caller.get() / calls, sorted[calls / 2]);
    } catch (ExecutionException failed) {
      throw new IllegalStateException("the call failed: " + failed.getCause(), failed.getCause());
    }
  }

  private static double millisSince(long nanos) {
    return (System.nanoTime() - nanos) / 1e6;
  }
}
