/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.spi;

import dev.panblas.matrix.Diagonal;
import dev.panblas.matrix.Transposition;
import dev.panblas.matrix.Triangle;
import dev.panblas.matrix.Vector;

/**
 * Packed matrix with vector. A packed matrix stores one triangle column by column in a vector of
 * n(n + 1)/2 elements with stride 1, as shown at {@link dev.panblas.blas.Blas#spmv}. Preconditions:
 * those of {@link BlasKernels}, and sizes that agree.
 *
 * @see <a href="https://doi.org/10.1145/42288.42291">Dongarra, Du Croz, Hammarling, Hanson: An
 *     Extended Set of FORTRAN Basic Linear Algebra Subprograms, ACM TOMS 14 (1988)</a>
 */
public interface PackedKernels extends Level1Kernels {

  /**
   * y := alpha A x + beta y for a symmetric A. With beta = 0, y is not read.
   *
   * @param triangle the triangle of A that is stored
   * @param alpha not 0
   * @param ap n(n + 1)/2, stride 1, read
   * @param x n, read
   * @param beta any value
   * @param y n, read unless beta is 0, written
   */
  default void spmv(Triangle triangle, double alpha, Vector ap, Vector x, double beta, Vector y) {
    StoredTriangle stored = StoredTriangle.packed(triangle, Transposition.NONE, ap, x.size());
    TriangleLoops.multiplySymmetric(this, alpha, stored, x, beta, y);
  }

  /**
   * x := op(A) x for a triangular A.
   *
   * @param triangle the triangle of A that is stored
   * @param transposition op
   * @param diagonal whether the diagonal is read or taken as 1
   * @param ap n(n + 1)/2, stride 1, read
   * @param x n, read and written
   */
  default void tpmv(
      Triangle triangle, Transposition transposition, Diagonal diagonal, Vector ap, Vector x) {
    StoredTriangle stored = StoredTriangle.packed(triangle, transposition, ap, x.size());
    TriangleLoops.multiply(this, stored, diagonal, x);
  }

  /**
   * Solves op(A) z = x for a triangular A; x := z. The diagonal is not checked: with a zero on it,
   * the result contains infinities or NaN.
   *
   * @param triangle the triangle of A that is stored
   * @param transposition op
   * @param diagonal whether the diagonal is read or taken as 1
   * @param ap n(n + 1)/2, stride 1, read
   * @param x n, read and written
   */
  default void tpsv(
      Triangle triangle, Transposition transposition, Diagonal diagonal, Vector ap, Vector x) {
    StoredTriangle stored = StoredTriangle.packed(triangle, transposition, ap, x.size());
    TriangleLoops.solve(this, stored, diagonal, x);
  }

  /**
   * A := alpha x x' + A for a symmetric A.
   *
   * @param triangle the triangle of A that is stored
   * @param alpha not 0
   * @param x n, read
   * @param ap n(n + 1)/2, stride 1, read and written
   */
  default void spr(Triangle triangle, double alpha, Vector x, Vector ap) {
    StoredTriangle stored = StoredTriangle.packed(triangle, Transposition.NONE, ap, x.size());
    TriangleLoops.update(this, alpha, x, stored);
  }

  /**
   * A := alpha x y' + alpha y x' + A for a symmetric A.
   *
   * @param triangle the triangle of A that is stored
   * @param alpha not 0
   * @param x n, read
   * @param y n, read
   * @param ap n(n + 1)/2, stride 1, read and written
   */
  default void spr2(Triangle triangle, double alpha, Vector x, Vector y, Vector ap) {
    StoredTriangle stored = StoredTriangle.packed(triangle, Transposition.NONE, ap, x.size());
    TriangleLoops.update(this, alpha, x, y, stored);
  }
}
