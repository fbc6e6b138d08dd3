package dev.panblas.blas.javacpp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.panblas.backend.Selection;
import dev.panblas.blas.Blas;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Order;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import dev.panblas.spi.Routine;
import dev.panblas.spi.Settings;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each routine against plain loops, in all layouts that CBLAS can describe. */
class JavaCppRoutinesTest {

  private static final int M = 7;
  private static final int N = 5;
  private static final int K = 11;
  private static final double ALPHA = 0.75; // exact in both precisions
  private static final double BETA = -1.5;

  private final Blas blas = Blas.open("javacpp");
  private final Random random = new Random(2);

  @Test
  void runsAllThatThePresetsHaveAndOpenBlasDoesRight() {
    Set<Routine> standard = EnumSet.allOf(Routine.class);
    standard.removeIf(Routine::isExtension);
    standard.removeAll(EnumSet.of(Routine.ROTMG, Routine.DSDOT, Routine.SDSDOT));
    assertEquals(standard, blas.implemented());
  }

  @ParameterizedTest
  @EnumSource
  void gemm(Precision precision) {
    for (Matrix a : layouts(precision, M, K)) {
      for (Matrix b : layouts(precision, K, N)) {
        for (Matrix c : layouts(precision, M, N)) {
          Matrix before = Matrix.allocate(precision, M, N).copyFrom(c);
          blas.gemm(ALPHA, a, b, BETA, c);
          for (int i = 0; i < M; i++) {
            for (int j = 0; j < N; j++) {
              Sum sum = new Sum().add(BETA, before.get(i, j)).add(ALPHA, a.row(i), b.column(j));
              sum.assertNear(precision, c.get(i, j));
            }
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void gemv(Precision precision) {
    for (Matrix a : layouts(precision, M, K)) {
      for (Vector x : strides(precision, K)) {
        for (Vector y : strides(precision, M)) {
          Vector before = Vector.allocate(precision, M).copyFrom(y);
          blas.gemv(ALPHA, a, x, BETA, y);
          for (int i = 0; i < M; i++) {
            Sum sum = new Sum().add(BETA, before.get(i)).add(ALPHA, a.row(i), x);
            sum.assertNear(precision, y.get(i));
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void ger(Precision precision) {
    for (Matrix a : layouts(precision, M, N)) {
      for (Vector x : strides(precision, M)) {
        for (Vector y : strides(precision, N)) {
          Matrix before = Matrix.allocate(precision, M, N).copyFrom(a);
          blas.ger(ALPHA, x, y, a);
          for (int i = 0; i < M; i++) {
            for (int j = 0; j < N; j++) {
              Sum sum = new Sum().add(1, before.get(i, j)).add(ALPHA * x.get(i), y.get(j));
              sum.assertNear(precision, a.get(i, j));
            }
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void twoVectors(Precision precision) {
    for (Vector x : strides(precision, K)) {
      for (Vector y : strides(precision, K)) {
        new Sum().add(1, x, y).assertNear(precision, blas.dot(x, y));

        Vector before = Vector.allocate(precision, K).copyFrom(y);
        blas.axpy(ALPHA, x, y);
        for (int i = 0; i < K; i++) {
          new Sum().add(1, before.get(i)).add(ALPHA, x.get(i)).assertNear(precision, y.get(i));
        }

        before.copyFrom(y);
        Vector other = Vector.allocate(precision, K).copyFrom(x);
        blas.swap(x, y);
        assertEquals(before.toString(), x.toString());
        assertEquals(other.toString(), y.toString());
        blas.copy(x, y);
        assertEquals(before.toString(), y.toString());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void oneVector(Precision precision) {
    for (Vector x : strides(precision, K)) {
      Sum squares = new Sum().add(1, x, x);
      double norm = blas.nrm2(x);
      // The square of a norm has twice its relative error.
      new Sum().add(1, squares.value).widen(2 * squares.gauge).assertNear(precision, norm * norm);

      x.set(4, -8);
      x.set(6, 8);
      assertEquals(4, blas.iamax(x), "the first of equals");

      Vector before = Vector.allocate(precision, K).copyFrom(x);
      blas.scal(ALPHA, x);
      Sum absolute = new Sum();
      for (int i = 0; i < K; i++) {
        new Sum().add(ALPHA, before.get(i)).assertNear(precision, x.get(i));
        absolute.add(1, Math.abs(x.get(i)));
      }
      absolute.assertNear(precision, blas.asum(x));
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsNotANumberStaysWhenScaledAndGoesWhenOverwritten(Precision precision) {
    Vector x = Vector.allocate(precision, 3);
    x.fill(Double.NaN);
    blas.scal(0, x);
    assertTrue(Double.isNaN(x.get(1)));

    Matrix c = Matrix.allocate(precision, 3, 3);
    c.fill(Double.NaN);
    Matrix ones = Matrix.allocate(precision, 3, 3);
    ones.fill(1);
    blas.gemm(1, ones, ones, 0, c);
    assertEquals(3, c.get(2, 2));
  }

  /** Products large enough to be shared out over threads, of all transpositions side by side. */
  @Test
  void threadedProductsDoNotDisturbOneAnother() throws Exception {
    Settings settings = Settings.current().withBackend("javacpp").withThreads(2);
    Blas threaded = Blas.over(Selection.make(settings).open());
    int n = 96;
    Matrix a = integers(n);
    Matrix b = integers(n);
    Matrix expected = Matrix.allocate(Precision.DOUBLE, n, n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        for (int k = 0; k < n; k++) {
          expected.set(i, j, expected.get(i, j) + a.get(i, k) * b.get(k, j));
        }
      }
    }
    List<Callable<double[]>> products = new ArrayList<>();
    for (Matrix left : List.of(a, turned(a))) {
      for (Matrix right : List.of(b, turned(b))) {
        products.add(
            () -> {
              Matrix c = Matrix.allocate(Precision.DOUBLE, n, n);
              for (int i = 0; i < 50; i++) {
                threaded.gemm(1, left, right, 0, c);
              }
              return c.toDoubleArray(Order.ROW_MAJOR);
            });
      }
    }
    try (ExecutorService executor = Executors.newFixedThreadPool(products.size())) {
      for (Future<double[]> product : executor.invokeAll(products)) {
        assertArrayEquals(expected.toDoubleArray(Order.ROW_MAJOR), product.get());
      }
    }
  }

  /** Small integers, whose products and sums are exact. */
  private Matrix integers(int n) {
    Matrix matrix = Matrix.allocate(Precision.DOUBLE, n, n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        matrix.set(i, j, random.nextInt(-8, 9));
      }
    }
    return matrix;
  }

  /** The same matrix in the other layout. */
  private static Matrix turned(Matrix a) {
    return Matrix.allocate(a.precision(), a.columns(), a.rows()).transposed().copyFrom(a);
  }

  /** Row-major and column-major, dense and as a block of a larger matrix. */
  private List<Matrix> layouts(Precision precision, int rows, int columns) {
    return List.of(
        fill(Matrix.allocate(precision, rows, columns)),
        fill(Matrix.allocate(precision, columns, rows).transposed()),
        fill(Matrix.allocate(precision, rows + 3, columns + 2).block(1, 2, rows, columns)),
        fill(Matrix.allocate(precision, columns + 3, rows + 2).transposed())
            .block(2, 1, rows, columns));
  }

  /** Up and down in memory, dense and spread. */
  private List<Vector> strides(Precision precision, int size) {
    return List.of(
        fill(Matrix.allocate(precision, 1, size)).row(0),
        fill(Matrix.allocate(precision, size, 3)).column(1),
        fill(Matrix.allocate(precision, 1, size)).row(0).reversed(),
        fill(Matrix.allocate(precision, size, 2)).column(1).reversed());
  }

  private Matrix fill(Matrix matrix) {
    for (int i = 0; i < matrix.rows(); i++) {
      for (int j = 0; j < matrix.columns(); j++) {
        matrix.set(i, j, 2 * random.nextDouble() - 1);
      }
    }
    return matrix;
  }

  /** A sum of products in double, with the sum of their absolute values and their number. */
  private static final class Sum {

    private double value;
    private double gauge;
    private int terms;

    Sum add(double factor, double term) {
      value += factor * term;
      gauge += Math.abs(factor * term);
      terms++;
      return this;
    }

    Sum add(double factor, Vector x, Vector y) {
      for (int i = 0; i < x.size(); i++) {
        add(factor * x.get(i), y.get(i));
      }
      return this;
    }

    /** Allows for a larger sum of absolute values. */
    Sum widen(double largerGauge) {
      gauge = largerGauge;
      terms = K;
      return this;
    }

    /** Two ways to sum k products, each within (k + 2) u of the gauge (Higham, section 3.1). */
    void assertNear(Precision precision, double actual) {
      double bound = 2 * (terms + 2) * precision.unitRoundoff() * gauge;
      assertEquals(value, actual, bound);
    }
  }
}
