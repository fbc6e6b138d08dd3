/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.blas;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.panblas.matrix.Diagonal;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.MatrixBatch;
import dev.panblas.matrix.ModifiedGivens;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Side;
import dev.panblas.matrix.Transposition;
import dev.panblas.matrix.Triangle;
import dev.panblas.matrix.Vector;
import dev.panblas.spi.BlasKernels;
import dev.panblas.spi.LibraryInfo;
import dev.panblas.spi.Routine;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Calls on layouts that BLAS can describe allocate nothing on the Java heap. */
class BlasAllocationTest {

  private static final int CALLS = 10_000;

  /** Kernels that do nothing: only allocations of the facade are measured. */
  private static final class Idle implements BlasKernels {
    @Override
    public LibraryInfo library() {
      return new LibraryInfo(
          "idle",
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          OptionalInt.of(1));
    }

    @Override
    public void rot(Vector x, Vector y, double c, double s) {}

    @Override
    public void rotm(Vector x, Vector y, ModifiedGivens h) {}

    @Override
    public void swap(Vector x, Vector y) {}

    @Override
    public void scal(double alpha, Vector x) {}

    @Override
    public void copy(Vector x, Vector y) {}

    @Override
    public void axpy(double alpha, Vector x, Vector y) {}

    @Override
    public void axpby(double alpha, Vector x, double beta, Vector y) {}

    @Override
    public double dot(Vector x, Vector y) {
      return 0;
    }

    @Override
    public double dsdot(Vector x, Vector y) {
      return 0;
    }

    @Override
    public double sdsdot(double alpha, Vector x, Vector y) {
      return 0;
    }

    @Override
    public double nrm2(Vector x) {
      return 0;
    }

    @Override
    public double asum(Vector x) {
      return 0;
    }

    @Override
    public double sum(Vector x) {
      return 0;
    }

    @Override
    public int iamax(Vector x) {
      return 0;
    }

    @Override
    public void gemv(double alpha, Matrix a, Vector x, double beta, Vector y) {}

    @Override
    public void ger(double alpha, Vector x, Vector y, Matrix a) {}

    @Override
    public void symv(Triangle triangle, double alpha, Matrix a, Vector x, double beta, Vector y) {}

    @Override
    public void syr(Triangle triangle, double alpha, Vector x, Matrix a) {}

    @Override
    public void syr2(Triangle triangle, double alpha, Vector x, Vector y, Matrix a) {}

    @Override
    public void trmv(Triangle triangle, Diagonal diagonal, Matrix a, Vector x) {}

    @Override
    public void trsv(Triangle triangle, Diagonal diagonal, Matrix a, Vector x) {}

    @Override
    public void gbmv(
        Transposition transposition,
        int kl,
        int ku,
        double alpha,
        Matrix a,
        Vector x,
        double beta,
        Vector y) {}

    @Override
    public void sbmv(Triangle triangle, double alpha, Matrix a, Vector x, double beta, Vector y) {}

    @Override
    public void tbmv(
        Triangle triangle, Transposition transposition, Diagonal diagonal, Matrix a, Vector x) {}

    @Override
    public void tbsv(
        Triangle triangle, Transposition transposition, Diagonal diagonal, Matrix a, Vector x) {}

    @Override
    public void spmv(Triangle triangle, double alpha, Vector ap, Vector x, double beta, Vector y) {}

    @Override
    public void tpmv(
        Triangle triangle, Transposition transposition, Diagonal diagonal, Vector ap, Vector x) {}

    @Override
    public void tpsv(
        Triangle triangle, Transposition transposition, Diagonal diagonal, Vector ap, Vector x) {}

    @Override
    public void spr(Triangle triangle, double alpha, Vector x, Vector ap) {}

    @Override
    public void spr2(Triangle triangle, double alpha, Vector x, Vector y, Vector ap) {}

    @Override
    public void gemm(double alpha, Matrix a, Matrix b, double beta, Matrix c) {}

    @Override
    public void symm(
        Side side, Triangle triangle, double alpha, Matrix a, Matrix b, double beta, Matrix c) {}

    @Override
    public void syrk(Triangle triangle, double alpha, Matrix a, double beta, Matrix c) {}

    @Override
    public void syr2k(Triangle triangle, double alpha, Matrix a, Matrix b, double beta, Matrix c) {}

    @Override
    public void trmm(
        Side side, Triangle triangle, Diagonal diagonal, double alpha, Matrix a, Matrix b) {}

    @Override
    public void trsm(
        Side side, Triangle triangle, Diagonal diagonal, double alpha, Matrix a, Matrix b) {}

    @Override
    public void gemmt(Triangle triangle, double alpha, Matrix a, Matrix b, double beta, Matrix c) {}

