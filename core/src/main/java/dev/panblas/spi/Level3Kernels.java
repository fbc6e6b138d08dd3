package dev.panblas.spi;

import dev.panblas.matrix.Matrix;

/**
 * Matrix with matrix. Preconditions: those of {@link BlasKernels}, and shapes that agree.
 *
 * @see <a href="https://doi.org/10.1145/77626.79170">Dongarra, Du Croz, Hammarling, Duff: A Set of
 *     Level 3 Basic Linear Algebra Subprograms, ACM TOMS 16 (1990)</a>
 */
public interface Level3Kernels extends Level2Kernels {

  /**
   * C := alpha A B + beta C. With beta = 0, C is not read. A transposition is a property of an
   * operand: a is row-major or column-major whatever c is.
   *
   * @param alpha not 0
   * @param a m x k, read
   * @param b k x n, read
   * @param beta any value
   * @param c m x n, written
   */
  void gemm(double alpha, Matrix a, Matrix b, double beta, Matrix c);
}
