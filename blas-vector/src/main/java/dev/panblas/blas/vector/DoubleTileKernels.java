/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.blas.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The tiles of a product in double precision: T := A B for a tile T of a few rows and vectors,
 * whose sums stay in registers. Each method is one shape, named by rows and vectors: the compiler
 * keeps vectors in registers only in small methods without calls that take or return vectors. The
 * twin is {@link FloatTileKernels}.
 */
final class DoubleTileKernels {

  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private DoubleTileKernels() {}

  /**
   * T := A B, by plain loops if the kernel is slow.
   *
   * @param rows the rows of T: 1, 2, 4 or 8, with three vectors 1, 2 or a multiple of 3
   * @param vectors the vectors in a row of T, up to 3
   * @param k the terms of each sum
   * @param a element (i, p) has the index {@code ai + i * ar + p * ac}
   * @param b row p begins at {@code bi + p * br}
   * @param t written; row i begins at {@code ti + i * tr}
   */
  static void multiply(
      int rows,
      int vectors,
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
    int height = vectors == 3 ? Math.min(rows, 3) : rows;
    KernelGuard guard = KernelGuards.DOUBLE.tile(height, vectors);
    if (guard.isReplaced()) {
      DoubleLoops.multiply(rows, vectors * LANES, k, a, ai, ar, ac, b, bi, br, t, ti, tr);
      return;
    }
    long multiplications = (long) rows * vectors * LANES * k;
    long start = guard.start(multiplications);
    switch (10 * height + vectors) {
      case 82 -> multiply8x2(k, a, ai, ar, ac, b, bi, br, t, ti, tr);
      case 42 -> multiply4x2(k, a, ai, ar, ac, b, bi, br, t, ti, tr);
      case 22 -> multiply2x2(k, a, ai, ar, ac, b, bi, br, t, ti, tr);
      case 12 -> multiply1x2(k, a, ai, ac, b, bi, br, t, ti);
      case 81 -> multiply8x1(k, a, ai, ar, ac, b, bi, br, t, ti, tr);
      case 41 -> multiply4x1(k, a, ai, ar, ac, b, bi, br, t, ti, tr);
      case 21 -> multiply2x1(k, a, ai, ar, ac, b, bi, br, t, ti, tr);
      case 11 -> multiply1x1(k, a, ai, ac, b, bi, br, t, ti);
      case 33 -> {
        boolean isPanel = ac == 1 && br == 3 * LANES;
        for (int i = 0, ap = ai, tp = ti; i < rows; i += 3, ap += 3 * ar, tp += 3 * tr) {
          if (isPanel) {
            multiplyPanel3x3(k, a, ap, ar, b, bi, t, tp, tr);
          } else {
            multiply3x3(k, a, ap, ar, ac, b, bi, br, t, tp, tr);
          }
        }
      }
      case 23 -> multiply2x3(k, a, ai, ar, ac, b, bi, br, t, ti, tr);
      case 13 -> multiply1x3(k, a, ai, ac, b, bi, br, t, ti);
      default -> throw new IllegalArgumentException("no tile of " + rows + "x" + vectors);
    }
    guard.stop(start, multiplications);
  }

