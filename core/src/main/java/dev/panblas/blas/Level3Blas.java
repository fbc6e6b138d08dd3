/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.blas;

import dev.panblas.internal.crossover.Crossover;
import dev.panblas.internal.crossover.JavaProducts;
import dev.panblas.internal.crossover.SmallRoutines;
import dev.panblas.internal.division.DividedKernels;
import dev.panblas.matrix.Diagonal;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.MatrixBatch;
import dev.panblas.matrix.Order;
import dev.panblas.matrix.Side;
import dev.panblas.matrix.Triangle;
import dev.panblas.spi.BlasKernels;
import dev.panblas.spi.Routine;
import dev.panblas.spi.Scaling;
import org.jspecify.annotations.Nullable;

/**
 * Level 3: routines on matrices.
 *
 * @see <a href="https://doi.org/10.1145/77626.79170">Dongarra, Du Croz, Hammarling, Duff: A Set of
 *     Level 3 Basic Linear Algebra Subprograms, ACM TOMS 16 (1990)</a>
 */
abstract sealed class Level3Blas extends PackedBlas permits Blas {

  final JavaProducts products;
  private final @Nullable DividedKernels ofProducts; // null if there are no products

  Level3Blas(
      BlasKernels kernels, Crossover crossover, DividedKernels divided, JavaProducts products) {
    super(kernels, crossover, divided);
    this.products = products;
    this.ofProducts = products.kernels().map(divided::over).orElse(null);
  }

  /**
   * C := alpha A B + beta C.
   *
   * @param alpha any value; with 0, a and b are not read
   * @param a m x k, read
   * @param b k x n, read; may overlap a
   * @param beta any value; with 0, c is not read
   * @param c m x n, written; does not overlap a or b
   */
  public void gemm(double alpha, Matrix a, Matrix b, double beta, Matrix c) {
    checkProduct(Routine.GEMM, a, b, c);
    double roundedAlpha = a.precision().round(alpha);
    double roundedBeta = a.precision().round(beta);
    if (c.isEmpty()) {
      return;
    }
    if (a.isEmpty() || roundedAlpha == 0) {
      Scaling.scale(roundedBeta, c);
      return;
    }
    Checks.apart(Routine.GEMM, "c", c, "a", a, "b", b);
    if (crossover.takesGemm(c.rows(), c.columns(), a.columns())) {
      SmallRoutines.gemm(roundedAlpha, a, b, roundedBeta, c);
      return;
    }
    multiply(roundedAlpha, a, b, roundedBeta, c);
  }

  /**
   * Prepares a matrix that is a factor of many products: copies it to the memory and the order in
   * which this backend's gemm reads it fastest.
   *
   * @param a read
   * @return a copy of its elements, which the caller closes
   */
  public PreparedMatrix prepare(Matrix a) {
    Checks.usable(Routine.GEMM, "a", a);
    return PreparedMatrix.of(kernels, a);
  }

  /**
   * C := alpha A B + beta C with a prepared A, or a part of it.
   *
   * @param alpha any value; with 0, a and b are not read
   * @param a m x k, read
   * @param b k x n, read
   * @param beta any value; with 0, c is not read
   * @param c m x n, written; does not overlap b
   */
  public void gemm(double alpha, PreparedMatrix a, Matrix b, double beta, Matrix c) {
    Checks.notNull(Routine.GEMM, "a", a);
    gemm(alpha, a.operand(Routine.GEMM, "a"), b, beta, c);
  }

  /**
   * C := alpha A B + beta C with a prepared B, or a part of it.
   *
   * @param alpha any value; with 0, a and b are not read
   * @param a m x k, read
   * @param b k x n, read
   * @param beta any value; with 0, c is not read
   * @param c m x n, written; does not overlap a
   */
  public void gemm(double alpha, Matrix a, PreparedMatrix b, double beta, Matrix c) {
    Checks.notNull(Routine.GEMM, "b", b);
    gemm(alpha, a, b.operand(Routine.GEMM, "b"), beta, c);
  }

