/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.blas;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.panblas.NaiveKernels;
import dev.panblas.internal.crossover.Crossover;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.MatrixBatch;
import dev.panblas.matrix.Order;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Triangle;
import dev.panblas.matrix.Vector;
import dev.panblas.spi.Routine;
import dev.panblas.spi.Settings;
import java.lang.foreign.Arena;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which calls the facade computes in Java, with the same result as the kernels. */
final class CrossoverTest {

  private static final Settings SETTINGS = Settings.defaults().withThreads(1);

  /** Kernels that claim to be native and count calls. */
  private static final class CountingKernels extends NaiveKernels {

    private final Set<Routine> own;
    private int calls;

    CountingKernels(Routine... own) {
      this.own = own.length == 0 ? EnumSet.of(Routine.GEMM) : EnumSet.of(Routine.GEMM, own);
    }

    /** Requires that the kernels were called, or were not. */
    void requireCalled(boolean expected, String call) {
      assertEquals(expected, calls > 0, call);
      calls = 0;
    }

    @Override
    public boolean isNative() {
      return true;
    }

    @Override
    public Set<Routine> implemented() {
      return own;
    }

    @Override
    public void axpy(double alpha, Vector x, Vector y) {
      calls++;
      super.axpy(alpha, x, y);
    }

    @Override
    public double dot(Vector x, Vector y) {
      calls++;
      return super.dot(x, y);
    }

    @Override
    public void gemv(double alpha, Matrix a, Vector x, double beta, Vector y) {
      calls++;
      super.gemv(alpha, a, x, beta, y);
    }

    @Override
    public void scal(double alpha, Vector x) {
      calls++;
      super.scal(alpha, x);
    }

    @Override
    public void copy(Vector x, Vector y) {
      calls++;
      super.copy(x, y);
    }

    @Override
    public double asum(Vector x) {
      calls++;
      return super.asum(x);
    }

    @Override
    public void gemm(double alpha, Matrix a, Matrix b, double beta, Matrix c) {
      calls++;
      super.gemm(alpha, a, b, beta, c);
    }
  }

  private static final Crossover LIMITS = Crossover.of(new CountingKernels(), SETTINGS);

  private static Matrix square(Precision precision, int n) {
    return Layouts.fill(Matrix.allocate(precision, n, n), n);
  }

