/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli;

import dev.panblas.blas.Blas;
import dev.panblas.conformance.trials.SafepointTrial;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Vector;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/**
 * How long another thread waits for safepoints and for collections beside calls on arrays, judged
 * as in rule THREADS-12: for {@link CallsTest}.
 */
final class SafepointProgram {

  private SafepointProgram() {}

  /** Argument: backend. */
  public static void main(String... arguments) throws Exception {
    Blas blas = Blas.open(arguments[0]);
    double[] ones = new double[10_000_000];
    Arrays.fill(ones, 1);
    int n = 2_000;
    Vector x = Vector.over(ones, 0, ones.length, 1);
    Matrix a = Matrix.rowMajor(ones, 0, n, n, n);
    Matrix b = Matrix.rowMajor(ones, (long) n * n, n, n, n);
    Matrix c = Matrix.rowMajor(new double[n * n], 0, n, n, n);
    Map<String, Runnable> calls =
        Map.of(
            "dot of 10,000,000",
            () -> blas.dot(x, x),
            "gemm of n = 2000",
            () -> blas.gemm(1, a, b, 0, c));
    Map<String, Runnable> stops =
        Map.of("getAllStackTraces", Thread::getAllStackTraces, "System.gc", System::gc);
    for (Map.Entry<String, Runnable> stop : stops.entrySet()) {
      for (Map.Entry<String, Runnable> call : calls.entrySet()) {
        System.out.printf(
            Locale.ROOT,
            "%s beside %s: %s%n",
            stop.getKey(),
            call.getKey(),
            SafepointTrial.require(call.getValue(), stop.getValue(), blas.threads()));
      }
    }
    System.out.println(CallsProgram.RIGHT);
    System.exit(0);
  }
}
