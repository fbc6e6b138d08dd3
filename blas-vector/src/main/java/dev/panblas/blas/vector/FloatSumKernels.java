/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.blas.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * C := S + A B in single precision for the arrays of a tile, whose rows are whole vectors. Each
 * method is one shape, named by rows and vectors of C, and keeps its sums in registers. The twin is
 * {@link DoubleSumKernels}.
 */
final class FloatSumKernels {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  /**
   * The rows of a kernel with several. With 16 registers, the sums of 3 rows of three vectors fit
   * them as well, and take less time if a row of C has no vectors left over.
   */
  private static final int ROWS = 5;

  /** The vectors of the widest kernel: as many sums as fit the registers. */
  private static final int VECTORS = VectorShape.HAS_32_REGISTERS ? 4 : 2;

  private FloatSumKernels() {}

  /**
   * C := S + A B, by plain loops where a kernel is slow.
   *
   * @param m the rows of C
   * @param vectors the vectors in a row of C
   * @param k the terms of each sum
   * @param a element (i, p) has the index {@code i * ar + p * ac}
   * @param b row p begins at {@code p * br}
   * @param s row i begins at {@code i * sr}; may be c
   * @param c written; row i begins at {@code i * cr}
   */
  static void multiply(
      int m,
      int vectors,
      int k,
      float[] a,
      int ar,
      int ac,
      float[] b,
      int br,
      float[] s,
      int sr,
      float[] c,
      int cr) {
    boolean isSquare = !VectorShape.HAS_32_REGISTERS && vectors % 3 == 0;
    int rows = isSquare ? 3 : ROWS;
    for (int v = 0, width; v < vectors; v += width) {
      width = isSquare ? 3 : Math.min(VECTORS, vectors - v);
      int at = v * LANES;
      KernelGuard guard = KernelGuards.FLOAT.sums(width);
      if (guard.isReplaced()) {
        FloatPlainTileLoops.multiply(
            m, width * LANES, k, a, ar, ac, b, at, br, s, at, sr, c, at, cr);
        continue;
      }
      long multiplications = (long) m * width * LANES * k;
      long start = guard.start(multiplications);
      multiplyColumns(rows, width, m, k, a, ar, ac, b, at, br, s, sr, c, cr);
      guard.stop(start, multiplications);
    }
  }

  /** The columns of C that one kernel computes, from {@code at} on. */
  private static void multiplyColumns(
      int rows,
      int width,
      int m,
      int k,
      float[] a,
      int ar,
      int ac,
      float[] b,
      int at,
      int br,
      float[] s,
      int sr,
      float[] c,
      int cr) {
    int i = 0;
    for (; i <= m - rows; i += rows) {
      multiplyRows(
          10 * rows + width,
          k,
          a,
          i * ar,
          ar,
          ac,
          b,
          at,
          br,
          s,
          i * sr + at,
          sr,
          c,
          i * cr + at,
          cr);
    }
    for (; i < m; i++) {
      multiplyRow(width, k, a, i * ar, ac, b, at, br, s, i * sr + at, c, i * cr + at);
    }
  }

  private static void multiplyRows(
      int shape,
      int k,
      float[] a,
      int ai,
      int ar,
      int ac,
      float[] b,
      int bi,
      int br,
      float[] s,
      int si,
      int sr,
      float[] c,
      int ci,
      int cr) {
    switch (shape) {
      case 54 -> multiply5x4(k, a, ai, ar, ac, b, bi, br, s, si, sr, c, ci, cr);
      case 53 -> multiply5x3(k, a, ai, ar, ac, b, bi, br, s, si, sr, c, ci, cr);
      case 33 -> multiply3x3(k, a, ai, ar, ac, b, bi, br, s, si, sr, c, ci, cr);
      case 52 -> multiply5x2(k, a, ai, ar, ac, b, bi, br, s, si, sr, c, ci, cr);
      default -> multiply5x1(k, a, ai, ar, ac, b, bi, br, s, si, sr, c, ci, cr);
    }
  }

