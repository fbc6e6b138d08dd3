package dev.panblas.blas.panama;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.panblas.blas.Blas;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import dev.panblas.spi.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The matrix product, which has every kind of argument that a call into C can have. */
class PanamaGemmTest {

  private static final Path MAPS = Path.of("/proc/self/maps");

  private static final int M = 5;
  private static final int K = 7;
  private static final int N = 3;

  private final Blas blas = Blas.over(new PanamaProvider().open(Settings.current()));
  private final Random random = new Random(1);

  /** How a matrix may stand in memory. */
  private enum Layout {
    ROW_MAJOR,
    COLUMN_MAJOR,
    ROW_MAJOR_BLOCK,
    COLUMN_MAJOR_BLOCK;

    Matrix make(Precision precision, int rows, int columns) {
      return switch (this) {
        case ROW_MAJOR -> Matrix.allocate(precision, rows, columns);
        case COLUMN_MAJOR -> Matrix.allocate(precision, columns, rows).transposed();
        case ROW_MAJOR_BLOCK ->
            Matrix.allocate(precision, rows + 3, columns + 2).block(1, 2, rows, columns);
        case COLUMN_MAJOR_BLOCK ->
            Matrix.allocate(precision, columns + 2, rows + 3)
                .transposed()
                .block(1, 2, rows, columns);
      };
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void isThePlainLoopInEveryLayout(Precision precision) {
    for (Layout ofA : Layout.values()) {
      for (Layout ofB : Layout.values()) {
        for (Layout ofC : Layout.values()) {
          Matrix a = filled(ofA.make(precision, M, K));
          Matrix b = filled(ofB.make(precision, K, N));
          Matrix c = filled(ofC.make(precision, M, N));
          Expected expected = Expected.of(0.7, a, b, -1, c);
          blas.gemm(0.7, a, b, -1, c);
          expected.requireNear(c, K, ofA + " * " + ofB + " -> " + ofC);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void doesNotReadTheOutputIfBetaIsZero(Precision precision) {
    Matrix a = filled(Matrix.allocate(precision, M, K));
    Matrix b = filled(Matrix.allocate(precision, K, N));
    Matrix c = Matrix.allocate(precision, M, N);
    Expected expected = Expected.of(1, a, b, 0, c);
    c.fill(Double.NaN);
    blas.gemm(1, a, b, 0, c);
    expected.requireNear(c, K, "over NaN");
  }

  /** Above the size from which OpenBLAS uses its threads, in all four variants at once. */
  @Test
  void bigProductsOfManyThreadsAreRight() throws Exception {
    Blas threaded = Blas.over(new PanamaProvider().open(Settings.current().withThreads(2)));
    int size = 96;
    int threads = 4;
    BinaryOperator<Layout> makeOne =
        (ofA, ofB) -> {
          Matrix a = filled(ofA.make(Precision.DOUBLE, size, size), new Random(2));
          Matrix b = filled(ofB.make(Precision.DOUBLE, size, size), new Random(3));
          Matrix c = Matrix.allocate(Precision.DOUBLE, size, size);
          Expected expected = Expected.of(1, a, b, 0, c);
          for (int i = 0; i < 200; i++) {
            c.fill(Double.NaN);
            threaded.gemm(1, a, b, 0, c);
            expected.requireNear(c, size, ofA + " * " + ofB + ", round " + i);
          }
          return ofA;
        };
    try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
      List<Future<Layout>> products = new ArrayList<>();
      for (Layout ofA : List.of(Layout.ROW_MAJOR, Layout.COLUMN_MAJOR)) {
        for (Layout ofB : List.of(Layout.ROW_MAJOR, Layout.COLUMN_MAJOR)) {
          products.add(executor.submit(() -> makeOne.apply(ofA, ofB)));
        }
      }
      for (Future<Layout> product : products) {
        product.get();
      }
    }
  }

  /** Opening again, and calling, maps no second copy of the library and keeps no memory. */
  @Test
  void callsLeaveNothingBehind() throws IOException {
    assumeTrue(Files.exists(MAPS), "only Linux lists a process's memory in a file");
    Matrix a = filled(Matrix.allocate(Precision.DOUBLE, M, K));
    Matrix b = filled(Matrix.allocate(Precision.DOUBLE, K, N));
    Matrix c = Matrix.allocate(Precision.DOUBLE, M, N);
    String file = blas.library().file().orElseThrow().toString();
    long before = mapped(file);
    assertTrue(before > 0, file + " is mapped");
    for (int i = 0; i < 1000; i++) {
      Blas.over(new PanamaProvider().open(Settings.current())).gemm(1, a, b, 0, c);
    }
    assertEquals(before, mapped(file));
  }

  private static long mapped(String file) throws IOException {
    try (Stream<String> lines = Files.lines(MAPS)) {
      return lines.filter(line -> line.endsWith(file)).count();
    }
  }

  private Matrix filled(Matrix matrix) {
    return filled(matrix, random);
  }

  private static Matrix filled(Matrix matrix, Random random) {
    for (int i = 0; i < matrix.rows(); i++) {
      for (int j = 0; j < matrix.columns(); j++) {
        matrix.set(i, j, random.nextDouble() * 2 - 1);
      }
    }
    return matrix;
  }

  /**
   * The plain loop, and beside each element the sum of absolute values that bounds its rounding
   * error.
   */
  private record Expected(Matrix value, Matrix gauge) {

    static Expected of(double alpha, Matrix a, Matrix b, double beta, Matrix c) {
      double factor = c.precision().round(alpha);
      Matrix value = Matrix.allocate(Precision.DOUBLE, c.rows(), c.columns());
      Matrix gauge = Matrix.allocate(Precision.DOUBLE, c.rows(), c.columns());
      for (int i = 0; i < c.rows(); i++) {
        for (int j = 0; j < c.columns(); j++) {
          double sum = beta * c.get(i, j);
          double absolute = Math.abs(sum);
          for (int l = 0; l < a.columns(); l++) {
            double product = factor * a.get(i, l) * b.get(l, j);
            sum += product;
            absolute += Math.abs(product);
          }
          value.set(i, j, sum);
          gauge.set(i, j, absolute);
        }
      }
      return new Expected(value, gauge);
    }

    void requireNear(Matrix c, int terms, String what) {
      // Once for the sum under test, once for the loop above.
      double bound = 2 * (terms + 2) * c.precision().unitRoundoff();
      for (int i = 0; i < c.rows(); i++) {
        for (int j = 0; j < c.columns(); j++) {
          int row = i;
          int column = j;
          assertEquals(
              value.get(i, j),
              c.get(i, j),
              bound * gauge.get(i, j),
              () -> what + " at (" + row + ", " + column + ")");
        }
      }
    }
  }
}
