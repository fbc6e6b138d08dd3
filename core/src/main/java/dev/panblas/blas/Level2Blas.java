/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.blas;

import dev.panblas.internal.crossover.Crossover;
import dev.panblas.internal.crossover.SmallRoutines;
import dev.panblas.internal.division.DividedKernels;
import dev.panblas.matrix.Diagonal;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Triangle;
import dev.panblas.matrix.Vector;
import dev.panblas.spi.BlasKernels;
import dev.panblas.spi.Routine;
import dev.panblas.spi.Scaling;

/**
 * Level 2: routines on a vector and a matrix in full storage.
 *
 * @see <a href="https://doi.org/10.1145/42288.42291">Dongarra, Du Croz, Hammarling, Hanson: An
 *     Extended Set of FORTRAN Basic Linear Algebra Subprograms, ACM TOMS 14 (1988)</a>
 */
abstract sealed class Level2Blas extends Level1Blas permits BandBlas {

  Level2Blas(BlasKernels kernels, Crossover crossover, DividedKernels divided) {
    super(kernels, crossover, divided);
  }

  /**
   * y := alpha A x + beta y.
   *
   * @param alpha any value; with 0, a and x are not read
   * @param a m x n, read
   * @param x n elements, read
   * @param beta any value; with 0, y is not read
   * @param y m elements, written; does not overlap a or x
   */
  public void gemv(double alpha, Matrix a, Vector x, double beta, Vector y) {
    Checks.usable(Routine.GEMV, "a", a, "x", x, "y", y);
    Checks.agree(Routine.GEMV, "a", a, Extent.COLUMNS, "x", x, Extent.ELEMENTS);
    Checks.agree(Routine.GEMV, "a", a, Extent.ROWS, "y", y, Extent.ELEMENTS);
    Checks.output(Routine.GEMV, "y", y);
    double roundedAlpha = a.precision().round(alpha);
    double roundedBeta = a.precision().round(beta);
    if (y.isEmpty()) {
      return;
    }
    if (x.isEmpty() || roundedAlpha == 0) {
      Scaling.scale(roundedBeta, y);
      return;
    }
    Checks.apart(Routine.GEMV, "y", y, "a", a, "x", x);
    if (crossover.takesGemv(a.rows(), a.columns())) {
      SmallRoutines.gemv(roundedAlpha, a, x, roundedBeta, y);
      return;
    }
    try (Packing packing = form.pack(OperandForm.describes(a, x, y), a, x, y)) {
      packing
          .divided()
          .gemv(
              roundedAlpha,
              packing.input(a),
              packing.input(x),
              roundedBeta,
              packing.output(roundedBeta, y));
      packing.unpack();
    }
  }

  /**
   * A := alpha x y' + A. With alpha = 0, nothing is read or written.
   *
   * @param alpha any value
   * @param x m elements, read
   * @param y n elements, read
   * @param a m x n, read and written; does not overlap x or y
   */
  public void ger(double alpha, Vector x, Vector y, Matrix a) {
    Checks.usable(Routine.GER, "x", x, "y", y, "a", a);
    Checks.agree(Routine.GER, "a", a, Extent.ROWS, "x", x, Extent.ELEMENTS);
    Checks.agree(Routine.GER, "a", a, Extent.COLUMNS, "y", y, Extent.ELEMENTS);
    Checks.output(Routine.GER, "a", a);
    double roundedAlpha = a.precision().round(alpha);
    if (a.isEmpty() || roundedAlpha == 0) {
      return;
    }
    Checks.apart(Routine.GER, "a", a, "x", x, "y", y);
    try (Packing packing = form.pack(OperandForm.describes(a, x, y), a, x, y)) {
      packing.divided().ger(roundedAlpha, packing.input(x), packing.input(y), packing.output(a));
      packing.unpack();
    }
  }

  /**
   * y := alpha A x + beta y for a symmetric A.
   *
   * @param triangle the triangle of a that is read
   * @param alpha any value; with 0, a and x are not read
   * @param a n x n, read
   * @param x n elements, read
   * @param beta any value; with 0, y is not read
   * @param y n elements, written; does not overlap x or that triangle of a
   */
  public void symv(Triangle triangle, double alpha, Matrix a, Vector x, double beta, Vector y) {
    Checks.notNull(Routine.SYMV, "triangle", triangle);
    Checks.usable(Routine.SYMV, "a", a, "x", x, "y", y);
    Checks.square(Routine.SYMV, "a", a);
    Checks.agree(Routine.SYMV, "a", a, Extent.COLUMNS, "x", x, Extent.ELEMENTS);
    Checks.agree(Routine.SYMV, "a", a, Extent.ROWS, "y", y, Extent.ELEMENTS);
    Checks.output(Routine.SYMV, "y", y);
    double roundedAlpha = a.precision().round(alpha);
    double roundedBeta = a.precision().round(beta);
    if (y.isEmpty()) {
      return;
    }
    if (roundedAlpha == 0) {
      Scaling.scale(roundedBeta, y);
      return;
    }
    Checks.apart(Routine.SYMV, "y", y, "a", a, UsedElements.overlap(triangle, a, y));
    Checks.apart(Routine.SYMV, "y", y, "x", x);
    try (Packing packing = form.pack(OperandForm.describes(a, x, y), a, x, y)) {
      packing
          .divided()
          .symv(
              triangle,
              roundedAlpha,
              packing.input(a),
              packing.input(x),
              roundedBeta,
              packing.output(roundedBeta, y));
      packing.unpack();
    }
  }

