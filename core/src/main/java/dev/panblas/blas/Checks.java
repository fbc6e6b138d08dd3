package dev.panblas.blas;

import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Operand;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import dev.panblas.spi.Routine;
import java.util.Objects;

/**
 * What must hold before a routine runs. A message names the routine, what is wrong with which
 * values, and all operands: {@code gemm: a has 64 columns but b has 32 rows (a 128x64 double, …)}.
 */
final class Checks {

  private Checks() {}

  static void usable(Routine routine, String name, Operand operand) {
    if (operand == null) {
      throw new NullPointerException(routine + ": " + name + " is null");
    }
    if (!operand.isUsable()) { // only then is a message worth making
      operand.requireUsable(routine + ": " + name);
    }
  }

  /** An output can be written, and each of its elements has one index. */
  static void output(Routine routine, String name, Operand output) {
    if (output.segment().isReadOnly()) {
      output.requireWritable(routine + ": " + name);
    }
    if (output.overlapsItself()) {
      throw new IllegalArgumentException(
          String.format(
              "%s: %s (%s) would be written, but some of its elements share memory (a stride is 0"
                  + " or too small)",
              routine, name, output.describe()));
    }
  }

  /** An output shares no element with another operand. */
  static void apart(Routine routine, String name, Operand output, String inputName, Operand input) {
    if (output.overlaps(input)) {
      throw new IllegalArgumentException(
          String.format(
              "%s: %s (%s) would be written but shares memory with %s (%s)",
              routine, name, output.describe(), inputName, input.describe()));
    }
  }

  static void sameSize(Routine routine, Vector x, Vector y) {
    usable(routine, "x", x);
    usable(routine, "y", y);
    if (x.size() != y.size() || x.precision() != y.precision()) {
      String operands = operands("x", x, "y", y);
      samePrecision(routine, x.precision(), y.precision(), operands);
      throw mismatch(routine, "x has", x.size(), "elements but y has", y.size(), "", operands);
    }
  }

  static void gemv(Matrix a, Vector x, Vector y) {
    Routine routine = Routine.GEMV;
    usable(routine, "a", a);
    usable(routine, "x", x);
    usable(routine, "y", y);
    if (a.columns() != x.size()
        || a.rows() != y.size()
        || a.precision() != x.precision()
        || a.precision() != y.precision()) {
      String operands = operands("a", a, "x", x, "y", y);
      samePrecision(routine, a.precision(), x.precision(), operands);
      samePrecision(routine, a.precision(), y.precision(), operands);
      if (a.columns() != x.size()) {
        throw mismatch(
            routine, "a has", a.columns(), "columns but x has", x.size(), "elements", operands);
      }
      throw mismatch(routine, "a has", a.rows(), "rows but y has", y.size(), "elements", operands);
    }
    output(routine, "y", y);
    apart(routine, "y", y, "a", a);
    apart(routine, "y", y, "x", x);
  }

  static void ger(Vector x, Vector y, Matrix a) {
    Routine routine = Routine.GER;
    usable(routine, "x", x);
    usable(routine, "y", y);
    usable(routine, "a", a);
    if (a.rows() != x.size()
        || a.columns() != y.size()
        || a.precision() != x.precision()
        || a.precision() != y.precision()) {
      String operands = operands("x", x, "y", y, "a", a);
      samePrecision(routine, a.precision(), x.precision(), operands);
      samePrecision(routine, a.precision(), y.precision(), operands);
      if (a.rows() != x.size()) {
        throw mismatch(
            routine, "a has", a.rows(), "rows but x has", x.size(), "elements", operands);
      }
      throw mismatch(
          routine, "a has", a.columns(), "columns but y has", y.size(), "elements", operands);
    }
    output(routine, "a", a);
    apart(routine, "a", a, "x", x);
    apart(routine, "a", a, "y", y);
  }

  static void gemm(Matrix a, Matrix b, Matrix c) {
    Routine routine = Routine.GEMM;
    usable(routine, "a", a);
    usable(routine, "b", b);
    usable(routine, "c", c);
    if (a.columns() != b.rows()
        || a.rows() != c.rows()
        || b.columns() != c.columns()
        || a.precision() != b.precision()
        || a.precision() != c.precision()) {
      String operands = operands("a", a, "b", b, "c", c);
      samePrecision(routine, a.precision(), b.precision(), operands);
      samePrecision(routine, a.precision(), c.precision(), operands);
      if (a.columns() != b.rows()) {
        throw mismatch(
            routine, "a has", a.columns(), "columns but b has", b.rows(), "rows", operands);
      }
      if (a.rows() != c.rows()) {
        throw mismatch(routine, "a has", a.rows(), "rows but c has", c.rows(), "", operands);
      }
      throw mismatch(routine, "b has", b.columns(), "columns but c has", c.columns(), "", operands);
    }
    output(routine, "c", c);
    apart(routine, "c", c, "a", a);
    apart(routine, "c", c, "b", b);
  }

  private static void samePrecision(
      Routine routine, Precision one, Precision other, String operands) {
    if (one != other) {
      throw new IllegalArgumentException(
          routine
              + ": the operands mix "
              + one
              + " and "
              + other
              + " precision ("
              + operands
              + ")");
    }
  }

  private static IllegalArgumentException mismatch(
      Routine routine, String has, int one, String but, int other, String unit, String operands) {
    String values = has + " " + one + " " + but + " " + other + (unit.isEmpty() ? "" : " " + unit);
    return new IllegalArgumentException(routine + ": " + values + " (" + operands + ")");
  }

  private static String operands(Object... namesAndOperands) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < namesAndOperands.length; i += 2) {
      text.append(i == 0 ? "" : ", ").append(namesAndOperands[i]).append(' ');
      text.append(((Operand) Objects.requireNonNull(namesAndOperands[i + 1])).describe());
    }
    return text.toString();
  }
}
