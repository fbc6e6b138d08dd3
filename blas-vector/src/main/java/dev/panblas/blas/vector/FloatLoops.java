/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.blas.vector;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import dev.panblas.matrix.Matrix;
import java.lang.foreign.MemorySegment;

/**
 * C := alpha A B + beta C in single precision by plain loops, with the bits of {@link
 * FloatProduct}. {@link DoubleLoops} is the twin.
 */
final class FloatLoops {

  private FloatLoops() {}

  static void multiply(float alpha, Matrix a, Matrix b, float beta, Matrix c) {
    FloatElements as = FloatElements.of(a);
    FloatElements bs = FloatElements.of(b);
    FloatElements cs = FloatElements.of(c);
    if (as != null && bs != null && cs != null && a.columns() <= Blocks.TERMS) {
      multiply(c.rows(), c.columns(), a.columns(), alpha, as, bs, beta, cs);
      return;
    }
    int k = a.columns();
    int most = Blocks.terms(k);
    MemorySegment memory = c.segment();
    for (int i = 0; i < c.rows(); i++) {
      for (int j = 0; j < c.columns(); j++) {
        long at = c.origin() + i * c.rowStride() + j * c.columnStride();
        float element = beta == 0 ? 0 : beta * memory.getAtIndex(JAVA_FLOAT, at);
        for (int p = 0; p < k; p += Math.min(most, k - p)) {
          float sum = sum(i, j, p, Math.min(most, k - p), a, b);
          element = p == 0 && beta == 0 ? alpha * sum : Math.fma(alpha, sum, element);
        }
        memory.setAtIndex(JAVA_FLOAT, at, element);
      }
    }
  }

  /**
   * T := A B.
   *
   * @param k at most {@link Blocks#TERMS}
   * @param a element (i, p) has the index {@code ai + i * ar + p * ac}
   * @param b row p begins at {@code bi + p * br}
   * @param t written; row i begins at {@code ti + i * tr}
   */
  static void multiply(
      int m,
      int n,
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
    FloatElements as = new FloatElements(a, ai, ar, ac);
    FloatElements bs = new FloatElements(b, bi, br, 1);
    multiply(m, n, k, 1, as, bs, 0, new FloatElements(t, ti, tr, 1));
  }

  /** The sum of a_ip b_pj from p on. */
  private static float sum(int i, int j, int p, int terms, Matrix a, Matrix b) {
    MemorySegment as = a.segment();
    MemorySegment bs = b.segment();
    long ai = a.origin() + i * a.rowStride() + p * a.columnStride();
    long bi = b.origin() + j * b.columnStride() + p * b.rowStride();
    float sum = 0;
    for (int q = 0; q < terms; q++, ai += a.columnStride(), bi += b.rowStride()) {
      sum = Math.fma(as.getAtIndex(JAVA_FLOAT, ai), bs.getAtIndex(JAVA_FLOAT, bi), sum);
    }
    return sum;
  }

  /**
   * A product in arrays with one block of terms, two rows and two columns at a time. The last row
   * and the last column may be computed twice.
   */
  private static void multiply(
      int m,
      int n,
      int k,
      float alpha,
      FloatElements a,
      FloatElements b,
      float beta,
      FloatElements c) {
    float[] as = a.array;
    float[] bs = b.array;
    for (int i = 0; i < m; i += 2) {
      int nextRow = i + 1 < m ? a.rowStride : 0;
      for (int j = 0; j < n; j += 2) {
        int nextColumn = j + 1 < n ? b.columnStride : 0;
        int ai = a.index(i, 0);
        int bi = b.index(0, j);
        float s00 = 0;
        float s01 = 0;
        float s10 = 0;
        float s11 = 0;
        for (int p = 0; p < k; p++, ai += a.columnStride, bi += b.rowStride) {
          float a0 = as[ai];
          float a1 = as[ai + nextRow];
          float b0 = bs[bi];
          float b1 = bs[bi + nextColumn];
          s00 = Math.fma(a0, b0, s00);
          s01 = Math.fma(a0, b1, s01);
          s10 = Math.fma(a1, b0, s10);
          s11 = Math.fma(a1, b1, s11);
        }
        store(alpha, s00, beta, c.array, c.index(i, j));
        if (nextColumn != 0) {
          store(alpha, s01, beta, c.array, c.index(i, j + 1));
        }
        if (nextRow != 0) {
          store(alpha, s10, beta, c.array, c.index(i + 1, j));
        }
        if (nextRow != 0 && nextColumn != 0) {
          store(alpha, s11, beta, c.array, c.index(i + 1, j + 1));
        }
      }
    }
  }

  private static void store(float alpha, float sum, float beta, float[] c, int at) {
    c[at] = beta == 0 ? alpha * sum : Math.fma(alpha, sum, beta * c[at]);
  }
}
