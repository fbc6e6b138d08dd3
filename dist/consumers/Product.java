/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package org.example;

import dev.panblas.blas.Blas;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

/**
 * Multiplies two matrices above the crossover, on the main thread and on a thread of the common
 * pool, and prints the library that computed the product. A pool's thread may have another context
 * class loader.
 */
public final class Product {

  private static final int N = 100;

  private Product() {}

  /**
   * The program.
   *
   * @param args a backend's name, or nothing for the default backend
   */
  public static void main(String[] args) {
    String library = multiply(args);
    String inPool = CompletableFuture.supplyAsync(() -> multiply(args)).join();
    if (!inPool.equals(library)) {
      throw new AssertionError(
          String.format(
              Locale.ROOT,
              "the library of the pool's thread must be %s, but was %s",
              library,
              inPool));
    }
    System.out.println("gemm ran on " + library);
  }

  /** The library that multiplied; the arguments are those of the program. */
  static String multiply(String... args) {
    Blas blas = args.length == 0 ? Blas.open() : Blas.open(args[0]);
    Matrix a = Matrix.allocate(Precision.DOUBLE, N, N);
    for (int i = 0; i < N; i++) {
      a.set(i, N - 1 - i, i + 1);
    }
    Matrix c = Matrix.allocate(Precision.DOUBLE, N, N);
    blas.gemm(1, a, a.transposed(), 0, c);
    for (int i = 0; i < N; i++) {
      if (c.get(i, i) != (i + 1.0) * (i + 1.0)) {
        throw new AssertionError(
            String.format(
                Locale.ROOT,
                "c[%1$d,%1$d] must be %2$s, but was %3$s",
                i,
                (i + 1.0) * (i + 1.0),
                c.get(i, i)));
      }
    }
    return blas.library().toString();
  }
}
