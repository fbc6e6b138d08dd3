/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.netlib.blas;

/** Level 3 in double precision in plain Java. The twin is {@link FloatLevel3}. */
final class DoubleLevel3 {

  private DoubleLevel3() {}

  /**
   * C := alpha A B + beta C on arrays that do not overlap. Each matrix is given by the index of its
   * first element, and the distances of its rows and columns; C is column-major. With beta = 0, C
   * is not read.
   */
  static void gemm(
      int m,
      int n,
      int k,
      double alpha,
      double[] a,
      int aFirst,
      int aRow,
      int aColumn,
      double[] b,
      int bFirst,
      int bRow,
      int bColumn,
      double beta,
      double[] c,
      int cFirst,
      int cColumn) {
    for (int j = 0; j < n; j++) {
      int at = cFirst + j * cColumn;
      for (int i = 0; i < m; i++) {
        double sum = 0;
        int l = aFirst + i * aRow;
        int r = bFirst + j * bColumn;
        for (int p = 0; p < k; p++) {
          sum += a[l] * b[r];
          l += aColumn;
          r += bRow;
        }
        c[at + i] = beta == 0 ? alpha * sum : alpha * sum + beta * c[at + i];
      }
    }
  }
}
