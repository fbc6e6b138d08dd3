/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli;

import dev.panblas.blas.Blas;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Vector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How long another thread waits for safepoints and for collections beside calls on arrays, and
 * beside a plain loop in Java: for {@link CallsTest}. It judges as rule THREADS-12 does.
 */
final class SafepointProgram {

  /** The longest wait beyond that of a plain loop. */
  private static final double MOST_MILLIS = 5;

  private static final int TRIES = 16;
  private static final int ENOUGH = 4;

  private SafepointProgram() {}

  /** Argument: backend. */
  public static void main(String... arguments) throws Exception {
    Blas blas = Blas.open(arguments[0]);
    double[] x = ones(10_000_000);
    double[] y = ones(10_000_000);
    int n = 2_000;
    double[] a = ones(n * n);
    double[] b = ones(n * n);
    double[] c = new double[n * n];
    Runnable dot = () -> blas.dot(over(x), over(y));
    Runnable gemm = () -> blas.gemm(1, square(a, n), square(b, n), 0, square(c, n));
    Map<String, Runnable> stops =
        Map.of("getAllStackTraces", Thread::getAllStackTraces, "System.gc", System::gc);
    for (Map.Entry<String, Runnable> stop : stops.entrySet()) {
      require("dot of 10,000,000", dot, stop, x);
      require("gemm of n = 2000", gemm, stop, x);
    }
    System.out.println(CallsProgram.RIGHT);
    System.exit(0);
  }

  private static double[] ones(int n) {
    double[] array = new double[n];
    Arrays.fill(array, 1);
    return array;
  }

  private static Vector over(double[] array) {
    return Vector.over(array, 0, array.length, 1);
  }

  private static Matrix square(double[] array, int n) {
    return Matrix.rowMajor(array, 0, n, n, n);
  }

  private static void require(
      String name, Runnable call, Map.Entry<String, Runnable> stop, double[] ones)
      throws InterruptedException {
    List<Double> longest = new ArrayList<>();
    List<Double> plain = new ArrayList<>();
    int kept = 0;
    double millis = 0;
    for (int i = 0; i < TRIES; i++) {
      double time = millis;
      double limit = longest(waits(stop.getValue(), () -> add(ones, time)));
      long before = System.nanoTime();
      List<Double> waits = waits(stop.getValue(), call);
      millis = (System.nanoTime() - before) / 1e6;
      double inLong =
          waits.stream().mapToDouble(wait -> wait).filter(w -> w > limit + MOST_MILLIS).sum();
      kept += inLong <= millis / 2 ? 1 : 0;
      longest.add(longest(waits));
      plain.add(limit);
    }
    System.out.printf(
        Locale.ROOT,
        "%s beside %s: longest wait of a try: least %.1f, median %.1f, most %.1f ms; beside a plain"
            + " loop: least %.1f, median %.1f, most %.1f ms; %d of %d tries kept the rule%n",
        stop.getKey(),
        name,
        quantile(longest, 0),
        quantile(longest, 0.5),
        quantile(longest, 1),
        quantile(plain, 0),
        quantile(plain, 0.5),
        quantile(plain, 1),
        kept,
        TRIES);
    if (kept < ENOUGH) {
      throw new AssertionError(name + " delays safepoints in most tries");
    }
  }

  private static double quantile(List<Double> values, double share) {
    return values.stream().sorted().toList().get((int) (share * (values.size() - 1)));
  }

  private static double longest(List<Double> waits) {
    return waits.stream().mapToDouble(wait -> wait).max().orElse(0);
  }

  /** The waits of this thread, in milliseconds, while another makes a call. */
  private static List<Double> waits(Runnable stop, Runnable call) throws InterruptedException {
    Thread caller = Thread.ofPlatform().daemon().start(call);
    List<Double> waits = new ArrayList<>();
    while (caller.isAlive()) {
      long before = System.nanoTime();
      stop.run();
      waits.add((System.nanoTime() - before) / 1e6);
    }
    caller.join();
    return waits;
  }

  /** A plain loop, again and again for so long. */
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
