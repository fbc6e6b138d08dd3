/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.blas.vector;

import dev.panblas.matrix.Matrix;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * C := alpha A B + beta C in double precision for small matrices in arrays, with the bits of {@link
 * DoubleProduct}. Nothing is copied or padded: the last columns are computed with a mask. {@link
 * FloatSmallProduct} is the twin.
 */
final class DoubleSmallProduct {

  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  /** The rows of C that are computed at once. */
  private static final int ROWS = 4;

  private DoubleSmallProduct() {}

  /**
   * Computes C if all matrices are in arrays, and B has contiguous rows where C has them, or A
   * contiguous columns where C has them.
   *
   * @param a at most {@link Blocks#TERMS} columns
   * @return whether C was computed; false also if the kernel is slow
   */
  static boolean multiply(double alpha, Matrix a, Matrix b, double beta, Matrix c) {
    DoubleElements as = DoubleElements.of(a);
    DoubleElements bs = DoubleElements.of(b);
    DoubleElements cs = DoubleElements.of(c);
    return as != null
        && bs != null
        && cs != null
        && multiply(c.rows(), c.columns(), a.columns(), alpha, as, bs, beta, cs);
  }

  /** The same for the elements. */
  static boolean multiply(
      int m,
      int n,
      int k,
      double alpha,
      DoubleElements a,
      DoubleElements b,
      double beta,
      DoubleElements c) {
    boolean byRows = c.columnStride == 1 && b.columnStride == 1;
    boolean byColumns = c.rowStride == 1 && a.rowStride == 1;
    KernelGuard guard = KernelGuards.DOUBLE.small();
    if (!(byRows || byColumns) || guard.isReplaced()) {
      return false;
    }
    long multiplications = (long) m * n * k;
    long start = guard.start(multiplications);
    if (byRows) {
      multiplyRows(m, n, k, alpha, a, b, beta, c);
    } else {
      multiplyRows(n, m, k, alpha, b.transposed(), a.transposed(), beta, c.transposed());
    }
    guard.stop(start, multiplications);
    return true;
  }

  private static void multiplyRows(
      int m,
      int n,
      int k,
      double alpha,
      DoubleElements a,
      DoubleElements b,
      double beta,
      DoubleElements c) {
    if (alpha == 1 && beta == 0) {
      multiply(m, n, k, a, b, c);
      return;
    }
    double[] buffer = DoubleProduct.BUFFERS.borrow(Buffers.SMALL);
    try {
      multiply(m, n, k, a, b, new DoubleElements(buffer, 0, n, 1));
      for (int i = 0; i < m; i++) {
        DoubleProduct.addRow(n, alpha, buffer, i * n, beta, c.array, c.index(i, 0));
      }
    } finally {
      DoubleProduct.BUFFERS.giveBack(Buffers.SMALL, buffer);
    }
  }

  /** T := A B. */
  private static void multiply(
      int m, int n, int k, DoubleElements a, DoubleElements b, DoubleElements t) {
    for (int j = 0; j < n; j += LANES) {
      for (int i = 0; i < m; i += ROWS) {
        multiplyTile(
            Math.min(ROWS, m - i),
            Math.min(LANES, n - j),
            k,
            a.array,
            a.index(i, 0),
            a.rowStride,
            a.columnStride,
            b.array,
            b.index(0, j),
            b.rowStride,
            t.array,
            t.index(i, j),
            t.rowStride);
      }
    }
  }

  /**
   * Up to four rows and a vector of columns of T := A B. Of fewer rows the last one is computed
   * repeatedly, because stores that depend on a condition would cost the registers. The mask is
   * made of bits: {@code indexInRange} is slow on vectors of 16 elements.
   */
  private static void multiplyTile(
      int rows,
      int columns,
      int k,
      double[] a,
      int ai,
      int ar,
      int ac,
      double[] b,
      int bi,
      int br,
      double[] t,
      int ti,
      int tr) {
    VectorMask<Double> used = VectorMask.fromLong(SPECIES, (1L << columns) - 1);
    DoubleVector t0 = DoubleVector.zero(SPECIES);
    DoubleVector t1 = DoubleVector.zero(SPECIES);
    DoubleVector t2 = DoubleVector.zero(SPECIES);
    DoubleVector t3 = DoubleVector.zero(SPECIES);
    int r1 = Math.min(1, rows - 1);
    int r2 = Math.min(2, rows - 1);
    int r3 = rows - 1;
    int ap = ai;
    int bp = bi;
    for (int p = 0; p < k; p++) {
      DoubleVector row = DoubleVector.fromArray(SPECIES, b, bp, used);
      t0 = DoubleVector.broadcast(SPECIES, a[ap]).fma(row, t0);
      t1 = DoubleVector.broadcast(SPECIES, a[ap + r1 * ar]).fma(row, t1);
      t2 = DoubleVector.broadcast(SPECIES, a[ap + r2 * ar]).fma(row, t2);
      t3 = DoubleVector.broadcast(SPECIES, a[ap + r3 * ar]).fma(row, t3);
      ap += ac;
      bp += br;
    }
    t0.intoArray(t, ti, used);
    t1.intoArray(t, ti + r1 * tr, used);
    t2.intoArray(t, ti + r2 * tr, used);
    t3.intoArray(t, ti + r3 * tr, used);
  }
}
