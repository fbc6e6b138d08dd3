/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.train;

/** Measures the times of consecutive phases. */
final class Stopwatch {

  private long last = System.nanoTime();

  /** The seconds since the previous lap, or since the stopwatch was created. */
  double lap() {
    long now = System.nanoTime();
    double seconds = (now - last) / 1e9;
    last = now;
    return seconds;
  }
}
