/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.internal.division;

import dev.panblas.internal.scratch.Scratch;
import dev.panblas.matrix.Diagonal;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Operand;
import dev.panblas.matrix.Triangle;
import dev.panblas.matrix.Vector;
import dev.panblas.spi.BlasKernels;
import dev.panblas.spi.Scaling;
import java.util.function.Consumer;

/**
 * The routines of level 2 that are divided: those on matrices that are neither banded nor packed.
 */
@SuppressWarnings("doclint:missing") // the parameters are those of the SPI
public abstract sealed class DividedLevel2 extends DividedLevel1 permits DividedKernels {

  /** A matrix of fewer rows for each thread is cut into blocks of columns. */
  private static final int FEW_ROWS = 4;

  DividedLevel2(BlasKernels kernels, Division division) {
    super(kernels, division);
  }

  final boolean isSmall(Matrix a) {
    return (long) a.rows() * a.columns() < fewestElements || !divides();
  }

  /** B := A, computed in Java: a copy of an operand, or from one. The copy is row-major. */
  public void copyRows(Matrix a, Matrix b) {
    Cut cut = rowsToCopy(a);
    run(cut.count(), part -> rows(cut, part, b).copyFrom(rows(cut, part, a)), a, b);
  }

  /**
   * The rows of a matrix, cut into parts. They are smaller than those of a routine: the routine
   * that follows is divided too, so that the team is awake.
   */
  private Cut rowsToCopy(Matrix a) {
    long elements = 4L * a.rows() * a.columns();
    boolean isSmall = elements < fewestElements || !divides();
    int parts = isSmall ? 1 : division.partsOfElements(elements);
    return Cut.into(Math.min(parts, a.rows()), a.rows());
  }

  /** One triangle of B := A, computed in Java. */
  public void copyRows(Triangle triangle, Matrix a, Matrix b) {
    Cut cut = rowsToCopy(a);
    run(
        cut.count(),
        part -> {
          int from = cut.from(part);
          for (int i = from; i < from + cut.size(part); i++) {
            triangle.part(b, i).copyFrom(triangle.part(a, i));
          }
        },
        a,
        b);
  }

  /** y := alpha A x + beta y. */
  public void gemv(double alpha, Matrix a, Vector x, double beta, Vector y) {
    if (isSmall(a)) {
      kernels.gemv(alpha, a, x, beta, y);
    } else if (hasManyRows(a)) {
      byRows(alpha, a, x, beta, y);
    } else {
      byColumns(alpha, a, x, beta, y);
    }
  }

  /** Whether each thread gets some rows, and no row is too long for a library call. */
  private boolean hasManyRows(Matrix a) {
    return a.rows() >= Math.max(FEW_ROWS * division.threads(), partsOf(a))
        && a.columns() <= division.sizes().callElements();
  }

