/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.internal.division;

import dev.panblas.internal.division.Division.Grid;
import dev.panblas.matrix.Diagonal;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.MatrixBatch;
import dev.panblas.matrix.Side;
import dev.panblas.matrix.Triangle;
import dev.panblas.spi.BlasKernels;
import dev.panblas.spi.Routine;

/**
 * The kernels' routines, divided into parts that the team computes, each in library calls that are
 * short. The facade calls it with checked arguments, those of {@link BlasKernels}.
 *
 * <p>A part of a product is a block of C, as large as the thread count allows. A triangle is cut
 * into diagonal blocks and squares. A product with a symmetric or triangular matrix, and a
 * solution, is cut into the columns of B that are independent of each other, or its rows.
 */
@SuppressWarnings("doclint:missing") // the parameters are those of the SPI
public non-sealed class DividedKernels extends DividedLevel2 {

  private final ShortCalls calls;
  private final double fewestProducts;
  private final boolean hasBatches; // otherwise the kernels' batch is a loop over gemm

  /** The division of a backend's routines. */
  public DividedKernels(BlasKernels kernels, Division division) {
    super(kernels, division);
    this.calls = new ShortCalls(kernels, division.sizes());
    this.fewestProducts = division.fewestProducts();
    this.hasBatches = kernels.implemented().contains(Routine.GEMM_BATCH);
  }

  /** Other kernels, divided alike. */
  public DividedKernels over(BlasKernels others) {
    return new DividedKernels(others, division);
  }

  /** The kernels, for the routines that are not divided. */
  public BlasKernels undivided() {
    return kernels;
  }

  private boolean isSmall(int m, int n, int k) {
    return (double) m * n * k < fewestProducts || !divides();
  }

  /** C := alpha A B + beta C. */
  public void gemm(double alpha, Matrix a, Matrix b, double beta, Matrix c) {
    if (isSmall(c.rows(), c.columns(), a.columns())) {
      kernels.gemm(alpha, a, b, beta, c);
    } else {
      product(alpha, CopiedMatrix.none(a), CopiedMatrix.none(b), beta, CopiedMatrix.none(c));
    }
  }

  /**
   * C := alpha A B + beta C on copies of operands. What all parts read is copied before, and each
   * part copies the rest of what it reads, and its block of C.
   */
  public void gemm(double alpha, CopiedMatrix a, CopiedMatrix b, double beta, CopiedMatrix c) {
    Matrix product = c.packed();
    if (isSmall(product.rows(), product.columns(), a.packed().columns())) {
      kernels.gemm(alpha, a.load(), b.load(), beta, beta == 0 ? product : c.load());
      c.store();
    } else {
      product(alpha, a, b, beta, c);
    }
  }

  private void product(double alpha, CopiedMatrix a, CopiedMatrix b, double beta, CopiedMatrix c) {
    if (c.packed().isRowMajor()) {
      productByRows(alpha, a, b, beta, c);
    } else {
      productByRows(
          alpha,
          b.view(Matrix::transposed),
          a.view(Matrix::transposed),
          beta,
          c.view(Matrix::transposed));
    }
  }

  private void productByRows(
      double alpha, CopiedMatrix a, CopiedMatrix b, double beta, CopiedMatrix c) {
    Grid grid = division.grid(c.packed().rows(), c.packed().columns(), a.packed().columns());
    Cut rows = grid.rows();
    Cut columns = grid.columns();
    boolean sharesRows = columns.count() > 1;
    boolean sharesColumns = rows.count() > 1;
    if (sharesRows) {
      load(a);
    }
    if (sharesColumns) {
      load(b);
    }
    run(
        grid.parts(),
        part -> {
          int i = part / columns.count();
          int j = part % columns.count();
          CopiedMatrix left = a.view(all -> rows(rows, i, all));
          CopiedMatrix right = b.view(all -> columns(columns, j, all));
          CopiedMatrix block = c.view(all -> block(rows, i, columns, j, all));
          calls.gemm(
              alpha,
              sharesRows ? left.packed() : left.load(),
              sharesColumns ? right.packed() : right.load(),
              beta,
              beta == 0 ? block.packed() : block.load());
          block.store();
        },
        a.packed(),
        b.packed(),
        c.packed(),
        a.original(),
        b.original(),
        c.original());
  }

  /** Copies a matrix that all parts read, on all threads. */
  private void load(CopiedMatrix a) {
    if (a.isCopied()) {
      CopiedMatrix lines = a.packed().isRowMajor() ? a : a.view(Matrix::transposed);
      copyRows(lines.original(), lines.packed());
    }
  }

  private static Matrix columns(Cut cut, int part, Matrix a) {
    return a.block(0, cut.from(part), a.rows(), cut.size(part));
  }

  private static Matrix block(Cut rows, int i, Cut columns, int j, Matrix c) {
    return c.block(rows.from(i), columns.from(j), rows.size(i), columns.size(j));
  }

  private Cut triangle(Matrix c, int k) {
    return division.triangle(
        c.rows(), division.partsOfProducts((double) c.rows() * c.rows() * k / 2));
  }

  /** One triangle of C := alpha A B + beta C. */
  public void gemmt(Triangle triangle, double alpha, Matrix a, Matrix b, double beta, Matrix c) {
    if (isSmall(c.rows(), c.rows(), a.columns())) {
      kernels.gemmt(triangle, alpha, a, b, beta, c);
      return;
    }
    Cut cut = triangle(c, a.columns());
    overBlocks(
        triangle,
        cut,
        at -> {
          Matrix rows = rows(cut, at.row(), a);
          Matrix columns = columns(cut, at.column(), b);
          Matrix block = block(cut, at, c);
          if (at.isDiagonal()) {
            calls.gemmt(triangle, alpha, rows, columns, beta, block);
          } else {
            calls.gemm(alpha, rows, columns, beta, block);
          }
        },
        a,
        b,
        c);
  }

  /** One triangle of C := alpha A A' + beta C. */
  public void syrk(Triangle triangle, double alpha, Matrix a, double beta, Matrix c) {
    if (isSmall(c.rows(), c.rows(), a.columns())) {
      kernels.syrk(triangle, alpha, a, beta, c);
      return;
    }
    Cut cut = triangle(c, a.columns());
    overBlocks(
        triangle,
        cut,
        at -> {
          Matrix rows = rows(cut, at.row(), a);
          Matrix block = block(cut, at, c);
          if (at.isDiagonal()) {
            calls.syrk(triangle, alpha, rows, beta, block);
          } else {
            calls.gemm(alpha, rows, rows(cut, at.column(), a).transposed(), beta, block);
          }
        },
        a,
        c);
  }

  /** One triangle of C := alpha A B' + alpha B A' + beta C. */
  public void syr2k(Triangle triangle, double alpha, Matrix a, Matrix b, double beta, Matrix c) {
    if (isSmall(c.rows(), c.rows(), a.columns())) {
      kernels.syr2k(triangle, alpha, a, b, beta, c);
      return;
    }
    Cut cut = triangle(c, a.columns());
    overBlocks(
        triangle,
        cut,
        at -> {
          Matrix a1 = rows(cut, at.row(), a);
          Matrix b1 = rows(cut, at.row(), b);
          Matrix block = block(cut, at, c);
          if (at.isDiagonal()) {
            calls.syr2k(triangle, alpha, a1, b1, beta, block);
          } else {
            Matrix a2 = rows(cut, at.column(), a);
            Matrix b2 = rows(cut, at.column(), b);
            calls.rank2(alpha, a1, b2, b1, a2, beta, block);
          }
        },
        a,
        b,
        c);
  }

  /** The independent lines of B, cut: its columns if A is on the left, otherwise its rows. */
  private Cut lines(Side side, Matrix a, Matrix b) {
    int lines = side == Side.LEFT ? b.columns() : b.rows();
    int parts = division.partsOfProducts((double) a.rows() * a.rows() * lines);
    return Cut.into(Math.min(parts, lines), lines);
  }

  private static Matrix lines(Side side, Cut cut, int part, Matrix b) {
    return side == Side.LEFT ? columns(cut, part, b) : rows(cut, part, b);
  }

  /** C := alpha A B + beta C, or alpha B A + beta C, for a symmetric A. */
  public void symm(
      Side side, Triangle triangle, double alpha, Matrix a, Matrix b, double beta, Matrix c) {
    if (isSmall(c.rows(), c.columns(), a.rows())) {
      kernels.symm(side, triangle, alpha, a, b, beta, c);
      return;
    }
    Cut cut = lines(side, a, b);
    run(
        cut.count(),
        part ->
            calls.symm(
                side,
                triangle,
                alpha,
                a,
                lines(side, cut, part, b),
                beta,
                lines(side, cut, part, c)),
        a,
        b,
        c);
  }

  /** B := alpha A B, or alpha B A, for a triangular A. */
  public void trmm(
      Side side, Triangle triangle, Diagonal diagonal, double alpha, Matrix a, Matrix b) {
    if (isSmall(b.rows(), b.columns(), a.rows())) {
      kernels.trmm(side, triangle, diagonal, alpha, a, b);
      return;
    }
    Cut cut = lines(side, a, b);
    run(
        cut.count(),
        part -> calls.trmm(side, triangle, diagonal, alpha, a, lines(side, cut, part, b)),
        a,
        b);
  }

  /** Solves A Z = alpha B, or Z A = alpha B, for a triangular A; B := Z. */
  public void trsm(
      Side side, Triangle triangle, Diagonal diagonal, double alpha, Matrix a, Matrix b) {
    if (isSmall(b.rows(), b.columns(), a.rows())) {
      kernels.trsm(side, triangle, diagonal, alpha, a, b);
      return;
    }
    Cut cut = lines(side, a, b);
    run(
        cut.count(),
        part -> calls.trsm(side, triangle, diagonal, alpha, a, lines(side, cut, part, b)),
        a,
        b);
  }

  /** C_i := alpha A_i B_i + beta C_i for each i. Large products are divided one after the other. */
  public void gemmBatch(double alpha, MatrixBatch a, MatrixBatch b, double beta, MatrixBatch c) {
    double products = (double) c.rows() * c.columns() * a.columns();
    if (products * c.count() < fewestProducts || !divides()) {
      kernels.gemmBatch(alpha, a, b, beta, c);
    } else if (products >= fewestProducts) {
      for (int i = 0; i < c.count(); i++) {
        gemm(alpha, a.matrix(i), b.matrix(i), beta, c.matrix(i));
      }
    } else {
      Cut cut = Cut.into(division.partsOfBatch(products * c.count()), c.count());
      run(
          cut.count(),
          part -> group(alpha, a, b, beta, c, cut.from(part), cut.size(part)),
          a,
          b,
          c);
    }
  }

  /** Some products of a batch: one call if the backend has the routine. */
  private void group(
      double alpha, MatrixBatch a, MatrixBatch b, double beta, MatrixBatch c, int from, int size) {
    if (!hasBatches) {
      for (int i = from; i < from + size; i++) {
        calls.gemm(alpha, a.matrix(i), b.matrix(i), beta, c.matrix(i));
      }
      return;
    }
    MatrixBatch left = a.slice(from, size);
    MatrixBatch right = b.slice(from, size);
    MatrixBatch output = c.slice(from, size);
    double products = (double) size * c.rows() * c.columns() * a.columns();
    calls.call(products, () -> kernels.gemmBatch(alpha, left, right, beta, output), a, b, c);
  }

  /** B := alpha A. */
  public void omatcopy(double alpha, Matrix a, Matrix b) {
    if (isSmall(b)) {
      kernels.omatcopy(alpha, a, b);
      return;
    }
    if (isCutAlongColumns(b)) {
      copyRows(alpha, a.transposed(), b.transposed());
    } else {
      copyRows(alpha, a, b);
    }
  }

  private void copyRows(double alpha, Matrix a, Matrix b) {
    Cut cut = rows(b);
    run(
        cut.count(),
        part -> {
          requireUsable(a, b);
          LongCalls.elements(
              kernels,
              2L * cut.size(part) * b.columns(),
              () -> kernels.omatcopy(alpha, rows(cut, part, a), rows(cut, part, b)));
        },
        a,
        b);
  }
}
