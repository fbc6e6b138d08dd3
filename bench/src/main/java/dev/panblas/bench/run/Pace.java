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

  /** Long enough for several calls of each of the callers. */
  private static final int CALLERS_MILLIS = 1000;

  /** 1.2 seconds in total; 1.8 seconds for a network. */
  public static final Pace SHORT = new Pace(3, 6, 3, 200);

  /** Five seconds in total. */
  public static final Pace FULL = new Pace(5, 5, 5, 500);

  /**
   * The iterations of one question.
   *
   * @param warmups the warm-up iterations
   * @param repetitions the measured iterations
   * @param millis the length of an iteration
   */
  record Iterations(int warmups, int repetitions, int millis) {}

  /** The iterations of a question whose benchmark is not a single shot. */
  Iterations iterations(Question question) {
    return switch (question) {
      case BACKPROP, FORMS, STEP -> new Iterations(networkWarmups, repetitions, millis);
      case DIVISION -> // so many rows that longer forks would take hours
          new Iterations(SHORT.warmups, SHORT.repetitions, SHORT.millis);
      case UNDIVIDED -> new Iterations(1, 3, millis); // a call may take many seconds
      case BUSY_GEMM, BUSY_STEP -> new Iterations(1, 1, 1); // an iteration is one batch of calls
      case CALLERS -> new Iterations(1, repetitions, CALLERS_MILLIS);
      default -> new Iterations(warmups, repetitions, millis);
    };
  }
}