  /** Computes C := alpha A B + beta C with the kernels; copies operands if necessary. */
  private void multiply(double roundedAlpha, Matrix a, Matrix b, double roundedBeta, Matrix c) {
    boolean isDescribed = OperandForm.describes(a, b, c);
    if (isDescribed && ofProducts != null && products.include(a, b, c)) {
      ofProducts.gemm(roundedAlpha, a, b, roundedBeta, c);
      return;
    }
    Packing inPlace = form.productInPlace(isDescribed, a, b, c);
    if (inPlace == null) {
      multiplyCopies(roundedAlpha, a, b, roundedBeta, c);
      return;
    }
    inPlace
        .divided()
        .gemm(roundedAlpha, inPlace.input(a), inPlace.input(b), roundedBeta, inPlace.output(c));
  }

  /** A method of its own: in {@link #multiply} it would make small products slower. */
  private void multiplyCopies(
      double roundedAlpha, Matrix a, Matrix b, double roundedBeta, Matrix c) {
    try (Packing packing = form.packCopies(a, b, c)) {
      packing
          .divided()
          .gemm(roundedAlpha, packing.copied(a), packing.copied(b), roundedBeta, packing.copied(c));
    }
  }

  /**
   * C := alpha A B + beta C, or C := alpha B A + beta C, for a symmetric A.
   *
   * @param side the side of A: left for A B
   * @param triangle the triangle of a that is read
   * @param alpha any value; with 0, a and b are not read
   * @param a m x m on the left, n x n on the right, read
   * @param b m x n, read; may overlap a
   * @param beta any value; with 0, c is not read
   * @param c m x n, written; does not overlap b or that triangle of a
   */
  public void symm(
      Side side, Triangle triangle, double alpha, Matrix a, Matrix b, double beta, Matrix c) {
    Checks.notNull(Routine.SYMM, "side", side);
    Checks.notNull(Routine.SYMM, "triangle", triangle);
    Checks.usable(Routine.SYMM, "a", a, "b", b, "c", c);
    Checks.square(Routine.SYMM, "a", a);
    Checks.agree(Routine.SYMM, "a", a, Extent.ROWS, "b", b, sharedExtent(side));
    Checks.agree(Routine.SYMM, "b", b, Extent.ROWS, "c", c, Extent.ROWS);
    Checks.agree(Routine.SYMM, "b", b, Extent.COLUMNS, "c", c, Extent.COLUMNS);
    Checks.output(Routine.SYMM, "c", c);
    double roundedAlpha = a.precision().round(alpha);
    double roundedBeta = a.precision().round(beta);
    if (c.isEmpty()) {
      return;
    }
    if (roundedAlpha == 0) {
      Scaling.scale(roundedBeta, c);
      return;
    }
    Checks.apart(Routine.SYMM, "c", c, "a", a, UsedElements.overlap(triangle, a, c));
    Checks.apart(Routine.SYMM, "c", c, "b", b);
    try (Packing packing = form.packProductInOneOrder(c, b, a)) {
      Order order = OperandForm.order(c, b);
      Matrix output = packing.output(roundedBeta, order, c);
      Matrix input = packing.input(order, b);
      packing
          .divided()
          .symm(side, triangle, roundedAlpha, packing.input(a), input, roundedBeta, output);
      packing.unpack();
    }
  }

  /**
   * C := alpha A A' + beta C for a symmetric C. For A' A, pass the transposed view.
   *
   * @param triangle the triangle of c that is written
   * @param alpha any value; with 0, a is not read
   * @param a n x k, read
   * @param beta any value; with 0, c is not read
   * @param c n x n, its triangle is written; a may be in the other one, but not in this
   */
  public void syrk(Triangle triangle, double alpha, Matrix a, double beta, Matrix c) {
    Checks.notNull(Routine.SYRK, "triangle", triangle);
    Checks.usable(Routine.SYRK, "a", a, "c", c);
    Checks.square(Routine.SYRK, "c", c);
    Checks.agree(Routine.SYRK, "a", a, Extent.ROWS, "c", c, Extent.ROWS);
    Checks.output(Routine.SYRK, "c", c);
    double roundedAlpha = a.precision().round(alpha);
    double roundedBeta = a.precision().round(beta);
    if (c.isEmpty()) {
      return;
    }
    if (a.isEmpty() || roundedAlpha == 0) {
      Scaling.scale(roundedBeta, triangle, c);
      return;
    }
    Checks.apart(Routine.SYRK, "c", c, "a", a, UsedElements.overlap(triangle, c, a));
    try (Packing packing = form.packProduct(a, c)) {
      packing
          .divided()
          .syrk(
              triangle,
              roundedAlpha,
              packing.input(a),
              roundedBeta,
              packing.output(roundedBeta, triangle, c));
      packing.unpack();
    }
  }

