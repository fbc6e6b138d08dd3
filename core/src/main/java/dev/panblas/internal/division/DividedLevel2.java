/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.internal.division;

import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Vector;
import dev.panblas.spi.BlasKernels;
import dev.panblas.spi.Scaling;

/** The routines of level 2 that are divided: gemv and ger. */
@SuppressWarnings("doclint:missing") // the parameters are those of the SPI
public abstract sealed class DividedLevel2 extends DividedLevel1 permits DividedKernels {

  /** A matrix of fewer rows for each thread is cut into blocks of columns. */
  private static final int FEW_ROWS = 4;

  private final long fewestElements;

  DividedLevel2(BlasKernels kernels, Division division) {
    super(kernels, division);
    this.fewestElements = division.fewestElements();
  }

  final boolean isSmall(Matrix a) {
    return (long) a.rows() * a.columns() < fewestElements || !divides();
  }

  /** y := alpha A x + beta y. */
  public void gemv(double alpha, Matrix a, Vector x, double beta, Vector y) {
    if (isSmall(a)) {
      kernels.gemv(alpha, a, x, beta, y);
    } else if (a.rows() >= FEW_ROWS * division.threads()) {
      byRows(alpha, a, x, beta, y);
    } else {
      byColumns(alpha, a, x, beta, y);
    }
  }

  private void byRows(double alpha, Matrix a, Vector x, double beta, Vector y) {
    Cut cut = rows(a);
    run(
        cut.count(),
        part -> {
          Matrix rows = rows(cut, part, a);
          requireUsable(a, x, y);
          LongCalls.elements(
              (long) rows.rows() * rows.columns(),
              () -> kernels.gemv(alpha, rows, x, beta, y.slice(cut.from(part), rows.rows())));
        },
        a,
        x,
        y);
  }

  /** Few long rows: the products with blocks of columns are added along a fixed tree. */
  private void byColumns(double alpha, Matrix a, Vector x, double beta, Vector y) {
    int columns = Math.max(1, division.sizes().blockElements() / a.rows());
    Cut cut = Cut.into(Math.ceilDiv(a.columns(), columns), a.columns());
    Matrix products = Matrix.allocate(a.precision(), cut.count(), a.rows());
    run(
        cut.count(),
        part -> {
          Matrix block = a.block(0, cut.from(part), a.rows(), cut.size(part));
          requireUsable(a, x, y);
          kernels.gemv(
              alpha, block, x.slice(cut.from(part), block.columns()), 0, products.row(part));
        },
        a,
        x);
    addRows(products, 0, products.rows());
    Scaling.scale(beta, y);
    kernels.axpy(1, products.row(0), y);
  }

  /** Adds rows to the first of them, in pairs. */
  private void addRows(Matrix products, int from, int to) {
    if (to - from > 1) {
      int middle = (from + to) >>> 1;
      addRows(products, from, middle);
      addRows(products, middle, to);
      kernels.axpy(1, products.row(middle), products.row(from));
    }
  }

  /** A := alpha x y' + A. */
  public void ger(double alpha, Vector x, Vector y, Matrix a) {
    if (isSmall(a)) {
      kernels.ger(alpha, x, y, a);
    } else if (!a.isRowMajor()) {
      rank1(alpha, y, x, a.transposed());
    } else {
      rank1(alpha, x, y, a);
    }
  }

  private void rank1(double alpha, Vector x, Vector y, Matrix a) {
    Cut cut = rows(a);
    run(
        cut.count(),
        part -> {
          Matrix rows = rows(cut, part, a);
          requireUsable(a, x, y);
          LongCalls.elements(
              2L * rows.rows() * rows.columns(),
              () -> kernels.ger(alpha, x.slice(cut.from(part), rows.rows()), y, rows));
        },
        a,
        x,
        y);
  }

  final Cut rows(Matrix a) {
    int parts = division.partsOfElements((long) a.rows() * a.columns());
    return Cut.into(Math.min(parts, a.rows()), a.rows());
  }

  static Matrix rows(Cut cut, int part, Matrix a) {
    return a.block(cut.from(part), 0, cut.size(part), a.columns());
  }
}
