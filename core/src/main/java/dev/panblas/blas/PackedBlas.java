/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.blas;

import dev.panblas.internal.crossover.Crossover;
import dev.panblas.internal.division.DividedKernels;
import dev.panblas.matrix.Diagonal;
import dev.panblas.matrix.Transposition;
import dev.panblas.matrix.Triangle;
import dev.panblas.matrix.Vector;
import dev.panblas.spi.BlasKernels;
import dev.panblas.spi.Routine;
import dev.panblas.spi.Scaling;

/**
 * Level 2: routines on a vector and a packed matrix.
 *
 * @see <a href="https://doi.org/10.1145/42288.42291">Dongarra, Du Croz, Hammarling, Hanson: An
 *     Extended Set of FORTRAN Basic Linear Algebra Subprograms, ACM TOMS 14 (1988)</a>
 */
abstract sealed class PackedBlas extends BandBlas permits Level3Blas {

  PackedBlas(BlasKernels kernels, Crossover crossover, DividedKernels divided) {
    super(kernels, crossover, divided);
  }

  /**
   * y := alpha A x + beta y for a symmetric A. One triangle is stored in a vector, in column-major
   * order: A(i, j) is {@code ap(i + j(j + 1)/2)} for an upper triangle and {@code ap(i + j(2n - j -
   * 1)/2)} for a lower one. A 3 x 3 matrix:
   *
   * <pre>
   *   UPPER  11 12 22 13 23 33          LOWER  11 21 31 22 32 33
   * </pre>
   *
   * An upper triangle in row-major order is the lower triangle of A' in column-major order. A
   * contiguous vector is used in place; any other is copied for the call.
   *
   * @param triangle the triangle of A that is stored
   * @param alpha any value; with 0, ap and x are not read
   * @param ap n(n + 1)/2 elements, read
   * @param x n elements, read
   * @param beta any value; with 0, y is not read
   * @param y n elements, written; does not overlap ap or x
   */
  public void spmv(Triangle triangle, double alpha, Vector ap, Vector x, double beta, Vector y) {
    Checks.notNull(Routine.SPMV, "triangle", triangle);
    Checks.usable(Routine.SPMV, "ap", ap, "x", x, "y", y);
    Checks.agree(Routine.SPMV, "x", x, Extent.ELEMENTS, "y", y, Extent.ELEMENTS);
    Checks.packed(Routine.SPMV, ap, "x", x);
    Checks.output(Routine.SPMV, "y", y);
    double roundedAlpha = x.precision().round(alpha);
    double roundedBeta = x.precision().round(beta);
    if (y.isEmpty()) {
      return;
    }
    if (roundedAlpha == 0) {
      Scaling.scale(roundedBeta, y);
      return;
    }
    Checks.apart(Routine.SPMV, "y", y, "ap", ap, "x", x);
    try (Packing packing = form.packPacked(ap, x, y)) {
      packing
          .divided()
          .undivided()
          .spmv(
              triangle,
              roundedAlpha,
              packing.inputPacked(ap),
              packing.input(x),
              roundedBeta,
              packing.output(roundedBeta, y));
      packing.unpack();
    }
  }

  /**
   * x := op(A) x for a triangular A, stored as for {@link #spmv}.
   *
   * @param triangle the triangle of A that is stored
   * @param transposition op: A, or A'
   * @param diagonal whether the diagonal is stored or unit
   * @param ap n(n + 1)/2 elements, read
   * @param x n elements, read and written; may be on a unit diagonal in ap, but does not overlap
   *     what is read of ap
   */
  public void tpmv(
      Triangle triangle, Transposition transposition, Diagonal diagonal, Vector ap, Vector x) {
    checkTriangular(Routine.TPMV, triangle, transposition, diagonal, ap, x);
    if (x.isEmpty()) {
      return;
    }
    try (Packing packing = form.packPacked(ap, x, x)) {
      packing
          .divided()
          .undivided()
          .tpmv(triangle, transposition, diagonal, packing.inputPacked(ap), packing.output(x));
      packing.unpack();
    }
  }

