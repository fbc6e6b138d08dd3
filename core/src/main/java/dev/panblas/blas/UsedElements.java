/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.blas;

import dev.panblas.matrix.Diagonal;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Operand;
import dev.panblas.matrix.Triangle;
import dev.panblas.matrix.Vector;

/**
 * Whether the elements that a routine reads or writes of one operand are elements of another: not
 * the other triangle, a unit diagonal, or the corners of a band.
 *
 * <p>The lines of an operand are compared only if the operands overlap as wholes.
 */
final class UsedElements {

  private UsedElements() {}

  /** A triangle with its diagonal. */
  static boolean overlap(Triangle triangle, Matrix a, Operand other) {
    return overlap(triangle, Diagonal.NON_UNIT, a, other);
  }

  /** A triangle, with its diagonal unless that is unit. */
  static boolean overlap(Triangle triangle, Diagonal diagonal, Matrix a, Operand other) {
    return a.overlaps(other) && triangleOverlaps(triangle, diagonal, a, other);
  }

  private static boolean triangleOverlaps(
      Triangle triangle, Diagonal diagonal, Matrix a, Operand other) {
    for (int i = 0; i < a.rows(); i++) {
      Vector line = triangle.part(a, i);
      if (withoutUnit(diagonal, triangle == Triangle.UPPER, line).overlaps(other)) {
        return true;
      }
    }
    return false;
  }

  /** The diagonals of a band matrix of m rows. */
  static boolean overlapBand(int m, int kl, int ku, Matrix a, Operand other) {
    return a.overlaps(other) && bandOverlaps(m, kl, ku, a, other);
  }

  private static boolean bandOverlaps(int m, int kl, int ku, Matrix a, Operand other) {
    for (int j = 0; j < a.columns(); j++) {
      if (bandColumn(m, kl, ku, a, j).overlaps(other)) {
        return true;
      }
    }
    return false;
  }

  /** The diagonals of a triangular or symmetric band matrix, the main one unless it is unit. */
  static boolean overlapBand(Triangle triangle, Diagonal diagonal, Matrix a, Operand other) {
    return a.overlaps(other) && halfBandOverlaps(triangle, diagonal, a, other);
  }

  private static boolean halfBandOverlaps(
      Triangle triangle, Diagonal diagonal, Matrix a, Operand other) {
    boolean upper = triangle == Triangle.UPPER;
    int k = a.rows() - 1;
    for (int j = 0; j < a.columns(); j++) {
      Vector line = bandColumn(a.columns(), upper ? 0 : k, upper ? k : 0, a, j);
      if (withoutUnit(diagonal, !upper, line).overlaps(other)) {
        return true;
      }
    }
    return false;
  }

  /** The elements of the band in column j: A(i, j) is {@code a(ku + i - j, j)}. */
  private static Vector bandColumn(int m, int kl, int ku, Matrix a, int j) {
    int first = Math.max(0, ku - j);
    long last = Math.min((long) ku + kl, (long) ku - j + m - 1);
    return a.column(j).slice(Math.min(first, a.rows()), (int) Math.max(0, last - first + 1));
  }

  /** A packed triangle of n columns, with its diagonal unless that is unit. */
  static boolean overlapPacked(Triangle triangle, Diagonal diagonal, Vector ap, Vector other) {
    return ap.overlaps(other)
        && (diagonal == Diagonal.NON_UNIT || strictTriangleOverlaps(triangle, ap, other));
  }

  private static boolean strictTriangleOverlaps(Triangle triangle, Vector ap, Vector x) {
    int from = 0;
    for (int j = 0; j < x.size(); j++) {
      boolean upper = triangle == Triangle.UPPER;
      int size = upper ? j + 1 : x.size() - j;
      if (withoutUnit(Diagonal.UNIT, !upper, ap.slice(from, size)).overlaps(x)) {
        return true;
      }
      from += size;
    }
    return false;
  }

  /** A line of a triangle without its first or last element if that is on a unit diagonal. */
  private static Vector withoutUnit(Diagonal diagonal, boolean isFirst, Vector line) {
    return diagonal == Diagonal.UNIT ? line.slice(isFirst ? 1 : 0, line.size() - 1) : line;
  }
}