  /**
   * C := alpha A B' + alpha B A' + beta C for a symmetric C. For A' B + B' A, pass transposed
   * views.
   *
   * @param triangle the triangle of c that is written
   * @param alpha any value; with 0, a and b are not read
   * @param a n x k, read
   * @param b n x k, read; may overlap a
   * @param beta any value; with 0, c is not read
   * @param c n x n, its triangle is written; a and b may be in the other one, but not in this
   */
  public void syr2k(Triangle triangle, double alpha, Matrix a, Matrix b, double beta, Matrix c) {
    Checks.notNull(Routine.SYR2K, "triangle", triangle);
    Checks.usable(Routine.SYR2K, "a", a, "b", b, "c", c);
    Checks.square(Routine.SYR2K, "c", c);
    Checks.agree(Routine.SYR2K, "a", a, Extent.ROWS, "c", c, Extent.ROWS);
    Checks.agree(Routine.SYR2K, "a", a, Extent.ROWS, "b", b, Extent.ROWS);
    Checks.agree(Routine.SYR2K, "a", a, Extent.COLUMNS, "b", b, Extent.COLUMNS);
    Checks.output(Routine.SYR2K, "c", c);
    double roundedAlpha = a.precision().round(alpha);
    double roundedBeta = a.precision().round(beta);
    if (c.isEmpty()) {
      return;
    }
    if (a.isEmpty() || roundedAlpha == 0) {
      Scaling.scale(roundedBeta, triangle, c);
      return;
    }
    Checks.apart(Routine.SYR2K, "c", c, "a", a, UsedElements.overlap(triangle, c, a));
    Checks.apart(Routine.SYR2K, "c", c, "b", b, UsedElements.overlap(triangle, c, b));
    try (Packing packing = form.packProductInOneOrder(a, b, c)) {
      Order order = OperandForm.order(a, b);
      Matrix one = packing.input(order, a);
      Matrix other = packing.input(order, b);
      packing
          .divided()
          .syr2k(
              triangle,
              roundedAlpha,
              one,
              other,
              roundedBeta,
              packing.output(roundedBeta, triangle, c));
      packing.unpack();
    }
  }

  /**
   * B := alpha A B, or B := alpha B A, for a triangular A.
   *
   * @param side the side of A: left for A B
   * @param triangle the triangle of a that is read
   * @param diagonal whether the diagonal of a is stored or unit
   * @param alpha any value; with 0, a and b are not read and b is set to 0
   * @param a m x m on the left, n x n on the right, read
   * @param b m x n, read and written; may be in the other triangle of a or on its unit diagonal,
   *     but does not overlap what is read of a
   */
  public void trmm(
      Side side, Triangle triangle, Diagonal diagonal, double alpha, Matrix a, Matrix b) {
    checkTriangular(Routine.TRMM, side, triangle, diagonal, a, b);
    double roundedAlpha = a.precision().round(alpha);
    if (b.isEmpty() || roundedAlpha == 0) {
      b.fill(0);
      return;
    }
    Checks.apart(Routine.TRMM, "b", b, "a", a, UsedElements.overlap(triangle, diagonal, a, b));
    try (Packing packing = form.packProduct(b, a)) {
      packing
          .divided()
          .trmm(side, triangle, diagonal, roundedAlpha, packing.input(a), packing.output(b));
      packing.unpack();
    }
  }

