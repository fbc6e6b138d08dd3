/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package com.github.fommil.netlib;

import dev.panblas.netlib.PanblasNetlib;
import dev.panblas.netlib.testing.MappedBlas;
import java.util.Random;
import no.uib.cipr.matrix.DenseMatrix;
import no.uib.cipr.matrix.DenseVector;
import no.uib.cipr.matrix.Matrix;
import no.uib.cipr.matrix.UpperTriangDenseMatrix;
import no.uib.cipr.matrix.Vector;

/** A program that uses MTJ, for a process of its own. Prints what computes its products. */
final class MtjProgram {

  /** The unit roundoff. */
  private static final double EPSILON = Math.ulp(1.0) / 2;

  private static final int N = 200;

  private MtjProgram() {}

  public static void main(String[] arguments) throws Exception {
    BLAS blas = BLAS.getInstance();
    System.out.println("class " + blas.getClass().getName());
    System.out.println("text " + blas);
    System.out.println("lapack " + LAPACK.getInstance().getClass().getSimpleName());
    multiply();
    solve();
    argument(blas);
    if (blas instanceof NativeSystemBLAS) {
      System.out.println("file " + PanblasNetlib.install().blas().file().orElseThrow());
    }
    if (System.getProperty("os.name").equals("Linux")) {
      MappedBlas.print();
    }
  }

  private static DenseMatrix random(long seed) {
    Random random = new Random(seed);
    double[][] rows = new double[N][N];
    for (double[] row : rows) {
      for (int j = 0; j < N; j++) {
        row[j] = random.nextDouble() - 0.5;
      }
    }
    return new DenseMatrix(rows);
  }

  private static void multiply() {
    DenseMatrix a = random(1);
    DenseMatrix b = random(2);
    Matrix c = a.transAmult(b, new DenseMatrix(N, N));
    double[] f2j = new double[N * N];
    new F2jBLAS().dgemm("T", "N", N, N, N, 1, a.getData(), N, b.getData(), N, 0, f2j, N);
    // Two results, each within (k + 2) eps |A| |B|; the elements are at most 1/2.
    double bound = 2 * (N + 2) * EPSILON * N / 4;
    for (int j = 0; j < N; j++) {
      for (int i = 0; i < N; i++) {
        require(Math.abs(c.get(i, j) - f2j[i + j * N]) <= bound, "product");
      }
    }
  }

  /** Triangular systems use BLAS, through LAPACK's dtrtrs, and vectors use it directly. */
  private static void solve() {
    UpperTriangDenseMatrix r = new UpperTriangDenseMatrix(random(3));
    for (int i = 0; i < N; i++) {
      r.set(i, i, N);
    }
    DenseVector x = new DenseVector(N);
    for (int i = 0; i < N; i++) {
      x.set(i, i + 1);
    }
    DenseVector b = (DenseVector) r.mult(x, new DenseVector(N));
    DenseVector solution = (DenseVector) r.solve(b, new DenseVector(N));
    solution.add(-1, x);
    // The condition of R, whose diagonal is N and whose other elements are at most 1/2, is below 4.
    double bound = 4 * 2 * (N + 2) * EPSILON * x.norm(Vector.Norm.Two);
    require(solution.norm(Vector.Norm.Two) <= bound, "solution");
  }

  private static void argument(BLAS blas) {
    if (!(blas instanceof NativeSystemBLAS)) {
      return; // F2J ends the JVM
    }
    try {
      blas.dgemm("N", "N", 2, 2, 2, 1, new double[4], 1, new double[4], 2, 0, new double[4], 2);
      require(false, "a wrong argument is refused");
    } catch (IllegalArgumentException e) {
      System.out.println("refused " + e.getMessage());
    }
  }

  private static void require(boolean condition, String what) {
    if (!condition) {
      throw new AssertionError(what);
    }
  }
}
