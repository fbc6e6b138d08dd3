/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.blas;

import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Operand;
import dev.panblas.matrix.Vector;
import dev.panblas.spi.Routine;
import java.util.Locale;

/**
 * Checks the arguments of a routine. A message names the routine, the violated rule with its
 * values, and the operands: {@code gemm: a has 64 columns but b has 32 rows (a 128x64 double, b
 * 32x10 double)}.
 *
 * <p>A check allocates only if it fails.
 */
final class Checks {

  private static final String ELSEWHERE = ", except that elements with equal indices may be one";

  private Checks() {}

  /** An operand must not be null, and the calling thread must be able to access its memory. */
  static void usable(Routine routine, String name, Operand operand) {
    if (operand == null) {
      throw new NullPointerException(routine + ": " + name + " is null");
    }
    if (!operand.isUsable()) { // the name is concatenated only for the message
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

  /** An option, such as the triangle, must not be null. */
  static void notNull(Routine routine, String name, Object option) {
    if (option == null) {
      throw new NullPointerException(routine + ": " + name + " is null");
    }
  }

  /** Two operands must have the same precision. */
  static void samePrecision(
      Routine routine, String name, Operand operand, String name2, Operand operand2) {
    if (operand.precision() != operand2.precision()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
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

  /**
   * Two operands must have the same precision, and a dimension of one must equal a dimension of the
   * other.
   */
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
              Locale.ROOT,
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

  /** A symmetric or triangular matrix must be square. */
  static void square(Routine routine, String name, Matrix a) {
    if (a.rows() != a.columns()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s: %s must be square but has %d rows and %d columns (%s %s)",
              routine,
              name,
              a.rows(),
              a.columns(),
              name,
              a.describe()));
    }
  }

  /** A matrix of diagonals must have kl + 1 + ku rows. */
  static void band(Routine routine, Matrix a, int kl, int ku) {
    if (kl < 0 || ku < 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "%s: kl and ku must be >= 0, but were %d and %d", routine, kl, ku));
    }
    if (a.rows() != (long) kl + 1 + ku) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s: a has %d rows but kl = %d and ku = %d make %d diagonals (a %s)",
              routine,
              a.rows(),
              kl,
              ku,
              (long) kl + 1 + ku,
              a.describe()));
    }
  }

  /** A matrix of the diagonals on one side must have a row for the main diagonal. */
  static void band(Routine routine, Matrix a) {
    if (a.rows() == 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s: a must have a row for the main diagonal but has 0 rows (a %s)",
              routine,
              a.describe()));
    }
  }

  /** A packed triangle must have n(n + 1)/2 elements for a vector of n, and its precision. */
  static void packed(Routine routine, Vector ap, String name, Vector x) {
    samePrecision(routine, "ap", ap, name, x);
    long elements = x.size() * (x.size() + 1L) / 2;
    if (ap.size() != elements) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s: ap must have n(n + 1)/2 = %d elements for n = %d elements of %s but has %d (ap"
                  + " %s, %s %s)",
              routine,
              elements,
              x.size(),
              name,
              ap.size(),
              ap.describe(),
              name,
              x.describe()));
    }
  }

  /** An output must be writable and must not overlap itself. */
  static void output(Routine routine, String name, Operand output) {
    if (output.segment().isReadOnly()) {
      output.requireWritable(routine + ": " + name);
    }
    if (output.overlapsItself()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s: output %s (%s) must not overlap itself (a stride is 0 or too small)",
              routine,
              name,
              output.describe()));
    }
  }

  /** An output must share no element with another operand. */
  static void apart(Routine routine, String name, Operand output, String otherName, Operand other) {
    apart(routine, name, output, otherName, other, output.overlaps(other));
  }

  /** The same for an output and two inputs. */
  static void apart(
      Routine routine,
      String name,
      Operand output,
      String inputName,
      Operand input,
      String inputName2,
      Operand input2) {
    apart(routine, name, output, inputName, input);
    apart(routine, name, output, inputName2, input2);
  }

  /**
   * The same for operands of which not all elements are used.
   *
   * @param overlap whether they share a used element: see {@link UsedElements}
   */
  static void apart(
      Routine routine,
      String name,
      Operand output,
      String otherName,
      Operand other,
      boolean overlap) {
    if (overlap) {
      throw overlapping(routine, name, output, otherName, other, "");
    }
  }

  /** The operands of an elementwise routine must share no elements with different indices. */
  static void elementwise(Routine routine, Vector x, Vector y) {
    if (x.overlapsElsewhere(y)) {
      throw overlapping(routine, "y", y, "x", x, ELSEWHERE);
    }
  }

  /** The same for matrices. */
  static void elementwise(Routine routine, Matrix a, Matrix b) {
    if (a.overlapsElsewhere(b)) {
      throw overlapping(routine, "b", b, "a", a, ELSEWHERE);
    }
  }

  private static IllegalArgumentException overlapping(
      Routine routine,
      String name,
      Operand output,
      String otherName,
      Operand other,
      String exception) {
    return new IllegalArgumentException(
        String.format(
            Locale.ROOT,
            "%s: output %s (%s) must not overlap %s (%s)%s",
            routine,
            name,
            output.describe(),
            otherName,
            other.describe(),
            exception));
  }
}
