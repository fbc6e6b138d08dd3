/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.blas;

import dev.panblas.internal.crossover.Crossover;
import dev.panblas.internal.division.DividedKernels;
import dev.panblas.matrix.Diagonal;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Transposition;
import dev.panblas.matrix.Triangle;
import dev.panblas.matrix.Vector;
import dev.panblas.spi.BlasKernels;
import dev.panblas.spi.Routine;
import dev.panblas.spi.Scaling;

/**
 * Level 2: routines on a vector and a band matrix.
 *
 * @see <a href="https://doi.org/10.1145/42288.42291">Dongarra, Du Croz, Hammarling, Hanson: An
 *     Extended Set of FORTRAN Basic Linear Algebra Subprograms, ACM TOMS 14 (1988)</a>
 */
abstract sealed class BandBlas extends Level2Blas permits PackedBlas {

  BandBlas(BlasKernels kernels, Crossover crossover, DividedKernels divided) {
    super(kernels, crossover, divided);
  }

  /**
   * y := alpha op(A) x + beta y for an m x n matrix A with kl diagonals below and ku above the main
   * one. A is stored as the matrix of its diagonals, the uppermost first, each element in the
   * column it has in A: A(i, j) is {@code a(ku + i - j, j)}. A 5 x 4 matrix with kl = 2 and ku = 1:
   *
   * <pre>
   *   A =  11 12  .  .         a =   *  12 23 34      the diagonal above the main one
   *        21 22 23  .              11 22 33 44      the main diagonal
   *        31 32 33 34              21 32 43 54      the first below
   *         . 42 43 44              31 42 53  *      the second below
   *         .  . 53 54
   * </pre>
   *
   * The elements marked * do not belong to A and are not read. A column-major matrix of diagonals
   * is used in place; any other is copied for the call.
   *
   * @param transposition op: A, or A'
   * @param kl the number of diagonals below the main one, 0 or more
   * @param ku the number of diagonals above the main one, 0 or more
   * @param alpha any value; with 0, a and x are not read
   * @param a the diagonals, (kl + 1 + ku) x n, read
   * @param x n elements, or m if transposed, read
   * @param beta any value; with 0, y is not read
   * @param y m elements, or n if transposed, written; does not overlap x or the diagonals, but may
   *     be in the corners of a that are not read
   */
  public void gbmv(
      Transposition transposition,
      int kl,
      int ku,
      double alpha,
      Matrix a,
      Vector x,
      double beta,
      Vector y) {
    Checks.notNull(Routine.GBMV, "transposition", transposition);
    Checks.usable(Routine.GBMV, "a", a, "x", x, "y", y);
    Checks.band(Routine.GBMV, a, kl, ku);
    if (transposition == Transposition.NONE) {
      Checks.agree(Routine.GBMV, "a", a, Extent.COLUMNS, "x", x, Extent.ELEMENTS);
      Checks.samePrecision(Routine.GBMV, "a", a, "y", y);
    } else {
      Checks.agree(Routine.GBMV, "a", a, Extent.COLUMNS, "y", y, Extent.ELEMENTS);
      Checks.samePrecision(Routine.GBMV, "a", a, "x", x);
    }
    Checks.output(Routine.GBMV, "y", y);
    double roundedAlpha = a.precision().round(alpha);
    double roundedBeta = a.precision().round(beta);
    if (y.isEmpty()) {
      return;
    }
    if (x.isEmpty() || roundedAlpha == 0) {
      Scaling.scale(roundedBeta, y);
      return;
    }
    int rows = transposition == Transposition.NONE ? y.size() : x.size();
    Checks.apart(Routine.GBMV, "y", y, "a", a, UsedElements.overlapBand(rows, kl, ku, a, y));
    Checks.apart(Routine.GBMV, "y", y, "x", x);
    try (Packing packing = form.packBand(a, x, y)) {
      Matrix band = packing.inputBand(a);
      packing
          .divided()
          .undivided()
          .gbmv(
              transposition,
              kl,
              ku,
              roundedAlpha,
              band,
              packing.input(x),
              roundedBeta,
              packing.output(roundedBeta, y));
      packing.unpack();
    }
  }

