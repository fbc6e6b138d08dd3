/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.spi;

import dev.panblas.matrix.Diagonal;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Transposition;
import dev.panblas.matrix.Triangle;
import dev.panblas.matrix.Vector;

/**
 * Band matrix with vector. A band matrix is stored as the column-major {@link Matrix} of its
 * diagonals, as shown at {@link dev.panblas.blas.Blas#gbmv}. Its elements outside the band are
 * neither read nor written. Preconditions: those of {@link BlasKernels}, and shapes that agree.
 *
 * @see <a href="https://doi.org/10.1145/42288.42291">Dongarra, Du Croz, Hammarling, Hanson: An
 *     Extended Set of FORTRAN Basic Linear Algebra Subprograms, ACM TOMS 14 (1988)</a>
 */
public interface BandKernels extends Level1Kernels {

  /**
   * y := alpha op(A) x + beta y for an m x n matrix A with kl diagonals below the main one and ku
   * above it. With beta = 0, y is not read.
   *
   * @param transposition op
   * @param kl 0 or more
   * @param ku 0 or more
   * @param alpha not 0
   * @param a (kl + 1 + ku) x n, column-major, read
   * @param x n, or m if transposed, read
   * @param beta any value
   * @param y m, or n if transposed, read unless beta is 0, written
   */
  default void gbmv(
      Transposition transposition,
      int kl,
      int ku,
      double alpha,
      Matrix a,
      Vector x,
      double beta,
      Vector y) {
    boolean asIs = transposition == Transposition.NONE;
    int m = asIs ? y.size() : x.size();
    Scaling.scale(beta, y);
    for (int j = 0; j < a.columns(); j++) {
      int first = Math.max(0, j - ku);
      int rows = Math.min(m - first, j - first + kl + 1); // j - first <= ku, so the sum fits
      if (rows <= 0) {
        continue;
      }
      Vector column = a.column(j).slice(ku + first - j, rows);
      if (asIs) {
        TriangleLoops.add(this, alpha * x.get(j), column, y.slice(first, rows));
      } else {
        y.set(j, y.get(j) + alpha * dot(column, x.slice(first, rows)));
      }
    }
  }

  /**
   * y := alpha A x + beta y for a symmetric A with k diagonals on each side of the main one. With
   * beta = 0, y is not read.
   *
   * @param triangle the triangle of A that is stored
   * @param alpha not 0
   * @param a (k + 1) x n, column-major, read
   * @param x n, read
   * @param beta any value
   * @param y n, read unless beta is 0, written
   */
  default void sbmv(Triangle triangle, double alpha, Matrix a, Vector x, double beta, Vector y) {
    StoredTriangle stored = StoredTriangle.band(triangle, Transposition.NONE, a);
    TriangleLoops.multiplySymmetric(this, alpha, stored, x, beta, y);
  }

  /**
   * x := op(A) x for a triangular A with k diagonals besides the main one.
   *
   * @param triangle the triangle of A that is stored
   * @param transposition op
   * @param diagonal whether the main diagonal is read or taken as 1
   * @param a (k + 1) x n, column-major, read
   * @param x n, read and written
   */
  default void tbmv(
      Triangle triangle, Transposition transposition, Diagonal diagonal, Matrix a, Vector x) {
    TriangleLoops.multiply(this, StoredTriangle.band(triangle, transposition, a), diagonal, x);
  }

  /**
   * Solves op(A) z = x for a triangular A with k diagonals besides the main one; x := z. The
   * diagonal is not checked: with a zero on it, the result contains infinities or NaN.
   *
   * @param triangle the triangle of A that is stored
   * @param transposition op
   * @param diagonal whether the main diagonal is read or taken as 1
   * @param a (k + 1) x n, column-major, read
   * @param x n, read and written
   */
  default void tbsv(
      Triangle triangle, Transposition transposition, Diagonal diagonal, Matrix a, Vector x) {
    TriangleLoops.solve(this, StoredTriangle.band(triangle, transposition, a), diagonal, x);
  }
}
