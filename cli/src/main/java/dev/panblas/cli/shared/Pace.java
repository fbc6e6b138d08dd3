/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.shared;

import java.util.Locale;

/** The time that a task has taken, and the time that is left if all steps take equally long. */
final class Pace {

  /** The longest text of {@link #text}. */
  static final int WIDTH = "99 min".length();

  private final int steps;
  private final int before;
  private final long start = System.nanoTime();

  private int done;
  private double secondsOfDone;

  /** Of steps that follow those done before. */
  Pace(int steps, int before) {
    this.steps = steps;
    this.before = before;
    this.done = before;
  }

  void done(int number) {
    done = number;
    secondsOfDone = seconds();
  }

  String spent() {
    return text(seconds());
  }

  /** Empty until a step has ended. */
  String left() {
    if (done == before) {
      return "";
    }
    double sinceThen = seconds() - secondsOfDone;
    return text(Math.max(0, secondsOfDone / (done - before) * (steps - done) - sinceThen));
  }

  private double seconds() {
    return (System.nanoTime() - start) / 1e9;
  }

  /** Seconds, minutes or hours, with at most two digits below 100 hours. */
  static String text(double seconds) {
    long whole = Math.round(seconds);
    long minutes = Math.round(seconds / 60);
    if (whole < 100) {
      return whole + " s";
    }
    return minutes < 100
        ? minutes + " min"
        : String.format(Locale.ROOT, "%d h", Math.round(seconds / 3600));
  }
}
