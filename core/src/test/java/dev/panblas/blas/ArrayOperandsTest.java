/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.blas;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.panblas.NaiveKernels;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Operand;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Triangle;
import dev.panblas.matrix.Vector;
import dev.panblas.spi.Settings;
import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What native kernels are given of operands in Java arrays, and what is written to the arrays. */
final class ArrayOperandsTest {

  /** Products of this order are divided. */
  private static final int N = 60;

  /** A value of the operand in an array that the kernels must not see. */
  private static final double UNREAD = 12_345;

  /** Kernels that take no arrays, and note the elements of an output. */
  private static class NativeKernels extends NaiveKernels {
    final Set<Double> seen = ConcurrentHashMap.newKeySet();

    @Override
    public boolean isNative() {
      return true;
    }

    final void note(Operand... operands) {
      for (Operand operand : operands) {
        assertTrue(operand.segment().isNative(), operand::describe);
      }
    }

    private void note(Matrix c) {
      for (int i = 0; i < c.rows(); i++) {
        Arrays.stream(c.row(i).toDoubleArray()).forEach(seen::add);
      }
    }

    @Override
    public void gemm(double alpha, Matrix a, Matrix b, double beta, Matrix c) {
      note(a, b, c);
      note(c);
      super.gemm(alpha, a, b, beta, c);
    }

    @Override
    public void gemv(double alpha, Matrix a, Vector x, double beta, Vector y) {
      note(a, x, y);
      note(y.asColumn());
      super.gemv(alpha, a, x, beta, y);
    }

    @Override
    public void syrk(Triangle triangle, double alpha, Matrix a, double beta, Matrix c) {
      note(a, c);
      note(c);
      c.fill(1); // also the triangle that is not used
    }
  }

  private static Blas over(NaiveKernels kernels) {
    return Blas.over(kernels, Settings.defaults().withThreads(2).withCrossover(false));
  }

  private static Matrix matrix(double value) {
    double[] array = new double[N * N + 2];
    Arrays.fill(array, value);
    return Matrix.columnMajor(array, 1, N, N, N);
  }

  @Test
  @DisplayName("with beta = 0 an output in an array is not read")
  void betaZero() {
    NativeKernels kernels = new NativeKernels();
    Blas blas = over(kernels);
    Matrix c = matrix(UNREAD);
    blas.gemm(1, matrix(1), matrix(2), 0, c);
    blas.gemv(1, matrix(1), matrix(1).row(0), 0, matrix(UNREAD).row(0));
    blas.syrk(Triangle.LOWER, 1, matrix(1), 0, matrix(UNREAD));
    assertFalse(kernels.seen.contains(UNREAD));
    assertEquals(2 * N, c.get(N - 1, 0));
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("of an output with a triangle, the other is neither read nor written")
  void otherTriangle(Triangle triangle) {
    for (boolean byRows : new boolean[] {false, true}) {
      NativeKernels kernels = new NativeKernels();
      Matrix memory = matrix(0);
      Matrix c = byRows ? memory.transposed() : memory;
      for (int i = 0; i < N; i++) {
        for (int j = 0; j < N; j++) {
          c.set(i, j, triangle.contains(i, j) ? 7 : UNREAD);
        }
      }
      over(kernels).syrk(triangle, 1, matrix(1), 1, c);
      assertTrue(kernels.seen.contains(7.0));
      assertFalse(kernels.seen.contains(UNREAD));
      for (int i = 0; i < N; i++) {
        for (int j = 0; j < N; j++) {
          assertEquals(triangle.contains(i, j) ? 1 : UNREAD, c.get(i, j));
        }
      }
    }
  }

  @Test
  @DisplayName("of an array, only the elements of the view are written")
  void gaps() {
    double[] array = new double[40];
    Arrays.fill(array, 3);
    Matrix c = Matrix.over(array, 4, 2, 3, 3, 10);
    over(new NativeKernels())
        .gemm(1, matrix(1).block(0, 0, 2, N), matrix(1).block(0, 0, N, 3), 0, c);
    double[] expected = new double[40];
    Arrays.fill(expected, 3);
    for (int at : new int[] {4, 7, 14, 17, 24, 27}) {
      expected[at] = N;
    }
    assertArrayEquals(expected, array);
  }

  @Test
  @DisplayName("kernels that throw leave an output in an array unchanged")
  void failure() {
    Blas blas =
        over(
            new NativeKernels() {
              @Override
              public void gemm(double alpha, Matrix a, Matrix b, double beta, Matrix c) {
                c.fill(8);
                throw new IllegalStateException("failed");
              }
            });
    Matrix c = matrix(3);
    for (int call = 0; call < 100; call++) {
      assertThrows(IllegalStateException.class, () -> blas.gemm(1, matrix(1), matrix(1), 1, c));
    }
    assertEquals(3, c.get(0, 0));
  }

  @Test
  @SuppressWarnings("MustBeClosedChecker") // the kernels close it
  @DisplayName("an output that was freed during the call is reported, and later calls are right")
  void freed() {
    for (int call = 0; call < 100; call++) {
      Arena arena = Arena.ofShared();
      Blas blas =
          over(
              new NativeKernels() {
                @Override
                public void gemm(double alpha, Matrix a, Matrix b, double beta, Matrix c) {
                  arena.close();
                }
              });
      Matrix strided = Matrix.allocate(arena, Precision.DOUBLE, N, 2 * N);
      Matrix c = Matrix.wrap(strided.segment(), Precision.DOUBLE, N, N, 0, 2 * N, 2);
      assertThrows(IllegalStateException.class, () -> blas.gemm(1, matrix(1), matrix(1), 0, c));
    }
    Matrix c = matrix(0);
    over(new NativeKernels()).gemm(1, matrix(1), matrix(1), 0, c);
    assertEquals(N, c.get(0, 0));
  }
}
