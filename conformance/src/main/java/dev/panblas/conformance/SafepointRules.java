/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance;

import dev.panblas.blas.Blas;
import dev.panblas.conformance.trials.SafepointTrial;
import dev.panblas.matrix.Diagonal;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Transposition;
import dev.panblas.matrix.Triangle;
import dev.panblas.matrix.Vector;
import dev.panblas.spi.ArrayCalls;
import dev.panblas.spi.BlasKernels;
import java.util.Arrays;
import java.util.List;

/**
 * THREADS-12: how long calls on Java arrays delay safepoints, compared with plain loops in Java in
 * the same run.
 *
 * <p>Large calls show whether operands are cut or copied. The largest calls that native kernels
 * take on arrays at once show whether their {@linkplain ArrayCalls bounds} are small enough.
 */
final class SafepointRules {

  /** The elements of the largest input, and of the largest output. */
  private static final int MOST_ELEMENTS = 1 << 24;

  private static final int MOST_WRITTEN = 1 << 22;

  private static final int ORDER_OF_PRODUCT = 2_000;

  /** A long product is n x n/2 x n: its operands have two thirds of the elements of n x n x n. */
  private static final int ROWS_PER_TERM = 2;

  private static final int ORDER_OF_MATRIX = 1 << 12;
  private static final int SIZE_OF_VECTOR = 10_000_000;

  /** A slower call is tried with a smaller size. */
  private static final double LONG_MILLIS = 50;

  /** The same for kernels in Java, which copy little: their calls need not be large. */
  private static final double LONG_MILLIS_IN_JAVA = 10;

  private static final int SMALLER = 16;

  /** A call that one thread makes alone shows the longest native calls. */
  private final Blas onOneThread;

  /** The elements of all inputs. */
  private final double[] ones = new double[MOST_ELEMENTS];

  private final double[] written = new double[MOST_WRITTEN];

  private final double longMillis;

  private SafepointRules(Subject subject) {
    this.onOneThread = subject.withThreads(1).blas();
    this.longMillis = subject.kernels().isNative() ? LONG_MILLIS : LONG_MILLIS_IN_JAVA;
    Arrays.fill(ones, 1);
  }

  static List<Rule> all() {
    return List.of(
        new Rule(
            "THREADS",
            12,
            "a call on Java arrays delays a safepoint by at most 5 ms more than a plain loop in"
                + " Java does",
            SafepointRules::check));
  }

  /** Makes a call of a size. */
  private interface Call {
    void on(Blas blas, int n);
  }

  private static void check(Subject subject, Findings findings) {
    SafepointRules rules = new SafepointRules(subject);
    rules.tryLong(findings, subject.blas(), "gemm", ORDER_OF_PRODUCT, rules::flatGemm);
    rules.tryLong(findings, rules.onOneThread, "dot", SIZE_OF_VECTOR, rules::dot);
    rules.tryLong(findings, rules.onOneThread, "axpy", MOST_WRITTEN, rules::axpy);
    rules.tryLong(findings, rules.onOneThread, "gemv", ORDER_OF_MATRIX, rules::gemv);
    rules.tryLong(findings, rules.onOneThread, "trsv", ORDER_OF_MATRIX, rules::trsv);
    BlasKernels kernels = subject.kernels();
    if (kernels.isNative()) {
      kernels.onArrays().ifPresent(calls -> rules.tryLargest(findings, calls));
    }
  }

  private void tryLong(Findings findings, Blas blas, String routine, int largest, Call call) {
    findings.attempt(
        routine + " on arrays",
        () -> {
          int n = largest / SMALLER;
          while (n < largest && millis(blas, call, n) < longMillis) {
            n = Math.min(largest, 2 * n);
          }
          require(blas, call, n);
        });
  }

  /** The largest calls that the kernels take without copies. */
  private void tryLargest(Findings findings, ArrayCalls calls) {
    double elements = (double) Math.min(calls.elements(), MOST_ELEMENTS);
    int product = (int) Math.min(Math.cbrt((double) calls.products()), Math.sqrt(elements / 3));
    tryLargest(findings, "gemm", Math.min(product, ORDER_OF_PRODUCT), this::gemm);
    tryLargest(findings, "syrk", Math.min(product, ORDER_OF_PRODUCT), this::syrk);
    tryLargest(findings, "gbmv", (int) (elements / 5), this::gbmv);
    tryLargest(findings, "spmv", (int) (Math.sqrt(2 * elements + 6.25) - 2.5), this::spmv);
  }

  private void tryLargest(Findings findings, String routine, int n, Call call) {
    if (n > 0) {
      findings.attempt(
          routine + " on arrays that are not copied", () -> require(onOneThread, call, n));
    }
  }

  private static double millis(Blas blas, Call call, int n) {
    long before = System.nanoTime();
    call.on(blas, n);
    return (System.nanoTime() - before) / 1e6;
  }

  private static void require(Blas blas, Call call, int n) throws InterruptedException {
    try {
      String _ =
          SafepointTrial.require(() -> call.on(blas, n), Thread::getAllStackTraces, blas.threads());
    } catch (AssertionError wrong) {
      throw new AssertionError("a call with n = " + n + " " + wrong.getMessage(), wrong);
    }
  }

  // ---- the calls

  private void gemm(Blas blas, int n) {
    blas.gemm(1, square(0, n), square(n * n, n), 0, writtenSquare(n));
  }

  private void flatGemm(Blas blas, int n) {
    int k = n / ROWS_PER_TERM;
    Matrix a = Matrix.rowMajor(ones, 0, n, k, k);
    Matrix b = Matrix.rowMajor(ones, (long) n * k, k, n, n);
    blas.gemm(1, a, b, 0, writtenSquare(n));
  }

  private void syrk(Blas blas, int n) {
    blas.syrk(Triangle.LOWER, 1, square(0, n), 0, writtenSquare(n));
  }

  private void dot(Blas blas, int n) {
    double _ = blas.dot(input(n), input(n));
  }

  private void axpy(Blas blas, int n) {
    blas.axpy(1, input(n), output(n));
  }

  private void gemv(Blas blas, int n) {
    blas.gemv(1, square(0, n), input(n), 0, output(n));
  }

  private void trsv(Blas blas, int n) {
    blas.trsv(Triangle.LOWER, Diagonal.NON_UNIT, square(0, n), output(n));
  }

  /** Three diagonals. */
  private void gbmv(Blas blas, int n) {
    Matrix diagonals = Matrix.columnMajor(ones, 0, 3, n, 3);
    blas.gbmv(Transposition.NONE, 1, 1, 1, diagonals, input(n), 0, output(n));
  }

  private void spmv(Blas blas, int n) {
    blas.spmv(Triangle.LOWER, 1, input(n * (n + 1) / 2), input(n), 0, output(n));
  }

  private Matrix square(int offset, int n) {
    return Matrix.rowMajor(ones, offset, n, n, n);
  }

  private Matrix writtenSquare(int n) {
    return Matrix.rowMajor(written, 0, n, n, n);
  }

  private Vector input(int n) {
    return Vector.over(ones, 0, n, 1);
  }

  private Vector output(int n) {
    return Vector.over(written, 0, n, 1);
  }
}
