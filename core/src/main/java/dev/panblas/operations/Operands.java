/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.operations;

import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.MatrixBatch;
import dev.panblas.matrix.Operand;
import dev.panblas.matrix.Vector;
import java.util.Locale;

/** Checks of the operands of operations that need no library. */
final class Operands {

  private Operands() {}

  /** An operand as a matrix; a vector as one row. */
  static Matrix matrix(String operation, Operand operand) {
    return switch (operand) {
      case Matrix matrix -> matrix;
      case Vector vector -> vector.asRow();
      case MatrixBatch batch ->
          throw new IllegalArgumentException(
              operation
                  + ": the operand must be a matrix or a vector, but is "
                  + batch.describe()
                  + ": use its matrices one by one");
    };
  }

  /** Requires that two operands have one shape. */
  static void requireSameShape(
      String operation, String name, Operand a, String otherName, Operand other) {
    Matrix x = matrix(operation, a);
    Matrix y = matrix(operation, other);
    if (a.getClass() != other.getClass() || x.rows() != y.rows() || x.columns() != y.columns()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s: %s and %s must have the same shape, but are %s and %s%s",
              operation,
              name,
              otherName,
              shape(a),
              shape(other),
              a.getClass() == other.getClass()
                  ? ""
                  : ": repeat the vector with Vector.asRows or asColumns"));
    }
  }

  private static String shape(Operand a) {
    return a instanceof Vector ? "a vector of " + a.describe() : "a " + a.describe() + " matrix";
  }

  /** A new row-major operand of the same kind, shape and precision. */
  @SuppressWarnings("unchecked") // each case returns its own type
  static <T extends Operand> T newLike(String operation, T operand) {
    Matrix m = matrix(operation, operand);
    Operand result =
        operand instanceof Vector
            ? Vector.allocate(m.precision(), m.columns())
            : Matrix.allocate(m.precision(), m.rows(), m.columns());
    return (T) result;
  }

  /** Requires that a result can be written. */
  static void requireOutput(String operation, Matrix out) {
    out.requireUsable(operation + ": out");
    out.requireWritable(operation + ": out");
    if (out.overlapsItself()) {
      throw new IllegalArgumentException(
          operation
              + ": out ("
              + out.describe()
              + ") must not overlap itself (a stride is 0 or too small)");
    }
  }
}
