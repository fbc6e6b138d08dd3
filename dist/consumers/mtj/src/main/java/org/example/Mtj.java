/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package org.example;

import com.github.fommil.netlib.BLAS;
import no.uib.cipr.matrix.DenseMatrix;

/** Multiplies two matrices of MTJ, and prints what computed. */
public final class Mtj {

  private static final int N = 100;

  private Mtj() {}

  /**
   * The program.
   *
   * @param args not used
   */
  public static void main(String[] args) {
    DenseMatrix a = new DenseMatrix(N, N);
    for (int i = 0; i < N; i++) {
      a.set(i, N - 1 - i, i + 1);
    }
    DenseMatrix c = new DenseMatrix(N, N);
    a.transBmult(a, c);
    for (int i = 0; i < N; i++) {
      if (c.get(i, i) != (i + 1.0) * (i + 1.0)) {
        throw new AssertionError("c[" + i + "," + i + "] was " + c.get(i, i));
      }
    }
    System.out.println("product by " + BLAS.getInstance());
  }
}
