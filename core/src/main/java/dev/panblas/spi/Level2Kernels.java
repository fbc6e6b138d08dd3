/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.spi;

import dev.panblas.matrix.Diagonal;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Triangle;
import dev.panblas.matrix.Vector;

/**
 * Matrix with vector, for a matrix in full storage. Preconditions: those of {@link BlasKernels},
 * and shapes that agree. Of a symmetric or triangular matrix only the named triangle is read or
 * written; it is the triangle of the view, not of its storage.
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
   * @param y m, read unless beta is 0, written
   */
  default void gemv(double alpha, Matrix a, Vector x, double beta, Vector y) {
    if (a.isRowMajor()) {
      for (int i = 0; i < a.rows(); i++) {
        double product = alpha * dot(a.row(i), x);
        y.set(i, beta == 0 ? product : product + beta * y.get(i));
      }
    } else {
      Scaling.scale(beta, y);
      for (int j = 0; j < a.columns(); j++) {
        TriangleLoops.add(this, alpha * x.get(j), a.column(j), y);
      }
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
    if (!a.isRowMajor()) {
      ger(alpha, y, x, a.transposed());
      return;
    }
    for (int i = 0; i < a.rows(); i++) {
      TriangleLoops.add(this, alpha * x.get(i), y, a.row(i));
    }
  }

  /**
   * y := alpha A x + beta y for a symmetric A. With beta = 0, y is not read.
   *
   * @param triangle the triangle of a that is read
   * @param alpha not 0
   * @param a n x n, read
   * @param x n, read
   * @param beta any value
   * @param y n, read unless beta is 0, written
   */
  default void symv(Triangle triangle, double alpha, Matrix a, Vector x, double beta, Vector y) {
    TriangleLoops.multiplySymmetric(this, alpha, StoredTriangle.full(triangle, a), x, beta, y);
  }

  /**
   * A := alpha x x' + A for a symmetric A.
   *
   * @param triangle the triangle of a that is written
   * @param alpha not 0
   * @param x n, read
   * @param a n x n, read and written
   */
  default void syr(Triangle triangle, double alpha, Vector x, Matrix a) {
    TriangleLoops.update(this, alpha, x, StoredTriangle.full(triangle, a));
  }

  /**
   * A := alpha x y' + alpha y x' + A for a symmetric A.
   *
   * @param triangle the triangle of a that is written
   * @param alpha not 0
   * @param x n, read
   * @param y n, read
   * @param a n x n, read and written
   */
  default void syr2(Triangle triangle, double alpha, Vector x, Vector y, Matrix a) {
    TriangleLoops.update(this, alpha, x, y, StoredTriangle.full(triangle, a));
  }

  /**
   * x := A x for a triangular A.
   *
   * @param triangle the triangle of a that is read
   * @param diagonal whether its diagonal is read or taken as 1
   * @param a n x n, read
   * @param x n, read and written
   */
  default void trmv(Triangle triangle, Diagonal diagonal, Matrix a, Vector x) {
    TriangleLoops.multiply(this, StoredTriangle.full(triangle, a), diagonal, x);
  }

  /**
   * Solves A z = x for a triangular A; x := z. The diagonal is not checked: with a zero on it, the
   * result contains infinities or NaN.
   *
   * @param triangle the triangle of a that is read
   * @param diagonal whether its diagonal is read or taken as 1
   * @param a n x n, read
   * @param x n, read and written
   */
  default void trsv(Triangle triangle, Diagonal diagonal, Matrix a, Vector x) {
    TriangleLoops.solve(this, StoredTriangle.full(triangle, a), diagonal, x);
  }
}
