/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli;

import dev.panblas.autoencoder.Hyperparameters;
import dev.panblas.autoencoder.SparseAutoencoder;
import dev.panblas.blas.Blas;
import dev.panblas.matrix.Diagonal;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.MatrixBatch;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Side;
import dev.panblas.matrix.Triangle;
import dev.panblas.matrix.Vector;
import java.lang.foreign.Arena;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Ends, or starts processes, while other threads call routines: for {@link EndingTest}. */
final class EndingProgram {

  static final int STATUS = 7;

  /** How many processes are started. */
  static final int FORKS = 40;

  private static final AtomicInteger IN_FLIGHT = new AtomicInteger();

  private EndingProgram() {}

  /** Arguments: backend, work, number of callers, way to end, milliseconds before the end. */
  public static void main(String... arguments) throws Exception {
    Blas blas = Blas.open(arguments[0]);
    int callers = Integer.parseInt(arguments[2]);
    CountDownLatch begun = new CountDownLatch(callers);
    Runnable call = work(blas, arguments[1]);
    for (int i = 0; i < callers; i++) {
      Thread.ofPlatform()
          .daemon()
          .stackSize(256 * 1024)
          .start(
              () -> {
                begun.countDown();
                while (true) {
                  IN_FLIGHT.incrementAndGet();
                  call.run();
                  IN_FLIGHT.decrementAndGet();
                }
              });
    }
    begun.await();
    TimeUnit.MILLISECONDS.sleep(Integer.parseInt(arguments[4]));
    Runtime.getRuntime().addShutdownHook(new Thread(EndingProgram::report));
    switch (arguments[3]) {
      case "exit" -> System.exit(STATUS);
      case "halt" -> {
        report();
        Runtime.getRuntime().halt(STATUS);
      }
      case "return" -> {}
      case "SIGTERM", "SIGINT" -> {
        System.out.println("ready");
        new CountDownLatch(1).await(); // until the signal
      }
      case "fork" -> {
        fork();
        System.exit(STATUS);
      }
      default -> throw new IllegalArgumentException(arguments[3]);
    }
  }

  private static void report() {
    System.out.println("in flight: " + IN_FLIGHT.get());
    System.out.flush();
  }

  /** Starts processes, which end at once. */
  private static void fork() throws Exception {
    int started = 0;
    for (int i = 0; i < FORKS; i++) {
      Process process = new ProcessBuilder("true").start();
      started += process.waitFor() == 0 ? 1 : 0;
    }
    System.out.println("forked: " + started);
  }

  private static Matrix matrix(int rows, int columns) {
    Matrix matrix = Matrix.allocate(Arena.global(), Precision.DOUBLE, rows, columns);
    matrix.fill(1);
    return matrix;
  }

  private static Vector vector(int size) {
    return matrix(1, size).row(0);
  }

  private static Runnable work(Blas blas, String name) {
    int n = 900;
    Matrix a = matrix(n, n);
    Matrix b = matrix(n, n);
    Matrix c = matrix(n, n);
    Matrix identity = matrix(n, n);
    identity.fill(0);
    identity.diagonal().fill(1);
    Vector x = vector(2_000_000);
    Vector y = vector(2_000_000);
    Triangle lower = Triangle.LOWER;
    return switch (name) {
      case "gemm" -> () -> blas.gemm(1, a, b, 0, c);
      case "gemmt" -> () -> blas.gemmt(lower, 1, a, b, 0, c);
      case "symm" -> () -> blas.symm(Side.LEFT, lower, 1, a, b, 0, c);
      case "syrk" -> () -> blas.syrk(lower, 1, a, 0, c);
      case "syr2k" -> () -> blas.syr2k(lower, 1, a, b, 0, c);
      case "trmm" -> () -> blas.trmm(Side.LEFT, lower, Diagonal.UNIT, 1, identity, b);
      case "trsm" -> () -> blas.trsm(Side.LEFT, lower, Diagonal.UNIT, 1, identity, b);
      case "gemmBatch" -> {
        MatrixBatch batch = MatrixBatch.allocate(Arena.global(), Precision.DOUBLE, 500, 40, 40);
        MatrixBatch out = MatrixBatch.allocate(Arena.global(), Precision.DOUBLE, 500, 40, 40);
        yield () -> blas.gemmBatch(1, batch, batch, 0, out);
      }
      case "gemv" -> () -> blas.gemv(1, a, a.row(0), 0, x.slice(0, n));
      case "ger" -> () -> blas.ger(1e-9, x.slice(0, n), y.slice(0, n), c);
      case "symv" -> () -> blas.symv(lower, 1, a, a.row(0), 0, x.slice(0, n));
      case "syr" -> () -> blas.syr(lower, 1e-9, x.slice(0, n), c);
      case "omatcopy" -> () -> blas.omatcopy(1, a.transposed(), c);
      case "dot" -> () -> blas.dot(x, y);
      case "axpy" -> () -> blas.axpy(1e-9, x, y);
      case "train" -> training(blas);
      case "gemm of 3000" -> {
        Matrix large = matrix(3000, 3000);
        Matrix product = matrix(3000, 3000);
        yield () -> blas.gemm(1, large, large, 0, product);
      }
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static Runnable training(Blas blas) {
    SparseAutoencoder autoencoder =
        new SparseAutoencoder(
            Arena.global(), blas, new Hyperparameters(25, 1e-4, 3, 0.01), matrix(10_000, 64));
    Vector theta = vector(autoencoder.dimension());
    Vector gradient = vector(autoencoder.dimension());
    return () -> autoencoder.evaluate(theta, gradient);
  }
}
