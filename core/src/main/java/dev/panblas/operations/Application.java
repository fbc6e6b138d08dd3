/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.operations;

import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Operand;
import dev.panblas.matrix.Precision;
import java.util.Locale;

/** Applies an operation to the elements of one or two operands, in arrays of bounded size. */
final class Application {

  private Application() {}

  static <T extends Operand> T of(String name, Binary operation, T a, T b) {
    Operands.requireSameShape(name, "a", a, "b", b);
    return of(name, operation, a, b, Operands.newLike(name, a));
  }

  static <T extends Operand> T of(String name, Unary operation, T a) {
    return of(name, operation, a, Operands.newLike(name, a));
  }

  static <T extends Operand> T of(String name, Binary operation, T a, T b, T out) {
    Operands.requireSameShape(name, "a", a, "b", b);
    requireSamePrecision(name, "a", a, "b", b);
    Matrix to = output(name, a, out);
    Matrix x = input(name + ": a", Operands.matrix(name, a), to);
    Matrix y = input(name + ": b", Operands.matrix(name, b), to);
    if (!Blocks.isAlongRows(to)) {
      x = x.transposed();
      y = y.transposed();
      to = to.transposed();
    }
    if (Blocks.isOneLine(x) && Blocks.isOneLine(y) && Blocks.isOneLine(to)) {
      x = Blocks.asOneLine(x);
      y = Blocks.asOneLine(y);
      to = Blocks.asOneLine(to);
    }
    apply(operation, x, y, to);
    return out;
  }

  static <T extends Operand> T of(String name, Unary operation, T a, T out) {
    Matrix to = output(name, a, out);
    Matrix x = input(name + ": a", Operands.matrix(name, a), to);
    if (!Blocks.isAlongRows(to)) {
      x = x.transposed();
      to = to.transposed();
    }
    if (Blocks.isOneLine(x) && Blocks.isOneLine(to)) {
      x = Blocks.asOneLine(x);
      to = Blocks.asOneLine(to);
    }
    apply(operation, x, to);
    return out;
  }

  private static Matrix output(String name, Operand a, Operand out) {
    Operands.requireSameShape(name, "a", a, "out", out);
    requireSamePrecision(name, "a", a, "out", out);
    Matrix to = Operands.matrix(name, out);
    Operands.requireOutput(name, to);
    return to;
  }

  /** The operand, or a copy if writing the result would change other elements of it. */
  private static Matrix input(String name, Matrix a, Matrix out) {
    a.requireUsable(name);
    return a.overlapsElsewhere(out) ? a.copy() : a;
  }

  private static void requireSamePrecision(
      String name, String first, Operand a, String second, Operand b) {
    if (a.precision() != b.precision()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s: %s and %s must have the same precision, but are %s and %s: convert one of them"
                  + " with copyFrom",
              name,
              first,
              second,
              a.precision(),
              b.precision()));
    }
  }

  private static void apply(Binary operation, Matrix a, Matrix b, Matrix out) {
    int size = Blocks.length(out);
    if (out.precision() == Precision.DOUBLE) {
      double[] x = new double[size];
      double[] y = new double[size];
      for (int i = 0; i < out.rows(); i++) {
        for (int j = 0, left = out.columns(); left > 0; j += size, left -= size) {
          int count = Math.min(size, left);
          Blocks.read(a, i, j, count, x);
          Blocks.read(b, i, j, count, y);
          operation.apply(x, y, count);
          Blocks.write(x, out, i, j, count);
        }
      }
      return;
    }
    float[] x = new float[size];
    float[] y = new float[size];
    for (int i = 0; i < out.rows(); i++) {
      for (int j = 0, left = out.columns(); left > 0; j += size, left -= size) {
        int count = Math.min(size, left);
        Blocks.read(a, i, j, count, x);
        Blocks.read(b, i, j, count, y);
        operation.apply(x, y, count);
        Blocks.write(x, out, i, j, count);
      }
    }
  }

  private static void apply(Unary operation, Matrix a, Matrix out) {
    int size = Blocks.length(out);
    if (out.precision() == Precision.DOUBLE) {
      double[] x = new double[size];
      for (int i = 0; i < out.rows(); i++) {
        for (int j = 0, left = out.columns(); left > 0; j += size, left -= size) {
          int count = Math.min(size, left);
          Blocks.read(a, i, j, count, x);
          operation.apply(x, count);
          Blocks.write(x, out, i, j, count);
        }
      }
      return;
    }
    float[] x = new float[size];
    for (int i = 0; i < out.rows(); i++) {
      for (int j = 0, left = out.columns(); left > 0; j += size, left -= size) {
        int count = Math.min(size, left);
        Blocks.read(a, i, j, count, x);
        operation.apply(x, count);
        Blocks.write(x, out, i, j, count);
      }
    }
  }
}
