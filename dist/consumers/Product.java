/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package org.example;

import dev.panblas.blas.Blas;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;

/**
 * Multiplies two matrices above the crossover, and prints the library that computed the product.
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
            "c[%1$d,%1$d] must be %2$s, but was %3$s"
                .formatted(i, (i + 1.0) * (i + 1.0), c.get(i, i)));
      }
    }
    System.out.println("gemm ran on " + blas.library());
  }
}
