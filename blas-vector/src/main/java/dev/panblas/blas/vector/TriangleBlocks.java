/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.blas.vector;

import dev.panblas.matrix.Diagonal;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Side;
import dev.panblas.matrix.Triangle;
import dev.panblas.matrix.Vector;
import dev.panblas.spi.Scaling;

/**
 * trsm, trmm and symm in terms of gemm, trsv, trmv and symv in terms of gemv. The matrix is halved
 * until a diagonal block is small; the block beside it is one or two products.
 *
 * @see <a href="https://doi.org/10.1145/292395.292412">Kågström, Ling, Van Loan: GEMM-Based Level 3
 *     BLAS, ACM TOMS 24 (1998)</a>
 */
final class TriangleBlocks {

  /** The most rows of a triangle that is not halved. */
  static final int SMALL = 32;

  /** The most rows of a symmetric matrix that is not halved: all of it is copied. */
  static final int SMALL_SYMMETRIC = 64;

  private TriangleBlocks() {}

  /** Solves A Z = alpha B, or Z A = alpha B, for a triangular A; B := Z. B may be a column. */
  static void solve(
      VectorKernels kernels,
      Side side,
      Triangle triangle,
      Diagonal diagonal,
      double alpha,
      Matrix a,
      Matrix b) {
    if (side == Side.RIGHT) {
      Triangle other = triangle.transposed();
      solve(kernels, Side.LEFT, other, diagonal, alpha, a.transposed(), b.transposed());
      return;
    }
    int n = a.rows();
    if (n <= SMALL) {
      Scaling.scale(alpha, b);
      if (b.precision() == Precision.SINGLE) {
        FloatTriangle.solve(triangle, diagonal, a, b);
      } else {
        DoubleTriangle.solve(triangle, diagonal, a, b);
      }
      return;
    }
    int half = n / 2;
    boolean upper = triangle == Triangle.UPPER;
    int solved = upper ? half : 0; // the first of the rows that are solved first
    int others = upper ? 0 : half;
    int count = upper ? n - half : half;
    Matrix rows = b.block(solved, 0, count, b.columns());
    Matrix rest = b.block(others, 0, n - count, b.columns());
    solve(kernels, side, triangle, diagonal, alpha, a.block(solved, solved, count, count), rows);
    multiply(kernels, -1, a.block(others, solved, n - count, count), rows, alpha, rest);
    Matrix last = a.block(others, others, n - count, n - count);
    solve(kernels, side, triangle, diagonal, 1, last, rest);
  }

  /** B := alpha A B, or alpha B A, for a triangular A. B may be a column. */
  static void multiply(
      VectorKernels kernels,
      Side side,
      Triangle triangle,
      Diagonal diagonal,
      double alpha,
      Matrix a,
      Matrix b) {
    if (side == Side.RIGHT) {
      Triangle other = triangle.transposed();
      multiply(kernels, Side.LEFT, other, diagonal, alpha, a.transposed(), b.transposed());
      return;
    }
    int n = a.rows();
    if (n <= SMALL) {
      if (b.precision() == Precision.SINGLE) {
        FloatTriangle.multiply(triangle, diagonal, (float) alpha, a, b);
      } else {
        DoubleTriangle.multiply(triangle, diagonal, alpha, a, b);
      }
      return;
    }
    int half = n / 2;
    boolean upper = triangle == Triangle.UPPER;
    int dependent = upper ? 0 : half; // the first of the rows that depend on all rows of B
    int others = upper ? half : 0;
    int count = upper ? half : n - half;
    Matrix rows = b.block(dependent, 0, count, b.columns());
    Matrix rest = b.block(others, 0, n - count, b.columns());
    Matrix first = a.block(dependent, dependent, count, count);
    multiply(kernels, side, triangle, diagonal, alpha, first, rows);
    multiply(kernels, alpha, a.block(dependent, others, count, n - count), rest, 1, rows);
    Matrix last = a.block(others, others, n - count, n - count);
    multiply(kernels, side, triangle, diagonal, alpha, last, rest);
  }