  /**
   * B := Z with A Z = alpha B, or Z A = alpha B, for a triangular A. A is not checked for
   * singularity: a zero on its diagonal results in infinities and NaN.
   *
   * @param side the side of A: left for A Z
   * @param triangle the triangle of a that is read
   * @param diagonal whether the diagonal of a is stored or unit
   * @param alpha any value; with 0, a and b are not read and b is set to 0
   * @param a m x m on the left, n x n on the right, read
   * @param b m x n, read and written; may be in the other triangle of a or on its unit diagonal,
   *     but does not overlap what is read of a
   */
  public void trsm(
      Side side, Triangle triangle, Diagonal diagonal, double alpha, Matrix a, Matrix b) {
    checkTriangular(Routine.TRSM, side, triangle, diagonal, a, b);
    double roundedAlpha = a.precision().round(alpha);
    if (b.isEmpty() || roundedAlpha == 0) {
      b.fill(0);
      return;
    }
    Checks.apart(Routine.TRSM, "b", b, "a", a, UsedElements.overlap(triangle, diagonal, a, b));
    try (Packing packing = form.packProduct(b, a)) {
      packing
          .divided()
          .trsm(side, triangle, diagonal, roundedAlpha, packing.input(a), packing.output(b));
      packing.unpack();
    }
  }

  /**
   * One triangle of C := alpha A B + beta C, for example for a product that is known to be
   * symmetric. An extension of BLAS.
   *
   * @param triangle the triangle of c that is written
   * @param alpha any value; with 0, a and b are not read
   * @param a n x k, read
   * @param b k x n, read; may overlap a
   * @param beta any value; with 0, c is not read
   * @param c n x n, its triangle is written; a and b may be in the other one, but not in this
   */
  public void gemmt(Triangle triangle, double alpha, Matrix a, Matrix b, double beta, Matrix c) {
    Checks.notNull(Routine.GEMMT, "triangle", triangle);
    checkProduct(Routine.GEMMT, a, b, c);
    Checks.square(Routine.GEMMT, "c", c);
    double roundedAlpha = a.precision().round(alpha);
    double roundedBeta = a.precision().round(beta);
    if (c.isEmpty()) {
      return;
    }
    if (a.isEmpty() || roundedAlpha == 0) {
      Scaling.scale(roundedBeta, triangle, c);
      return;
    }
    Checks.apart(Routine.GEMMT, "c", c, "a", a, UsedElements.overlap(triangle, c, a));
    Checks.apart(Routine.GEMMT, "c", c, "b", b, UsedElements.overlap(triangle, c, b));
    if (crossover.takesGemmt(c.rows(), a.columns())) {
      SmallRoutines.gemmt(triangle, roundedAlpha, a, b, roundedBeta, c);
      return;
    }
    try (Packing packing = form.packProduct(OperandForm.describes(a, b, c), a, b, c)) {
      Matrix output = packing.output(roundedBeta, triangle, c);
      packing
          .divided()
          .gemmt(triangle, roundedAlpha, packing.input(a), packing.input(b), roundedBeta, output);
      packing.unpack();
    }
  }