  /**
   * Solves op(A) z = x for a triangular A, stored as for {@link #spmv}; x := z. A zero on the
   * diagonal results in infinities and NaN.
   *
   * @param triangle the triangle of A that is stored
   * @param transposition op: A, or A'
   * @param diagonal whether the diagonal is stored or unit
   * @param ap n(n + 1)/2 elements, read
   * @param x n elements, read and written; may be on a unit diagonal in ap, but does not overlap
   *     what is read of ap
   */
  public void tpsv(
      Triangle triangle, Transposition transposition, Diagonal diagonal, Vector ap, Vector x) {
    checkTriangular(Routine.TPSV, triangle, transposition, diagonal, ap, x);
    if (x.isEmpty()) {
      return;
    }
    try (Packing packing = form.packPacked(ap, x, x)) {
      packing
          .divided()
          .undivided()
          .tpsv(triangle, transposition, diagonal, packing.inputPacked(ap), packing.output(x));
      packing.unpack();
    }
  }

  /**
   * A := alpha x x' + A for a symmetric A, stored as for {@link #spmv}. With alpha = 0, nothing is
   * read or written.
   *
   * @param triangle the triangle of A that is stored
   * @param alpha any value
   * @param x n elements, read
   * @param ap n(n + 1)/2 elements, read and written; does not overlap x
   */
  public void spr(Triangle triangle, double alpha, Vector x, Vector ap) {
    Checks.notNull(Routine.SPR, "triangle", triangle);
    Checks.usable(Routine.SPR, "x", x, "ap", ap);
    Checks.packed(Routine.SPR, ap, "x", x);
    Checks.output(Routine.SPR, "ap", ap);
    double roundedAlpha = x.precision().round(alpha);
    if (x.isEmpty() || roundedAlpha == 0) {
      return;
    }
    Checks.apart(Routine.SPR, "ap", ap, "x", x);
    try (Packing packing = form.packPacked(ap, x, x)) {
      packing
          .divided()
          .undivided()
          .spr(triangle, roundedAlpha, packing.input(x), packing.outputPacked(ap));
      packing.unpack();
    }
  }

  /**
   * A := alpha x y' + alpha y x' + A for a symmetric A, stored as for {@link #spmv}. With alpha =
   * 0, nothing is read or written.
   *
   * @param triangle the triangle of A that is stored
   * @param alpha any value
   * @param x n elements, read
   * @param y n elements, read; may overlap x
   * @param ap n(n + 1)/2 elements, read and written; does not overlap x or y
   */
  public void spr2(Triangle triangle, double alpha, Vector x, Vector y, Vector ap) {
    Checks.notNull(Routine.SPR2, "triangle", triangle);
    Checks.usable(Routine.SPR2, "x", x, "y", y, "ap", ap);
    Checks.agree(Routine.SPR2, "x", x, Extent.ELEMENTS, "y", y, Extent.ELEMENTS);
    Checks.packed(Routine.SPR2, ap, "x", x);
    Checks.output(Routine.SPR2, "ap", ap);
    double roundedAlpha = x.precision().round(alpha);
    if (x.isEmpty() || roundedAlpha == 0) {
      return;
    }
    Checks.apart(Routine.SPR2, "ap", ap, "x", x, "y", y);
    try (Packing packing = form.packPacked(ap, x, y)) {
      packing
          .divided()
          .undivided()
          .spr2(
              triangle, roundedAlpha, packing.input(x), packing.input(y), packing.outputPacked(ap));
      packing.unpack();
    }
  }

  private static void checkTriangular(
      Routine routine,
      Triangle triangle,
      Transposition transposition,
      Diagonal diagonal,
      Vector ap,
      Vector x) {
    Checks.notNull(routine, "triangle", triangle);
    Checks.notNull(routine, "transposition", transposition);
    Checks.notNull(routine, "diagonal", diagonal);
    Checks.usable(routine, "ap", ap, "x", x);
    Checks.packed(routine, ap, "x", x);
    Checks.output(routine, "x", x);
    Checks.apart(routine, "x", x, "ap", ap, UsedElements.overlapPacked(triangle, diagonal, ap, x));
  }
}
