/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.blas;

import dev.panblas.internal.crossover.Crossover;
import dev.panblas.internal.crossover.SmallRoutines;
import dev.panblas.internal.division.DividedKernels;
import dev.panblas.matrix.GivensRotation;
import dev.panblas.matrix.ModifiedGivens;
import dev.panblas.matrix.ModifiedRotation;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import dev.panblas.spi.BlasKernels;
import dev.panblas.spi.Routine;
import dev.panblas.spi.Scaling;

/**
 * Level 1: routines on vectors.
 *
 * @see <a href="https://doi.org/10.1145/355841.355847">Lawson, Hanson, Kincaid, Krogh: Basic Linear
 *     Algebra Subprograms for Fortran Usage, ACM TOMS 5 (1979)</a>
 */
abstract sealed class Level1Blas permits Level2Blas {

  final BlasKernels kernels;
  final Crossover crossover;
  final DividedKernels divided;
  final OperandForm form;

  Level1Blas(BlasKernels kernels, Crossover crossover, DividedKernels divided) {
    this.kernels = kernels;
    this.crossover = crossover;
    this.divided = divided;
    this.form = new OperandForm(kernels, divided);
  }

  /**
   * Returns the plane rotation of (a, b) to (r, 0): c a + s b = r, c b - s a = 0. It overflows or
   * underflows only if r does. If b = 0, it is the identity (c = 1, s = 0, r = a); otherwise, if a
   * = 0, it is an exchange (c = 0, s = 1, r = b).
   *
   * @param precision the precision of the computation
   * @param a any value, rounded to the precision
   * @param b any value, rounded to the precision
   * @return c, s, r and z, rounded to the precision
   */
  public GivensRotation rotg(Precision precision, double a, double b) {
    Checks.notNull(Routine.ROTG, "precision", precision);
    GivensRotation made = kernels.rotg(precision, precision.round(a), precision.round(b));
    return new GivensRotation(
        precision.round(made.c()),
        precision.round(made.s()),
        precision.round(made.r()),
        precision.round(made.z()));
  }

  /**
   * Returns the modified plane rotation: H, d1', d2' and x1' with H (x1, y1)' = (x1', 0)' and H'
   * diag(d1', d2') H = diag(d1, d2). It rotates the vector (sqrt(d1) x1, sqrt(d2) y1) onto the
   * first axis without square roots. If d2 y1 = 0, H is the identity and nothing changes; otherwise
   * d1' and d2' are 0 or have absolute values between 2^-24 and 2^24. If d1 &lt; 0, or if no such
   * rotation exists, H, d1', d2' and x1' are 0.
   *
   * @param precision the precision of the computation
   * @param d1 the first scale factor, 0 or more, rounded to the precision
   * @param d2 the second scale factor, rounded to the precision; less than 0 to remove a row
   * @param x1 the first coordinate, rounded to the precision
   * @param y1 the second coordinate, rounded to the precision
   * @return d1', d2', x1' and H, rounded to the precision
   */
  public ModifiedRotation rotmg(Precision precision, double d1, double d2, double x1, double y1) {
    Checks.notNull(Routine.ROTMG, "precision", precision);
    ModifiedRotation made =
        kernels.rotmg(
            precision,
            precision.round(d1),
            precision.round(d2),
            precision.round(x1),
            precision.round(y1));
    return new ModifiedRotation(
        precision.round(made.d1()),
        precision.round(made.d2()),
        precision.round(made.x1()),
        rounded(precision, made.h()));
  }

  private static ModifiedGivens rounded(Precision precision, ModifiedGivens h) {
    return precision == Precision.DOUBLE
        ? h
        : new ModifiedGivens(
            h.form(),
            precision.round(h.h11()),
            precision.round(h.h21()),
            precision.round(h.h12()),
            precision.round(h.h22()));
  }

  /**
   * x := c x + s y, and y := c y - s x with the old x.
   *
   * @param x n elements, read and written
   * @param y n elements, read and written; does not overlap x, because a shared element would have
   *     two results
   * @param c any value
   * @param s any value
   */
  public void rot(Vector x, Vector y, double c, double s) {
    checkPair(Routine.ROT, x, y);
    Checks.output(Routine.ROT, "x", x);
    Checks.output(Routine.ROT, "y", y);
    if (x.isEmpty()) {
      return;
    }
    Checks.apart(Routine.ROT, "y", y, "x", x);
    double roundedC = x.precision().round(c);
    double roundedS = x.precision().round(s);
    try (Packing packing = form.pack(OperandForm.describes(x, y), x, y)) {
      packing.divided().rot(packing.output(x), packing.output(y), roundedC, roundedS);
      packing.unpack();
    }
  }