  /** C := alpha A B + beta C, where B and C may be columns. */
  private static void multiply(
      VectorKernels kernels, double alpha, Matrix a, Matrix b, double beta, Matrix c) {
    if (c.columns() == 1) {
      kernels.gemv(alpha, a, b.column(0), beta, c.column(0));
    } else {
      kernels.gemm(alpha, a, b, beta, c);
    }
  }

  /** C := alpha A B + beta C, or alpha B A + beta C, for a symmetric A. */
  static void multiplySymmetric(
      VectorKernels kernels,
      Side side,
      Triangle triangle,
      double alpha,
      Matrix a,
      Matrix b,
      double beta,
      Matrix c) {
    if (side == Side.RIGHT) {
      Matrix bt = b.transposed();
      Matrix ct = c.transposed();
      multiplySymmetric(kernels, Side.LEFT, triangle, alpha, a, bt, beta, ct);
      return;
    }
    int n = a.rows();
    if (n <= SMALL_SYMMETRIC) {
      if (c.precision() == Precision.SINGLE) {
        FloatTriangle.multiplySymmetric(triangle, (float) alpha, a, b, (float) beta, c);
      } else {
        DoubleTriangle.multiplySymmetric(triangle, alpha, a, b, beta, c);
      }
      return;
    }
    int half = n / 2;
    int rest = n - half;
    Matrix below = below(triangle, a, half);
    Matrix top = b.block(0, 0, half, b.columns());
    Matrix bottom = b.block(half, 0, rest, b.columns());
    Matrix first = c.block(0, 0, half, c.columns());
    Matrix last = c.block(half, 0, rest, c.columns());
    Matrix a11 = a.block(0, 0, half, half);
    Matrix a22 = a.block(half, half, rest, rest);
    multiplySymmetric(kernels, side, triangle, alpha, a11, top, beta, first);
    kernels.gemm(alpha, below.transposed(), bottom, 1, first);
    multiplySymmetric(kernels, side, triangle, alpha, a22, bottom, beta, last);
    kernels.gemm(alpha, below, top, 1, last);
  }

  /** y := alpha A x + beta y for a symmetric A. */
  static void multiplySymmetric(
      VectorKernels kernels,
      Triangle triangle,
      double alpha,
      Matrix a,
      Vector x,
      double beta,
      Vector y) {
    int n = a.rows();
    if (n <= SMALL_SYMMETRIC) {
      if (a.precision() == Precision.SINGLE) {
        FloatTriangle.multiplySymmetric(triangle, (float) alpha, a, x, (float) beta, y);
      } else {
        DoubleTriangle.multiplySymmetric(triangle, alpha, a, x, beta, y);
      }
      return;
    }
    int half = n / 2;
    int rest = n - half;
    Matrix below = below(triangle, a, half);
    Vector top = x.slice(0, half);
    Vector bottom = x.slice(half, rest);
    Vector first = y.slice(0, half);
    Vector last = y.slice(half, rest);
    Matrix a11 = a.block(0, 0, half, half);
    Matrix a22 = a.block(half, half, rest, rest);
    multiplySymmetric(kernels, triangle, alpha, a11, top, beta, first);
    kernels.gemv(alpha, below.transposed(), bottom, 1, first);
    multiplySymmetric(kernels, triangle, alpha, a22, bottom, beta, last);
    kernels.gemv(alpha, below, top, 1, last);
  }

  /** The block below the diagonal blocks of a symmetric matrix. */
  private static Matrix below(Triangle triangle, Matrix a, int half) {
    int rest = a.rows() - half;
    return triangle == Triangle.LOWER
        ? a.block(half, 0, rest, half)
        : a.block(0, half, half, rest).transposed();
  }
}
