/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.nativelib.cblas;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.panblas.matrix.Diagonal;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Transposition;
import dev.panblas.matrix.Triangle;
import dev.panblas.matrix.Vector;
import dev.panblas.spi.BlasKernels;
import dev.panblas.spi.LibraryInfo;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * Calls in blocks give the results of whole calls. Elements are small integers and diagonals are 1
 * or -1, so that every order of the sums gives the same bits.
 */
class LongVectorsTest {

  private static final int MOST = 5;

  private final Random random = new Random(1);

  /** The defaults of the SPI. */
  private static class Loops implements BlasKernels {
    @Override
    public LibraryInfo library() {
      return new LibraryInfo(
          "loops",
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          OptionalInt.of(1));
    }

    @Override
    public void axpy(double alpha, Vector x, Vector y) {
      for (int i = 0; i < x.size(); i++) {
        y.set(i, y.get(i) + alpha * x.get(i));
      }
    }

    @Override
    public double dot(Vector x, Vector y) {
      double sum = 0;
      for (int i = 0; i < x.size(); i++) {
        sum += x.get(i) * y.get(i);
      }
      return sum;
    }

    @Override
    public void gemm(double alpha, Matrix a, Matrix b, double beta, Matrix c) {
      throw new AssertionError("level 3");
    }
  }

  /** Kernels that refuse longer vectors and shapes that CBLAS refuses. */
  private static final class Limited extends Loops {

    private final int longest;
    private int calls;

    Limited(int longest) {
      this.longest = longest;
    }

    private void require(Matrix a, Vector x, Vector y) {
      calls++;
      assertTrue(x.size() <= longest && y.size() <= longest, () -> x + " " + y);
      assertTrue(x.size() > 0 && y.size() > 0, "an empty call");
      assertTrue(a.isColumnMajor() || a.isRowMajor());
    }

    @Override
    public void gbmv(
        Transposition transposition,
        int kl,
        int ku,
        double alpha,
        Matrix a,
        Vector x,
        double beta,
        Vector y) {
      require(a, x, y);
      assertTrue(kl >= 0 && ku >= 0 && kl + 1 + ku == a.rows(), () -> kl + " " + ku);
      super.gbmv(transposition, kl, ku, alpha, a, x, beta, y);
    }

    @Override
    public void sbmv(Triangle triangle, double alpha, Matrix a, Vector x, double beta, Vector y) {
      require(a, x, y);
      super.sbmv(triangle, alpha, a, x, beta, y);
    }

    @Override
    public void tbmv(
        Triangle triangle, Transposition transposition, Diagonal diagonal, Matrix a, Vector x) {
      require(a, x, x);
      super.tbmv(triangle, transposition, diagonal, a, x);
    }

    @Override
    public void tbsv(
        Triangle triangle, Transposition transposition, Diagonal diagonal, Matrix a, Vector x) {
      require(a, x, x);
      super.tbsv(triangle, transposition, diagonal, a, x);
    }

    @Override
    public void ger(double alpha, Vector x, Vector y, Matrix a) {
      require(a, x, y);
      super.ger(alpha, x, y, a);
    }
  }

  private Vector vector(int size) {
    double[] elements = random.doubles(size).map(r -> Math.floor(5 * r) - 2).toArray();
    Vector x = Vector.allocate(Precision.DOUBLE, size);
    Vector filled = random.nextBoolean() ? x : x.reversed();
    return filled.copyFrom(elements);
  }

  /**
   * Diagonals. Elements outside the band matrix are NaN, which reaches the result if it is read.
   */
  private Matrix diagonals(int m, int n, int kl, int ku) {
    Matrix a = Matrix.allocate(Precision.DOUBLE, n, kl + 1 + ku).transposed();
    a.fill(Double.NaN);
    for (int j = 0; j < n; j++) {
      for (int i = Math.max(0, j - ku); i < Math.min(m, j + kl + 1); i++) {
        a.set(ku + i - j, j, i == j ? random.nextInt(2) * 2 - 1 : random.nextInt(5) - 2);
      }
    }
    return a;
  }

