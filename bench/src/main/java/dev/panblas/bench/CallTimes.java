/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench;

import dev.panblas.spi.LibraryInfo;
import java.util.Arrays;
import java.util.Map;

/**
 * The times of the calls of {@value #CALLERS} threads. Its 99th percentile is reported when all
 * threads have added theirs.
 */
public final class CallTimes {

  /** The number of threads. */
  public static final int CALLERS = 50;

  private final LibraryInfo library;
  private long[] nanos = {};
  private int callers;

  /**
   * No times.
   *
   * @param library computes the calls
   */
  public CallTimes(LibraryInfo library) {
    this.library = library;
  }

  /** The times of one thread. */
  public static final class OfThread {
    private long[] nanos = new long[1024];
    private int count;
    private boolean isWarm;

    /** No times. */
    public OfThread() {}

    /**
     * Adds a time.
     *
     * @param time in nanoseconds
     */
    public void add(long time) {
      if (count == nanos.length) {
        nanos = Arrays.copyOf(nanos, 2 * count);
      }
      nanos[count++] = time;
    }

    /** Ends an iteration. The first one is the warm-up, whose times are removed. */
    public void endIteration() {
      if (!isWarm) {
        isWarm = true;
        count = 0;
      }
    }
  }

  /**
   * Adds the times of a thread, and reports the percentile if it is the last one.
   *
   * @param times of the thread
   */
  public synchronized void add(OfThread times) {
    int before = nanos.length;
    nanos = Arrays.copyOf(nanos, before + times.count);
    System.arraycopy(times.nanos, 0, nanos, before, times.count);
    if (++callers == CALLERS) {
      double seconds = percentile(nanos, 0.99) / 1e9;
      ForkReport.write(library, Map.of(ForkReport.PERCENTILE_99, Double.toString(seconds)));
    }
  }

  /**
   * The smallest time that at least a share of the times does not exceed.
   *
   * @param times one or more, in any order
   * @param share above 0, at most 1
   */
  static long percentile(long[] times, double share) {
    long[] sorted = times.clone();
    Arrays.sort(sorted);
    return sorted[(int) Math.ceil(share * sorted.length) - 1];
  }
}
