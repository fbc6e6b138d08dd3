/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.blas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.panblas.internal.division.DividedKernels;
import dev.panblas.internal.division.Division;
import dev.panblas.internal.division.Division.Sizes;
import dev.panblas.matrix.Diagonal;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.MatrixBatch;
import dev.panblas.matrix.ModifiedGivens;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Side;
import dev.panblas.matrix.Triangle;
import dev.panblas.matrix.Vector;
import dev.panblas.spi.BlasKernels;
import dev.panblas.spi.Settings;
import java.lang.foreign.Arena;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls divided into parts of a few elements have the results of calls that are not divided. */
final class DivisionTest {

  /** Parts and library calls of a few elements. */
  private static final Sizes SMALL = new Sizes(20, 3, 5, 100, 4, 12);

  private static final Blas WHOLE = Blas.over(new StrictKernels());

  /** Kernels that require library calls within the limits. */
  private static class ShortCallKernels extends StrictKernels {

    @Override
    public void gemm(double alpha, Matrix a, Matrix b, double beta, Matrix c) {
      int products = c.rows() * c.columns() * a.columns();
      // A default on a triangle computes blocks of the whole square.
      assertTrue(products <= 2 * SMALL.callProducts(), () -> products + " products");
      super.gemm(alpha, a, b, beta, c);
    }
  }

  private static Blas divided(int threads) {
    BlasKernels kernels = new ShortCallKernels();
    Settings settings = Settings.defaults().withThreads(threads);
    return new Blas(kernels, settings, new DividedKernels(kernels, new Division(threads, SMALL)));
  }

  /** The thread count at which calls are also made on operands in arrays, to be short. */
  private static final int COPYING_THREADS = 3;

  /** Kernels that take no arrays: operands are copied, in parts. */
  private static Blas copying() {
    BlasKernels kernels =
        new ShortCallKernels() {
          @Override
          public boolean isNative() {
            return true;
          }
        };
    Settings settings = Settings.defaults().withThreads(COPYING_THREADS).withCrossover(false);
    return new Blas(
        kernels, settings, new DividedKernels(kernels, new Division(COPYING_THREADS, SMALL)));
  }

  /** Operands with the same elements for all calls. */
  private static final class Operands {
    final SplittableRandom random = new SplittableRandom(7);
    final @Nullable Arena arena; // null for Java arrays

    Operands(@Nullable Arena arena) {
      this.arena = arena;
    }

    private Matrix allocate(Precision precision, int rows, int columns) {
      if (arena != null) {
        return Matrix.allocate(arena, precision, rows, columns);
      }
      return precision == Precision.DOUBLE
          ? Matrix.rowMajor(new double[rows * columns], 0, rows, columns, columns)
          : Matrix.rowMajor(new float[rows * columns], 0, rows, columns, columns);
    }

    Matrix matrix(Precision precision, int rows, int columns) {
      boolean byRows = random.nextBoolean();
      int gap = random.nextInt(3);
      Matrix memory = allocate(precision, byRows ? rows : columns, (byRows ? columns : rows) + gap);
      for (int i = 0; i < memory.rows(); i++) {
        for (int j = 0; j < memory.columns(); j++) {
          memory.set(i, j, random.nextDouble(-1, 1));
        }
      }
      return byRows
          ? memory.block(0, 0, rows, columns)
          : memory.block(0, 0, columns, rows).transposed();
    }

