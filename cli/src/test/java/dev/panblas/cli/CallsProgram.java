/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli;

import dev.panblas.blas.Blas;
import dev.panblas.conformance.ConformanceKit;
import dev.panblas.conformance.Effort;
import dev.panblas.conformance.Outcome;
import dev.panblas.conformance.Rule;
import dev.panblas.conformance.Subject;
import dev.panblas.matrix.Diagonal;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Transposition;
import dev.panblas.matrix.Triangle;
import dev.panblas.matrix.Vector;
import dev.panblas.spi.BlasProvider;
import dev.panblas.spi.Settings;
import java.lang.foreign.Arena;
import java.util.Collections;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Calls that could end the JVM or block: for {@link CallsTest}. */
final class CallsProgram {

  /** Printed at the end of a run in which every result was right. */
  static final String RIGHT = "all results are right";

  private static final int SMALL_STACK = 256 * 1024;

  private CallsProgram() {}

  /** Arguments: kind of calls, backend, and a number that depends on the kind. */
  public static void main(String... arguments) throws Exception {
    Blas blas = Blas.open(arguments[1]);
    int number = Integer.parseInt(arguments[2]);
    switch (arguments[0]) {
      case "callers" -> {
        manyCallers(blas, number, Thread.ofPlatform().stackSize(SMALL_STACK));
        manyCallers(blas, number, Thread.ofVirtual());
      }
      case "routines" -> randomCalls(arguments[1]);
      case "vectors" -> longVectors(blas, Precision.DOUBLE, number);
      case "vectors in single" -> longVectors(blas, Precision.SINGLE, number);
      case "stacks" -> {
        on(Thread.ofPlatform(), () -> randomCalls(arguments[1]));
        on(Thread.ofPlatform().stackSize(SMALL_STACK), () -> randomCalls(arguments[1]));
        on(Thread.ofVirtual(), () -> randomCalls(arguments[1]));
        for (int i = 0; i < number; i++) {
          on(Thread.ofPlatform().stackSize(SMALL_STACK), () -> overflow(blas));
          on(Thread.ofVirtual(), () -> overflow(blas));
        }
        manyCallers(blas, 150, Thread.ofVirtual()); // none waits for a caller that is gone
      }
      default -> throw new IllegalArgumentException(arguments[0]);
    }
    System.out.println(RIGHT);
    System.exit(0);
  }

  /** Runs work on a new thread, and throws here what it throws there. */
  private static void on(Thread.Builder kind, Runnable work) throws Exception {
    try (ExecutorService threads = Executors.newThreadPerTaskExecutor(kind.factory())) {
      threads.submit(work).get();
    }
  }

  private static void require(boolean right, String what) {
    if (!right) {
      throw new AssertionError(what + " is wrong");
    }
  }

