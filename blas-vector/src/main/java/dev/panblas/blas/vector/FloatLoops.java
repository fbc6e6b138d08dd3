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
    int k = a.columns();
    MemorySegment cs = c.segment();
    for (int i = 0; i < c.rows(); i++) {
      for (int j = 0; j < c.columns(); j++) {
        long at = c.origin() + i * c.rowStride() + j * c.columnStride();
        float kept = beta == 0 ? 0 : beta * cs.getAtIndex(JAVA_FLOAT, at);
        long ai = a.origin() + i * a.rowStride();
        long bj = b.origin() + j * b.columnStride();
        for (int p = 0; p < k; p += Blocks.TERMS) {
          int terms = Math.min(Blocks.TERMS, k - p);
          float sum =
              sum(
                  terms,
                  a.segment(),
                  ai + p * a.columnStride(),
                  a.columnStride(),
                  b.segment(),
                  bj + p * b.rowStride(),
                  b.rowStride());
          kept = p == 0 && beta == 0 ? alpha * sum : Math.fma(alpha, sum, kept);
        }
        cs.setAtIndex(JAVA_FLOAT, at, kept);
      }
    }
  }

  private static float sum(
      int k, MemorySegment a, long ai, long aStride, MemorySegment b, long bi, long bStride) {
    float sum = 0;
    for (int p = 0; p < k; p++) {
      float element = b.getAtIndex(JAVA_FLOAT, bi + p * bStride);
      sum = Math.fma(a.getAtIndex(JAVA_FLOAT, ai + p * aStride), element, sum);
    }
    return sum;
  }
}