  /**
   * y := alpha A x + beta y for a symmetric A with k diagonals on each side of the main one. One
   * triangle is stored as the matrix of its diagonals, the uppermost first: A(i, j) is {@code a(k +
   * i - j, j)} for an upper triangle and {@code a(i - j, j)} for a lower one. A 4 x 4 matrix with k
   * = 2:
   *
   * <pre>
   *   UPPER   *   * 13 24          LOWER  11 22 33 44
   *           *  12 23 34                 21 32 43  *
   *          11 22 33 44                  31 42  *  *
   * </pre>
   *
   * @param triangle the triangle of A that is stored
   * @param alpha any value; with 0, a and x are not read
   * @param a the diagonals, (k + 1) x n, read
   * @param x n elements, read
   * @param beta any value; with 0, y is not read
   * @param y n elements, written; does not overlap x or the diagonals, but may be in the corners of
   *     a that are not read
   */
  public void sbmv(Triangle triangle, double alpha, Matrix a, Vector x, double beta, Vector y) {
    Checks.notNull(Routine.SBMV, "triangle", triangle);
    Checks.usable(Routine.SBMV, "a", a, "x", x, "y", y);
    Checks.band(Routine.SBMV, a);
    Checks.agree(Routine.SBMV, "a", a, Extent.COLUMNS, "x", x, Extent.ELEMENTS);
    Checks.agree(Routine.SBMV, "a", a, Extent.COLUMNS, "y", y, Extent.ELEMENTS);
    Checks.output(Routine.SBMV, "y", y);
    double roundedAlpha = a.precision().round(alpha);
    double roundedBeta = a.precision().round(beta);
    if (y.isEmpty()) {
      return;
    }
    if (roundedAlpha == 0) {
      Scaling.scale(roundedBeta, y);
      return;
    }
    Checks.apart(
        Routine.SBMV, "y", y, "a", a, UsedElements.overlapBand(triangle, Diagonal.NON_UNIT, a, y));
    Checks.apart(Routine.SBMV, "y", y, "x", x);
    try (Packing packing = form.packBand(a, x, y)) {
      packing
          .divided()
          .undivided()
          .sbmv(
              triangle,
              roundedAlpha,
              packing.inputBand(a),
              packing.input(x),
              roundedBeta,
              packing.output(roundedBeta, y));
      packing.unpack();
    }
  }

  /**
   * x := op(A) x for a triangular A with k diagonals besides the main one, stored as for {@link
   * #sbmv}.
   *
   * @param triangle the triangle of A that is stored
   * @param transposition op: A, or A'
   * @param diagonal whether the main diagonal is stored or unit
   * @param a the diagonals, (k + 1) x n, read
   * @param x n elements, read and written; may be in the corners of a or on its unit diagonal, but
   *     does not overlap what is read of a
   */
  public void tbmv(
      Triangle triangle, Transposition transposition, Diagonal diagonal, Matrix a, Vector x) {
    checkTriangular(Routine.TBMV, triangle, transposition, diagonal, a, x);
    if (x.isEmpty()) {
      return;
    }
    try (Packing packing = form.packBand(a, x, x)) {
      packing
          .divided()
          .undivided()
          .tbmv(triangle, transposition, diagonal, packing.inputBand(a), packing.output(x));
      packing.unpack();
    }
  }

  /**
   * Solves op(A) z = x for a triangular A with k diagonals besides the main one, stored as for
   * {@link #sbmv}; x := z. A zero on the diagonal results in infinities and NaN.
   *
   * @param triangle the triangle of A that is stored
   * @param transposition op: A, or A'
   * @param diagonal whether the main diagonal is stored or unit
   * @param a the diagonals, (k + 1) x n, read
   * @param x n elements, read and written; may be in the corners of a or on its unit diagonal, but
   *     does not overlap what is read of a
   */
  public void tbsv(
      Triangle triangle, Transposition transposition, Diagonal diagonal, Matrix a, Vector x) {
    checkTriangular(Routine.TBSV, triangle, transposition, diagonal, a, x);
    if (x.isEmpty()) {
      return;
    }
    try (Packing packing = form.packBand(a, x, x)) {
      packing
          .divided()
          .undivided()
          .tbsv(triangle, transposition, diagonal, packing.inputBand(a), packing.output(x));
      packing.unpack();
    }
  }

  private static void checkTriangular(
      Routine routine,
      Triangle triangle,
      Transposition transposition,
      Diagonal diagonal,
      Matrix a,
      Vector x) {
    Checks.notNull(routine, "triangle", triangle);
    Checks.notNull(routine, "transposition", transposition);
    Checks.notNull(routine, "diagonal", diagonal);
    Checks.usable(routine, "a", a, "x", x);
    Checks.band(routine, a);
    Checks.agree(routine, "a", a, Extent.COLUMNS, "x", x, Extent.ELEMENTS);
    Checks.output(routine, "x", x);
    Checks.apart(routine, "x", x, "a", a, UsedElements.overlapBand(triangle, diagonal, a, x));
  }
}
