/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.blas;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.panblas.matrix.Diagonal;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Transposition;
import dev.panblas.matrix.Triangle;
import dev.panblas.matrix.Vector;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The routines on packed matrices on a minimal backend, with packed vectors of every stride. A unit
 * diagonal holds {@link Rogue} values.
 */
class PackedTest {

  private static final Blas BLAS = Blas.over(new StrictKernels());
  private static final double NAN = Double.NaN;

  /** The index of an element of the triangle, as documented at {@link Blas#spmv}. */
  private static int packedIndex(Triangle triangle, int n, int i, int j) {
    return triangle == Triangle.UPPER ? i + j * (j + 1) / 2 : i + j * (2 * n - j - 1) / 2;
  }

  /** Fills a packed triangle; returns it in full storage, with zeros in the other triangle. */
  private static double[][] fill(Triangle triangle, int n, Vector ap) {
    double[][] full = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        if (triangle.contains(i, j)) {
          full[i][j] = i == j ? 1 << i % 3 : Layouts.value(1, i, j);
          ap.set(packedIndex(triangle, n, i, j), full[i][j]);
        }
      }
    }
    return full;
  }

  private static double[][] fill(Triangle triangle, Diagonal diagonal, int n, Vector ap) {
    double[][] full = Dense.triangular(triangle, diagonal, fill(triangle, n, ap));
    for (int i = 0; i < n && diagonal == Diagonal.UNIT; i++) {
      Rogue.put(ap.asRow(), 0, packedIndex(triangle, n, i, i));
    }
    return full;
  }

  /** Packs one triangle of a matrix in full storage into a column. */
  private static double[][] packed(Triangle triangle, double[][] full) {
    int n = full.length;
    double[][] ap = new double[n * (n + 1) / 2][1];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        if (triangle.contains(i, j)) {
          ap[packedIndex(triangle, n, i, j)][0] = full[i][j];
        }
      }
    }
    return ap;
  }

  private static List<Vector> packedVectors(Precision precision, int n) {
    List<Vector> vectors = new ArrayList<>(Layouts.vectors(precision, n * (n + 1) / 2));
    Vector longer = Vector.allocate(precision, n * (n + 1) / 2 + 3);
    vectors.add(longer.slice(2, n * (n + 1) / 2));
    return vectors;
  }

  @Test
  void thePackedOrderIsAsDocumented() {
    Vector x = Vector.of(1, 100, 10_000);
    Vector y = Vector.allocate(Precision.DOUBLE, 3);
    double[] expected = {131_211, 232_212, 332_313};
    BLAS.spmv(Triangle.UPPER, 1, Vector.of(11, 12, 22, 13, 23, 33), x, 0, y);
    assertArrayEquals(expected, y.toDoubleArray());
    Vector lower = Vector.of(11, 12, 13, 22, 23, 33); // symmetric: element 21 is 12
    BLAS.spmv(Triangle.LOWER, 1, lower, x, 0, y);
    assertArrayEquals(expected, y.toDoubleArray());
  }

  @ParameterizedTest
  @EnumSource
  void acceptsEveryStrideAndSize(Precision precision) {
    for (int n : new int[] {1, 2, 5, 33}) {
      for (Vector ap : packedVectors(precision, n)) {
        for (Vector x : Layouts.vectors(precision, n)) {
          Vector y = Vector.allocate(precision, n).reversed();
          spmv(n, ap, x, y);
          triangular(n, ap, x);
          updates(n, ap, x, y);
        }
      }
    }
  }

  private static void spmv(int n, Vector ap, Vector x, Vector y) {
    for (Triangle triangle : Triangle.values()) {
      double[][] full = Dense.symmetric(triangle, fill(triangle, n, ap));
      double[][] product = Dense.times(full, Dense.of(Layouts.fill(x, 2)));
      double[][] expected = Dense.sum(2, product, -3, Dense.of(Layouts.fill(y, 3)));
      BLAS.spmv(triangle, 2, ap, x, -3, y);
      Dense.assertSame(expected, y, "spmv", triangle, ap.stride());
      y.fill(NAN);
      BLAS.spmv(triangle, 1, ap, x, 0, y);
      Dense.assertSame(product, y, "spmv", triangle, ap.stride());
    }
  }

  private static void triangular(int n, Vector ap, Vector x) {
    for (Triangle triangle : Triangle.values()) {
      for (Transposition transposition : Transposition.values()) {
        for (Diagonal diagonal : Diagonal.values()) {
          double[][] op = Dense.op(transposition, fill(triangle, diagonal, n, ap));
          double[][] solution = Dense.of(Layouts.fill(x, 2));
          Object[] call = {triangle, transposition, diagonal, ap.stride()};
          BLAS.tpmv(triangle, transposition, diagonal, ap, x);
          Dense.assertSame(Dense.times(op, solution), x, call);
          BLAS.tpsv(triangle, transposition, diagonal, ap, x);
          Dense.assertSame(solution, x, call);
        }
      }
    }
  }

  private static void updates(int n, Vector ap, Vector x, Vector y) {
    for (Triangle triangle : Triangle.values()) {
      double[][] before = fill(triangle, n, ap);
      double[][] xs = Dense.of(Layouts.fill(x, 2));
      double[][] product = Dense.times(xs, Dense.transposed(Dense.of(Layouts.fill(y, 3))));
      double[][] square = Dense.times(xs, Dense.transposed(xs));
      BLAS.spr(triangle, 2, x, ap);
      double[][] updated = Dense.sum(2, square, 1, before);
      Dense.assertSame(packed(triangle, updated), ap, "spr", triangle);
      BLAS.spr2(triangle, -1, x, y, ap);
      double[][] both = Dense.sum(-1, product, -1, Dense.transposed(product));
      double[][] expected = packed(triangle, Dense.sum(1, both, 1, updated));
      Dense.assertSame(expected, ap, "spr2", triangle);
    }
  }

  // ---- degenerate cases

  @ParameterizedTest
  @EnumSource
  void withAlphaZeroInputsAreNotRead(Precision precision) {
    Vector x = Vector.allocate(precision, 2);
    Vector ap = Vector.allocate(precision, 3);
    x.fill(NAN);
    ap.fill(NAN);
    Vector y = Vector.allocate(precision, 2);
    y.fill(3);
    BLAS.spmv(Triangle.UPPER, 0, ap, x, 2, y);
    assertArrayEquals(new double[] {6, 6}, y.toDoubleArray());
    y.fill(NAN);
    BLAS.spmv(Triangle.LOWER, 0, ap, x, 0, y);
    assertArrayEquals(new double[2], y.toDoubleArray());
    ap.fill(3);
    BLAS.spr(Triangle.UPPER, 0, x, ap);
    BLAS.spr2(Triangle.LOWER, 0, x, x, ap);
    assertArrayEquals(new double[] {3, 3, 3}, ap.toDoubleArray());
  }

  @ParameterizedTest
  @EnumSource
  void emptyOperandsAreAccepted(Precision precision) {
    Vector none = Vector.allocate(precision, 0);
    Vector alsoNone = Vector.allocate(precision, 3).slice(3, 0);
    for (Triangle triangle : Triangle.values()) {
      BLAS.spmv(triangle, 1, none, alsoNone, 0, none);
      BLAS.tpmv(triangle, Transposition.NONE, Diagonal.UNIT, none, alsoNone);
      BLAS.tpsv(triangle, Transposition.TRANSPOSED, Diagonal.UNIT, none, alsoNone);
      BLAS.spr(triangle, 1, none, alsoNone);
      BLAS.spr2(triangle, 1, none, none, alsoNone);
    }
    assertArrayEquals(new double[0], alsoNone.toDoubleArray());
  }
}
