/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench.peers;

/**
 * The routines of libraries whose products take column-major arrays. A row-major array is the
 * column-major array of the transposed matrix, so c = a b is computed as c' = b' a'.
 */
interface ColumnMajor {

  /** C := op(A) op(B), m x n with sums of k, with the leading dimensions of the arrays. */
  void gemm(
      boolean isATransposed,
      boolean isBTransposed,
      int m,
      int n,
      int k,
      double[] a,
      int lda,
      double[] b,
      int ldb,
      double[] c,
      int ldc);

  /** The same in single precision. */
  void gemm(
      boolean isATransposed,
      boolean isBTransposed,
      int m,
      int n,
      int k,
      float[] a,
      int lda,
      float[] b,
      int ldb,
      float[] c,
      int ldc);

  /** A row-major matrix of doubles. */
  @SuppressWarnings("ArrayRecordComponent") // a benchmark's operands, never compared
  record DoubleRows(int rows, int columns, double[] data) {}

  /** A row-major matrix of floats. */
  @SuppressWarnings("ArrayRecordComponent") // a benchmark's operands, never compared
  record FloatRows(int rows, int columns, float[] data) {}

  /** A product of n x n matrices in double. */
  default Rival.Product product(double[] a, double[] b, int n) {
    double[] c = new double[n * n];
    return new Rival.Product() {
      @Override
      public void multiply() {
        gemm(false, false, n, n, n, b, n, a, n, c, n);
      }

      @Override
      public double[] result() {
        return c.clone();
      }
    };
  }

  /** Passes in double. */
  final class Doubles extends DoublePasses<DoubleRows> {

    private final ColumnMajor library;

    Doubles(ColumnMajor library, NetworkArrays net) {
      super(net);
      this.library = library;
    }

    @Override
    DoubleRows matrix(int rows, int columns) {
      return new DoubleRows(rows, columns, new double[rows * columns]);
    }

    @Override
    double[] data(DoubleRows matrix) {
      return matrix.data;
    }

    @Override
    void product(DoubleRows a, DoubleRows b, DoubleRows c) {
      gemm(false, false, a.columns, a, b, c);
    }

    @Override
    void productOfTransposed(DoubleRows a, DoubleRows b, DoubleRows c) {
      gemm(false, true, a.rows, a, b, c);
    }

    @Override
    void productWithTransposed(DoubleRows a, DoubleRows b, DoubleRows c) {
      gemm(true, false, a.columns, a, b, c);
    }

    private void gemm(boolean left, boolean right, int k, DoubleRows a, DoubleRows b, DoubleRows c) {
      library.gemm(
          left, right, c.columns, c.rows, k, b.data, b.columns, a.data, a.columns, c.data,
          c.columns);
    }
  }

  /** Passes in single precision. */
  final class Floats extends FloatPasses<FloatRows> {

    private final ColumnMajor library;

    Floats(ColumnMajor library, NetworkArrays net) {
      super(net);
      this.library = library;
    }

    @Override
    FloatRows matrix(int rows, int columns) {
      return new FloatRows(rows, columns, new float[rows * columns]);
    }

    @Override
    float[] data(FloatRows matrix) {
      return matrix.data;
    }

    @Override
    void product(FloatRows a, FloatRows b, FloatRows c) {
      gemm(false, false, a.columns, a, b, c);
    }

    @Override
    void productOfTransposed(FloatRows a, FloatRows b, FloatRows c) {
      gemm(false, true, a.rows, a, b, c);
    }

    @Override
    void productWithTransposed(FloatRows a, FloatRows b, FloatRows c) {
      gemm(true, false, a.columns, a, b, c);
    }

    private void gemm(boolean left, boolean right, int k, FloatRows a, FloatRows b, FloatRows c) {
      library.gemm(
          left, right, c.columns, c.rows, k, b.data, b.columns, a.data, a.columns, c.data,
          c.columns);
    }
  }
}