  /** Compares a call in blocks, which modifies y, with a whole one. */
  private static void compare(
      String name,
      int longest,
      Vector y,
      BiConsumer<BlasKernels, Vector> whole,
      BiConsumer<LongVectors, Vector> inBlocks) {
    Vector expected = Vector.allocate(Precision.DOUBLE, y.size()).copyFrom(y);
    whole.accept(new Loops(), expected);
    Limited kernels = new Limited(longest);
    inBlocks.accept(new LongVectors(kernels, longest), y);
    assertArrayEquals(expected.toDoubleArray(), y.toDoubleArray(), 0, name);
    assertTrue(kernels.calls > 0, "no call");
  }

  @Test
  void gbmv() {
    for (int m = 1; m <= MOST; m++) {
      for (int n = 1; n <= MOST; n++) {
        for (int kl = 0; kl <= MOST; kl++) {
          for (int ku = 0; ku <= MOST; ku++) {
            gbmv(m, n, kl, ku);
          }
        }
      }
    }
  }

  private void gbmv(int m, int n, int kl, int ku) {
    Matrix a = diagonals(m, n, kl, ku);
    for (Transposition op : Transposition.values()) {
      boolean asIs = op == Transposition.NONE;
      int longest = 1 + random.nextInt(4);
      double beta = random.nextInt(3) - 1;
      Vector x = vector(asIs ? n : m);
      compare(
          "m=%d n=%d kl=%d ku=%d %s longest=%d".formatted(m, n, kl, ku, op, longest),
          longest,
          vector(asIs ? m : n),
          (kernels, y) -> kernels.gbmv(op, kl, ku, 2, a, x, beta, y),
          (blocks, y) -> blocks.gbmv(op, kl, ku, 2, a, x, beta, y));
    }
  }

  @Test
  void sbmvTbmvTbsv() {
    for (int n = 1; n <= 2 * MOST; n++) {
      for (int k = 0; k <= MOST; k++) {
        for (Triangle triangle : Triangle.values()) {
          boolean upper = triangle == Triangle.UPPER;
          Matrix a = diagonals(n, n, upper ? 0 : k, upper ? k : 0);
          int longest = 1 + random.nextInt(4);
          String name = "n=%d k=%d %s longest=%d".formatted(n, k, triangle, longest);
          double beta = random.nextInt(3) - 1;
          Vector x = vector(n);
          compare(
              "sbmv " + name,
              longest,
              vector(n),
              (kernels, y) -> kernels.sbmv(triangle, 2, a, x, beta, y),
              (blocks, y) -> blocks.sbmv(triangle, 2, a, x, beta, y));
          for (Transposition op : Transposition.values()) {
            for (Diagonal diagonal : Diagonal.values()) {
              compare(
                  "tbmv %s %s %s".formatted(op, diagonal, name),
                  longest,
                  vector(n),
                  (kernels, y) -> kernels.tbmv(triangle, op, diagonal, a, y),
                  (blocks, y) -> blocks.tbmv(triangle, op, diagonal, a, y));
              compare(
                  "tbsv %s %s %s".formatted(op, diagonal, name),
                  longest,
                  vector(n),
                  (kernels, y) -> kernels.tbsv(triangle, op, diagonal, a, y),
                  (blocks, y) -> blocks.tbsv(triangle, op, diagonal, a, y));
            }
          }
        }
      }
    }
  }

  @Test
  void ger() {
    for (int m = 1; m <= MOST; m++) {
      for (int n = 1; n <= MOST; n++) {
        Vector x = vector(m);
        Vector y = vector(n);
        for (boolean isRowMajor : new boolean[] {true, false}) {
          int rows = m;
          int columns = n;
          Function<Vector, Matrix> matrix =
              elements ->
                  isRowMajor
                      ? elements.asMatrix(rows, columns)
                      : elements.asMatrix(columns, rows).transposed();
          compare(
              "ger m=%d n=%d".formatted(m, n),
              1 + random.nextInt(4),
              Vector.allocate(Precision.DOUBLE, m * n),
              (kernels, out) -> kernels.ger(2, x, y, matrix.apply(out)),
              (blocks, out) -> blocks.ger(2, x, y, matrix.apply(out)));
        }
      }
    }
  }
}
