/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.spi;

import dev.panblas.matrix.Diagonal;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.MatrixBatch;
import dev.panblas.matrix.Side;
import dev.panblas.matrix.Triangle;

/**
 * Matrix with matrix. Preconditions: those of {@link BlasKernels}, and shapes that agree. A
 * transposition is a property of an operand: each may be row-major or column-major independently of
 * the others, unless a parameter says otherwise. Of a symmetric or triangular matrix only the named
 * triangle is read or written; it is the triangle of the view.
 *
 * <p>The defaults call {@link #gemm} and are as fast as gemm on large operands.
 *
 * @see <a href="https://doi.org/10.1145/77626.79170">Dongarra, Du Croz, Hammarling, Duff: A Set of
 *     Level 3 Basic Linear Algebra Subprograms, ACM TOMS 16 (1990)</a>
 */
public interface Level3Kernels extends Level2Kernels {

  /**
   * C := alpha A B + beta C. With beta = 0, C is not read.
   *
   * @param alpha not 0
   * @param a m x k, read
   * @param b k x n, read
   * @param beta any value
   * @param c m x n, read unless beta is 0, written
   */
  void gemm(double alpha, Matrix a, Matrix b, double beta, Matrix c);

  /**
   * C := alpha A B + beta C, or alpha B A + beta C, for a symmetric A. With beta = 0, C is not
   * read.
   *
   * @param side the side of A in the product
   * @param triangle the triangle of a that is read
   * @param alpha not 0
   * @param a m x m on the left, n x n on the right, read
   * @param b m x n, of the same order as c, read
   * @param beta any value
   * @param c m x n, read unless beta is 0, written
   */
  default void symm(
      Side side, Triangle triangle, double alpha, Matrix a, Matrix b, double beta, Matrix c) {
    TriangleProducts.symmetric(this, side, triangle, alpha, a, b, beta, c);
  }

  /**
   * C := alpha A A' + beta C for a symmetric C. With beta = 0, C is not read.
   *
   * @param triangle the triangle of c that is written
   * @param alpha not 0
   * @param a n x k, read
   * @param beta any value
   * @param c n x n, read unless beta is 0, written
   */
  default void syrk(Triangle triangle, double alpha, Matrix a, double beta, Matrix c) {
    gemmt(triangle, alpha, a, a.transposed(), beta, c);
  }

  /**
   * C := alpha A B' + alpha B A' + beta C for a symmetric C. With beta = 0, C is not read.
   *
   * @param triangle the triangle of c that is written
   * @param alpha not 0
   * @param a n x k, read
   * @param b n x k, of the same order as a, read
   * @param beta any value
   * @param c n x n, read unless beta is 0, written
   */
  default void syr2k(Triangle triangle, double alpha, Matrix a, Matrix b, double beta, Matrix c) {
    gemmt(triangle, alpha, a, b.transposed(), beta, c);
    gemmt(triangle, alpha, b, a.transposed(), 1, c);
  }

  /**
   * B := alpha A B, or alpha B A, for a triangular A.
   *
   * @param side the side of A in the product
   * @param triangle the triangle of a that is read
   * @param diagonal whether its diagonal is read or taken as 1
   * @param alpha not 0
   * @param a m x m on the left, n x n on the right, read
   * @param b m x n, read and written
   */
  default void trmm(
      Side side, Triangle triangle, Diagonal diagonal, double alpha, Matrix a, Matrix b) {
    TriangleProducts.multiply(this, side, triangle, diagonal, alpha, a, b);
  }

  /**
   * Solves A Z = alpha B, or Z A = alpha B, for a triangular A; B := Z. The diagonal is not
   * checked: with a zero on it, the result contains infinities or NaN.
   *
   * @param side the side of A in the product
   * @param triangle the triangle of a that is read
   * @param diagonal whether its diagonal is read or taken as 1
   * @param alpha not 0
   * @param a m x m on the left, n x n on the right, read
   * @param b m x n, read and written
   */
  default void trsm(
      Side side, Triangle triangle, Diagonal diagonal, double alpha, Matrix a, Matrix b) {
    TriangleProducts.solve(this, side, triangle, diagonal, alpha, a, b);
  }

  /**
   * One triangle of C := alpha A B + beta C. With beta = 0, C is not read.
   *
   * @param triangle the triangle of c that is written
   * @param alpha not 0
   * @param a n x k, read
   * @param b k x n, read
   * @param beta any value
   * @param c n x n, read unless beta is 0, written
   */
  default void gemmt(Triangle triangle, double alpha, Matrix a, Matrix b, double beta, Matrix c) {
    TriangleProducts.triangleOf(this, triangle, alpha, a, b, beta, c);
  }

  /**
   * C_i := alpha A_i B_i + beta C_i for each i. With beta = 0, the C_i are not read.
   *
   * @param alpha not 0
   * @param a matrices of m x k, read
   * @param b matrices of k x n, as many as in a, read
   * @param beta any value
   * @param c matrices of m x n, as many as in a, read unless beta is 0, written
   */
  default void gemmBatch(double alpha, MatrixBatch a, MatrixBatch b, double beta, MatrixBatch c) {
    for (int i = 0; i < c.count(); i++) {
      gemm(alpha, a.matrix(i), b.matrix(i), beta, c.matrix(i));
    }
  }

  /**
   * B := alpha A.
   *
   * @param alpha not 0
   * @param a m x n, read
   * @param b m x n, of any order, written
   */
  default void omatcopy(double alpha, Matrix a, Matrix b) {
    b.copyFrom(a);
    Scaling.scale(alpha, b);
  }
}
