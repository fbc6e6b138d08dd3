/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance.trials;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * How long another thread waits for safepoints while a call is made: {@link
 * Thread#getAllStackTraces} stops all threads at a safepoint.
 *
 * @param call how long the call took, in milliseconds
 * @param waits each wait, in milliseconds, the last of which may end after the call
 */
public record SafepointDelays(double call, List<Double> waits) {

  /**
   * Makes a call on a thread of its own, and stops all threads again and again until it has ended.
   *
   * @param call the call
   * @return the waits
   * @throws InterruptedException if the calling thread is interrupted
   */
  public static SafepointDelays during(Runnable call) throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    FutureTask<Double> caller =
        new FutureTask<>(
            () -> {
              begun.countDown();
              long before = System.nanoTime();
              call.run();
              return millisSince(before);
            });
    Thread.ofPlatform().daemon().start(caller);
    begun.await();
    List<Double> waits = new ArrayList<>();
    while (!caller.isDone()) {
      long before = System.nanoTime();
      boolean _ = Thread.getAllStackTraces().isEmpty();
      waits.add(millisSince(before));
    }
    try {
      return new SafepointDelays(caller.get(), waits);
    } catch (ExecutionException failed) {
      throw new IllegalStateException("the call failed: " + failed.getCause(), failed.getCause());
    }
  }

  private static double millisSince(long nanos) {
    return (System.nanoTime() - nanos) / 1e6;
  }

  /**
   * The longest wait.
   *
   * @return milliseconds
   */
  public double longest() {
    return waits.stream().mapToDouble(wait -> wait).max().orElse(0);
  }

  /**
   * Which share of the call passed in long waits.
   *
   * @param limit the milliseconds of a wait that is not long
   * @return from 0 to about 1
   */
  public double shareOfLonger(double limit) {
    return waits.stream().mapToDouble(wait -> wait).filter(wait -> wait > limit).sum() / call;
  }
}