    /** A triangle that is solved without large numbers. */
    Matrix triangle(Precision precision, int n) {
      Matrix a = matrix(precision, n, n);
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          a.set(i, j, a.get(i, j) / n);
        }
        a.set(i, i, 2);
      }
      return a;
    }

    Vector vector(Precision precision, int size) {
      int stride = random.nextInt(1, 4);
      Vector x = matrix(precision, size, stride).column(0);
      return random.nextBoolean() ? x : x.reversed();
    }
  }

  /** A call on operands; returns its outputs. */
  private interface Call {
    List<Matrix> run(Blas blas, Operands operands, Precision precision);
  }

  private static void compare(Arena arena, int threads, String name, Call call) {
    Blas blas = divided(threads);
    for (Precision precision : Precision.values()) {
      List<Matrix> expected = call.run(WHOLE, new Operands(arena), precision);
      List<Matrix> actual = call.run(blas, new Operands(arena), precision);
      List<Matrix> copied =
          threads == COPYING_THREADS ? call.run(copying(), new Operands(null), precision) : actual;
      for (int k = 0; k < expected.size(); k++) {
        Matrix e = expected.get(k);
        Matrix a = actual.get(k);
        double tolerance = 1000 * precision.unitRoundoff();
        for (int i = 0; i < e.rows(); i++) {
          for (int j = 0; j < e.columns(); j++) {
            double value = e.get(i, j);
            double difference = tolerance * Math.max(1, Math.abs(value));
            assertEquals(
                value,
                a.get(i, j),
                difference,
                () -> name + " " + precision + " on " + threads + " threads");
            assertEquals(
                value, copied.get(k).get(i, j), difference, () -> name + " on operands in arrays");
          }
        }
      }
    }
  }

  private static final int[] SIZES = {1, 2, 5, 17, 40};

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7})
  @DisplayName("a product in blocks of C")
  void products(int threads) {
    try (Arena arena = Arena.ofShared()) {
      for (int m : SIZES) {
        for (int n : SIZES) {
          for (int k : SIZES) {
            compare(
                arena,
                threads,
                "gemm " + m + " " + n + " " + k,
                (blas, of, p) -> {
                  Matrix c = of.matrix(p, m, n);
                  blas.gemm(1.5, of.matrix(p, m, k), of.matrix(p, k, n), 0.5, c);
                  return List.of(c);
                });
          }
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7})
  @DisplayName("triangles in diagonal blocks and squares, and independent lines")
  void triangles(int threads) {
    try (Arena arena = Arena.ofShared()) {
      for (Triangle triangle : Triangle.values()) {
        for (int n : SIZES) {
          for (int k : SIZES) {
            triangles(arena, threads, triangle, n, k);
            for (Side side : Side.values()) {
              sides(arena, threads, side, triangle, n, k);
            }
          }
        }
      }
    }
  }

  private static void triangles(Arena arena, int threads, Triangle triangle, int n, int k) {
    String shape = " " + triangle + " " + n + " " + k;
    compare(
        arena,
        threads,
        "syrk" + shape,
        (blas, of, p) -> {
          Matrix c = of.matrix(p, n, n);
          blas.syrk(triangle, 1.5, of.matrix(p, n, k), 0.5, c);
          return List.of(c);
        });
    compare(
        arena,
        threads,
        "gemmt" + shape,
        (blas, of, p) -> {
          Matrix c = of.matrix(p, n, n);
          blas.gemmt(triangle, 1.5, of.matrix(p, n, k), of.matrix(p, k, n), 0.5, c);
          return List.of(c);
        });
    compare(
        arena,
        threads,
        "syr2k" + shape,
        (blas, of, p) -> {
          Matrix c = of.matrix(p, n, n);
          blas.syr2k(triangle, 1.5, of.matrix(p, n, k), of.matrix(p, n, k), 0.5, c);
          return List.of(c);
        });
  }

  private static void sides(
      Arena arena, int threads, Side side, Triangle triangle, int n, int lines) {
    String shape = " " + side + " " + triangle + " " + n + " " + lines;
    int rows = side == Side.LEFT ? n : lines;
    int columns = side == Side.LEFT ? lines : n;
    compare(
        arena,
        threads,
        "symm" + shape,
        (blas, of, p) -> {
          Matrix c = of.matrix(p, rows, columns);
          blas.symm(side, triangle, 1.5, of.matrix(p, n, n), of.matrix(p, rows, columns), 0.5, c);
          return List.of(c);
        });
    for (Diagonal diagonal : Diagonal.values()) {
      compare(
          arena,
          threads,
          "trmm" + shape,
          (blas, of, p) -> {
            Matrix b = of.matrix(p, rows, columns);
            blas.trmm(side, triangle, diagonal, 1.5, of.triangle(p, n), b);
            return List.of(b);
          });
      compare(
          arena,
          threads,
          "trsm" + shape,
          (blas, of, p) -> {
            Matrix b = of.matrix(p, rows, columns);
            blas.trsm(side, triangle, diagonal, 1.5, of.triangle(p, n), b);
            return List.of(b);
          });
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7})
  @DisplayName("batches in groups")
  void batches(int threads) {
    try (Arena arena = Arena.ofShared()) {
      for (int count : new int[] {1, 2, 9}) {
        for (int n : SIZES) {
          compare(
              arena,
              threads,
              "gemmBatch " + count + " " + n,
              (blas, of, p) -> {
                MatrixBatch a = batch(of.matrix(p, count * n, 3), count, n);
                MatrixBatch b = batch(of.matrix(p, count * 3, n), count, 3);
                Matrix c = of.matrix(p, count * n, n);
                blas.gemmBatch(1.5, a, b, 0.5, batch(c, count, n));
                return List.of(c);
              });
        }
      }
    }
  }

  private static MatrixBatch batch(Matrix rows, int count, int size) {
    return MatrixBatch.wrap(
        rows.segment(),
        rows.precision(),
        count,
        size,
        rows.columns(),
        rows.origin(),
        size * rows.rowStride(),
        rows.rowStride(),
        rows.columnStride());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7})
  @DisplayName("a matrix in rows or columns")
  void matrixAndVector(int threads) {
    try (Arena arena = Arena.ofShared()) {
      for (Triangle triangle : Triangle.values()) {
        for (int n : SIZES) {
          compare(
              arena,
              threads,
              "symv, syr and syr2 " + triangle + " " + n,
              (blas, of, p) -> {
                Matrix a = of.matrix(p, n, n);
                Vector x = of.vector(p, n);
                Vector y = of.vector(p, n);
                blas.syr(triangle, 1.5, x, a);
                blas.syr2(triangle, 0.5, x, y, a);
                blas.symv(triangle, 1.5, a, x, 0.5, y);
                return List.of(a, y.asColumn());
              });
        }
        for (Diagonal diagonal : Diagonal.values()) {
          for (int n : SIZES) {
            compare(
                arena,
                threads,
                "trmv and trsv " + triangle + " " + n,
                (blas, of, p) -> {
                  Matrix a = of.triangle(p, n);
                  Vector product = of.vector(p, n);
                  blas.trmv(triangle, diagonal, a, product);
                  Vector solution = of.vector(p, n);
                  blas.trsv(triangle, diagonal, a, solution);
                  return List.of(product.asColumn(), solution.asColumn());
                });
          }
        }
      }
      for (int m : SIZES) {
        for (int n : SIZES) {
          compare(
              arena,
              threads,
              "gemv " + m + " " + n,
              (blas, of, p) -> {
                Vector y = of.vector(p, m);
                blas.gemv(1.5, of.matrix(p, m, n), of.vector(p, n), 0.5, y);
                return List.of(y.asColumn());
              });
          compare(
              arena,
              threads,
              "ger " + m + " " + n,
              (blas, of, p) -> {
                Matrix a = of.matrix(p, m, n);
                blas.ger(1.5, of.vector(p, m), of.vector(p, n), a);
                return List.of(a);
              });
          compare(
              arena,
              threads,
              "omatcopy " + m + " " + n,
              (blas, of, p) -> {
                Matrix b = of.matrix(p, m, n);
                blas.omatcopy(1.5, of.matrix(p, m, n), b);
                return List.of(b);
              });
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7})
  @DisplayName("vectors in ranges and blocks")
  void vectors(int threads) {
    try (Arena arena = Arena.ofShared()) {
      ModifiedGivens h = new ModifiedGivens(ModifiedGivens.Form.FULL, 0.5, -0.25, 0.75, 1.5);
      for (int n : new int[] {1, 2, 5, 6, 11, 40, 100, 333}) {
        pairs(arena, threads, n, "rot", (blas, x, y) -> blas.rot(x, y, 0.6, 0.8));
        pairs(arena, threads, n, "rotm", (blas, x, y) -> blas.rotm(x, y, h));
        pairs(arena, threads, n, "swap", (blas, x, y) -> blas.swap(x, y));
        pairs(arena, threads, n, "scal", (blas, x, y) -> blas.scal(1.5, x));
        pairs(arena, threads, n, "copy", (blas, x, y) -> blas.copy(x, y));
        pairs(arena, threads, n, "axpy", (blas, x, y) -> blas.axpy(1.5, x, y));
        pairs(arena, threads, n, "axpby", (blas, x, y) -> blas.axpby(1.5, x, 0.5, y));
        pairs(
            arena,
            threads,
            n,
            "reductions",
            (blas, x, y) -> {
              List<Double> results = new ArrayList<>();
              results.add(blas.dot(x, y));
              results.add(blas.dsdot(x, y));
              results.add(blas.sdsdot(0.5, x, y));
              results.add(blas.nrm2(x));
              results.add(blas.asum(x));
              results.add(blas.sum(x));
              results.add((double) blas.iamax(x));
              int size = Math.min(results.size(), x.size());
              for (int i = 0; i < size; i++) {
                x.set(i, results.get(i));
              }
            });
      }
    }
  }

  /** A call on two vectors, which may modify both. */
  private interface PairCall {
    void run(Blas blas, Vector x, Vector y);
  }

  private static void pairs(Arena arena, int threads, int n, String name, PairCall call) {
    compare(
        arena,
        threads,
        name + " " + n,
        (blas, of, p) -> {
          Vector x = of.vector(p, n);
          Vector y = of.vector(p, n);
          call.run(blas, x, y);
          return List.of(x.asColumn(), y.asColumn());
        });
  }

  /** Native kernels that compute with another Blas. */
  private static final class NestedKernels extends StrictKernels {
    private final Blas inner = Blas.over(new StrictKernels(), Settings.defaults().withThreads(2));

    @Override
    public boolean isNative() {
      return true;
    }

    @Override
    public void gemm(double alpha, Matrix a, Matrix b, double beta, Matrix c) {
      inner.gemm(alpha, a, b, beta, c);
    }
  }

  @Test
  @DisplayName("kernels may call another Blas during a long call")
  void nestedCalls() {
    Blas outer = Blas.over(new NestedKernels(), Settings.defaults().withThreads(2));
    int n = 400; // each part is a long call
    Matrix ones = Matrix.allocate(Precision.DOUBLE, n, n);
    ones.fill(1);
    Matrix c = Matrix.allocate(Precision.DOUBLE, n, n);
    assertTimeoutPreemptively(Duration.ofMinutes(2), () -> outer.gemm(1, ones, ones, 0, c));
    assertEquals(n, c.get(n - 1, n - 1));
  }

  /** Kernels that remember the largest matrix of a call. */
  private static final class LargestKernels extends StrictKernels {
    private int largest;

    @Override
    public void ger(double alpha, Vector x, Vector y, Matrix a) {
      largest = Math.max(largest, a.rows() * a.columns());
      super.ger(alpha, x, y, a);
    }

    @Override
    public void omatcopy(double alpha, Matrix a, Matrix b) {
      largest = Math.max(largest, b.rows() * b.columns());
      super.omatcopy(alpha, a, b);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  @DisplayName("long and thin matrices are cut along their longer extent")
  void thinMatrices(int threads) {
    LargestKernels kernels = new LargestKernels();
    Settings settings = Settings.defaults().withThreads(threads);
    Blas blas =
        new Blas(kernels, settings, new DividedKernels(kernels, new Division(threads, SMALL)));
    try (Arena arena = Arena.ofConfined()) {
      Operands of = new Operands(arena);
      Matrix row = Matrix.allocate(arena, Precision.DOUBLE, 1, 1_000_000);
      Vector x = of.vector(Precision.DOUBLE, 1);
      Vector y = of.vector(Precision.DOUBLE, 1_000_000);
      blas.ger(1, x, y, row);
      blas.ger(1, y, x, row.transposed());
      blas.omatcopy(1, row, Matrix.allocate(arena, Precision.DOUBLE, 1, 1_000_000));
      blas.omatcopy(
          1, row.transposed(), Matrix.allocate(arena, Precision.DOUBLE, 1, 1_000_000).transposed());
    }
    assertTrue(kernels.largest <= 650_000, () -> kernels.largest + " elements in a call");
  }
}
