/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench.run;

/**
 * The iterations of a fork.
 *
 * @param warmups the warm-up iterations
 * @param networkWarmups the warm-up iterations of a network, which takes longer to compile
 * @param repetitions the measured iterations
 * @param millis the length of an iteration
 */
public record Pace(int warmups, int networkWarmups, int repetitions, int millis) {

  /** 1.2 seconds in total; 1.8 seconds for a network. */
  public static final Pace SHORT = new Pace(3, 6, 3, 200);

  /** Five seconds in total. */
  public static final Pace FULL = new Pace(5, 5, 5, 500);
}