  private static void multiply8x2(
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
    DoubleVector c00 = DoubleVector.zero(SPECIES);
    DoubleVector c01 = DoubleVector.zero(SPECIES);
    DoubleVector c10 = DoubleVector.zero(SPECIES);
    DoubleVector c11 = DoubleVector.zero(SPECIES);
    DoubleVector c20 = DoubleVector.zero(SPECIES);
    DoubleVector c21 = DoubleVector.zero(SPECIES);
    DoubleVector c30 = DoubleVector.zero(SPECIES);
    DoubleVector c31 = DoubleVector.zero(SPECIES);
    DoubleVector c40 = DoubleVector.zero(SPECIES);
    DoubleVector c41 = DoubleVector.zero(SPECIES);
    DoubleVector c50 = DoubleVector.zero(SPECIES);
    DoubleVector c51 = DoubleVector.zero(SPECIES);
    DoubleVector c60 = DoubleVector.zero(SPECIES);
    DoubleVector c61 = DoubleVector.zero(SPECIES);
    DoubleVector c70 = DoubleVector.zero(SPECIES);
    DoubleVector c71 = DoubleVector.zero(SPECIES);
    int ap = ai;
    int bp = bi;
    for (int p = 0; p < k; p++) {
      DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, bp);
      DoubleVector b1 = DoubleVector.fromArray(SPECIES, b, bp + LANES);
      DoubleVector a0 = DoubleVector.broadcast(SPECIES, a[ap]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      DoubleVector a1 = DoubleVector.broadcast(SPECIES, a[ap + ar]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      DoubleVector a2 = DoubleVector.broadcast(SPECIES, a[ap + 2 * ar]);
      c20 = a2.fma(b0, c20);
      c21 = a2.fma(b1, c21);
      DoubleVector a3 = DoubleVector.broadcast(SPECIES, a[ap + 3 * ar]);
      c30 = a3.fma(b0, c30);
      c31 = a3.fma(b1, c31);
      DoubleVector a4 = DoubleVector.broadcast(SPECIES, a[ap + 4 * ar]);
      c40 = a4.fma(b0, c40);
      c41 = a4.fma(b1, c41);
      DoubleVector a5 = DoubleVector.broadcast(SPECIES, a[ap + 5 * ar]);
      c50 = a5.fma(b0, c50);
      c51 = a5.fma(b1, c51);
      DoubleVector a6 = DoubleVector.broadcast(SPECIES, a[ap + 6 * ar]);
      c60 = a6.fma(b0, c60);
      c61 = a6.fma(b1, c61);
      DoubleVector a7 = DoubleVector.broadcast(SPECIES, a[ap + 7 * ar]);
      c70 = a7.fma(b0, c70);
      c71 = a7.fma(b1, c71);
      ap += ac;
      bp += br;
    }
    c00.intoArray(t, ti);
    c01.intoArray(t, ti + LANES);
    c10.intoArray(t, ti + tr);
    c11.intoArray(t, ti + tr + LANES);
    c20.intoArray(t, ti + 2 * tr);
    c21.intoArray(t, ti + 2 * tr + LANES);
    c30.intoArray(t, ti + 3 * tr);
    c31.intoArray(t, ti + 3 * tr + LANES);
    c40.intoArray(t, ti + 4 * tr);
    c41.intoArray(t, ti + 4 * tr + LANES);
    c50.intoArray(t, ti + 5 * tr);
    c51.intoArray(t, ti + 5 * tr + LANES);
    c60.intoArray(t, ti + 6 * tr);
    c61.intoArray(t, ti + 6 * tr + LANES);
    c70.intoArray(t, ti + 7 * tr);
    c71.intoArray(t, ti + 7 * tr + LANES);
  }

  private static void multiply4x2(
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
    DoubleVector c00 = DoubleVector.zero(SPECIES);
    DoubleVector c01 = DoubleVector.zero(SPECIES);
    DoubleVector c10 = DoubleVector.zero(SPECIES);
    DoubleVector c11 = DoubleVector.zero(SPECIES);
    DoubleVector c20 = DoubleVector.zero(SPECIES);
    DoubleVector c21 = DoubleVector.zero(SPECIES);
    DoubleVector c30 = DoubleVector.zero(SPECIES);
    DoubleVector c31 = DoubleVector.zero(SPECIES);
    int ap = ai;
    int bp = bi;
    for (int p = 0; p < k; p++) {
      DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, bp);
      DoubleVector b1 = DoubleVector.fromArray(SPECIES, b, bp + LANES);
      DoubleVector a0 = DoubleVector.broadcast(SPECIES, a[ap]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      DoubleVector a1 = DoubleVector.broadcast(SPECIES, a[ap + ar]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      DoubleVector a2 = DoubleVector.broadcast(SPECIES, a[ap + 2 * ar]);
      c20 = a2.fma(b0, c20);
      c21 = a2.fma(b1, c21);
      DoubleVector a3 = DoubleVector.broadcast(SPECIES, a[ap + 3 * ar]);
      c30 = a3.fma(b0, c30);
      c31 = a3.fma(b1, c31);
      ap += ac;
      bp += br;
    }
    c00.intoArray(t, ti);
    c01.intoArray(t, ti + LANES);
    c10.intoArray(t, ti + tr);
    c11.intoArray(t, ti + tr + LANES);
    c20.intoArray(t, ti + 2 * tr);
    c21.intoArray(t, ti + 2 * tr + LANES);
    c30.intoArray(t, ti + 3 * tr);
    c31.intoArray(t, ti + 3 * tr + LANES);
  }

  private static void multiply2x2(
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
    DoubleVector c00 = DoubleVector.zero(SPECIES);
    DoubleVector c01 = DoubleVector.zero(SPECIES);
    DoubleVector c10 = DoubleVector.zero(SPECIES);
    DoubleVector c11 = DoubleVector.zero(SPECIES);
    int ap = ai;
    int bp = bi;
    for (int p = 0; p < k; p++) {
      DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, bp);
      DoubleVector b1 = DoubleVector.fromArray(SPECIES, b, bp + LANES);
      DoubleVector a0 = DoubleVector.broadcast(SPECIES, a[ap]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      DoubleVector a1 = DoubleVector.broadcast(SPECIES, a[ap + ar]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      ap += ac;
      bp += br;
    }
    c00.intoArray(t, ti);
    c01.intoArray(t, ti + LANES);
    c10.intoArray(t, ti + tr);
    c11.intoArray(t, ti + tr + LANES);
  }

  private static void multiply1x2(
      int k, double[] a, int ai, int ac, double[] b, int bi, int br, double[] t, int ti) {
    DoubleVector c00 = DoubleVector.zero(SPECIES);
    DoubleVector c01 = DoubleVector.zero(SPECIES);
    int ap = ai;
    int bp = bi;
    for (int p = 0; p < k; p++) {
      DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, bp);
      DoubleVector b1 = DoubleVector.fromArray(SPECIES, b, bp + LANES);
      DoubleVector a0 = DoubleVector.broadcast(SPECIES, a[ap]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      ap += ac;
      bp += br;
    }
    c00.intoArray(t, ti);
    c01.intoArray(t, ti + LANES);
  }

  private static void multiply8x1(
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
    DoubleVector c00 = DoubleVector.zero(SPECIES);
    DoubleVector c10 = DoubleVector.zero(SPECIES);
    DoubleVector c20 = DoubleVector.zero(SPECIES);
    DoubleVector c30 = DoubleVector.zero(SPECIES);
    DoubleVector c40 = DoubleVector.zero(SPECIES);
    DoubleVector c50 = DoubleVector.zero(SPECIES);
    DoubleVector c60 = DoubleVector.zero(SPECIES);
    DoubleVector c70 = DoubleVector.zero(SPECIES);
    int ap = ai;
    int bp = bi;
    for (int p = 0; p < k; p++) {
      DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, bp);
      DoubleVector a0 = DoubleVector.broadcast(SPECIES, a[ap]);
      c00 = a0.fma(b0, c00);
      DoubleVector a1 = DoubleVector.broadcast(SPECIES, a[ap + ar]);
      c10 = a1.fma(b0, c10);
      DoubleVector a2 = DoubleVector.broadcast(SPECIES, a[ap + 2 * ar]);
      c20 = a2.fma(b0, c20);
      DoubleVector a3 = DoubleVector.broadcast(SPECIES, a[ap + 3 * ar]);
      c30 = a3.fma(b0, c30);
      DoubleVector a4 = DoubleVector.broadcast(SPECIES, a[ap + 4 * ar]);
      c40 = a4.fma(b0, c40);
      DoubleVector a5 = DoubleVector.broadcast(SPECIES, a[ap + 5 * ar]);
      c50 = a5.fma(b0, c50);
      DoubleVector a6 = DoubleVector.broadcast(SPECIES, a[ap + 6 * ar]);
      c60 = a6.fma(b0, c60);
      DoubleVector a7 = DoubleVector.broadcast(SPECIES, a[ap + 7 * ar]);
      c70 = a7.fma(b0, c70);
      ap += ac;
      bp += br;
    }
    c00.intoArray(t, ti);
    c10.intoArray(t, ti + tr);
    c20.intoArray(t, ti + 2 * tr);
    c30.intoArray(t, ti + 3 * tr);
    c40.intoArray(t, ti + 4 * tr);
    c50.intoArray(t, ti + 5 * tr);
    c60.intoArray(t, ti + 6 * tr);
    c70.intoArray(t, ti + 7 * tr);
  }

  private static void multiply4x1(
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
    DoubleVector c00 = DoubleVector.zero(SPECIES);
    DoubleVector c10 = DoubleVector.zero(SPECIES);
    DoubleVector c20 = DoubleVector.zero(SPECIES);
    DoubleVector c30 = DoubleVector.zero(SPECIES);
    int ap = ai;
    int bp = bi;
    for (int p = 0; p < k; p++) {
      DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, bp);
      DoubleVector a0 = DoubleVector.broadcast(SPECIES, a[ap]);
      c00 = a0.fma(b0, c00);
      DoubleVector a1 = DoubleVector.broadcast(SPECIES, a[ap + ar]);
      c10 = a1.fma(b0, c10);
      DoubleVector a2 = DoubleVector.broadcast(SPECIES, a[ap + 2 * ar]);
      c20 = a2.fma(b0, c20);
      DoubleVector a3 = DoubleVector.broadcast(SPECIES, a[ap + 3 * ar]);
      c30 = a3.fma(b0, c30);
      ap += ac;
      bp += br;
    }
    c00.intoArray(t, ti);
    c10.intoArray(t, ti + tr);
    c20.intoArray(t, ti + 2 * tr);
    c30.intoArray(t, ti + 3 * tr);
  }

  private static void multiply2x1(
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
    DoubleVector c00 = DoubleVector.zero(SPECIES);
    DoubleVector c10 = DoubleVector.zero(SPECIES);
    int ap = ai;
    int bp = bi;
    for (int p = 0; p < k; p++) {
      DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, bp);
      DoubleVector a0 = DoubleVector.broadcast(SPECIES, a[ap]);
      c00 = a0.fma(b0, c00);
      DoubleVector a1 = DoubleVector.broadcast(SPECIES, a[ap + ar]);
      c10 = a1.fma(b0, c10);
      ap += ac;
      bp += br;
    }
    c00.intoArray(t, ti);
    c10.intoArray(t, ti + tr);
  }

