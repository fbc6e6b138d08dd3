/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.blas.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Order;
import dev.panblas.matrix.Precision;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A product has the bits of plain loops, whichever kernels, blocks and memory it uses. */
class ProductBitsTest {

  private final SplittableRandom random = new SplittableRandom(1);

  @ParameterizedTest
  @EnumSource
  void smallProducts(Precision precision) {
    for (int size = 1; size < 40; size++) {
      requireBits(precision, size, 17, 25);
      requireBits(precision, 33, size, 19);
      requireBits(precision, 21, 35, size);
    }
  }

  @ParameterizedTest
  @EnumSource
  void severalBlocks(Precision precision) {
    int width = 1024;
    requireBits(precision, 9, 11, 2 * Blocks.TERMS + 3);
    requireBits(precision, 2 * Blocks.ROWS + 5, 37, 30);
    requireBits(precision, 33, width + 13, Blocks.TERMS + 1);
    requireBits(precision, 130, 135, 140);
  }

  private void requireBits(Precision precision, int m, int n, int k) {
    double alpha = precision.round(random.nextBoolean() ? 1 : 0.7);
    double beta = precision.round(random.nextInt(3) * 0.7);
    Matrix a = matrix(precision, m, k);
    Matrix b = matrix(precision, k, n);
    Matrix c = matrix(precision, m, n);
    Matrix expected = Matrix.allocate(precision, m, n).copyFrom(c);
    if (precision == Precision.SINGLE) {
      FloatProduct.multiply((float) alpha, a, b, (float) beta, c);
      FloatLoops.multiply((float) alpha, a, b, (float) beta, expected);
    } else {
      DoubleProduct.multiply(alpha, a, b, beta, c);
      DoubleLoops.multiply(alpha, a, b, beta, expected);
    }
    assertArrayEquals(
        expected.toDoubleArray(Order.ROW_MAJOR),
        c.toDoubleArray(Order.ROW_MAJOR),
        () -> m + "x" + n + "x" + k + " " + precision + ", alpha " + alpha + ", beta " + beta);
  }

  /** A matrix in an array or in native memory, of either order, with or without padding. */
  private Matrix matrix(Precision precision, int rows, int columns) {
    boolean byRows = random.nextBoolean();
    int lines = byRows ? rows : columns;
    int length = byRows ? columns : rows;
    int distance = length + random.nextInt(2) * 3;
    Matrix whole =
        random.nextBoolean()
            ? Matrix.allocate(precision, lines, distance)
            : precision == Precision.SINGLE
                ? Matrix.rowMajor(new float[lines * distance], 0, lines, distance, distance)
                : Matrix.rowMajor(new double[lines * distance], 0, lines, distance, distance);
    for (int i = 0; i < lines; i++) {
      for (int j = 0; j < distance; j++) {
        whole.set(i, j, random.nextDouble(-1, 1));
      }
    }
    Matrix used = whole.block(0, 0, lines, length);
    return byRows ? used : used.transposed();
  }
}