  /**
   * x := h11 x + h12 y, and y := h21 x + h22 y with the old x.
   *
   * @param x n elements, read and written
   * @param y n elements, read and written; does not overlap x, because a shared element would have
   *     two results
   * @param h as {@link #rotmg} returns it; rounded to the operands' precision
   */
  public void rotm(Vector x, Vector y, ModifiedGivens h) {
    checkPair(Routine.ROTM, x, y);
    Checks.notNull(Routine.ROTM, "h", h);
    Checks.output(Routine.ROTM, "x", x);
    Checks.output(Routine.ROTM, "y", y);
    if (x.isEmpty() || h.form() == ModifiedGivens.Form.IDENTITY) {
      return;
    }
    Checks.apart(Routine.ROTM, "y", y, "x", x);
    try (Packing packing = form.pack(OperandForm.describes(x, y), x, y)) {
      packing.divided().rotm(packing.output(x), packing.output(y), rounded(x.precision(), h));
      packing.unpack();
    }
  }

  /**
   * Exchanges the elements of x and y.
   *
   * @param x n elements, read and written
   * @param y n elements, read and written; may be x, or share elements with x at equal indices
   */
  public void swap(Vector x, Vector y) {
    checkPair(Routine.SWAP, x, y);
    Checks.output(Routine.SWAP, "x", x);
    Checks.output(Routine.SWAP, "y", y);
    Checks.elementwise(Routine.SWAP, x, y);
    if (x.isEmpty()) {
      return;
    }
    try (Packing packing = form.pack(OperandForm.describes(x, y), x, y)) {
      packing.divided().swap(packing.output(x), packing.output(y));
      packing.unpack();
    }
  }

  /**
   * x := alpha x. With alpha = 0, NaN and infinite elements become NaN, not 0; {@link Vector#fill}
   * sets all elements to 0.
   *
   * @param alpha any value
   * @param x n elements, read and written
   */
  public void scal(double alpha, Vector x) {
    Checks.usable(Routine.SCAL, "x", x);
    Checks.output(Routine.SCAL, "x", x);
    if (x.isEmpty()) {
      return;
    }
    double roundedAlpha = x.precision().round(alpha);
    if (x.size() <= crossover.scal()) {
      SmallRoutines.scal(roundedAlpha, x);
      return;
    }
    try (Packing packing = form.pack(OperandForm.describes(x), x)) {
      packing.divided().scal(roundedAlpha, Packing.upwards(packing.output(x)));
      packing.unpack();
    }
  }

  /**
   * y := x.
   *
   * @param x n elements, read
   * @param y n elements, written; may be x, or share elements with x at equal indices
   */
  public void copy(Vector x, Vector y) {
    checkPair(Routine.COPY, x, y);
    Checks.output(Routine.COPY, "y", y);
    Checks.elementwise(Routine.COPY, x, y);
    if (x.isEmpty()) {
      return;
    }
    if (x.size() <= crossover.copy()) {
      SmallRoutines.copy(x, y);
      return;
    }
    Packing inPlace = form.inPlace(OperandForm.describes(x, y), x, y);
    if (inPlace != null) {
      inPlace.divided().copy(inPlace.input(x), inPlace.output(y));
    } else {
      y.copyFrom(x);
    }
  }

  /**
   * y := alpha x + y. With alpha = 0, x and y are neither read nor written.
   *
   * @param alpha any value
   * @param x n elements, read
   * @param y n elements, read and written; may be x, or share elements with x at equal indices
   */
  public void axpy(double alpha, Vector x, Vector y) {
    checkPair(Routine.AXPY, x, y);
    Checks.output(Routine.AXPY, "y", y);
    double roundedAlpha = x.precision().round(alpha);
    if (x.isEmpty() || roundedAlpha == 0) {
      return;
    }
    Checks.elementwise(Routine.AXPY, x, y);
    if (x.size() <= crossover.axpy()) {
      SmallRoutines.axpy(roundedAlpha, x, y);
      return;
    }
    try (Packing packing = form.pack(OperandForm.describes(x, y), x, y)) {
      packing.divided().axpy(roundedAlpha, packing.input(x), packing.output(y));
      packing.unpack();
    }
  }

  /**
   * y := alpha x + beta y. An extension of BLAS.
   *
   * @param alpha any value; with 0, x is not read
   * @param x n elements, read
   * @param beta any value; with 0, y is not read
   * @param y n elements, written; may be x, or share elements with x at equal indices
   */
  public void axpby(double alpha, Vector x, double beta, Vector y) {
    checkPair(Routine.AXPBY, x, y);
    Checks.output(Routine.AXPBY, "y", y);
    double roundedAlpha = x.precision().round(alpha);
    double roundedBeta = x.precision().round(beta);
    if (x.isEmpty()) {
      return;
    }
    if (roundedAlpha == 0) {
      Scaling.scale(roundedBeta, y);
      return;
    }
    Checks.elementwise(Routine.AXPBY, x, y);
    try (Packing packing = form.pack(OperandForm.describes(x, y), x, y)) {
      packing
          .divided()
          .axpby(roundedAlpha, packing.input(x), roundedBeta, packing.output(roundedBeta, y));
      packing.unpack();
    }
  }

