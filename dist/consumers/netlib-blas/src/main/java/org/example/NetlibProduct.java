/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package org.example;

import dev.ludovic.netlib.blas.BLAS;
import dev.panblas.blas.Blas;
import dev.panblas.netlib.blas.PanblasBlas;

/** Multiplies two matrices in arrays by netlib's interface, and prints what computed. */
public final class NetlibProduct {

  private static final int N = 100;

  private NetlibProduct() {}

  /**
   * The program.
   *
   * @param args not used
   */
  public static void main(String[] args) {
    Blas panblas = Blas.open();
    BLAS blas = new PanblasBlas(panblas);
    double[] a = new double[N * N]; // column-major
    for (int i = 0; i < N; i++) {
      a[i + (N - 1 - i) * N] = i + 1;
    }
    double[] c = new double[N * N];
    blas.dgemm("N", "T", N, N, N, 1, a, N, a, N, 0, c, N);
    for (int i = 0; i < N; i++) {
      if (c[i + i * N] != (i + 1.0) * (i + 1.0)) {
        throw new AssertionError("c[" + i + "," + i + "] was " + c[i + i * N]);
      }
    }
    System.out.println("product by " + panblas.library());
  }
}