  /**
   * C_i := alpha A_i B_i + beta C_i for each i of a batch. An extension of BLAS.
   *
   * @param alpha any value; with 0, a and b are not read
   * @param a m x k matrices, read; may repeat one matrix ({@link MatrixBatch#repeat})
   * @param b as many k x n matrices, read; may overlap a
   * @param beta any value; with 0, c is not read
   * @param c as many m x n matrices, written; none overlaps another, or a or b
   */
  public void gemmBatch(double alpha, MatrixBatch a, MatrixBatch b, double beta, MatrixBatch c) {
    Checks.usable(Routine.GEMM_BATCH, "a", a, "b", b, "c", c);
    Checks.agree(Routine.GEMM_BATCH, "a", a, Extent.MATRICES, "b", b, Extent.MATRICES);
    Checks.agree(Routine.GEMM_BATCH, "a", a, Extent.MATRICES, "c", c, Extent.MATRICES);
    Checks.agree(Routine.GEMM_BATCH, "a", a, Extent.COLUMNS, "b", b, Extent.ROWS);
    Checks.agree(Routine.GEMM_BATCH, "a", a, Extent.ROWS, "c", c, Extent.ROWS);
    Checks.agree(Routine.GEMM_BATCH, "b", b, Extent.COLUMNS, "c", c, Extent.COLUMNS);
    Checks.output(Routine.GEMM_BATCH, "c", c);
    double roundedAlpha = a.precision().round(alpha);
    double roundedBeta = a.precision().round(beta);
    if (c.isEmpty()) {
      return;
    }
    if (a.isEmpty() || roundedAlpha == 0) {
      for (int i = 0; i < c.count(); i++) {
        Scaling.scale(roundedBeta, c.matrix(i));
      }
      return;
    }
    Checks.apart(Routine.GEMM_BATCH, "c", c, "a", a, "b", b);
    if (crossover.takesGemmBatch(c.rows(), c.columns(), a.columns())) {
      SmallRoutines.gemmBatch(roundedAlpha, a, b, roundedBeta, c);
      return;
    }
    boolean described =
        OperandForm.describes(a) && OperandForm.describes(b) && OperandForm.describes(c);
    Packing inPlace = form.productInPlace(described, a, b, c);
    if (inPlace != null) {
      inPlace.divided().gemmBatch(roundedAlpha, a, b, roundedBeta, c);
    } else {
      // The span of a packed copy of the whole batch may exceed 32 bits.
      for (int i = 0; i < c.count(); i++) {
        multiply(roundedAlpha, a.matrix(i), b.matrix(i), roundedBeta, c.matrix(i));
      }
    }
  }

  /**
   * B := alpha A. With a transposed view as one operand it transposes in memory; with a row-major
   * and a column-major operand it converts the layout. An extension of BLAS.
   *
   * @param alpha any value; with 0, a is not read
   * @param a m x n, read
   * @param b m x n, written; may be a, or share elements with a at equal indices
   */
  public void omatcopy(double alpha, Matrix a, Matrix b) {
    Checks.usable(Routine.OMATCOPY, "a", a, "b", b);
    Checks.agree(Routine.OMATCOPY, "a", a, Extent.ROWS, "b", b, Extent.ROWS);
    Checks.agree(Routine.OMATCOPY, "a", a, Extent.COLUMNS, "b", b, Extent.COLUMNS);
    Checks.output(Routine.OMATCOPY, "b", b);
    double roundedAlpha = a.precision().round(alpha);
    if (b.isEmpty() || roundedAlpha == 0) {
      b.fill(0);
      return;
    }
    Checks.elementwise(Routine.OMATCOPY, a, b);
    Packing inPlace = form.productInPlace(OperandForm.describes(a, b), a, b, b);
    if (inPlace != null) {
      inPlace.divided().omatcopy(roundedAlpha, inPlace.input(a), inPlace.output(b));
    } else {
      b.copyFrom(a);
      Scaling.scale(roundedAlpha, b);
    }
  }

  private static void checkProduct(Routine routine, Matrix a, Matrix b, Matrix c) {
    Checks.usable(routine, "a", a, "b", b, "c", c);
    Checks.agree(routine, "a", a, Extent.COLUMNS, "b", b, Extent.ROWS);
    Checks.agree(routine, "a", a, Extent.ROWS, "c", c, Extent.ROWS);
    Checks.agree(routine, "b", b, Extent.COLUMNS, "c", c, Extent.COLUMNS);
    Checks.output(routine, "c", c);
  }

  private static void checkTriangular(
      Routine routine, Side side, Triangle triangle, Diagonal diagonal, Matrix a, Matrix b) {
    Checks.notNull(routine, "side", side);
    Checks.notNull(routine, "triangle", triangle);
    Checks.notNull(routine, "diagonal", diagonal);
    Checks.usable(routine, "a", a, "b", b);
    Checks.square(routine, "a", a);
    Checks.agree(routine, "a", a, Extent.ROWS, "b", b, sharedExtent(side));
    Checks.output(routine, "b", b);
  }

  /** The extent of the other factor that must equal the order of a square factor on this side. */
  private static Extent sharedExtent(Side side) {
    return side == Side.LEFT ? Extent.ROWS : Extent.COLUMNS;
  }
}
