/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.reference;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;

import dev.panblas.matrix.Matrix;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/** Tiles in double precision. The twin is {@link FloatTiles}. */
final class DoubleTiles implements Tiles {

  private final double[][] a;
  private final double[][] b;
  private final double[][] sum;

  DoubleTiles(int m, int n, int k) {
    a = new double[m][Tiles.padded(k)];
    b = new double[Tiles.padded(k)][n];
    sum = new double[m][n];
  }

  @Override
  public void clear() {
    for (double[] row : sum) {
      Arrays.fill(row, 0);
    }
  }

  @Override
  public void addProduct(Matrix a, Matrix b) {
    int depth = a.columns();
    int padded = Tiles.padded(depth);
    load(a, this.a);
    load(b, this.b);
    for (int i = 0; i < a.rows(); i++) {
      Arrays.fill(this.a[i], depth, padded, 0);
    }
    for (int p = depth; p < padded; p++) {
      Arrays.fill(this.b[p], 0);
    }
    addProduct(a.rows(), b.columns(), padded);
  }

  private void addProduct(int rows, int columns, int depth) {
    for (int p = 0; p < depth; p += UNROLLED) {
      double[] b0 = b[p];
      double[] b1 = b[p + 1];
      double[] b2 = b[p + 2];
      double[] b3 = b[p + 3];
      for (int i = 0; i < rows; i++) {
        double[] row = a[i];
        double a0 = row[p];
        double a1 = row[p + 1];
        double a2 = row[p + 2];
        double a3 = row[p + 3];
        double[] c = sum[i];
        for (int j = 0; j < columns; j++) {
          c[j] += (a0 * b0[j] + a1 * b1[j]) + (a2 * b2[j] + a3 * b3[j]);
        }
      }
    }
  }

  private static void load(Matrix block, double[][] tile) {
    MemorySegment memory = block.segment();
    if (block.isRowMajor()) {
      for (int i = 0; i < block.rows(); i++) {
        long offset = i * block.rowStride() * Double.BYTES;
        MemorySegment.copy(memory, JAVA_DOUBLE, offset, tile[i], 0, block.columns());
      }
    } else {
      for (int j = 0; j < block.columns(); j++) {
        long column = j * block.columnStride();
        for (int i = 0; i < block.rows(); i++) {
          tile[i][j] = memory.getAtIndex(JAVA_DOUBLE, column + i);
        }
      }
    }
  }

  @Override
  public void store(double alpha, double beta, Matrix c) {
    MemorySegment memory = c.segment();
    if (c.isRowMajor()) {
      for (int i = 0; i < c.rows(); i++) {
        long row = i * c.rowStride();
        for (int j = 0; j < c.columns(); j++) {
          store(alpha * sum[i][j], beta, memory, row + j);
        }
      }
    } else {
      for (int j = 0; j < c.columns(); j++) {
        long column = j * c.columnStride();
        for (int i = 0; i < c.rows(); i++) {
          store(alpha * sum[i][j], beta, memory, column + i);
        }
      }
    }
  }

  private static void store(double product, double beta, MemorySegment memory, long index) {
    double element = beta == 0 ? product : product + beta * memory.getAtIndex(JAVA_DOUBLE, index);
    memory.setAtIndex(JAVA_DOUBLE, index, element);
  }
}
