/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.operations;

import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Operand;
import dev.panblas.matrix.Vector;
import java.util.Locale;

/** Compares operands of one shape within tolerances, as NumPy's {@code allclose}. */
public final class Comparison {

  /** NumPy's default relative tolerance. */
  private static final double RELATIVE = 1e-5;

  /** NumPy's default absolute tolerance. */
  private static final double ABSOLUTE = 1e-8;

  private Comparison() {}

  /**
   * Whether all elements are close, with NumPy's default tolerances 1e-5 and 1e-8.
   *
   * @param a a matrix or vector of any precision
   * @param reference one of the same shape and any precision
   * @return true if {@code |a - reference| <= 1e-8 + 1e-5 |reference|} for all elements
   * @throws IllegalArgumentException if the shapes differ
   */
  public static boolean isClose(Operand a, Operand reference) {
    return isClose(a, reference, RELATIVE, ABSOLUTE);
  }

  /**
   * Whether all elements are close: {@code |a - reference| <= atol + rtol |reference|}. Equal
   * infinities are close. NaN is close to nothing.
   *
   * @param a a matrix or vector of any precision
   * @param reference one of the same shape and any precision
   * @param rtol the tolerance relative to the reference
   * @param atol the absolute tolerance
   * @return true if all are close, also if there are no elements
   * @throws IllegalArgumentException if the shapes differ, or a tolerance is negative or NaN
   */
  public static boolean isClose(Operand a, Operand reference, double rtol, double atol) {
    return new Differences("isClose", a, reference, rtol, atol).count == 0;
  }

  /**
   * Describes where two operands are not {@linkplain #isClose(Operand, Operand, double, double)
   * close}, for messages of tests: how many elements, the first of them, and the one that exceeds
   * its tolerance by the largest factor.
   *
   * @param a a matrix or vector of any precision
   * @param reference one of the same shape and any precision
   * @param rtol the tolerance relative to the reference
   * @param atol the absolute tolerance
   * @return the description; empty if all are close
   * @throws IllegalArgumentException if the shapes differ, or a tolerance is negative or NaN
   */
  public static String differences(Operand a, Operand reference, double rtol, double atol) {
    return new Differences("differences", a, reference, rtol, atol).describe();
  }

  /** The elements that are not close. */
  private static final class Differences {

    private final Matrix a;
    private final Matrix reference;
    private final boolean isVector;
    private final double rtol;
    private final double atol;
    private long count;
    private int firstRow;
    private int firstColumn;
    private int worstRow;
    private int worstColumn;
    private double worst = -1;

    Differences(String operation, Operand a, Operand reference, double rtol, double atol) {
      this.a = Operands.matrix(operation, a);
      this.reference = Operands.matrix(operation, reference);
      this.isVector = a instanceof Vector;
      this.rtol = rtol;
      this.atol = atol;
      if (!(rtol >= 0 && atol >= 0)) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "%s: rtol and atol must be >= 0, but were %s and %s",
                operation,
                rtol,
                atol));
      }
      Operands.requireSameShape(operation, "a", a, "reference", reference);
      this.a.requireUsable(operation + ": a");
      this.reference.requireUsable(operation + ": reference");
      find();
    }

    private void find() {
      double[] values = new double[Blocks.length(a)];
      double[] references = new double[values.length];
      for (int i = 0; i < a.rows(); i++) {
        for (int j = 0, left = a.columns(); left > 0; j += values.length, left -= values.length) {
          int length = Math.min(values.length, left);
          Blocks.read(a, i, j, length, values);
          Blocks.read(reference, i, j, length, references);
          for (int k = 0; k < length; k++) {
            compare(i, j + k, values[k], references[k]);
          }
        }
      }
    }

    private void compare(int row, int column, double value, double expected) {
      double difference = Math.abs(value - expected);
      double tolerance = atol + rtol * Math.abs(expected);
      if (value == expected || (difference <= tolerance && Double.isFinite(expected))) {
        return;
      }
      if (count++ == 0) {
        firstRow = row;
        firstColumn = column;
      }
      double quotient = difference / tolerance;
      double excess = Double.isNaN(quotient) ? Double.POSITIVE_INFINITY : quotient;
      if (excess > worst) {
        worst = excess;
        worstRow = row;
        worstColumn = column;
      }
    }

    String describe() {
      if (count == 0) {
        return "";
      }
      return String.format(
          Locale.ROOT,
          "%d of %d elements differ by more than %s + %s |reference|; the first: %s; the largest:"
              + " %s",
          count,
          (long) a.rows() * a.columns(),
          atol,
          rtol,
          describe(firstRow, firstColumn),
          describe(worstRow, worstColumn));
    }

    private String describe(int row, int column) {
      double value = a.get(row, column);
      double expected = reference.get(row, column);
      return String.format(
          Locale.ROOT,
          "(%s) is %s, the reference %s, the difference %s",
          isVector ? String.valueOf(column) : row + ", " + column,
          value,
          expected,
          Math.abs(value - expected));
    }
  }
}
