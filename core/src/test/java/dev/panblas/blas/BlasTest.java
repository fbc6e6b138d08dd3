/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.blas;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.panblas.NaiveKernels;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Order;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import dev.panblas.spi.Routine;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumSet;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Packing, degenerate cases and default routines, on a minimal backend. */
class BlasTest {

  private static final Blas BLAS = Blas.over(new NaiveKernels());
  private static final double NAN = Double.NaN;

  private static double value(int i) {
    return i % 7 - 3;
  }

  private static void fill(Matrix m, int seed) {
    for (int i = 0; i < m.rows(); i++) {
      for (int j = 0; j < m.columns(); j++) {
        m.set(i, j, value(seed + 5 * i + 3 * j));
      }
    }
  }

  private static void fill(Vector v, int seed) {
    fill(v.asColumn(), seed);
  }

  // Integers: every sum is exact in both precisions, in any order.

  @ParameterizedTest
  @EnumSource
  void gemmAcceptsEveryLayout(Precision precision) {
    for (Matrix a : Layouts.all(precision, 3, 4)) {
      for (Matrix b : Layouts.all(precision, 4, 2)) {
        for (Matrix c : Layouts.all(precision, 3, 2)) {
          fill(a, 1);
          fill(b, 2);
          fill(c, 3);
          BLAS.gemm(2, a, b, -1, c);
          for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 2; j++) {
              double sum = 0;
              for (int k = 0; k < 4; k++) {
                sum += value(1 + 5 * i + 3 * k) * value(2 + 5 * k + 3 * j);
              }
              assertEquals(2 * sum - value(3 + 5 * i + 3 * j), c.get(i, j));
            }
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void gemvAndGerAcceptEveryLayout(Precision precision) {
    for (Matrix a : Layouts.all(precision, 3, 4)) {
      for (Vector x : Layouts.vectors(precision, 4)) {
        for (Vector y : Layouts.vectors(precision, 3)) {
          fill(a, 1);
          fill(x, 2);
          fill(y, 3);
          BLAS.gemv(2, a, x, 3, y);
          for (int i = 0; i < 3; i++) {
            double sum = 0;
            for (int k = 0; k < 4; k++) {
              sum += value(1 + 5 * i + 3 * k) * value(2 + 5 * k);
            }
            assertEquals(2 * sum + 3 * value(3 + 5 * i), y.get(i));
          }
          fill(y, 3);
          BLAS.ger(2, y, x, a);
          for (int i = 0; i < 3; i++) {
            for (int k = 0; k < 4; k++) {
              double expected = value(1 + 5 * i + 3 * k) + 2 * value(3 + 5 * i) * value(2 + 5 * k);
              assertEquals(expected, a.get(i, k));
            }
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void level1AcceptsEveryStride(Precision precision) {
    for (Vector x : Layouts.vectors(precision, 5)) {
      for (Vector y : Layouts.vectors(precision, 5)) {
        fill(x, 1);
        fill(y, 2);
        double[] xs = x.toDoubleArray();
        double[] ys = y.toDoubleArray();
        BLAS.swap(x, y);
        assertArrayEquals(ys, x.toDoubleArray());
        assertArrayEquals(xs, y.toDoubleArray());
        BLAS.copy(x, y);
        assertArrayEquals(ys, y.toDoubleArray());
        BLAS.scal(-2, y);
        BLAS.axpy(3, x, y);
        assertArrayEquals(ys, y.toDoubleArray());
        double dot = 0;
        double asum = 0;
        for (double element : ys) {
          dot += element * element;
          asum += Math.abs(element);
        }
        assertEquals(dot, BLAS.dot(x, y));
        assertEquals(asum, BLAS.asum(x));
        assertEquals(precision.round(Math.sqrt(dot)), precision.round(BLAS.nrm2(x)));
      }
    }
  }

  @Test
  void iamaxReturnsTheFirstIndexOfAReversedVectorToo() {
    Vector x = Vector.of(1, -4, 2, 4, 0);
    assertEquals(1, BLAS.iamax(x));
    assertEquals(1, BLAS.iamax(x.reversed()));
  }

  @Test
  void anInputMayHaveStrideZero() {
    Vector three = Vector.wrap(Vector.of(3.0).segment(), Precision.DOUBLE, 4, 0, 0);
    assertEquals(36, BLAS.dot(three, three));
    assertEquals(12, BLAS.asum(three));
    assertEquals(6, BLAS.nrm2(three));
    assertEquals(0, BLAS.iamax(three));
    Vector y = Vector.allocate(Precision.DOUBLE, 4);
    BLAS.axpy(2, three, y);
    assertArrayEquals(new double[] {6, 6, 6, 6}, y.toDoubleArray());
  }

  @Test
  void aStrideThatExceeds32BitsIsPacked() {
    // The stride of a single element is not used.
    MemorySegment memory = Arena.ofAuto().allocate(8, 8);
    for (long stride : new long[] {1L << 31, -(1L << 31), Long.MAX_VALUE, Long.MIN_VALUE}) {
      Vector x = Vector.wrap(memory, Precision.DOUBLE, 1, 0, stride);
      x.set(0, -3);
      BLAS.scal(2, x);
      assertEquals(-6, x.get(0));
      assertEquals(6, BLAS.asum(x));
      assertEquals(36, BLAS.dot(x, x));
    }
  }

  @Test
  void aSpanThatExceeds32BitsIsPacked(@TempDir Path folder) throws IOException {
    // Libraries compute the first element of a reversed vector in 32 bits. The file is sparse.
    long stride = 1_200_000_000;
    try (FileChannel file =
            FileChannel.open(
                folder.resolve("sparse"),
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        Arena arena = Arena.ofConfined()) {
      MemorySegment memory =
          file.map(FileChannel.MapMode.READ_WRITE, 0, (2 * stride + 1) * Float.BYTES, arena);
      for (long signed : new long[] {stride, -stride}) {
        Vector x = Vector.wrap(memory, Precision.SINGLE, 3, signed > 0 ? 0 : 2 * stride, signed);
        x.copyFrom(new double[] {1, 2, 3});
        Blas blas = Blas.over(new ShortSpanKernels());
        assertEquals(14, blas.dot(x, x));
        blas.axpy(2, Vector.of(new float[] {1, 1, 1}), x);
        assertArrayEquals(new double[] {3, 4, 5}, x.toDoubleArray());
      }
    }
  }

  /** Requires that the span of a vector fits 32 bits; a C library would crash. */
  private static final class ShortSpanKernels extends NaiveKernels {

    private static void require(Vector x) {
      assertTrue(Math.abs(x.stride()) * (x.size() - 1) <= Integer.MAX_VALUE, x::toString);
    }

    @Override
    public void axpy(double alpha, Vector x, Vector y) {
      require(x);
      require(y);
      super.axpy(alpha, x, y);
    }

    @Override
    public double dot(Vector x, Vector y) {
      require(x);
      require(y);
      return super.dot(x, y);
    }
  }

  @ParameterizedTest
  @EnumSource
  void withBetaZeroTheOutputIsNotRead(Precision precision) {
    for (Matrix c : Layouts.all(precision, 2, 3)) {
      c.fill(NAN);
      BLAS.gemm(1, Matrix.allocate(precision, 2, 4), Matrix.allocate(precision, 4, 3), 0, c);
      assertArrayEquals(new double[6], c.toDoubleArray(Order.ROW_MAJOR));
      c.fill(NAN);
      BLAS.gemm(0, Matrix.allocate(precision, 2, 4), Matrix.allocate(precision, 4, 3), 0, c);
      assertArrayEquals(new double[6], c.toDoubleArray(Order.ROW_MAJOR));
    }
    Vector y = Vector.allocate(precision, 2);
    y.fill(NAN);
    BLAS.gemv(1, Matrix.allocate(precision, 2, 4), Vector.allocate(precision, 4), 0, y);
    assertArrayEquals(new double[2], y.toDoubleArray());
  }

  @ParameterizedTest
  @EnumSource
  void withAlphaZeroInputsAreNotRead(Precision precision) {
    Matrix a = Matrix.allocate(precision, 2, 2);
    Vector x = Vector.allocate(precision, 2);
    a.fill(NAN);
    x.fill(NAN);
    Matrix c = Matrix.allocate(precision, 2, 2);
    Vector y = Vector.allocate(precision, 2);
    c.fill(3);
    y.fill(3);
    BLAS.gemm(0, a, a, 2, c);
    BLAS.gemv(0, a, x, 2, y);
    assertArrayEquals(new double[] {6, 6, 6, 6}, c.toDoubleArray(Order.ROW_MAJOR));
    assertArrayEquals(new double[] {6, 6}, y.toDoubleArray());
    BLAS.axpy(0, x, y);
    BLAS.ger(0, x, x, c);
    assertArrayEquals(new double[] {6, 6, 6, 6}, c.toDoubleArray(Order.ROW_MAJOR));
    assertArrayEquals(new double[] {6, 6}, y.toDoubleArray());
    BLAS.scal(0, x);
    assertTrue(Double.isNaN(x.get(0)));
  }

  @Test
  void aScalarThatUnderflowsInSinglePrecisionIsZero() {
    Matrix a = Matrix.allocate(Precision.SINGLE, 1, 1);
    Matrix c = Matrix.allocate(Precision.SINGLE, 1, 1);
    a.fill(NAN);
    c.fill(NAN);
    BLAS.gemm(1e-60, a, a, 1e-60, c);
    assertEquals(0, c.get(0, 0));
  }

  @ParameterizedTest
  @EnumSource
  void emptyOperandsAreAccepted(Precision precision) {
    Vector none = Vector.allocate(precision, 0);
    Vector alsoNone = Vector.allocate(precision, 3).slice(3, 0);
    BLAS.swap(none, alsoNone);
    BLAS.copy(none, alsoNone);
    BLAS.axpy(1, none, alsoNone);
    BLAS.scal(2, none);
    assertEquals(0, BLAS.dot(none, none));
    assertEquals(0, BLAS.nrm2(none));
    assertEquals(0, BLAS.asum(none));
    assertEquals(-1, BLAS.iamax(none));
    Vector y = Vector.allocate(precision, 2);
    y.fill(4);
    BLAS.gemv(1, Matrix.allocate(precision, 2, 0), none, 0.5, y);
    assertArrayEquals(new double[] {2, 2}, y.toDoubleArray());
    BLAS.gemv(1, Matrix.allocate(precision, 0, 2), y, 0.5, none);
    BLAS.ger(1, none, y, Matrix.allocate(precision, 0, 2));
    Matrix c = Matrix.allocate(precision, 2, 3);
    c.fill(4);
    BLAS.gemm(1, Matrix.allocate(precision, 2, 0), Matrix.allocate(precision, 0, 3), 0.5, c);
    assertEquals(2, c.get(1, 2));
    BLAS.gemm(1, Matrix.allocate(precision, 0, 2), c, 0, Matrix.allocate(precision, 0, 3));
  }

  @Test
  void nrm2NeitherOverflowsNorUnderflows() {
    assertEquals(5e300, BLAS.nrm2(Vector.of(3e300, 4e300)), 5e300 * 0x1p-50);
    assertEquals(5e-300, BLAS.nrm2(Vector.of(3e-300, 4e-300)), 5e-300 * 0x1p-50);
    assertTrue(Double.isNaN(BLAS.nrm2(Vector.of(1, NAN))));
    assertTrue(Double.isNaN(BLAS.nrm2(Vector.of(1e300, NAN))));
    assertEquals(Double.POSITIVE_INFINITY, BLAS.nrm2(Vector.of(1, Double.NEGATIVE_INFINITY)));
  }

  @Test
  void reportsTheRoutinesAndThreadsOfTheBackend() {
    assertEquals(EnumSet.of(Routine.AXPY, Routine.DOT, Routine.GEMM), BLAS.implemented());
    assertEquals(OptionalInt.of(1), BLAS.library().threads());
  }
}
