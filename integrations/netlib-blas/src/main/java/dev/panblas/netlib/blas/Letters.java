/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.netlib.blas;

import dev.panblas.matrix.Diagonal;
import dev.panblas.matrix.Side;
import dev.panblas.matrix.Transposition;
import dev.panblas.matrix.Triangle;

/** The options of a routine, each a text whose first letter counts, in either case. */
final class Letters {

  private Letters() {}

  /** Whether a text begins with a letter. */
  static boolean is(char letter, String text) {
    return !text.isEmpty() && Character.toUpperCase(text.charAt(0)) == letter;
  }

  /** Whether a legal transposition is one: T, or C, which is the same for real matrices. */
  static boolean isTransposed(String trans) {
    return !is('N', trans);
  }

  static Transposition transposition(String trans) {
    return isTransposed(trans) ? Transposition.TRANSPOSED : Transposition.NONE;
  }

  static Triangle triangle(String uplo) {
    return is('U', uplo) ? Triangle.UPPER : Triangle.LOWER;
  }

  static Diagonal diagonal(String diag) {
    return is('U', diag) ? Diagonal.UNIT : Diagonal.NON_UNIT;
  }

  static Side side(String side) {
    return is('L', side) ? Side.LEFT : Side.RIGHT;
  }
}