  /**
   * The sum of x_i y_i; 0 for empty vectors. Accumulated in the operands' precision or better, in
   * an order that the backend chooses.
   *
   * @param x n elements, read
   * @param y n elements, read; may overlap x
   * @return the inner product
   */
  public double dot(Vector x, Vector y) {
    checkPair(Routine.DOT, x, y);
    if (x.isEmpty()) {
      return 0;
    }
    return x.precision().round(unroundedDot(x, y));
  }

  /** The inner product, not rounded. */
  private double unroundedDot(Vector x, Vector y) {
    if (x.size() <= crossover.dot()) {
      return SmallRoutines.dot(x, y);
    }
    try (Packing packing = form.pack(OperandForm.describes(x, y), x, y)) {
      return packing.divided().dot(packing.input(x), packing.input(y));
    }
  }

  /**
   * The sum of x_i y_i, accumulated in double for both precisions; 0 for empty vectors. For double
   * vectors it equals {@link #dot}.
   *
   * @param x n elements, read
   * @param y n elements, read; may overlap x
   * @return the inner product, not rounded to the operands' precision
   */
  public double dsdot(Vector x, Vector y) {
    checkPair(Routine.DSDOT, x, y);
    if (x.isEmpty()) {
      return 0;
    }
    if (x.precision() == Precision.DOUBLE) {
      return unroundedDot(x, y);
    }
    try (Packing packing = form.pack(OperandForm.describes(x, y), x, y)) {
      return packing.divided().dsdot(packing.input(x), packing.input(y));
    }
  }

  /**
   * alpha plus the sum of x_i y_i, accumulated in double for both precisions; alpha for empty
   * vectors.
   *
   * @param alpha any value
   * @param x n elements, read
   * @param y n elements, read; may overlap x
   * @return the sum, rounded to the operands' precision
   */
  public double sdsdot(double alpha, Vector x, Vector y) {
    checkPair(Routine.SDSDOT, x, y);
    Precision precision = x.precision();
    double roundedAlpha = precision.round(alpha);
    if (x.isEmpty()) {
      return roundedAlpha;
    }
    if (precision == Precision.DOUBLE) {
      return roundedAlpha + unroundedDot(x, y);
    }
    try (Packing packing = form.pack(OperandForm.describes(x, y), x, y)) {
      double sum = packing.divided().sdsdot(roundedAlpha, packing.input(x), packing.input(y));
      return precision.round(sum);
    }
  }

  /**
   * The square root of the sum of x_i^2; 0 for an empty vector. It overflows or underflows only if
   * the result does.
   *
   * @param x n elements, read
   * @return the Euclidean norm
   */
  public double nrm2(Vector x) {
    Checks.usable(Routine.NRM2, "x", x);
    if (x.isEmpty()) {
      return 0;
    }
    try (Packing packing = form.pack(OperandForm.describes(x), x)) {
      return x.precision().round(packing.divided().nrm2(Packing.upwards(packing.input(x))));
    }
  }

  /**
   * The sum of |x_i|; 0 for an empty vector.
   *
   * @param x n elements, read
   * @return the sum of absolute values
   */
  public double asum(Vector x) {
    Checks.usable(Routine.ASUM, "x", x);
    if (x.isEmpty()) {
      return 0;
    }
    if (x.size() <= crossover.asum()) {
      return x.precision().round(SmallRoutines.asum(x));
    }
    try (Packing packing = form.pack(OperandForm.describes(x), x)) {
      return x.precision().round(packing.divided().asum(Packing.upwards(packing.input(x))));
    }
  }

  /**
   * The sum of x_i; 0 for an empty vector. In single precision, elements are accumulated in double
   * or pairwise: the rounding error does not grow in proportion to n. An extension of BLAS.
   *
   * @param x n elements, read
   * @return the sum
   */
  public double sum(Vector x) {
    Checks.usable(Routine.SUM, "x", x);
    if (x.isEmpty()) {
      return 0;
    }
    try (Packing packing = form.pack(OperandForm.describes(x), x)) {
      return x.precision().round(packing.divided().sum(Packing.upwards(packing.input(x))));
    }
  }

  /**
   * The first index, from 0, of the largest |x_i|; -1 for an empty vector. If x contains NaN, the
   * result is an arbitrary index.
   *
   * @param x n elements, read
   * @return the index
   */
  public int iamax(Vector x) {
    Checks.usable(Routine.IAMAX, "x", x);
    if (x.isEmpty()) {
      return -1;
    }
    // A negative stride is copied: the first of equal elements in memory is the view's last.
    if (x.stride() <= 0) {
      try (Packing packing = form.packCopyOf(x)) {
        return packing.divided().iamax(packing.copy(x));
      }
    }
    try (Packing packing = form.pack(OperandForm.describes(x), x)) {
      return packing.divided().iamax(packing.input(x));
    }
  }

  private static void checkPair(Routine routine, Vector x, Vector y) {
    Checks.usable(routine, "x", x, "y", y);
    Checks.agree(routine, "x", x, Extent.ELEMENTS, "y", y, Extent.ELEMENTS);
  }
}
