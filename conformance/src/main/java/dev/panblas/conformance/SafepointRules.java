/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance;

import dev.panblas.blas.Blas;
import dev.panblas.conformance.trials.SafepointDelays;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Vector;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;

/**
 * THREADS-12: how long a call on Java arrays delays safepoints, compared with a plain loop in Java
 * in the same run.
 *
 * <p>A thread that is not scheduled delays a safepoint too, in some tries and for a part of the
 * call. A call that reaches no safepoint delays it in nearly every try until the call ends. So a
 * try has failed if most of the call passes in waits that are too long, and the rule has failed if
 * most tries have.
 */
final class SafepointRules {

  /** The longest wait beyond that of a plain loop. */
  private static final double MOST_MILLIS = 5;

  /** A call that takes as long shows a wait that is too long. */
  private static final double LONG_MILLIS = 50;

  private static final double MOST_OF_CALL = 0.5;

  /** So many tries show that the rule is kept. */
  private static final int ENOUGH = 4;

  /** The tries of a call, and how many are added for each that has kept the rule. */
  private static final int TRIES = 8;

  private static final int MORE_TRIES = 3;

  private static final int DOTS = 5;

  private static final int LOOP = 1 << 20;

  private SafepointRules() {}

  static List<Rule> all() {
    return List.of(
        new Rule(
            "THREADS",
            12,
            "a call on Java arrays delays a safepoint by at most 5 ms more than a plain loop in"
                + " Java does",
            (subject, findings) -> {
              Blas blas = subject.blas();
              findings.attempt("gemm on arrays", () -> require(2_000, n -> product(blas, n)));
              findings.attempt("dot on arrays", () -> require(10_000_000, n -> dot(blas, n)));
            }));
  }

  private static Runnable product(Blas blas, int n) {
    Matrix a = Matrix.rowMajor(ones(n * n), 0, n, n, n);
    Matrix b = Matrix.rowMajor(ones(n * n), 0, n, n, n);
    Matrix c = Matrix.rowMajor(new double[n * n], 0, n, n, n);
    return () -> blas.gemm(1, a, b, 0, c);
  }

  private static Runnable dot(Blas blas, int n) {
    Vector x = Vector.over(ones(n), 0, n, 1);
    Vector y = Vector.over(ones(n), 0, n, 1);
    return () -> {
      for (int i = 0; i < DOTS; i++) { // together as long as a product
        double _ = blas.dot(x, y);
      }
    };
  }

  private static double[] ones(int n) {
    double[] array = new double[n];
    Arrays.fill(array, 1);
    return array;
  }

  /** Finds a size whose call is long, and tries it. */
  private static void require(int largest, IntFunction<Runnable> calls)
      throws InterruptedException {
    int n = 128;
    Runnable call = calls.apply(n);
    while (n < largest && SafepointDelays.during(call).call() < LONG_MILLIS) {
      n = Math.min(largest, 2 * n);
      call = calls.apply(n);
    }
    requireShortWaits(n, call);
  }

  private static void requireShortWaits(int n, Runnable call) throws InterruptedException {
    double[] ones = ones(LOOP);
    SafepointDelays plain = SafepointDelays.during(() -> add(ones, 0));
    SafepointDelays delays = SafepointDelays.during(call);
    int kept = 0;
    for (int tries = 0; kept < ENOUGH; tries++) {
      if (tries == TRIES + MORE_TRIES * kept) {
        throw new AssertionError(
            String.format(
                Locale.ROOT,
                "a call with n = %d must not delay a safepoint by more than %.0f ms beyond a plain"
                    + " loop, but did for most of its time in %d of %d tries; in the last try it"
                    + " took %.1f ms and delayed a safepoint by %.1f ms, the plain loop by %.1f ms",
                n,
                MOST_MILLIS,
                tries - kept,
                tries,
                delays.call(),
                delays.longest(),
                plain.longest()));
      }
      double millis = delays.call() / 2;
      plain = SafepointDelays.during(() -> add(ones, millis)); // just before: as busy a machine
      delays = SafepointDelays.during(call);
      boolean isShort = delays.shareOfLonger(plain.longest() + MOST_MILLIS) <= MOST_OF_CALL;
      kept += isShort ? 1 : 0;
    }
  }

  /** A plain loop, again and again for so long. The sum is compared, so that it is computed. */
  private static void add(double[] ones, double millis) {
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
}