  private void byRows(double alpha, Matrix a, Vector x, double beta, Vector y) {
    Cut cut = rows(a);
    run(
        cut.count(),
        part -> {
          Matrix rows = rows(cut, part, a);
          requireUsable(a, x, y);
          LongCalls.elements(
              kernels,
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
    long elements = (long) cut.count() * a.rows();
    try (Scratch scratch = borrow(Scratch.bytes(a.precision(), elements))) {
      Matrix products = scratch.matrix(a.precision(), cut.count(), a.rows());
      run(
          cut.count(),
          part -> {
            Matrix block = a.block(0, cut.from(part), a.rows(), cut.size(part));
            requireUsable(a, x);
            kernels.gemv(
                alpha, block, x.slice(cut.from(part), block.columns()), 0, products.row(part));
          },
          a,
          x);
      requireUsable(y);
      addRows(products, 0, products.rows());
      Scaling.scale(beta, y);
      kernels.axpy(1, products.row(0), y);
    }
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
    } else if (isCutAlongColumns(a)) {
      rank1(alpha, y, x, a.transposed());
    } else {
      rank1(alpha, x, y, a);
    }
  }

  /**
   * Whether a matrix is cut into blocks of columns: if its columns are contiguous, unless they are
   * fewer than the parts, or if it has fewer rows than parts.
   */
  final boolean isCutAlongColumns(Matrix a) {
    int parts = partsOf(a);
    boolean hasRows = a.rows() >= Math.min(parts, a.columns());
    boolean hasColumns = a.columns() >= Math.min(parts, a.rows());
    return a.isRowMajor() ? !hasRows : hasColumns;
  }

  private void rank1(double alpha, Vector x, Vector y, Matrix a) {
    Cut cut = rows(a);
    run(
        cut.count(),
        part -> {
          Matrix rows = rows(cut, part, a);
          requireUsable(a, x, y);
          LongCalls.elements(
              kernels,
              2L * rows.rows() * rows.columns(),
              () -> kernels.ger(alpha, x.slice(cut.from(part), rows.rows()), y, rows));
        },
        a,
        x,
        y);
  }

  /** y := alpha A x + beta y for a symmetric A: each part computes a block of y. */
  public void symv(Triangle triangle, double alpha, Matrix a, Vector x, double beta, Vector y) {
    if (isOnePart(a)) {
      kernels.symv(triangle, alpha, a, x, beta, y);
      return;
    }
    Matrix lower = triangle == Triangle.LOWER ? a : a.transposed();
    Cut cut = Cut.into(division.partsOfTriangle(a.rows()), a.rows());
    run(
        cut.count(),
        part -> {
          Matrix diagonal = diagonalBlock(cut, part, lower);
          int from = cut.from(part);
          int size = diagonal.rows();
          int to = from + size;
          int rest = a.rows() - to;
          Vector product = y.slice(from, size);
          requireUsable(a, x, y);
          LongCalls.elements(
              kernels,
              (long) size * size,
              () ->
                  kernels.symv(
                      Triangle.LOWER, alpha, diagonal, x.slice(from, size), beta, product));
          add(alpha, lower.block(from, 0, size, from), x.slice(0, from), product);
          add(alpha, lower.block(to, from, rest, size).transposed(), x.slice(to, rest), product);
        },
        a,
        x,
        y);
  }

  /** y := alpha A x + y in one library call. Does nothing if x is empty. */
  private void add(double alpha, Matrix a, Vector x, Vector y) {
    if (x.size() > 0) {
      requireUsable(a, x, y);
      LongCalls.elements(
          kernels, (long) a.rows() * a.columns(), () -> kernels.gemv(alpha, a, x, 1, y));
    }
  }

  /** A := alpha x x' + A for a symmetric A. */
  public void syr(Triangle triangle, double alpha, Vector x, Matrix a) {
    if (isOnePart(a)) {
      kernels.syr(triangle, alpha, x, a);
      return;
    }
    update(
        triangle,
        a,
        (cut, at, block) -> {
          Vector x1 = elements(cut, at.row(), x);
          if (at.isDiagonal()) {
            kernels.syr(triangle, alpha, x1, block);
          } else {
            kernels.ger(alpha, x1, elements(cut, at.column(), x), block);
          }
        },
        a,
        x);
  }

  /** A := alpha x y' + alpha y x' + A for a symmetric A. */
  public void syr2(Triangle triangle, double alpha, Vector x, Vector y, Matrix a) {
    if (isOnePart(a)) {
      kernels.syr2(triangle, alpha, x, y, a);
      return;
    }
    update(
        triangle,
        a,
        (cut, at, block) -> {
          Vector x1 = elements(cut, at.row(), x);
          Vector y1 = elements(cut, at.row(), y);
          if (at.isDiagonal()) {
            kernels.syr2(triangle, alpha, x1, y1, block);
          } else {
            kernels.ger(alpha, x1, elements(cut, at.column(), y), block);
            kernels.ger(alpha, y1, elements(cut, at.column(), x), block);
          }
        },
        a,
        x,
        y);
  }

  /** Adds to a block of a triangle. */
  private interface Update {
    void add(Cut cut, TriangleBlock at, Matrix block);
  }

  /** Updates the blocks of a triangle of a symmetric matrix, each as one part. */
  private void update(Triangle triangle, Matrix a, Update update, Operand... operands) {
    Cut cut = division.triangle(a.rows(), division.partsOfTriangle(a.rows()));
    overBlocks(
        triangle,
        cut,
        at -> {
          Matrix block = block(cut, at, a);
          requireUsable(operands);
          LongCalls.elements(
              kernels, 2L * block.rows() * block.columns(), () -> update.add(cut, at, block));
        },
        operands);
  }

  private boolean isOnePart(Matrix symmetric) {
    return division.partsOfTriangle(symmetric.rows()) == 1 || !divides();
  }

  private static Vector elements(Cut cut, int part, Vector x) {
    return x.slice(cut.from(part), cut.size(part));
  }

  /** Runs the blocks of a triangle, each of which is a part. */
  final void overBlocks(
      Triangle triangle, Cut cut, Consumer<TriangleBlock> block, Operand... operands) {
    run(
        TriangleBlock.count(cut),
        part -> block.accept(TriangleBlock.of(triangle, cut, part)),
        operands);
  }

  static Matrix block(Cut cut, TriangleBlock at, Matrix a) {
    return a.block(
        cut.from(at.row()), cut.from(at.column()), cut.size(at.row()), cut.size(at.column()));
  }

  /** x := A x for a triangular A: each part computes a block of x from a copy of x. */
  public void trmv(Triangle triangle, Diagonal diagonal, Matrix a, Vector x) {
    if (isSmall(a)) {
      kernels.trmv(triangle, diagonal, a, x);
      return;
    }
    Cut cut = diagonalBlocks(a.rows());
    try (Scratch scratch = borrow(Scratch.bytes(x.precision(), x.size()))) {
      Vector copy = scratch.vector(x.precision(), x.size()).copyFrom(x);
      run(
          cut.count(),
          block -> {
            requireUsable(a, x);
            Vector product = x.slice(cut.from(block), cut.size(block));
            kernels.trmv(triangle, diagonal, diagonalBlock(cut, block, a), product);
            Cut.Range others = besideDiagonal(triangle, cut, block);
            if (others.size() > 0) {
              Matrix square =
                  rows(cut, block, a).block(0, others.from(), product.size(), others.size());
              kernels.gemv(1, square, copy.slice(others.from(), others.size()), 1, product);
            }
          },
          a,
          x);
    }
  }

  /**
   * x := z with A z = x for a triangular A: a diagonal block is solved on this thread, and its part
   * of the solution is subtracted from what is left by a product that is divided.
   */
  public void trsv(Triangle triangle, Diagonal diagonal, Matrix a, Vector x) {
    if (isSmall(a)) {
      kernels.trsv(triangle, diagonal, a, x);
      return;
    }
    Cut cut = diagonalBlocks(a.rows());
    for (int step = 0; step < cut.count(); step++) {
      int block = triangle == Triangle.LOWER ? step : cut.count() - 1 - step;
      requireUsable(a, x);
      Vector solved = x.slice(cut.from(block), cut.size(block));
      kernels.trsv(triangle, diagonal, diagonalBlock(cut, block, a), solved);
      Cut.Range left = besideDiagonal(triangle.transposed(), cut, block);
      if (left.size() > 0) {
        Matrix square = a.block(left.from(), cut.from(block), left.size(), solved.size());
        gemv(-1, square, solved, 1, x.slice(left.from(), left.size()));
      }
    }
  }

  private Cut diagonalBlocks(int n) {
    int order = Math.max(1, (int) Math.sqrt(division.sizes().partElements()));
    return Cut.into(Math.ceilDiv(n, order), n);
  }

  private static Matrix diagonalBlock(Cut cut, int block, Matrix a) {
    int size = cut.size(block);
    return a.block(cut.from(block), cut.from(block), size, size);
  }

  /** The columns of a triangle in a block's rows, without the diagonal block. */
  private static Cut.Range besideDiagonal(Triangle triangle, Cut cut, int block) {
    int to = cut.from(block) + cut.size(block);
    return triangle == Triangle.LOWER
        ? new Cut.Range(0, cut.from(block))
        : new Cut.Range(to, cut.length() - to);
  }

  private int partsOf(Matrix a) {
    return division.partsOfElements((long) a.rows() * a.columns());
  }

  final Cut rows(Matrix a) {
    return Cut.into(Math.min(partsOf(a), a.rows()), a.rows());
  }

  static Matrix rows(Cut cut, int part, Matrix a) {
    return a.block(cut.from(part), 0, cut.size(part), a.columns());
  }
}
