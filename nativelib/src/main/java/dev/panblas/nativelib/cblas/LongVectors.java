/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.nativelib.cblas;

import dev.panblas.matrix.Diagonal;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Transposition;
import dev.panblas.matrix.Triangle;
import dev.panblas.matrix.Vector;
import dev.panblas.spi.BlasKernels;
import dev.panblas.spi.Scaling;

/**
 * Level 2 routines on vectors that are longer than the library's work buffer, as sequences of calls
 * on shorter ones.
 *
 * <p>A block of a band matrix is a band matrix in the same storage. The block of the columns from j
 * on and the rows from i on begins at column j of the matrix of diagonals, and has kl - (i - j)
 * diagonals below the main one and ku + (i - j) above it. Neither number may be negative, so a
 * block begins at the first of its rows that the band reaches.
 *
 * @param kernels compute the blocks
 * @param longest the most elements of a vector in a call, 1 or more
 */
record LongVectors(BlasKernels kernels, int longest) {

  /** The indices from {@code from}, inclusive, to {@code to}, exclusive. */
  private record Range(int from, int to) {

    int size() {
      return to - from;
    }

    Vector of(Vector x) {
      return x.slice(from, size());
    }

    /** The diagonals of a block of columns. */
    Matrix of(Matrix a) {
      return a.block(0, from, a.rows(), size());
    }
  }

  /** Receives one block after another. */
  private interface Step {
    void at(Range block);
  }

  private void blocks(int n, boolean ascending, Step step) {
    int count = Math.ceilDiv(n, longest);
    for (int k = 0; k < count; k++) {
      int from = (ascending ? k : count - 1 - k) * longest;
      step.at(new Range(from, end(from, n)));
    }
  }

  private int end(int from, int to) {
    return to - from > longest ? from + longest : to;
  }

  /** y := alpha op(A) x + beta y for a band matrix A. */
  void gbmv(
      Transposition transposition,
      int kl,
      int ku,
      double alpha,
      Matrix a,
      Vector x,
      double beta,
      Vector y) {
    Scaling.scale(beta, y);
    int m = transposition == Transposition.NONE ? y.size() : x.size();
    Range rows = new Range(0, m);
    Range columns = new Range(0, a.columns());
    new Band(kl, ku, a).multiply(rows, columns, transposition, alpha, x, y);
  }

  /** y := alpha A x + beta y for a symmetric band matrix A. */
  void sbmv(Triangle triangle, double alpha, Matrix a, Vector x, double beta, Vector y) {
    Scaling.scale(beta, y);
    Band band = band(triangle, a);
    blocks(
        a.columns(),
        true,
        block -> {
          kernels.sbmv(triangle, alpha, block.of(a), block.of(x), 1, block.of(y));
          Range others = beside(block, a.columns(), triangle == Triangle.UPPER);
          band.multiply(block, others, Transposition.NONE, alpha, x, y);
          band.multiply(block, others, Transposition.TRANSPOSED, alpha, x, y);
        });
  }

  /** x := op(A) x for a triangular band matrix A. Products read elements before they change. */
  void tbmv(Triangle triangle, Transposition transposition, Diagonal diagonal, Matrix a, Vector x) {
    boolean upper = isUpper(triangle, transposition);
    blocks(
        a.columns(),
        upper,
        block -> {
          kernels.tbmv(triangle, transposition, diagonal, block.of(a), block.of(x));
          addOthers(triangle, transposition, 1, a, block, upper, x);
        });
  }

  /** Solves op(A) z = x for a triangular band matrix A, x := z. Products read solved elements. */
  void tbsv(Triangle triangle, Transposition transposition, Diagonal diagonal, Matrix a, Vector x) {
    boolean upper = isUpper(triangle, transposition);
    blocks(
        a.columns(),
        !upper,
        block -> {
          addOthers(triangle, transposition, -1, a, block, upper, x);
          kernels.tbsv(triangle, transposition, diagonal, block.of(a), block.of(x));
        });
  }

  /** A := alpha x y' + A. */
  void ger(double alpha, Vector x, Vector y, Matrix a) {
    blocks(
        x.size(),
        true,
        rows ->
            blocks(
                y.size(),
                true,
                columns ->
                    kernels.ger(
                        alpha,
                        rows.of(x),
                        columns.of(y),
                        a.block(rows.from, columns.from, rows.size(), columns.size()))));
  }

  /** Adds alpha op(A) x to the block of x, without the columns of op(A) that are in the block. */
  private void addOthers(
      Triangle triangle,
      Transposition transposition,
      double alpha,
      Matrix a,
      Range block,
      boolean upper,
      Vector x) {
    Range others = beside(block, a.columns(), upper);
    if (transposition == Transposition.NONE) {
      band(triangle, a).multiply(block, others, transposition, alpha, x, x);
    } else {
      band(triangle, a).multiply(others, block, transposition, alpha, x, x);
    }
  }

  /** Whether op(A) is an upper triangle. */
  private static boolean isUpper(Triangle triangle, Transposition transposition) {
    return (triangle == Triangle.UPPER) == (transposition == Transposition.NONE);
  }

  /** The columns of an upper or lower triangle in the rows of a block, without the block. */
  private static Range beside(Range block, int n, boolean upper) {
    return upper ? new Range(block.to, n) : new Range(0, block.from);
  }

  private Band band(Triangle triangle, Matrix a) {
    int k = a.rows() - 1;
    return triangle == Triangle.UPPER ? new Band(0, k, a) : new Band(k, 0, a);
  }

  /** A band matrix, stored as its diagonals. */
  private final class Band {

    private final int kl;
    private final int ku;
    private final Matrix a;

    Band(int kl, int ku, Matrix a) {
      this.kl = kl;
      this.ku = ku;
      this.a = a;
    }

    /** y := alpha op(A) x + y, with only some of the rows and columns of A. */
    void multiply(
        Range rows, Range columns, Transposition transposition, double alpha, Vector x, Vector y) {
      Range reached = meeting(rows, columns, ku, kl);
      for (int i = reached.from; i < reached.to; i = end(i, reached.to)) {
        Range m = new Range(i, end(i, reached.to));
        Range crossed = meeting(columns, m, kl, ku);
        for (int j = crossed.from; j < crossed.to; j = end(j, crossed.to)) {
          Range n = new Range(j, end(j, crossed.to));
          Range inBand = meeting(m, n, ku, kl);
          int shift = inBand.from - n.from;
          boolean asIs = transposition == Transposition.NONE;
          Vector factor = asIs ? n.of(x) : inBand.of(x);
          Vector product = asIs ? inBand.of(y) : n.of(y);
          kernels.gbmv(transposition, kl - shift, ku + shift, alpha, n.of(a), factor, 1, product);
        }
      }
    }

    /** The part of a range from {@code before} before others to {@code after} after them. */
    private Range meeting(Range range, Range others, int before, int after) {
      if (others.size() <= 0) {
        return new Range(0, 0);
      }
      long from = Math.max(range.from, (long) others.from - before);
      long to = Math.min(range.to, (long) others.to + after);
      return from < to ? new Range((int) from, (int) to) : new Range(0, 0);
    }
  }
}
