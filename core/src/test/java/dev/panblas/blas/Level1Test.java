/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.blas;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.panblas.matrix.ModifiedGivens;
import dev.panblas.matrix.ModifiedGivens.Form;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** rot, rotm, axpby, sums and inner products on a minimal backend. */
class Level1Test {

  private static final Blas BLAS = Blas.over(new StrictKernels());
  private static final double NAN = Double.NaN;

  /** A vector of one element with a stride that exceeds 32 bits. */
  private static Vector withLargeStride(Precision precision, double element) {
    MemorySegment memory = Arena.ofAuto().allocate(8, 8);
    Vector x = Vector.wrap(memory, precision, 1, 0, 1L << 40);
    x.set(0, element);
    return x;
  }

  private static void requireRotated(
      double[] xs, double[] ys, double[][] h, Vector x, Vector y, Object... call) {
    for (int i = 0; i < xs.length; i++) {
      double[][] before = {{xs[i]}, {ys[i]}};
      double[][] after = Dense.times(h, before);
      Dense.assertSame(new double[][] {after[0]}, x.slice(i, 1), call);
      Dense.assertSame(new double[][] {after[1]}, y.slice(i, 1), call);
    }
  }

  @ParameterizedTest
  @EnumSource
  void rotAndRotmAcceptEveryStride(Precision precision) {
    for (Vector x : Layouts.vectors(precision, 5)) {
      for (Vector y : Layouts.vectors(precision, 5)) {
        double[] xs = Layouts.fill(x, 1).toDoubleArray();
        double[] ys = Layouts.fill(y, 2).toDoubleArray();
        BLAS.rot(x, y, 2, 3);
        requireRotated(xs, ys, new double[][] {{2, 3}, {-3, 2}}, x, y, "rot");
        for (Form form : Form.values()) {
          ModifiedGivens h = new ModifiedGivens(form, 2, 3, 4, 5);
          x.copyFrom(xs);
          y.copyFrom(ys);
          BLAS.rotm(x, y, h);
          double[][] full = {{h.h11(), h.h12()}, {h.h21(), h.h22()}};
          requireRotated(xs, ys, full, x, y, "rotm", h);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aStrideThatExceeds32BitsIsPacked(Precision precision) {
    Vector x = withLargeStride(precision, 5);
    Vector y = withLargeStride(precision, 7);
    BLAS.rot(x, y, 2, 3);
    assertEquals(31, x.get(0));
    assertEquals(-1, y.get(0));
    BLAS.rotm(x, y, new ModifiedGivens(Form.FULL, 1, 2, 3, 4));
    assertEquals(28, x.get(0));
    assertEquals(58, y.get(0));
    BLAS.axpby(2, x, -1, y);
    assertEquals(-2, y.get(0));
    assertEquals(-56, BLAS.dsdot(x, y));
    assertEquals(-55, BLAS.sdsdot(1, x, y));
    assertEquals(28, BLAS.sum(x));
  }

  @Test
  void rotmWithTheIdentityLeavesAllBitsUnchanged() {
    Vector x = Vector.of(Double.NEGATIVE_INFINITY, -0.0);
    Vector y = Vector.of(NAN, Double.POSITIVE_INFINITY);
    BLAS.rotm(x, y, ModifiedGivens.IDENTITY);
    assertArrayEquals(new double[] {Double.NEGATIVE_INFINITY, -0.0}, x.toDoubleArray());
    assertArrayEquals(new double[] {NAN, Double.POSITIVE_INFINITY}, y.toDoubleArray());
  }

  @Test
  void rotmRoundsHToTheVectorsPrecision() {
    Vector x = Vector.of(new float[] {1});
    Vector y = Vector.of(new float[] {-1});
    // 1/3 rounded to single minus 1/3 in single is 0.
    BLAS.rotm(x, y, new ModifiedGivens(Form.FULL, 1.0 / 3, 0, (float) (1.0 / 3), 0));
    assertEquals(0, x.get(0));
  }

  @ParameterizedTest
  @EnumSource
  void axpbyAcceptsEveryStrideAndDoesNotReadAZeroTerm(Precision precision) {
    for (Vector x : Layouts.vectors(precision, 5)) {
      for (Vector y : Layouts.vectors(precision, 5)) {
        double[][] xs = Dense.of(Layouts.fill(x, 1));
        double[][] ys = Dense.of(Layouts.fill(y, 2));
        BLAS.axpby(2, x, -3, y);
        Dense.assertSame(Dense.sum(2, xs, -3, ys), y, "axpby");
        y.fill(NAN);
        BLAS.axpby(-1, x, 0, y);
        Dense.assertSame(Dense.sum(-1, xs, 0, ys), y, "axpby");
        x.fill(NAN);
        BLAS.axpby(0, x, 2, y);
        Dense.assertSame(Dense.sum(-2, xs, 0, ys), y, "axpby");
        y.fill(NAN);
        BLAS.axpby(0, x, 0, y);
        assertArrayEquals(new double[5], y.toDoubleArray());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void sumsAcceptEveryStride(Precision precision) {
    for (Vector x : Layouts.vectors(precision, 5)) {
      double sum = 0;
      double squares = 0;
      for (double element : Layouts.fill(x, 1).toDoubleArray()) {
        sum += element;
        squares += element * element;
      }
      assertEquals(sum, BLAS.sum(x));
      assertEquals(squares, BLAS.dsdot(x, x));
      assertEquals(squares + 7, BLAS.sdsdot(7, x, x));
    }
    Vector three = Vector.wrap(withLargeStride(precision, 3).segment(), precision, 4, 0, 0);
    assertEquals(12, BLAS.sum(three));
    assertEquals(36, BLAS.dsdot(three, three));
    assertEquals(37, BLAS.sdsdot(1, three, three));
  }

  @Test
  void dsdotAndSdsdotAccumulateInDouble() {
    Vector x = Vector.of(new float[] {0x1p30f, 1, -0x1p30f});
    Vector ones = Vector.of(new float[] {1, 0x1p-20f, 1});
    assertEquals(0x1p-20, BLAS.dsdot(x, ones));
    assertEquals(1 + 0x1p-20, BLAS.sdsdot(1, x, ones));
    // The result of dsdot is not rounded to single; that of sdsdot is.
    Vector one = Vector.of(new float[] {1 + 0x1p-23f});
    assertEquals((1 + 0x1p-23) * (1 + 0x1p-23), BLAS.dsdot(one, one));
    assertEquals((float) (8 + (1 + 0x1p-23) * (1 + 0x1p-23)), BLAS.sdsdot(8, one, one));
  }

  @Test
  void dsdotAndSdsdotOfDoublesEqualDot() {
    Vector x = Vector.of(0.1, 0.2, 0.3);
    Vector y = Vector.of(3, 5, 7);
    assertEquals(BLAS.dot(x, y), BLAS.dsdot(x, y));
    assertEquals(1.5 + BLAS.dot(x, y), BLAS.sdsdot(1.5, x, y));
  }

  @ParameterizedTest
  @EnumSource
  void emptyVectorsAreAccepted(Precision precision) {
    Vector none = Vector.allocate(precision, 0);
    Vector alsoNone = Vector.allocate(precision, 3).slice(3, 0);
    BLAS.rot(none, alsoNone, 1, 1);
    BLAS.rotm(none, alsoNone, new ModifiedGivens(Form.FULL, 1, 1, 1, 1));
    BLAS.axpby(1, none, 1, alsoNone);
    assertEquals(0, BLAS.sum(none));
    assertEquals(0, BLAS.dsdot(none, alsoNone));
    assertEquals(precision.round(0.1), BLAS.sdsdot(0.1, none, alsoNone));
  }
}
