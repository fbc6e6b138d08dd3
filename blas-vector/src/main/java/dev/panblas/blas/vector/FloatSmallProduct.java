/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.blas.vector;

import dev.panblas.matrix.Matrix;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * C := alpha A B + beta C in single precision for small matrices in arrays, with the bits of {@link
 * FloatProduct}. Nothing is copied or padded: the last columns are computed with a mask. {@link
 * DoubleSmallProduct} is the twin.
 */
final class FloatSmallProduct {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  /** The rows of C that are computed at once. */
  private static final int ROWS = 4;

  private FloatSmallProduct() {}

  /**
   * Computes C if all matrices are in arrays, and B has contiguous rows where C has them, or A
   * contiguous columns where C has them.
   *
   * @param a at most {@link Blocks#TERMS} columns
   * @return whether C was computed; false also if the kernel is slow
   */
  static boolean multiply(float alpha, Matrix a, Matrix b, float beta, Matrix c) {
    FloatElements as = FloatElements.of(a);
    FloatElements bs = FloatElements.of(b);
    FloatElements cs = FloatElements.of(c);
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
      float alpha,
      FloatElements a,
      FloatElements b,
      float beta,
      FloatElements c) {
    boolean byRows = c.columnStride == 1 && b.columnStride == 1;
    boolean byColumns = c.rowStride == 1 && a.rowStride == 1;
    KernelGuard guard = KernelGuards.FLOAT.small();
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
      float alpha,
      FloatElements a,
      FloatElements b,
      float beta,
      FloatElements c) {
    if (alpha == 1 && beta == 0) {
      multiply(m, n, k, a, b, c);
      return;
    }
    float[] buffer = FloatProduct.BUFFERS.borrow(Buffers.SMALL);
    try {
      multiply(m, n, k, a, b, new FloatElements(buffer, 0, n, 1));
      for (int i = 0; i < m; i++) {
        FloatProduct.addRow(n, alpha, buffer, i * n, beta, c.array, c.index(i, 0));
      }
    } finally {
      FloatProduct.BUFFERS.giveBack(Buffers.SMALL, buffer);
    }
  }

  /** T := A B. */
  private static void multiply(
      int m, int n, int k, FloatElements a, FloatElements b, FloatElements t) {
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
      float[] a,
      int ai,
      int ar,
      int ac,
      float[] b,
      int bi,
      int br,
      float[] t,
      int ti,
      int tr) {
    VectorMask<Float> used = VectorMask.fromLong(SPECIES, (1L << columns) - 1);
    FloatVector t0 = FloatVector.zero(SPECIES);
    FloatVector t1 = FloatVector.zero(SPECIES);
    FloatVector t2 = FloatVector.zero(SPECIES);
    FloatVector t3 = FloatVector.zero(SPECIES);
    int r1 = Math.min(1, rows - 1);
    int r2 = Math.min(2, rows - 1);
    int r3 = rows - 1;
    int ap = ai;
    int bp = bi;
    for (int p = 0; p < k; p++) {
      FloatVector row = FloatVector.fromArray(SPECIES, b, bp, used);
      t0 = FloatVector.broadcast(SPECIES, a[ap]).fma(row, t0);
      t1 = FloatVector.broadcast(SPECIES, a[ap + r1 * ar]).fma(row, t1);
      t2 = FloatVector.broadcast(SPECIES, a[ap + r2 * ar]).fma(row, t2);
      t3 = FloatVector.broadcast(SPECIES, a[ap + r3 * ar]).fma(row, t3);
      ap += ac;
      bp += br;
    }
    t0.intoArray(t, ti, used);
    t1.intoArray(t, ti + r1 * tr, used);
    t2.intoArray(t, ti + r2 * tr, used);
    t3.intoArray(t, ti + r3 * tr, used);
  }
}
