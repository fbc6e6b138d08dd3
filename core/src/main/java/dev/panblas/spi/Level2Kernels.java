package dev.panblas.spi;

import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Vector;

/**
 * Matrix with vector. Preconditions: those of {@link BlasKernels}, and shapes that agree.
 *
 * @see <a href="https://doi.org/10.1145/42288.42291">Dongarra, Du Croz, Hammarling, Hanson: An
 *     Extended Set of FORTRAN Basic Linear Algebra Subprograms, ACM TOMS 14 (1988)</a>
 */
public interface Level2Kernels extends Level1Kernels {

  /**
   * y := alpha A x + beta y. With beta = 0, y is not read.
   *
   * @param alpha not 0
   * @param a m x n, read
   * @param x n, read
   * @param beta any value
   * @param y m, written
   */
  default void gemv(double alpha, Matrix a, Vector x, double beta, Vector y) {
    for (int i = 0; i < a.rows(); i++) {
      double product = alpha * dot(a.row(i), x);
      y.set(i, beta == 0 ? product : product + beta * y.get(i));
    }
  }

  /**
   * A := alpha x y' + A.
   *
   * @param alpha not 0
   * @param x m, read
   * @param y n, read
   * @param a m x n, read and written
   */
  default void ger(double alpha, Vector x, Vector y, Matrix a) {
    for (int i = 0; i < a.rows(); i++) {
      double factor = a.precision().round(alpha * x.get(i));
      if (factor != 0) {
        axpy(factor, y, a.row(i));
      }
    }
  }
}
