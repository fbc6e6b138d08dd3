/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance.trials;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Judges how long a call delays the safepoints of the JVM, compared with plain loops in Java that
 * take as long, on as many threads.
 *
 * <p>A try repeats the call, and takes the median over the calls of the longest wait for a
 * safepoint; then it does the same beside the loops. A delay that belongs to the call is in every
 * try. A thread that is not scheduled delays safepoints in some, and beside the loops too. So the
 * call has failed if the wait beside it is in every try more than {@value #MOST_MILLIS} ms longer
 * than the longest beside the loops.
 */
public final class SafepointTrial {

  /** The longest wait beyond that of plain loops. */
  private static final double MOST_MILLIS = 5;

  /** The tries that decide, unless the machine is busy. */
  private static final int TRIES = 4;

  private static final int MOST_TRIES = 9;

  /** After all tries, the shortest wait must be more than this many times that beside the loops. */
  private static final double BUSY = 2;

  /** The fewest calls of a try, and its shortest time. */
  private static final int CALLS = 3;

  private static final double TRY_MILLIS = 25;

  /** The elements of a loop. A JVM may reach no safepoint before its end, in less than 1 ms. */
  private static final int LOOP = 1 << 20;

  private final Runnable call;
  private final Runnable stop;
  private final int threads;
  private final double[] ones = new double[LOOP];

  private double shortest = Double.POSITIVE_INFINITY;
  private double shortestBesideLoops = Double.POSITIVE_INFINITY;
  private double longestBesideLoops;

  /** The wait of each try, and that beside the loops if they were run. */
  private final List<String> waits = new ArrayList<>();

  private SafepointTrial(Runnable call, Runnable stop, int threads) {
    this.call = call;
    this.stop = stop;
    this.threads = threads;
    Arrays.fill(ones, 1);
  }

  /**
   * Requires that a call delays no safepoint much longer than plain loops do.
   *
   * @param call the call, which is repeated
   * @param stop stops all threads at a safepoint
   * @param threads how many threads compute the call, and the loops
   * @return the waits, for a report
   * @throws AssertionError if it does; the message has the waits
   * @throws InterruptedException if the calling thread is interrupted
   */
  public static String require(Runnable call, Runnable stop, int threads)
      throws InterruptedException {
    SafepointTrial trial = new SafepointTrial(call, stop, threads);
    for (int tries = 1; tries <= MOST_TRIES && !trial.isKept(); tries++) {
      if (tries >= TRIES && trial.isKeptBesideLoops()) {
        break;
      }
      if (tries >= TRIES
          && (trial.isBroken() || (tries == MOST_TRIES && trial.isMostLikelyBroken()))) {
        throw new AssertionError(
            String.format(
                Locale.ROOT,
                "must not delay a safepoint by more than %.0f ms beyond a plain loop; %s",
                MOST_MILLIS,
                trial));
      }
    }
    return trial.toString();
  }

  /** Makes a try. Returns whether the call has kept the limit whatever the wait beside loops is. */
  private boolean isKept() throws InterruptedException {
    SafepointDelays beside = SafepointDelays.during(call, CALLS, TRY_MILLIS, stop);
    if (beside.median() <= MOST_MILLIS) {
      waits.add(text(beside));
      return true;
    }
    SafepointDelays loops =
        SafepointDelays.during(() -> loop(beside.call()), CALLS, TRY_MILLIS, stop);
    waits.add(text(beside) + " (beside loops " + text(loops) + ")");
    shortest = Math.min(shortest, beside.median());
    shortestBesideLoops = Math.min(shortestBesideLoops, loops.median());
    longestBesideLoops = Math.max(longestBesideLoops, loops.median());
    return false;
  }

  private boolean isKeptBesideLoops() {
    return shortest <= shortestBesideLoops + MOST_MILLIS;
  }

  /** Whether no wait beside the loops was nearly as long as any beside the call. */
  private boolean isBroken() {
    return shortest > longestBesideLoops + MOST_MILLIS;
  }

  private boolean isMostLikelyBroken() {
    return shortest > BUSY * shortestBesideLoops + MOST_MILLIS;
  }

  private void loop(double millis) {
    List<Thread> others =
        IntStream.range(1, threads)
            .mapToObj(i -> Thread.ofPlatform().daemon().start(() -> add(millis)))
            .toList();
    add(millis);
    for (Thread other : others) {
      try {
        other.join();
      } catch (InterruptedException interrupted) {
        throw new IllegalStateException("nobody interrupts this thread", interrupted);
      }
    }
  }

  /** A plain loop, again and again. The sum is compared, so that it is computed. */
  private void add(double millis) {
    long end = System.nanoTime() + (long) (millis * 1e6);
    do {
      double sum = 0;
      for (double one : ones) {
        sum += one;
      }
      if (sum != ones.length) {
        throw new AssertionError("the sum of " + ones.length + " ones was " + sum);
      }
    } while (System.nanoTime() < end);
  }

  private static String text(SafepointDelays delays) {
    return String.format(Locale.ROOT, "%.1f", delays.median());
  }

  /** {@return the waits of the tries} */
  @Override
  public String toString() {
    return "the longest waits were " + String.join(", ", waits) + " ms";
  }
}
