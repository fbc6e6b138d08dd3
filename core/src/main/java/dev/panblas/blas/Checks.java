package dev.panblas.blas;

import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Operand;
import dev.panblas.matrix.Vector;
import dev.panblas.spi.Routine;

/**
 * What must hold before a routine runs. A message names the routine, what is wrong with which
 * values, and the operands concerned: {@code gemm: a has 64 columns but b has 32 rows (a 128x64
 * double, b 32x10 double)}.
 *
 * <p>A check makes no object unless it fails, so that a call costs no memory.
 */
final class Checks {

  private Checks() {}

  /** An operand is there, alive, and accessible to the thread. */
  static void usable(Routine routine, String name, Operand operand) {
    if (operand == null) {
      throw new NullPointerException(routine + ": " + name + " is null");
    }
    if (!operand.isUsable()) { // only then is a message worth making
      operand.requireUsable(routine + ": " + name);
    }
  }

  static void usable(
      Routine routine, String name, Operand operand, String name2, Operand operand2) {
    usable(routine, name, operand);
    usable(routine, name2, operand2);
  }

  static void usable(
      Routine routine,
      String name,
      Operand operand,
      String name2,
      Operand operand2,
      String name3,
      Operand operand3) {
    usable(routine, name, operand);
    usable(routine, name2, operand2);
    usable(routine, name3, operand3);
  }

  /** An option, such as the triangle, is there. */
  static void given(Routine routine, String name, Object option) {
    if (option == null) {
      throw new NullPointerException(routine + ": " + name + " is null");
    }
  }

  /** Two operands have one precision. */
  static void samePrecision(
      Routine routine, String name, Operand operand, String name2, Operand operand2) {
    if (operand.precision() != operand2.precision()) {
      throw new IllegalArgumentException(
          String.format(
              "%s: the operands mix %s and %s precision (%s %s, %s %s)",
              routine,
              operand.precision(),
              operand2.precision(),
              name,
              operand.describe(),
              name2,
              operand2.describe()));
    }
  }

  /** Two operands have one precision, and a dimension of one is that of the other. */
  static void agree(
      Routine routine,
      String name,
      Operand operand,
      Extent extent,
      String name2,
      Operand operand2,
      Extent extent2) {
    samePrecision(routine, name, operand, name2, operand2);
    if (extent.of(operand) != extent2.of(operand2)) {
      throw new IllegalArgumentException(
          String.format(
              "%s: %s has %d %s but %s has %d %s (%s %s, %s %s)",
              routine,
              name,
              extent.of(operand),
              extent,
              name2,
              extent2.of(operand2),
              extent2,
              name,
              operand.describe(),
              name2,
              operand2.describe()));
    }
  }

  /** A symmetric or triangular matrix has as many columns as rows. */
  static void square(Routine routine, String name, Matrix a) {
    if (a.rows() != a.columns()) {
      throw new IllegalArgumentException(
          String.format(
              "%s: %s must be square but has %d rows and %d columns (%s %s)",
              routine, name, a.rows(), a.columns(), name, a.describe()));
    }
  }

  /** A matrix of diagonals has as many rows as kl and ku say. */
  static void band(Routine routine, Matrix a, int kl, int ku) {
    if (kl < 0 || ku < 0) {
      throw new IllegalArgumentException(
          String.format("%s: a band cannot have kl = %d and ku = %d diagonals", routine, kl, ku));
    }
    if (a.rows() != (long) kl + 1 + ku) {
      throw new IllegalArgumentException(
          String.format(
              "%s: a has %d rows but kl = %d and ku = %d make %d diagonals (a %s)",
              routine, a.rows(), kl, ku, (long) kl + 1 + ku, a.describe()));
    }
  }

  /** A matrix of the diagonals on one side has the main one. */
  static void band(Routine routine, Matrix a) {
    if (a.rows() == 0) {
      throw new IllegalArgumentException(
          String.format(
              "%s: a has 0 rows but needs one for the main diagonal (a %s)",
              routine, a.describe()));
    }
  }

  /** A packed triangle has as many elements as a vector's length makes, and its precision. */
  static void packed(Routine routine, Vector ap, String name, Vector x) {
    samePrecision(routine, "ap", ap, name, x);
    long elements = x.size() * (x.size() + 1L) / 2;
    if (ap.size() != elements) {
      throw new IllegalArgumentException(
          String.format(
              "%s: ap has %d elements but a triangle of %d rows, as many as %s has elements, has %d"
                  + " (ap %s, %s %s)",
              routine, ap.size(), x.size(), name, elements, ap.describe(), name, x.describe()));
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

  /** The same, and it shares no element with another operand. */
  static void output(
      Routine routine, String name, Operand output, String inputName, Operand input) {
    output(routine, name, output);
    apart(routine, name, output, inputName, input);
  }

  /** The same for two others. */
  static void output(
      Routine routine,
      String name,
      Operand output,
      String inputName,
      Operand input,
      String inputName2,
      Operand input2) {
    output(routine, name, output);
    apart(routine, name, output, inputName, input);
    apart(routine, name, output, inputName2, input2);
  }

  private static void apart(
      Routine routine, String name, Operand output, String inputName, Operand input) {
    if (output.overlaps(input)) {
      throw new IllegalArgumentException(
          String.format(
              "%s: %s (%s) would be written but shares memory with %s (%s)",
              routine, name, output.describe(), inputName, input.describe()));
    }
  }
}
