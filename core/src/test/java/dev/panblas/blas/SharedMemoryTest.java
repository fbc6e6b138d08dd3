/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.blas;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.panblas.matrix.Diagonal;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Order;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Triangle;
import dev.panblas.matrix.Vector;
import org.junit.jupiter.api.Test;

/** Calls in which existing programs pass one array more than once. The kit has all other cases. */
class SharedMemoryTest {

  private static final Blas BLAS = Blas.over(new StrictKernels());

  @Test
  void oneVectorTwice() {
    double[] array = {1, 2, 3, 4, 5};
    Vector x = Vector.over(array, 1, 3, 1);
    BLAS.axpy(2, x, x);
    assertArrayEquals(new double[] {1, 6, 9, 12, 5}, array);
    BLAS.axpby(2, x, -1, x);
    BLAS.copy(x, x);
    BLAS.swap(x, x);
    assertArrayEquals(new double[] {1, 6, 9, 12, 5}, array);
    BLAS.axpby(0.5, x, 0, x);
    assertArrayEquals(new double[] {1, 3, 4.5, 6, 5}, array);
    assertThrows(
        IllegalArgumentException.class, () -> BLAS.axpy(1, x, Vector.over(array, 0, 3, 1)));
    assertThrows(IllegalArgumentException.class, () -> BLAS.rot(x, x, 1, 0));
  }

  /** LAPACK's dpbtf2: the x of syr is in the triangle that syr does not use. */
  @Test
  void bandCholesky() {
    int n = 9;
    int kd = 3;
    int lda = kd + 1;
    double[] ab = new double[lda * n];
    for (int j = 0; j < n; j++) {
      for (int i = Math.max(0, j - kd); i <= j; i++) {
        ab[kd + i - j + j * lda] = element(i, j);
      }
    }
    for (int j = 0; j < n; j++) {
      int diagonal = kd + j * lda;
      ab[diagonal] = Math.sqrt(ab[diagonal]);
      int size = Math.min(kd, n - 1 - j);
      if (size > 0) {
        Vector x = Vector.over(ab, diagonal + lda - 1, size, lda - 1);
        BLAS.scal(1 / ab[diagonal], x);
        Matrix rest = Matrix.columnMajor(ab, diagonal + lda, size, size, lda - 1);
        BLAS.syr(Triangle.UPPER, -1, x, rest);
      }
    }
    for (int j = 0; j < n; j++) {
      for (int i = Math.max(0, j - kd); i <= j; i++) {
        double sum = 0; // of the products of columns i and j of the factor
        for (int k = Math.max(0, j - kd); k <= i; k++) {
          sum += ab[kd + k - i + i * lda] * ab[kd + k - j + j * lda];
        }
        double bound = 2 * (kd + 2) * Precision.DOUBLE.unitRoundoff() * element(j, j);
        assertEquals(element(i, j), sum, bound);
      }
    }
  }

  private static double element(int i, int j) {
    return i == j ? 10 : 1.0 / (1 + j - i);
  }

  @Test
  void threeBlocksOfOneArray() {
    double[] array = {1, 2, 9, 0, 3, 4, 9, 0, 5, 6, 9, 0, 7, 8, 9, 0};
    Matrix a = Matrix.columnMajor(array, 0, 2, 2, 4);
    Matrix b = Matrix.columnMajor(array, 8, 2, 2, 4);
    Matrix c = Matrix.over(array, 2, 2, 2, 1, 4);
    BLAS.gemm(1, a, b, 0, c);
    assertArrayEquals(new double[] {1, 2, 23, 34, 3, 4, 31, 46, 5, 6, 9, 0, 7, 8, 9, 0}, array);
  }

  @Test
  void factorAndSolutionInOneMatrix() {
    Matrix a = Matrix.allocate(Precision.DOUBLE, 2, 2);
    a.copyFrom(new double[] {6, 2, -1, 8}, Order.ROW_MAJOR);
    BLAS.trsv(Triangle.UPPER, Diagonal.UNIT, a, a.diagonal()); // 6 - 2 * 8
    assertEquals("[-10.   8.]", a.diagonal().toString());
  }

  @Test
  void inputsThatAreNotReadMayBeAnywhere() {
    Matrix c = Matrix.allocate(Precision.DOUBLE, 2, 2);
    c.fill(3);
    BLAS.gemm(0, c, c, 2, c);
    assertEquals("[6. 6.]", c.row(1).toString());
  }
}