  private static void multiply1x1(
      int k, double[] a, int ai, int ac, double[] b, int bi, int br, double[] t, int ti) {
    DoubleVector c00 = DoubleVector.zero(SPECIES);
    int ap = ai;
    int bp = bi;
    for (int p = 0; p < k; p++) {
      DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, bp);
      DoubleVector a0 = DoubleVector.broadcast(SPECIES, a[ap]);
      c00 = a0.fma(b0, c00);
      ap += ac;
      bp += br;
    }
    c00.intoArray(t, ti);
  }

  private static void multiplyPanel3x3(
      int k, double[] a, int ai, int ar, double[] b, int bi, double[] t, int ti, int tr) {
    DoubleVector c00 = DoubleVector.zero(SPECIES);
    DoubleVector c01 = DoubleVector.zero(SPECIES);
    DoubleVector c02 = DoubleVector.zero(SPECIES);
    DoubleVector c10 = DoubleVector.zero(SPECIES);
    DoubleVector c11 = DoubleVector.zero(SPECIES);
    DoubleVector c12 = DoubleVector.zero(SPECIES);
    DoubleVector c20 = DoubleVector.zero(SPECIES);
    DoubleVector c21 = DoubleVector.zero(SPECIES);
    DoubleVector c22 = DoubleVector.zero(SPECIES);
    int row1 = ai + ar;
    int row2 = ai + 2 * ar;
    for (int p = 0; p < k; p++) {
      int bp = bi + p * (3 * LANES);
      DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, bp);
      DoubleVector b1 = DoubleVector.fromArray(SPECIES, b, bp + LANES);
      DoubleVector b2 = DoubleVector.fromArray(SPECIES, b, bp + 2 * LANES);
      DoubleVector a0 = DoubleVector.broadcast(SPECIES, a[ai + p]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      c02 = a0.fma(b2, c02);
      DoubleVector a1 = DoubleVector.broadcast(SPECIES, a[row1 + p]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      c12 = a1.fma(b2, c12);
      DoubleVector a2 = DoubleVector.broadcast(SPECIES, a[row2 + p]);
      c20 = a2.fma(b0, c20);
      c21 = a2.fma(b1, c21);
      c22 = a2.fma(b2, c22);
    }
    c00.intoArray(t, ti);
    c01.intoArray(t, ti + LANES);
    c02.intoArray(t, ti + 2 * LANES);
    c10.intoArray(t, ti + tr);
    c11.intoArray(t, ti + tr + LANES);
    c12.intoArray(t, ti + tr + 2 * LANES);
    c20.intoArray(t, ti + 2 * tr);
    c21.intoArray(t, ti + 2 * tr + LANES);
    c22.intoArray(t, ti + 2 * tr + 2 * LANES);
  }

  private static void multiply3x3(
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
    DoubleVector c00 = DoubleVector.zero(SPECIES);
    DoubleVector c01 = DoubleVector.zero(SPECIES);
    DoubleVector c02 = DoubleVector.zero(SPECIES);
    DoubleVector c10 = DoubleVector.zero(SPECIES);
    DoubleVector c11 = DoubleVector.zero(SPECIES);
    DoubleVector c12 = DoubleVector.zero(SPECIES);
    DoubleVector c20 = DoubleVector.zero(SPECIES);
    DoubleVector c21 = DoubleVector.zero(SPECIES);
    DoubleVector c22 = DoubleVector.zero(SPECIES);
    int ap = ai;
    int bp = bi;
    for (int p = 0; p < k; p++) {
      DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, bp);
      DoubleVector b1 = DoubleVector.fromArray(SPECIES, b, bp + LANES);
      DoubleVector b2 = DoubleVector.fromArray(SPECIES, b, bp + 2 * LANES);
      DoubleVector a0 = DoubleVector.broadcast(SPECIES, a[ap]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      c02 = a0.fma(b2, c02);
      DoubleVector a1 = DoubleVector.broadcast(SPECIES, a[ap + ar]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      c12 = a1.fma(b2, c12);
      DoubleVector a2 = DoubleVector.broadcast(SPECIES, a[ap + 2 * ar]);
      c20 = a2.fma(b0, c20);
      c21 = a2.fma(b1, c21);
      c22 = a2.fma(b2, c22);
      ap += ac;
      bp += br;
    }
    c00.intoArray(t, ti);
    c01.intoArray(t, ti + LANES);
    c02.intoArray(t, ti + 2 * LANES);
    c10.intoArray(t, ti + tr);
    c11.intoArray(t, ti + tr + LANES);
    c12.intoArray(t, ti + tr + 2 * LANES);
    c20.intoArray(t, ti + 2 * tr);
    c21.intoArray(t, ti + 2 * tr + LANES);
    c22.intoArray(t, ti + 2 * tr + 2 * LANES);
  }

  private static void multiply2x3(
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
    DoubleVector c00 = DoubleVector.zero(SPECIES);
    DoubleVector c01 = DoubleVector.zero(SPECIES);
    DoubleVector c02 = DoubleVector.zero(SPECIES);
    DoubleVector c10 = DoubleVector.zero(SPECIES);
    DoubleVector c11 = DoubleVector.zero(SPECIES);
    DoubleVector c12 = DoubleVector.zero(SPECIES);
    int ap = ai;
    int bp = bi;
    for (int p = 0; p < k; p++) {
      DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, bp);
      DoubleVector b1 = DoubleVector.fromArray(SPECIES, b, bp + LANES);
      DoubleVector b2 = DoubleVector.fromArray(SPECIES, b, bp + 2 * LANES);
      DoubleVector a0 = DoubleVector.broadcast(SPECIES, a[ap]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      c02 = a0.fma(b2, c02);
      DoubleVector a1 = DoubleVector.broadcast(SPECIES, a[ap + ar]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      c12 = a1.fma(b2, c12);
      ap += ac;
      bp += br;
    }
    c00.intoArray(t, ti);
    c01.intoArray(t, ti + LANES);
    c02.intoArray(t, ti + 2 * LANES);
    c10.intoArray(t, ti + tr);
    c11.intoArray(t, ti + tr + LANES);
    c12.intoArray(t, ti + tr + 2 * LANES);
  }

  private static void multiply1x3(
      int k, double[] a, int ai, int ac, double[] b, int bi, int br, double[] t, int ti) {
    DoubleVector c00 = DoubleVector.zero(SPECIES);
    DoubleVector c01 = DoubleVector.zero(SPECIES);
    DoubleVector c02 = DoubleVector.zero(SPECIES);
    int ap = ai;
    int bp = bi;
    for (int p = 0; p < k; p++) {
      DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, bp);
      DoubleVector b1 = DoubleVector.fromArray(SPECIES, b, bp + LANES);
      DoubleVector b2 = DoubleVector.fromArray(SPECIES, b, bp + 2 * LANES);
      DoubleVector a0 = DoubleVector.broadcast(SPECIES, a[ap]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      c02 = a0.fma(b2, c02);
      ap += ac;
      bp += br;
    }
    c00.intoArray(t, ti);
    c01.intoArray(t, ti + LANES);
    c02.intoArray(t, ti + 2 * LANES);
  }
}
