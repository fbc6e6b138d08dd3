/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.reference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.panblas.blas.Blas;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Order;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import dev.panblas.reference.RandomOperands.Layout;
import dev.panblas.spi.Settings;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Compares gemm, gemv and ger with loops over their formulas, in every layout. */
class ProductsTest {

  private static final int[] SIZES = {1, 2, 3, 4, 5, 8, 17};
  private static final int[] STRIDES = {1, 3, -1, -2};
  private static final double[][] ALPHA_BETA = {{1, 0}, {-1, 1}, {0.7, -0.3}};

  private final Blas blas = Blas.over(new ReferenceProvider().open(Settings.current()));

  @ParameterizedTest
  @EnumSource
  void gemmOfEverySmallSizeAndLayout(Precision precision) {
    RandomOperands random = new RandomOperands(precision);
    for (int m : SIZES) {
      for (int n : SIZES) {
        for (int k : SIZES) {
          for (Layout ofA : Layout.values()) {
            for (Layout ofB : Layout.values()) {
              for (Layout ofC : Layout.values()) {
                for (double[] scalars : ALPHA_BETA) {
                  Matrix a = random.matrix(m, k, ofA);
                  Matrix b = random.matrix(k, n, ofB);
                  checkGemm(scalars[0], a, b, scalars[1], random.matrix(m, n, ofC));
                }
              }
            }
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void gemmOfSizesAroundATile(Precision precision) {
    RandomOperands random = new RandomOperands(precision);
    int size = Tiles.SIZE;
    int[][] shapes = {
      {size, size, size},
      {size + 1, size - 1, size + 1},
      {3, 2 * size + 5, size + 2},
      {2 * size + 5, 3, size + 3},
      {5, 7, 10 * size + 1}
    };
    for (int[] shape : shapes) {
      for (Layout layout : Layout.values()) {
        Matrix a = random.matrix(shape[0], shape[2], layout);
        Matrix b = random.matrix(shape[2], shape[1], layout);
        checkGemm(0.7, a, b, -0.3, random.matrix(shape[0], shape[1], layout));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void gemvOfEverySmallSizeLayoutAndStride(Precision precision) {
    RandomOperands random = new RandomOperands(precision);
    for (int m : SIZES) {
      for (int n : SIZES) {
        for (Layout layout : Layout.values()) {
          for (int strideOfX : STRIDES) {
            for (int strideOfY : STRIDES) {
              for (double[] scalars : ALPHA_BETA) {
                Matrix a = random.matrix(m, n, layout);
                Vector x = random.vector(n, strideOfX);
                Vector y = random.vector(m, strideOfY);
                double[][] before = RandomOperands.elements(y.asColumn());
                blas.gemv(scalars[0], a, x, scalars[1], y);
                check(scalars[0], a, x.asColumn(), scalars[1], before, y.asColumn());
              }
            }
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void gerOfEverySmallSizeLayoutAndStride(Precision precision) {
    RandomOperands random = new RandomOperands(precision);
    for (int m : SIZES) {
      for (int n : SIZES) {
        for (Layout layout : Layout.values()) {
          for (int strideOfX : STRIDES) {
            for (int strideOfY : STRIDES) {
              Vector x = random.vector(m, strideOfX);
              Vector y = random.vector(n, strideOfY);
              Matrix a = random.matrix(m, n, layout);
              double[][] before = RandomOperands.elements(a);
              blas.ger(0.7, x, y, a);
              check(0.7, x.asColumn(), y.asRow(), 1, before, a);
            }
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void theBitsDoNotDependOnTheLayout(Precision precision) {
    for (int n : new int[] {3, 25}) {
      double[] gemm = null;
      double[] gemv = null;
      for (Layout layout : Layout.values()) {
        RandomOperands random = new RandomOperands(precision);
        Matrix a = random.matrix(140, 133, layout);
        Matrix b = random.matrix(133, n, layout);
        Matrix c = random.matrix(140, n, layout);
        Vector y = Vector.allocate(precision, 140);
        blas.gemm(0.7, a, b, -0.3, c);
        blas.gemv(0.7, a, b.column(0), 0, y);
        gemm = gemm == null ? c.toDoubleArray(Order.ROW_MAJOR) : gemm;
        gemv = gemv == null ? y.toDoubleArray() : gemv;
        assertArrayEquals(gemm, c.toDoubleArray(Order.ROW_MAJOR));
        assertArrayEquals(gemv, y.toDoubleArray());
      }
    }
  }

  private void checkGemm(double alpha, Matrix a, Matrix b, double beta, Matrix c) {
    double[][] before = RandomOperands.elements(c);
    blas.gemm(alpha, a, b, beta, c);
    check(alpha, a, b, beta, before, c);
  }

  /**
   * |computed - formula| <= 2 gamma (|alpha| |A| |B| + |beta| |C|), gamma = (k + 2) u / (1 - (k +
   * 2) u): in each of the two results a term is rounded when multiplied, at most k - 1 times when
   * summed, and twice when scaled and added to beta C.
   */
  private static void check(
      double alpha, Matrix a, Matrix b, double beta, double[][] before, Matrix c) {
    Precision precision = c.precision();
    double factor = precision.round(alpha);
    double kept = precision.round(beta);
    double[][] left = RandomOperands.elements(a);
    double[][] right = RandomOperands.elements(b);
    double roundings = (a.columns() + 2) * precision.unitRoundoff();
    double gamma = roundings / (1 - roundings);
    for (int i = 0; i < c.rows(); i++) {
      for (int j = 0; j < c.columns(); j++) {
        double sum = 0;
        double gauge = 0;
        for (int p = 0; p < a.columns(); p++) {
          sum += left[i][p] * right[p][j];
          gauge += Math.abs(left[i][p] * right[p][j]);
        }
        double expected = factor * sum + kept * before[i][j];
        double allowed =
            2 * gamma * (Math.abs(factor) * gauge + Math.abs(kept) * Math.abs(before[i][j]));
        double computed = c.get(i, j);
        if (!(Math.abs(computed - expected) <= allowed)) {
          throw new AssertionError(
              String.format(
                  "(%d, %d) is %s, expected %s within %s: alpha %s, a %s, b %s, beta %s, c %s",
                  i,
                  j,
                  computed,
                  expected,
                  allowed,
                  alpha,
                  a.describe(),
                  b.describe(),
                  beta,
                  c.describe()));
        }
      }
    }
  }
}