  private static void multiplyRow(
      int vectors,
      int k,
      float[] a,
      int ai,
      int ac,
      float[] b,
      int bi,
      int br,
      float[] s,
      int si,
      float[] c,
      int ci) {
    switch (vectors) {
      case 4 -> multiply1x4(k, a, ai, ac, b, bi, br, s, si, c, ci);
      case 3 -> multiply1x3(k, a, ai, ac, b, bi, br, s, si, c, ci);
      case 2 -> multiply1x2(k, a, ai, ac, b, bi, br, s, si, c, ci);
      default -> multiply1x1(k, a, ai, ac, b, bi, br, s, si, c, ci);
    }
  }

  private static void multiply5x4(
      int k,
      float[] a,
      int ai,
      int ar,
      int ac,
      float[] b,
      int bi,
      int br,
      float[] s,
      int si,
      int sr,
      float[] c,
      int ci,
      int cr) {
    FloatVector c00 = FloatVector.fromArray(SPECIES, s, si);
    FloatVector c01 = FloatVector.fromArray(SPECIES, s, si + LANES);
    FloatVector c02 = FloatVector.fromArray(SPECIES, s, si + 2 * LANES);
    FloatVector c03 = FloatVector.fromArray(SPECIES, s, si + 3 * LANES);
    FloatVector c10 = FloatVector.fromArray(SPECIES, s, si + sr);
    FloatVector c11 = FloatVector.fromArray(SPECIES, s, si + sr + LANES);
    FloatVector c12 = FloatVector.fromArray(SPECIES, s, si + sr + 2 * LANES);
    FloatVector c13 = FloatVector.fromArray(SPECIES, s, si + sr + 3 * LANES);
    FloatVector c20 = FloatVector.fromArray(SPECIES, s, si + 2 * sr);
    FloatVector c21 = FloatVector.fromArray(SPECIES, s, si + 2 * sr + LANES);
    FloatVector c22 = FloatVector.fromArray(SPECIES, s, si + 2 * sr + 2 * LANES);
    FloatVector c23 = FloatVector.fromArray(SPECIES, s, si + 2 * sr + 3 * LANES);
    FloatVector c30 = FloatVector.fromArray(SPECIES, s, si + 3 * sr);
    FloatVector c31 = FloatVector.fromArray(SPECIES, s, si + 3 * sr + LANES);
    FloatVector c32 = FloatVector.fromArray(SPECIES, s, si + 3 * sr + 2 * LANES);
    FloatVector c33 = FloatVector.fromArray(SPECIES, s, si + 3 * sr + 3 * LANES);
    FloatVector c40 = FloatVector.fromArray(SPECIES, s, si + 4 * sr);
    FloatVector c41 = FloatVector.fromArray(SPECIES, s, si + 4 * sr + LANES);
    FloatVector c42 = FloatVector.fromArray(SPECIES, s, si + 4 * sr + 2 * LANES);
    FloatVector c43 = FloatVector.fromArray(SPECIES, s, si + 4 * sr + 3 * LANES);
    int ap = ai;
    int bp = bi;
    for (int p = 0; p < k; p++) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, bp);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, bp + LANES);
      FloatVector b2 = FloatVector.fromArray(SPECIES, b, bp + 2 * LANES);
      FloatVector b3 = FloatVector.fromArray(SPECIES, b, bp + 3 * LANES);
      FloatVector a0 = FloatVector.broadcast(SPECIES, a[ap]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      c02 = a0.fma(b2, c02);
      c03 = a0.fma(b3, c03);
      FloatVector a1 = FloatVector.broadcast(SPECIES, a[ap + ar]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      c12 = a1.fma(b2, c12);
      c13 = a1.fma(b3, c13);
      FloatVector a2 = FloatVector.broadcast(SPECIES, a[ap + 2 * ar]);
      c20 = a2.fma(b0, c20);
      c21 = a2.fma(b1, c21);
      c22 = a2.fma(b2, c22);
      c23 = a2.fma(b3, c23);
      FloatVector a3 = FloatVector.broadcast(SPECIES, a[ap + 3 * ar]);
      c30 = a3.fma(b0, c30);
      c31 = a3.fma(b1, c31);
      c32 = a3.fma(b2, c32);
      c33 = a3.fma(b3, c33);
      FloatVector a4 = FloatVector.broadcast(SPECIES, a[ap + 4 * ar]);
      c40 = a4.fma(b0, c40);
      c41 = a4.fma(b1, c41);
      c42 = a4.fma(b2, c42);
      c43 = a4.fma(b3, c43);
      ap += ac;
      bp += br;
    }
    c00.intoArray(c, ci);
    c01.intoArray(c, ci + LANES);
    c02.intoArray(c, ci + 2 * LANES);
    c03.intoArray(c, ci + 3 * LANES);
    c10.intoArray(c, ci + cr);
    c11.intoArray(c, ci + cr + LANES);
    c12.intoArray(c, ci + cr + 2 * LANES);
    c13.intoArray(c, ci + cr + 3 * LANES);
    c20.intoArray(c, ci + 2 * cr);
    c21.intoArray(c, ci + 2 * cr + LANES);
    c22.intoArray(c, ci + 2 * cr + 2 * LANES);
    c23.intoArray(c, ci + 2 * cr + 3 * LANES);
    c30.intoArray(c, ci + 3 * cr);
    c31.intoArray(c, ci + 3 * cr + LANES);
    c32.intoArray(c, ci + 3 * cr + 2 * LANES);
    c33.intoArray(c, ci + 3 * cr + 3 * LANES);
    c40.intoArray(c, ci + 4 * cr);
    c41.intoArray(c, ci + 4 * cr + LANES);
    c42.intoArray(c, ci + 4 * cr + 2 * LANES);
    c43.intoArray(c, ci + 4 * cr + 3 * LANES);
  }

  private static void multiply5x3(
      int k,
      float[] a,
      int ai,
      int ar,
      int ac,
      float[] b,
      int bi,
      int br,
      float[] s,
      int si,
      int sr,
      float[] c,
      int ci,
      int cr) {
    FloatVector c00 = FloatVector.fromArray(SPECIES, s, si);
    FloatVector c01 = FloatVector.fromArray(SPECIES, s, si + LANES);
    FloatVector c02 = FloatVector.fromArray(SPECIES, s, si + 2 * LANES);
    FloatVector c10 = FloatVector.fromArray(SPECIES, s, si + sr);
    FloatVector c11 = FloatVector.fromArray(SPECIES, s, si + sr + LANES);
    FloatVector c12 = FloatVector.fromArray(SPECIES, s, si + sr + 2 * LANES);
    FloatVector c20 = FloatVector.fromArray(SPECIES, s, si + 2 * sr);
    FloatVector c21 = FloatVector.fromArray(SPECIES, s, si + 2 * sr + LANES);
    FloatVector c22 = FloatVector.fromArray(SPECIES, s, si + 2 * sr + 2 * LANES);
    FloatVector c30 = FloatVector.fromArray(SPECIES, s, si + 3 * sr);
    FloatVector c31 = FloatVector.fromArray(SPECIES, s, si + 3 * sr + LANES);
    FloatVector c32 = FloatVector.fromArray(SPECIES, s, si + 3 * sr + 2 * LANES);
    FloatVector c40 = FloatVector.fromArray(SPECIES, s, si + 4 * sr);
    FloatVector c41 = FloatVector.fromArray(SPECIES, s, si + 4 * sr + LANES);
    FloatVector c42 = FloatVector.fromArray(SPECIES, s, si + 4 * sr + 2 * LANES);
    int ap = ai;
    int bp = bi;
    for (int p = 0; p < k; p++) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, bp);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, bp + LANES);
      FloatVector b2 = FloatVector.fromArray(SPECIES, b, bp + 2 * LANES);
      FloatVector a0 = FloatVector.broadcast(SPECIES, a[ap]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      c02 = a0.fma(b2, c02);
      FloatVector a1 = FloatVector.broadcast(SPECIES, a[ap + ar]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      c12 = a1.fma(b2, c12);
      FloatVector a2 = FloatVector.broadcast(SPECIES, a[ap + 2 * ar]);
      c20 = a2.fma(b0, c20);
      c21 = a2.fma(b1, c21);
      c22 = a2.fma(b2, c22);
      FloatVector a3 = FloatVector.broadcast(SPECIES, a[ap + 3 * ar]);
      c30 = a3.fma(b0, c30);
      c31 = a3.fma(b1, c31);
      c32 = a3.fma(b2, c32);
      FloatVector a4 = FloatVector.broadcast(SPECIES, a[ap + 4 * ar]);
      c40 = a4.fma(b0, c40);
      c41 = a4.fma(b1, c41);
      c42 = a4.fma(b2, c42);
      ap += ac;
      bp += br;
    }
    c00.intoArray(c, ci);
    c01.intoArray(c, ci + LANES);
    c02.intoArray(c, ci + 2 * LANES);
    c10.intoArray(c, ci + cr);
    c11.intoArray(c, ci + cr + LANES);
    c12.intoArray(c, ci + cr + 2 * LANES);
    c20.intoArray(c, ci + 2 * cr);
    c21.intoArray(c, ci + 2 * cr + LANES);
    c22.intoArray(c, ci + 2 * cr + 2 * LANES);
    c30.intoArray(c, ci + 3 * cr);
    c31.intoArray(c, ci + 3 * cr + LANES);
    c32.intoArray(c, ci + 3 * cr + 2 * LANES);
    c40.intoArray(c, ci + 4 * cr);
    c41.intoArray(c, ci + 4 * cr + LANES);
    c42.intoArray(c, ci + 4 * cr + 2 * LANES);
  }

  private static void multiply5x2(
      int k,
      float[] a,
      int ai,
      int ar,
      int ac,
      float[] b,
      int bi,
      int br,
      float[] s,
      int si,
      int sr,
      float[] c,
      int ci,
      int cr) {
    FloatVector c00 = FloatVector.fromArray(SPECIES, s, si);
    FloatVector c01 = FloatVector.fromArray(SPECIES, s, si + LANES);
    FloatVector c10 = FloatVector.fromArray(SPECIES, s, si + sr);
    FloatVector c11 = FloatVector.fromArray(SPECIES, s, si + sr + LANES);
    FloatVector c20 = FloatVector.fromArray(SPECIES, s, si + 2 * sr);
    FloatVector c21 = FloatVector.fromArray(SPECIES, s, si + 2 * sr + LANES);
    FloatVector c30 = FloatVector.fromArray(SPECIES, s, si + 3 * sr);
    FloatVector c31 = FloatVector.fromArray(SPECIES, s, si + 3 * sr + LANES);
    FloatVector c40 = FloatVector.fromArray(SPECIES, s, si + 4 * sr);
    FloatVector c41 = FloatVector.fromArray(SPECIES, s, si + 4 * sr + LANES);
    int ap = ai;
    int bp = bi;
    for (int p = 0; p < k; p++) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, bp);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, bp + LANES);
      FloatVector a0 = FloatVector.broadcast(SPECIES, a[ap]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      FloatVector a1 = FloatVector.broadcast(SPECIES, a[ap + ar]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      FloatVector a2 = FloatVector.broadcast(SPECIES, a[ap + 2 * ar]);
      c20 = a2.fma(b0, c20);
      c21 = a2.fma(b1, c21);
      FloatVector a3 = FloatVector.broadcast(SPECIES, a[ap + 3 * ar]);
      c30 = a3.fma(b0, c30);
      c31 = a3.fma(b1, c31);
      FloatVector a4 = FloatVector.broadcast(SPECIES, a[ap + 4 * ar]);
      c40 = a4.fma(b0, c40);
      c41 = a4.fma(b1, c41);
      ap += ac;
      bp += br;
    }
    c00.intoArray(c, ci);
    c01.intoArray(c, ci + LANES);
    c10.intoArray(c, ci + cr);
    c11.intoArray(c, ci + cr + LANES);
    c20.intoArray(c, ci + 2 * cr);
    c21.intoArray(c, ci + 2 * cr + LANES);
    c30.intoArray(c, ci + 3 * cr);
    c31.intoArray(c, ci + 3 * cr + LANES);
    c40.intoArray(c, ci + 4 * cr);
    c41.intoArray(c, ci + 4 * cr + LANES);
  }

  private static void multiply5x1(
      int k,
      float[] a,
      int ai,
      int ar,
      int ac,
      float[] b,
      int bi,
      int br,
      float[] s,
      int si,
      int sr,
      float[] c,
      int ci,
      int cr) {
    FloatVector c00 = FloatVector.fromArray(SPECIES, s, si);
    FloatVector c10 = FloatVector.fromArray(SPECIES, s, si + sr);
    FloatVector c20 = FloatVector.fromArray(SPECIES, s, si + 2 * sr);
    FloatVector c30 = FloatVector.fromArray(SPECIES, s, si + 3 * sr);
    FloatVector c40 = FloatVector.fromArray(SPECIES, s, si + 4 * sr);
    int ap = ai;
    int bp = bi;
    for (int p = 0; p < k; p++) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, bp);
      FloatVector a0 = FloatVector.broadcast(SPECIES, a[ap]);
      c00 = a0.fma(b0, c00);
      FloatVector a1 = FloatVector.broadcast(SPECIES, a[ap + ar]);
      c10 = a1.fma(b0, c10);
      FloatVector a2 = FloatVector.broadcast(SPECIES, a[ap + 2 * ar]);
      c20 = a2.fma(b0, c20);
      FloatVector a3 = FloatVector.broadcast(SPECIES, a[ap + 3 * ar]);
      c30 = a3.fma(b0, c30);
      FloatVector a4 = FloatVector.broadcast(SPECIES, a[ap + 4 * ar]);
      c40 = a4.fma(b0, c40);
      ap += ac;
      bp += br;
    }
    c00.intoArray(c, ci);
    c10.intoArray(c, ci + cr);
    c20.intoArray(c, ci + 2 * cr);
    c30.intoArray(c, ci + 3 * cr);
    c40.intoArray(c, ci + 4 * cr);
  }

  private static void multiply3x3(
      int k,
      float[] a,
      int ai,
      int ar,
      int ac,
      float[] b,
      int bi,
      int br,
      float[] s,
      int si,
      int sr,
      float[] c,
      int ci,
      int cr) {
    FloatVector c00 = FloatVector.fromArray(SPECIES, s, si);
    FloatVector c01 = FloatVector.fromArray(SPECIES, s, si + LANES);
    FloatVector c02 = FloatVector.fromArray(SPECIES, s, si + 2 * LANES);
    FloatVector c10 = FloatVector.fromArray(SPECIES, s, si + sr);
    FloatVector c11 = FloatVector.fromArray(SPECIES, s, si + sr + LANES);
    FloatVector c12 = FloatVector.fromArray(SPECIES, s, si + sr + 2 * LANES);
    FloatVector c20 = FloatVector.fromArray(SPECIES, s, si + 2 * sr);
    FloatVector c21 = FloatVector.fromArray(SPECIES, s, si + 2 * sr + LANES);
    FloatVector c22 = FloatVector.fromArray(SPECIES, s, si + 2 * sr + 2 * LANES);
    int ap = ai;
    int bp = bi;
    for (int p = 0; p < k; p++) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, bp);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, bp + LANES);
      FloatVector b2 = FloatVector.fromArray(SPECIES, b, bp + 2 * LANES);
      FloatVector a0 = FloatVector.broadcast(SPECIES, a[ap]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      c02 = a0.fma(b2, c02);
      FloatVector a1 = FloatVector.broadcast(SPECIES, a[ap + ar]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      c12 = a1.fma(b2, c12);
      FloatVector a2 = FloatVector.broadcast(SPECIES, a[ap + 2 * ar]);
      c20 = a2.fma(b0, c20);
      c21 = a2.fma(b1, c21);
      c22 = a2.fma(b2, c22);
      ap += ac;
      bp += br;
    }
    c00.intoArray(c, ci);
    c01.intoArray(c, ci + LANES);
    c02.intoArray(c, ci + 2 * LANES);
    c10.intoArray(c, ci + cr);
    c11.intoArray(c, ci + cr + LANES);
    c12.intoArray(c, ci + cr + 2 * LANES);
    c20.intoArray(c, ci + 2 * cr);
    c21.intoArray(c, ci + 2 * cr + LANES);
    c22.intoArray(c, ci + 2 * cr + 2 * LANES);
  }

  private static void multiply1x4(
      int k,
      float[] a,
      int ai,
      int ac,
      float[] b,
      int bi,
      int br,
      float[] s,
      int si,
      float[] c,
      int ci) {
    FloatVector c00 = FloatVector.fromArray(SPECIES, s, si);
    FloatVector c01 = FloatVector.fromArray(SPECIES, s, si + LANES);
    FloatVector c02 = FloatVector.fromArray(SPECIES, s, si + 2 * LANES);
    FloatVector c03 = FloatVector.fromArray(SPECIES, s, si + 3 * LANES);
    int ap = ai;
    int bp = bi;
    for (int p = 0; p < k; p++) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, bp);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, bp + LANES);
      FloatVector b2 = FloatVector.fromArray(SPECIES, b, bp + 2 * LANES);
      FloatVector b3 = FloatVector.fromArray(SPECIES, b, bp + 3 * LANES);
      FloatVector a0 = FloatVector.broadcast(SPECIES, a[ap]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      c02 = a0.fma(b2, c02);
      c03 = a0.fma(b3, c03);
      ap += ac;
      bp += br;
    }
    c00.intoArray(c, ci);
    c01.intoArray(c, ci + LANES);
    c02.intoArray(c, ci + 2 * LANES);
    c03.intoArray(c, ci + 3 * LANES);
  }

  private static void multiply1x3(
      int k,
      float[] a,
      int ai,
      int ac,
      float[] b,
      int bi,
      int br,
      float[] s,
      int si,
      float[] c,
      int ci) {
    FloatVector c00 = FloatVector.fromArray(SPECIES, s, si);
    FloatVector c01 = FloatVector.fromArray(SPECIES, s, si + LANES);
    FloatVector c02 = FloatVector.fromArray(SPECIES, s, si + 2 * LANES);
    int ap = ai;
    int bp = bi;
    for (int p = 0; p < k; p++) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, bp);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, bp + LANES);
      FloatVector b2 = FloatVector.fromArray(SPECIES, b, bp + 2 * LANES);
      FloatVector a0 = FloatVector.broadcast(SPECIES, a[ap]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      c02 = a0.fma(b2, c02);
      ap += ac;
      bp += br;
    }
    c00.intoArray(c, ci);
    c01.intoArray(c, ci + LANES);
    c02.intoArray(c, ci + 2 * LANES);
  }

  private static void multiply1x2(
      int k,
      float[] a,
      int ai,
      int ac,
      float[] b,
      int bi,
      int br,
      float[] s,
      int si,
      float[] c,
      int ci) {
    FloatVector c00 = FloatVector.fromArray(SPECIES, s, si);
    FloatVector c01 = FloatVector.fromArray(SPECIES, s, si + LANES);
    int ap = ai;
    int bp = bi;
    for (int p = 0; p < k; p++) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, bp);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, bp + LANES);
      FloatVector a0 = FloatVector.broadcast(SPECIES, a[ap]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      ap += ac;
      bp += br;
    }
    c00.intoArray(c, ci);
    c01.intoArray(c, ci + LANES);
  }

  private static void multiply1x1(
      int k,
      float[] a,
      int ai,
      int ac,
      float[] b,
      int bi,
      int br,
      float[] s,
      int si,
      float[] c,
      int ci) {
    FloatVector c00 = FloatVector.fromArray(SPECIES, s, si);
    int ap = ai;
    int bp = bi;
    for (int p = 0; p < k; p++) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, bp);
      FloatVector a0 = FloatVector.broadcast(SPECIES, a[ap]);
      c00 = a0.fma(b0, c00);
      ap += ac;
      bp += br;
    }
    c00.intoArray(c, ci);
  }
}
