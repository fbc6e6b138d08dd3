/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.blas.vector;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;

import dev.panblas.matrix.Matrix;
import java.lang.foreign.MemorySegment;

/**
 * C := alpha A B + beta C in double precision by plain loops, with the bits of {@link
 * DoubleProduct}. {@link FloatLoops} is the twin.
 */
final class DoubleLoops {

  private DoubleLoops() {}

  static void multiply(double alpha, Matrix a, Matrix b, double beta, Matrix c) {
    int k = a.columns();
    MemorySegment cs = c.segment();
    for (int i = 0; i < c.rows(); i++) {
      for (int j = 0; j < c.columns(); j++) {
        long at = c.origin() + i * c.rowStride() + j * c.columnStride();
        double kept = beta == 0 ? 0 : beta * cs.getAtIndex(JAVA_DOUBLE, at);
        long ai = a.origin() + i * a.rowStride();
        long bj = b.origin() + j * b.columnStride();
        for (int p = 0; p < k; p += Blocks.TERMS) {
          int terms = Math.min(Blocks.TERMS, k - p);
          double sum =
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
        cs.setAtIndex(JAVA_DOUBLE, at, kept);
      }
    }
  }

  private static double sum(
      int k, MemorySegment a, long ai, long aStride, MemorySegment b, long bi, long bStride) {
    double sum = 0;
    for (int p = 0; p < k; p++) {
      double element = b.getAtIndex(JAVA_DOUBLE, bi + p * bStride);
      sum = Math.fma(a.getAtIndex(JAVA_DOUBLE, ai + p * aStride), element, sum);
    }
    return sum;
  }
}
