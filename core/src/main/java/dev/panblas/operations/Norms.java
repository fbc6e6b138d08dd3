/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.operations;

import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Vector;
import dev.panblas.operations.Reductions.Mapping;

/**
 * Norms of matrices in any layout that follow from the absolute values of the elements. They are
 * computed in double precision, neither overflow nor underflow unless the norm itself does, are NaN
 * if an element is NaN, and 0 if there are no elements.
 */
public final class Norms {

  /** Smaller sums may have lost squares that underflow. */
  private static final double LEAST_SQUARES = 0x1p-900;

  private static final Mapping SQUARE =
      (values, count) -> {
        for (int k = 0; k < count; k++) {
          values[k] = values[k] * values[k];
        }
      };

  private Norms() {}

  /**
   * The largest sum of absolute values of a column, max<sub>j</sub> sum<sub>i</sub>
   * |a<sub>ij</sub>|.
   *
   * @param a m x n
   * @return the norm
   */
  public static double norm1(Matrix a) {
    a.requireUsable("norm1: operand"); // so that an error has its own shape
    return normInf("norm1", a.transposed());
  }

  /**
   * The largest sum of absolute values of a row, max<sub>i</sub> sum<sub>j</sub> |a<sub>ij</sub>|.
   *
   * @param a m x n
   * @return the norm
   */
  public static double normInf(Matrix a) {
    return normInf("normInf", a);
  }

  private static double normInf(String operation, Matrix a) {
    a.requireUsable(operation + ": operand");
    if (a.isEmpty()) {
      return 0;
    }
    double[] sums = new double[a.rows()];
    Reductions.sums(a, Mapping.ABS, 1, Vector.over(sums, 0, sums.length, 1));
    return Extreme.MAX.of(sums, sums.length);
  }

  /**
   * The square root of the sum of squares, sqrt(sum<sub>ij</sub> a<sub>ij</sub><sup>2</sup>).
   *
   * @param a m x n
   * @return the norm
   */
  public static double normFrobenius(Matrix a) {
    a.requireUsable("normFrobenius: operand");
    double squares = Reductions.sum(a, SQUARE);
    if (Double.isFinite(squares) && squares >= LEAST_SQUARES) {
      return Math.sqrt(squares);
    }
    double largest = maxAbs("normFrobenius", a);
    if (largest == 0 || !Double.isFinite(largest)) {
      return largest;
    }
    // A power of two: scaling is exact, except of elements that are too small to count.
    int exponent = Math.getExponent(largest);
    return Math.scalb(Math.sqrt(Reductions.sum(a, squaresOfScaled(-exponent))), exponent);
  }

  private static Mapping squaresOfScaled(int exponent) {
    return (values, count) -> {
      for (int k = 0; k < count; k++) {
        double scaled = Math.scalb(values[k], exponent);
        values[k] = scaled * scaled;
      }
    };
  }

  /**
   * The largest absolute value of an element, max<sub>ij</sub> |a<sub>ij</sub>|.
   *
   * @param a m x n
   * @return the maximum
   */
  public static double maxAbs(Matrix a) {
    return maxAbs("maxAbs", a);
  }

  private static double maxAbs(String operation, Matrix a) {
    a.requireUsable(operation + ": operand");
    if (a.isEmpty()) {
      return 0;
    }
    return Math.max(Math.abs(Reductions.max(a)), Math.abs(Reductions.min(a)));
  }
}