  /**
   * The random calls of the kit by one caller, each compared with the exact result. RANDOM-3 needs
   * more memory and time than these processes have.
   */
  private static void randomCalls(String backend) {
    BlasProvider provider =
        ServiceLoader.load(BlasProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(candidate -> candidate.name().equals(backend))
            .findFirst()
            .orElseThrow();
    Subject subject = Subject.of(provider, Settings.current(), Effort.current());
    for (Rule rule : ConformanceKit.rules()) {
      if (rule.group().equals("RANDOM") && !rule.id().equals("RANDOM-3")) {
        Outcome outcome = ConformanceKit.check(subject, rule);
        require(outcome.isPassed(), outcome.toString());
      }
    }
  }

  /** Each call is long enough for others to begin before it ends. */
  private static void manyCallers(Blas blas, int callers, Thread.Builder kind) throws Exception {
    int n = 500;
    int calls = 12;
    Matrix a = Matrix.allocate(Precision.DOUBLE, n, n);
    Vector x = Vector.allocate(Precision.DOUBLE, n);
    a.fill(1);
    x.fill(1);
    CountDownLatch begun = new CountDownLatch(callers);
    Callable<Integer> caller =
        () -> {
          Vector y = Vector.allocate(Precision.DOUBLE, n);
          begun.countDown();
          begun.await();
          for (int call = 0; call < calls; call++) {
            blas.gemv(1, a, x, 0, y);
            require(y.get(0) == n && y.get(n - 1) == n, "gemv");
          }
          return calls;
        };
    try (ExecutorService threads = Executors.newThreadPerTaskExecutor(kind.factory())) {
      for (Future<Integer> ended : threads.invokeAll(Collections.nCopies(callers, caller))) {
        ended.get();
      }
    }
  }

  /** Makes a call at every depth of the stack until it overflows. */
  private static void overflow(Blas blas) {
    overflow(blas, Arena.ofAuto());
    try (Arena shared = Arena.ofShared()) {
      overflow(blas, shared);
    }
  }

  private static void overflow(Blas blas, Arena arena) {
    int n = 40;
    Matrix a = Matrix.allocate(arena, Precision.DOUBLE, n, n);
    Matrix c = Matrix.allocate(arena, Precision.DOUBLE, n, n);
    a.fill(1);
    boolean overflowed = false;
    try {
      descend(blas, a, c, c.column(0));
    } catch (StackOverflowError expected) {
      overflowed = true;
    }
    require(overflowed, "the depth of the stack");
    blas.gemm(1, a, a, 0, c);
    require(c.get(0, 0) == n && c.get(n - 1, n - 1) == n, "gemm after an overflow");
  }

  @SuppressWarnings("InfiniteRecursion") // until the stack overflows
  private static int descend(Blas blas, Matrix a, Matrix c, Vector y) {
    blas.gemm(1, a, a, 0, c);
    blas.gemv(1, a, a.row(0), 0, y);
    return descend(blas, a, c, y) + 1;
  }

  /**
   * Strided vectors that are longer than a work buffer of OpenBLAS. All elements are small
   * integers, so the results are exact. The diagonals of the matrix are 1.
   */
  private static void longVectors(Blas blas, Precision precision, int n) {
    try (Arena arena = Arena.ofConfined()) {
      Matrix diagonals = Matrix.allocate(arena, precision, n, 2).transposed();
      Matrix interleaved = Matrix.allocate(arena, precision, n, 2);
      Vector x = interleaved.column(0);
      Vector y = interleaved.column(1);
      diagonals.fill(1);
      x.fill(1);
      for (Transposition op : Transposition.values()) {
        blas.gbmv(op, 1, 0, 1, diagonals, x, 0, y);
        require("gbmv " + op, blas, y, op == Transposition.NONE ? 1 : 2, 2, 2.0 * n - 1);
        for (Triangle triangle : Triangle.values()) {
          double first = (triangle == Triangle.UPPER) == (op == Transposition.NONE) ? 2 : 1;
          String name = triangle + " " + op;
          y.fill(1);
          blas.tbmv(triangle, op, Diagonal.NON_UNIT, diagonals, y);
          require("tbmv " + name, blas, y, first, 2, 2.0 * n - 1);
          blas.tbsv(triangle, op, Diagonal.NON_UNIT, diagonals, y);
          require("tbsv " + name, blas, y, 1, 1, n);
        }
      }
      for (Triangle triangle : Triangle.values()) {
        blas.sbmv(triangle, 1, diagonals, x, 0, y);
        require("sbmv " + triangle, blas, y, 2, 3, 3.0 * n - 2);
      }
      Vector one = Vector.allocate(arena, precision, 1);
      one.fill(1);
      blas.ger(2, x, one, y.asColumn());
      require("ger", blas, y, 4, 5, 5.0 * n - 2);
    }
  }

  private static void require(
      String name, Blas blas, Vector y, double first, double middle, double sum) {
    require(
        y.get(0) == first
            && y.get(y.size() / 2) == middle
            && blas.sum(y) == y.precision().round(sum),
        name);
  }
}