  private static void assertSame(Matrix expected, Matrix c, String call) {
    assertArrayEquals(
        expected.toDoubleArray(Order.ROW_MAJOR), c.toDoubleArray(Order.ROW_MAJOR), call);
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  @DisplayName("small products are computed in Java, larger ones by the kernels, in every layout")
  void products(Precision precision) {
    for (int n = 1; n <= 9; n++) {
      for (Matrix c : Layouts.all(precision, n, n)) {
        CountingKernels kernels = new CountingKernels();
        Blas blas = Blas.over(kernels, SETTINGS);
        Matrix a = square(precision, n);
        Matrix expected = Layouts.fill(Matrix.allocate(precision, n, n), 1);
        new NaiveKernels().gemm(2, a, a.transposed(), -1, expected);
        Layouts.fill(c, 1);
        blas.gemm(2, a, a.transposed(), -1, c);
        kernels.requireCalled(n * n * n > LIMITS.gemm(), "gemm, n = " + n);
        assertSame(expected, c, "gemm, n = " + n);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  @DisplayName("small gemmt calls are computed in Java, and the other triangle is not written")
  void triangles(Precision precision) {
    for (int n = 1; n <= 9; n++) {
      for (Triangle triangle : Triangle.values()) {
        CountingKernels kernels = new CountingKernels();
        Matrix a = square(precision, n);
        Matrix product = Layouts.fill(Matrix.allocate(precision, n, n), 1);
        Matrix expected = Layouts.fill(Matrix.allocate(precision, n, n), 1);
        Matrix c = Layouts.fill(Matrix.allocate(precision, n, n), 1);
        new NaiveKernels().gemm(2, a, a, -1, product);
        for (int i = 0; i < n; i++) {
          triangle.part(expected, i).copyFrom(triangle.part(product, i));
        }
        Blas.over(kernels, SETTINGS).gemmt(triangle, 2, a, a, -1, c);
        kernels.requireCalled(n * n * n > LIMITS.gemmt(), "gemmt, n = " + n);
        assertSame(expected, c, "gemmt " + triangle + ", n = " + n);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  @DisplayName("small products of a batch are computed in Java unless the backend has gemmBatch")
  void batches(Precision precision) {
    for (int n : new int[] {1, 4, 5}) {
      MatrixBatch a = MatrixBatch.allocate(Arena.ofAuto(), precision, 3, n, n);
      MatrixBatch c = MatrixBatch.allocate(Arena.ofAuto(), precision, 3, n, n);
      for (int i = 0; i < a.count(); i++) {
        Layouts.fill(a.matrix(i), i);
      }
      CountingKernels kernels = new CountingKernels();
      Blas.over(kernels, SETTINGS).gemmBatch(1, a, a, 0, c);
      kernels.requireCalled(n * n * n > LIMITS.gemmBatch(), "gemmBatch, n = " + n);
      for (int i = 0; i < a.count(); i++) {
        Matrix expected = Matrix.allocate(precision, n, n);
        new NaiveKernels().gemm(1, a.matrix(i), a.matrix(i), 0, expected);
        assertSame(expected, c.matrix(i), "product " + i + ", n = " + n);
      }
      CountingKernels own = new CountingKernels(Routine.GEMM_BATCH);
      Blas.over(own, SETTINGS).gemmBatch(1, a, a, 0, c);
      own.requireCalled(true, "own gemmBatch, n = " + n);
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  @DisplayName("calls on short vectors are computed in Java")
  void vectors(Precision precision) {
    for (int n : new int[] {1, 4, 5, 6, 7, 8, 9, 12, 13, 40}) {
      CountingKernels kernels = new CountingKernels();
      Blas blas = Blas.over(kernels, SETTINGS);
      Vector x = Vector.allocate(precision, n);
      Vector y = Vector.allocate(precision, n);
      Matrix ones = Matrix.allocate(precision, n, n);
      x.fill(3);
      y.fill(2);
      ones.fill(1);
      assertEquals(6.0 * n, blas.dot(x, y));
      kernels.requireCalled(n > LIMITS.dot(), "dot of " + n);
      blas.axpy(-1, x, y);
      assertEquals(-1, y.get(n - 1));
      kernels.requireCalled(n > LIMITS.axpy(), "axpy of " + n);
      assertEquals(n, blas.asum(y));
      kernels.requireCalled(n > LIMITS.asum(), "asum of " + n);
      blas.scal(-2, y);
      assertEquals(2, y.get(n - 1));
      kernels.requireCalled(n > LIMITS.scal(), "scal of " + n);
      blas.copy(x, y);
      assertEquals(3, y.get(n - 1));
      kernels.requireCalled(n > LIMITS.copy(), "copy of " + n);
      blas.gemv(1, ones, x, -1, y);
      assertEquals(3 * n - 3, y.get(n - 1));
      kernels.requireCalled((long) n * n > LIMITS.gemv(), "gemv of " + n);
    }
  }

  @Test
  @DisplayName("with the crossover off, every call reaches the kernels")
  void off() {
    CountingKernels kernels = new CountingKernels();
    Blas blas = Blas.over(kernels, SETTINGS.withCrossover(false));
    Matrix one = Matrix.of(new double[][] {{3}});
    Matrix c = Matrix.allocate(Precision.DOUBLE, 1, 1);
    blas.gemm(1, one, one, 0, c);
    kernels.requireCalled(true, "gemm");
    blas.dot(Vector.of(1), Vector.of(2));
    kernels.requireCalled(true, "dot");
    assertEquals(List.of(), blas.computedInJava());
  }

  @Test
  @DisplayName("kernels in Java have no crossover")
  void java() {
    assertEquals(List.of(), Blas.over(new NaiveKernels(), SETTINGS).computedInJava());
  }

  @Test
  @DisplayName("computedInJava() names the routines and their limits")
  void limits() {
    String limits = String.join("; ", Blas.over(new CountingKernels(), SETTINGS).computedInJava());
    assertTrue(
        limits.contains("gemm, gemmt, gemmBatch up to " + LIMITS.gemm() + " multiplications"),
        limits);
    String own =
        String.join(
            "; ",
            Blas.over(new CountingKernels(Routine.GEMMT, Routine.GEMM_BATCH), SETTINGS)
                .computedInJava());
    assertFalse(own.contains("gemmt"), own);
  }

  @Test
  @DisplayName("settings come from the kernels; kernels without settings use one thread")
  void settings() {
    Settings asked = Settings.defaults().withThreads(3).withCrossover(false);
    NaiveKernels opened =
        new NaiveKernels() {
          @Override
          public Optional<Settings> settings() {
            return Optional.of(asked);
          }
        };
    assertEquals(asked, Blas.over(opened).settings());
    assertEquals(3, Blas.over(opened).threads());
    assertEquals(1, Blas.over(new NaiveKernels()).threads());
    assertEquals(2, Blas.over(opened, asked.withThreads(2)).threads());
  }
}