    @Override
    public void gemmBatch(double alpha, MatrixBatch a, MatrixBatch b, double beta, MatrixBatch c) {}

    @Override
    public void omatcopy(double alpha, Matrix a, Matrix b) {}
  }

  /**
   * The bytes allocated by this thread. By reflection: the module does not read java.management.
   */
  private static long allocated() throws ReflectiveOperationException {
    Object threads =
        Class.forName("java.lang.management.ManagementFactory")
            .getMethod("getThreadMXBean")
            .invoke(null);
    return (long)
        Class.forName("com.sun.management.ThreadMXBean")
            .getMethod("getCurrentThreadAllocatedBytes")
            .invoke(threads);
  }

  @ParameterizedTest
  @EnumSource
  void plainLayoutsAllocateNothing(Precision precision) throws ReflectiveOperationException {
    Blas blas = Blas.over(new Idle());
    Matrix a = Matrix.allocate(precision, 5, 4).transposed();
    Matrix b = Matrix.allocate(precision, 9, 9).block(1, 1, 5, 6);
    Matrix c = Matrix.allocate(precision, 4, 6);
    Matrix flipped = a.transposed();
    Vector y = Vector.allocate(precision, 5).reversed();
    Vector x = c.column(2);
    Vector diagonal = a.diagonal();
    Matrix square = Matrix.allocate(precision, 5, 5);
    Matrix band = Matrix.allocate(precision, 5, 3).transposed(); // kl = ku = 1
    Matrix half = Matrix.allocate(precision, 5, 2).transposed();
    Vector packed = Vector.allocate(precision, 15);
    Vector z = Vector.allocate(precision, 5);
    Matrix other = Matrix.allocate(precision, 5, 5);
    Matrix product = Matrix.allocate(precision, 5, 5);
    Triangle upper = Triangle.UPPER;
    Transposition none = Transposition.NONE;
    Diagonal unit = Diagonal.UNIT;
    Side left = Side.LEFT;
    List<Runnable> calls =
        List.of(
            () -> blas.rot(y, z, 0.6, 0.8),
            () -> blas.swap(y, z),
            () -> blas.scal(2, z),
            () -> blas.copy(y, z),
            () -> blas.axpy(2, x, diagonal),
            () -> blas.axpby(2, x, 3, diagonal),
            () -> blas.dot(x, diagonal),
            () -> blas.dsdot(x, diagonal),
            () -> blas.sdsdot(1, x, diagonal),
            () -> blas.nrm2(z),
            () -> blas.asum(z),
            () -> blas.sum(z),
            () -> blas.iamax(x),
            () -> blas.gemv(1, flipped, x, 1, y),
            () -> blas.gbmv(none, 1, 1, 1, band, y, 1, z),
            () -> blas.symv(upper, 1, square, y, 1, z),
            () -> blas.sbmv(upper, 1, half, y, 1, z),
            () -> blas.spmv(upper, 1, packed, y, 1, z),
            () -> blas.trmv(upper, unit, square, y),
            () -> blas.tbmv(upper, none, unit, half, y),
            () -> blas.tpmv(upper, none, unit, packed, y),
            () -> blas.trsv(upper, unit, square, y),
            () -> blas.tbsv(upper, none, unit, half, y),
            () -> blas.tpsv(upper, none, unit, packed, y),
            () -> blas.ger(1, y, z, square),
            () -> blas.syr(upper, 1, y, square),
            () -> blas.spr(upper, 1, y, packed),
            () -> blas.syr2(upper, 1, y, z, square),
            () -> blas.spr2(upper, 1, y, z, packed),
            () -> blas.gemm(1, a, b, 0, c),
            () -> blas.symm(left, upper, 1, square, other, 0, product),
            () -> blas.syrk(upper, 1, square, 0, product),
            () -> blas.syr2k(upper, 1, square, other, 0, product),
            () -> blas.trmm(left, upper, unit, 1, square, product),
            () -> blas.trsm(left, upper, unit, 1, square, product),
            () -> blas.gemmt(upper, 1, square, other, 0, product),
            () -> blas.omatcopy(1, square, product));
    // rotg, rotmg and rotm allocate records, and gemmBatch a view of a matrix.
    assertEquals(Routine.values().length - 4, calls.size());
    for (int routine = 0; routine < calls.size(); routine++) {
      assertEquals(0, allocatedBy(calls.get(routine)), "call " + routine);
    }
  }

  /** Bytes per call: the minimum of several rounds, which excludes one-time work of the JVM. */
  private static long allocatedBy(Runnable call) throws ReflectiveOperationException {
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 3; round++) {
      long before = allocated();
      for (int i = 0; i < CALLS; i++) {
        call.run();
      }
      least = Math.min(least, (allocated() - before) / CALLS);
    }
    return least;
  }
}