  /**
   * A := alpha x x' + A for a symmetric A. With alpha = 0, nothing is read or written.
   *
   * @param triangle the triangle of a that is read and written
   * @param alpha any value
   * @param x n elements, read
   * @param a n x n, its triangle is read and written; x may be in the other one, but not in this
   */
  public void syr(Triangle triangle, double alpha, Vector x, Matrix a) {
    Checks.notNull(Routine.SYR, "triangle", triangle);
    Checks.usable(Routine.SYR, "x", x, "a", a);
    Checks.square(Routine.SYR, "a", a);
    Checks.agree(Routine.SYR, "a", a, Extent.ROWS, "x", x, Extent.ELEMENTS);
    Checks.output(Routine.SYR, "a", a);
    double roundedAlpha = a.precision().round(alpha);
    if (a.isEmpty() || roundedAlpha == 0) {
      return;
    }
    Checks.apart(Routine.SYR, "a", a, "x", x, UsedElements.overlap(triangle, a, x));
    try (Packing packing = form.pack(OperandForm.describes(a, x), a, x)) {
      packing.divided().syr(triangle, roundedAlpha, packing.input(x), packing.output(triangle, a));
      packing.unpack();
    }
  }

  /**
   * A := alpha x y' + alpha y x' + A for a symmetric A. With alpha = 0, nothing is read or written.
   *
   * @param triangle the triangle of a that is read and written
   * @param alpha any value
   * @param x n elements, read
   * @param y n elements, read; may overlap x
   * @param a n x n, its triangle is read and written; x and y may be in the other one, but not in
   *     this
   */
  public void syr2(Triangle triangle, double alpha, Vector x, Vector y, Matrix a) {
    Checks.notNull(Routine.SYR2, "triangle", triangle);
    Checks.usable(Routine.SYR2, "x", x, "y", y, "a", a);
    Checks.square(Routine.SYR2, "a", a);
    Checks.agree(Routine.SYR2, "a", a, Extent.ROWS, "x", x, Extent.ELEMENTS);
    Checks.agree(Routine.SYR2, "a", a, Extent.COLUMNS, "y", y, Extent.ELEMENTS);
    Checks.output(Routine.SYR2, "a", a);
    double roundedAlpha = a.precision().round(alpha);
    if (a.isEmpty() || roundedAlpha == 0) {
      return;
    }
    Checks.apart(Routine.SYR2, "a", a, "x", x, UsedElements.overlap(triangle, a, x));
    Checks.apart(Routine.SYR2, "a", a, "y", y, UsedElements.overlap(triangle, a, y));
    try (Packing packing = form.pack(OperandForm.describes(a, x, y), a, x, y)) {
      packing
          .divided()
          .syr2(
              triangle,
              roundedAlpha,
              packing.input(x),
              packing.input(y),
              packing.output(triangle, a));
      packing.unpack();
    }
  }

  /**
   * x := A x for a triangular A.
   *
   * @param triangle the triangle of a that is read
   * @param diagonal whether the diagonal of a is stored or unit
   * @param a n x n, read
   * @param x n elements, read and written; may be in the other triangle of a or on its unit
   *     diagonal, but does not overlap what is read of a
   */
  public void trmv(Triangle triangle, Diagonal diagonal, Matrix a, Vector x) {
    checkTriangular(Routine.TRMV, triangle, diagonal, a, x);
    if (x.isEmpty()) {
      return;
    }
    try (Packing packing = form.pack(OperandForm.describes(a, x), a, x)) {
      packing.divided().trmv(triangle, diagonal, packing.input(a), packing.output(x));
      packing.unpack();
    }
  }

  /**
   * Solves A z = x for a triangular A; x := z. A is not checked for singularity: a zero on its
   * diagonal results in infinities and NaN.
   *
   * @param triangle the triangle of a that is read
   * @param diagonal whether the diagonal of a is stored or unit
   * @param a n x n, read
   * @param x n elements, read and written; may be in the other triangle of a or on its unit
   *     diagonal, but does not overlap what is read of a
   */
  public void trsv(Triangle triangle, Diagonal diagonal, Matrix a, Vector x) {
    checkTriangular(Routine.TRSV, triangle, diagonal, a, x);
    if (x.isEmpty()) {
      return;
    }
    try (Packing packing = form.pack(OperandForm.describes(a, x), a, x)) {
      packing.divided().trsv(triangle, diagonal, packing.input(a), packing.output(x));
      packing.unpack();
    }
  }

  private static void checkTriangular(
      Routine routine, Triangle triangle, Diagonal diagonal, Matrix a, Vector x) {
    Checks.notNull(routine, "triangle", triangle);
    Checks.notNull(routine, "diagonal", diagonal);
    Checks.usable(routine, "a", a, "x", x);
    Checks.square(routine, "a", a);
    Checks.agree(routine, "a", a, Extent.COLUMNS, "x", x, Extent.ELEMENTS);
    Checks.output(routine, "x", x);
    Checks.apart(routine, "x", x, "a", a, UsedElements.overlap(triangle, diagonal, a, x));
  }
}
