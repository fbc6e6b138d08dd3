/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.internal.crossover;

import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.MatrixBatch;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Triangle;
import dev.panblas.matrix.Vector;
import java.lang.foreign.MemorySegment;

/**
 * The routines that are computed in Java on small operands, for which the overhead of a native call
 * exceeds the computation. Operands may have any strides. Like kernels, these routines check
 * nothing.
 */
public final class SmallRoutines {

  private SmallRoutines() {}

  /**
   * C := alpha A B + beta C.
   *
   * @param alpha rounded to the precision
   * @param a m x k, read
   * @param b k x n, read
   * @param beta rounded to the precision; with 0, c is not read
   * @param c m x n, written
   */
  public static void gemm(double alpha, Matrix a, Matrix b, double beta, Matrix c) {
    int m = c.rows();
    int n = c.columns();
    int k = a.columns();
    long ao = a.origin();
    long aRow = a.rowStride();
    long aColumn = a.columnStride();
    long bo = b.origin();
    long bRow = b.rowStride();
    long bColumn = b.columnStride();
    long co = c.origin();
    long row = c.rowStride();
    long column = c.columnStride();
    MemorySegment as = a.segment();
    MemorySegment bs = b.segment();
    MemorySegment cs = c.segment();
    if (c.precision() == Precision.SINGLE) {
      float factor = (float) alpha;
      float kept = (float) beta;
      FloatLoops.multiply(
          m, n, k, factor, as, ao, aRow, aColumn, bs, bo, bRow, bColumn, kept, cs, co, row, column);
    } else {
      DoubleLoops.multiply(
          m, n, k, alpha, as, ao, aRow, aColumn, bs, bo, bRow, bColumn, beta, cs, co, row, column);
    }
  }

  /**
   * C_i := alpha A_i B_i + beta C_i for each matrix of the batches.
   *
   * @param alpha rounded to the precision
   * @param a matrices of m x k, read
   * @param b matrices of k x n, as many as in a, read
   * @param beta rounded to the precision; with 0, c is not read
   * @param c matrices of m x n, as many as in a, written
   */
  public static void gemmBatch(
      double alpha, MatrixBatch a, MatrixBatch b, double beta, MatrixBatch c) {
    for (int i = 0; i < c.count(); i++) {
      gemm(alpha, a.matrix(i), b.matrix(i), beta, c.matrix(i));
    }
  }

  /**
   * One triangle of C := alpha A B + beta C.
   *
   * @param triangle the triangle of c that is written
   * @param alpha rounded to the precision
   * @param a n x k, read
   * @param b k x n, read
   * @param beta rounded to the precision; with 0, c is not read
   * @param c n x n, written
   */
  public static void gemmt(
      Triangle triangle, double alpha, Matrix a, Matrix b, double beta, Matrix c) {
    int n = c.rows();
    for (int i = 0; i < n; i++) {
      int first = triangle == Triangle.UPPER ? i : 0;
      int columns = triangle == Triangle.UPPER ? n - i : i + 1;
      gemm(
          alpha,
          a.block(i, 0, 1, a.columns()),
          b.block(0, first, b.rows(), columns),
          beta,
          c.block(i, first, 1, columns));
    }
  }

  /**
   * y := alpha A x + beta y.
   *
   * @param alpha rounded to the precision
   * @param a m x n, read
   * @param x n elements, read
   * @param beta rounded to the precision; with 0, y is not read
   * @param y m elements, written
   */
  public static void gemv(double alpha, Matrix a, Vector x, double beta, Vector y) {
    int m = y.size();
    int k = x.size();
    // Passes x and y as matrices of one column.
    long row = a.rowStride();
    long column = a.columnStride();
    MemorySegment as = a.segment();
    MemorySegment xs = x.segment();
    MemorySegment ys = y.segment();
    long ao = a.origin();
    long xo = x.origin();
    long yo = y.origin();
    if (a.precision() == Precision.SINGLE) {
      float factor = (float) alpha;
      float kept = (float) beta;
      FloatLoops.multiply(
          m, 1, k, factor, as, ao, row, column, xs, xo, x.stride(), 1, kept, ys, yo, y.stride(), 1);
    } else {
      DoubleLoops.multiply(
          m, 1, k, alpha, as, ao, row, column, xs, xo, x.stride(), 1, beta, ys, yo, y.stride(), 1);
    }
  }

  /**
   * y := alpha x + y.
   *
   * @param alpha rounded to the precision
   * @param x n elements, read
   * @param y n elements, read and written
   */
  public static void axpy(double alpha, Vector x, Vector y) {
    int n = x.size();
    MemorySegment xs = x.segment();
    MemorySegment ys = y.segment();
    if (x.precision() == Precision.SINGLE) {
      float factor = (float) alpha;
      FloatLoops.axpy(n, factor, xs, x.origin(), x.stride(), ys, y.origin(), y.stride());
    } else {
      DoubleLoops.axpy(n, alpha, xs, x.origin(), x.stride(), ys, y.origin(), y.stride());
    }
  }

  /**
   * The sum of x_i y_i.
   *
   * @param x n elements, read
   * @param y n elements, read
   * @return the inner product
   */
  public static double dot(Vector x, Vector y) {
    int n = x.size();
    MemorySegment xs = x.segment();
    MemorySegment ys = y.segment();
    return x.precision() == Precision.SINGLE
        ? FloatLoops.dot(n, xs, x.origin(), x.stride(), ys, y.origin(), y.stride())
        : DoubleLoops.dot(n, xs, x.origin(), x.stride(), ys, y.origin(), y.stride());
  }

  /**
   * x := alpha x.
   *
   * @param alpha rounded to the precision
   * @param x n elements, read and written
   */
  public static void scal(double alpha, Vector x) {
    if (x.precision() == Precision.SINGLE) {
      FloatLoops.scal(x.size(), (float) alpha, x.segment(), x.origin(), x.stride());
    } else {
      DoubleLoops.scal(x.size(), alpha, x.segment(), x.origin(), x.stride());
    }
  }

  /**
   * y := x.
   *
   * @param x n elements, read
   * @param y n elements, written
   */
  public static void copy(Vector x, Vector y) {
    int n = x.size();
    MemorySegment xs = x.segment();
    MemorySegment ys = y.segment();
    if (x.precision() == Precision.SINGLE) {
      FloatLoops.copy(n, xs, x.origin(), x.stride(), ys, y.origin(), y.stride());
    } else {
      DoubleLoops.copy(n, xs, x.origin(), x.stride(), ys, y.origin(), y.stride());
    }
  }

  /**
   * The sum of |x_i|.
   *
   * @param x n elements, read
   * @return the sum
   */
  public static double asum(Vector x) {
    return x.precision() == Precision.SINGLE
        ? FloatLoops.asum(x.size(), x.segment(), x.origin(), x.stride())
        : DoubleLoops.asum(x.size(), x.segment(), x.origin(), x.stride());
  }
}
