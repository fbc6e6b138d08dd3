/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.blas;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.panblas.NaiveKernels;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.MatrixBatch;
import dev.panblas.matrix.Order;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import dev.panblas.spi.BlasKernels;
import dev.panblas.spi.LibraryInfo;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** gemmBatch and omatcopy on a minimal backend. */
class BatchTest {

  private static final Blas BLAS = Blas.over(new StrictKernels());
  private static final double NAN = Double.NaN;
  private static final int COUNT = 3;

  /** Contiguous, transposed, interleaved, with negative stride, with neither stride 1, repeated. */
  private static List<MatrixBatch> inputs(Precision precision, int rows, int columns) {
    return List.of(
        allocate(precision, rows, columns),
        allocate(precision, columns, rows).transposed(),
        interleaved(precision, rows, columns),
        reversed(precision, rows, columns),
        spread(precision, rows, columns),
        MatrixBatch.repeat(Matrix.allocate(precision, rows, columns), COUNT));
  }

  private static MatrixBatch allocate(Precision precision, int rows, int columns) {
    return MatrixBatch.allocate(Arena.ofAuto(), precision, COUNT, rows, columns);
  }

  /** Matrices side by side in one row-major matrix. */
  private static MatrixBatch interleaved(Precision precision, int rows, int columns) {
    MemorySegment memory = Matrix.allocate(precision, rows, COUNT * columns).segment();
    return MatrixBatch.wrap(
        memory, precision, COUNT, rows, columns, 0, columns, (long) COUNT * columns, 1);
  }

  private static MatrixBatch reversed(Precision precision, int rows, int columns) {
    int size = rows * columns;
    MemorySegment memory = Matrix.allocate(precision, COUNT, size).segment();
    return MatrixBatch.wrap(
        memory, precision, COUNT, rows, columns, (COUNT - 1L) * size, -size, columns, 1);
  }

  private static MatrixBatch spread(Precision precision, int rows, int columns) {
    int size = 2 * rows * columns;
    MemorySegment memory = Matrix.allocate(precision, COUNT, size).segment();
    return MatrixBatch.wrap(memory, precision, COUNT, rows, columns, 1, size, 2L * columns, 2);
  }

  private static void fill(MatrixBatch batch, int seed) {
    for (int i = 0; i < batch.count(); i++) {
      Layouts.fill(batch.matrix(i), seed + i);
    }
  }

  @ParameterizedTest
  @EnumSource
  void gemmBatchAcceptsEveryLayout(Precision precision) {
    for (MatrixBatch a : inputs(precision, 3, 4)) {
      for (MatrixBatch b : inputs(precision, 4, 2)) {
        for (MatrixBatch c : inputs(precision, 3, 2).subList(0, 5)) {
          fill(a, 1);
          fill(b, 2);
          fill(c, 3);
          double[][][] expected = new double[COUNT][][];
          for (int i = 0; i < COUNT; i++) {
            double[][] product = Dense.times(Dense.of(a.matrix(i)), Dense.of(b.matrix(i)));
            expected[i] = Dense.sum(2, product, -1, Dense.of(c.matrix(i)));
          }
          BLAS.gemmBatch(2, a, b, -1, c);
          for (int i = 0; i < COUNT; i++) {
            Dense.assertSame(expected[i], c.matrix(i), i, a.batchStride(), b.batchStride());
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void withAlphaZeroOrAnEmptyInnerDimensionTheOutputIsOnlyScaled(Precision precision) {
    MatrixBatch nan = MatrixBatch.repeat(Matrix.allocate(precision, 2, 2), COUNT);
    nan.matrix(0).fill(NAN);
    MatrixBatch narrow = MatrixBatch.allocate(Arena.ofAuto(), precision, COUNT, 2, 0);
    for (MatrixBatch c : inputs(precision, 2, 2).subList(0, 5)) {
      for (int i = 0; i < COUNT; i++) {
        c.matrix(i).fill(i);
      }
      BLAS.gemmBatch(0, nan, nan, 6, c);
      BLAS.gemmBatch(1, narrow, narrow.transposed(), 0.5, c);
      for (int i = 0; i < COUNT; i++) {
        double value = 3 * i;
        Dense.assertSame(new double[][] {{value, value}, {value, value}}, c.matrix(i), i);
        c.matrix(i).fill(NAN);
      }
      BLAS.gemmBatch(0, nan, nan, 0, c);
      for (int i = 0; i < COUNT; i++) {
        Dense.assertSame(new double[2][2], c.matrix(i), i);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void emptyBatchesAreAccepted(Precision precision) {
    MatrixBatch none = MatrixBatch.allocate(Arena.ofAuto(), precision, 0, 2, 2);
    BLAS.gemmBatch(1, none, none, 0, MatrixBatch.allocate(Arena.ofAuto(), precision, 0, 2, 2));
    MatrixBatch flat = MatrixBatch.allocate(Arena.ofAuto(), precision, COUNT, 0, 2);
    MatrixBatch two = allocate(precision, 2, 2);
    two.matrix(2).fill(5);
    BLAS.gemmBatch(1, flat, two, 0, MatrixBatch.allocate(Arena.ofAuto(), precision, COUNT, 0, 2));
    assertEquals(5, two.matrix(2).get(1, 1));
  }

  /** Counts products without computing them. */
  private static final class Counting implements BlasKernels {

    private int products;

    @Override
    public LibraryInfo library() {
      return new NaiveKernels().library();
    }

    @Override
    public void axpy(double alpha, Vector x, Vector y) {}

    @Override
    public double dot(Vector x, Vector y) {
      return 0;
    }

    @Override
    public void gemm(double alpha, Matrix a, Matrix b, double beta, Matrix c) {
      products++;
    }

    @Override
    public void gemmBatch(double alpha, MatrixBatch a, MatrixBatch b, double beta, MatrixBatch c) {
      throw new AssertionError(
          "the span must fit 32 bits, but was " + c.count() + " times " + c.batchStride());
    }
  }

  @Test
  void aBatchWhoseSpanExceeds32BitsIsComputedByGemm(@TempDir Path folder) throws IOException {
    int side = 32_768;
    long size = (long) side * side;
    try (FileChannel file = // sparse
            FileChannel.open(
                folder.resolve("sparse"),
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        Arena arena = Arena.ofConfined()) {
      MemorySegment memory =
          file.map(FileChannel.MapMode.READ_WRITE, 0, 2 * size * Float.BYTES, arena);
      MatrixBatch c = MatrixBatch.wrap(memory, Precision.SINGLE, 2, side, side, 0, size, side, 1);
      Matrix column = Matrix.allocate(Precision.SINGLE, side, 1);
      MatrixBatch a = MatrixBatch.repeat(column, 2);
      Counting kernels = new Counting();
      Blas.over(kernels).gemmBatch(1, a, a.transposed(), 1, c);
      assertEquals(2, kernels.products);
    }
  }

  // ---- omatcopy

  @ParameterizedTest
  @EnumSource
  void omatcopyCopiesBetweenAllLayouts(Precision precision) {
    for (Matrix a : Layouts.all(precision, 3, 4)) {
      for (Matrix b : Layouts.all(precision, 3, 4)) {
        double[][] source = Dense.of(Layouts.fill(a, 1));
        b.fill(NAN);
        BLAS.omatcopy(-2, a, b);
        Dense.assertSame(Dense.sum(-2, source, 0, source), b, "omatcopy", a);
      }
      Matrix transposed = Matrix.allocate(precision, 4, 3);
      BLAS.omatcopy(1, a.transposed(), transposed);
      Dense.assertSame(Dense.of(a), transposed.transposed(), "omatcopy", a);
    }
  }

  @ParameterizedTest
  @EnumSource
  void omatcopyWithAlphaZeroReadsNothing(Precision precision) {
    Matrix a = Matrix.allocate(precision, 2, 2);
    a.fill(NAN);
    for (Matrix b : Layouts.all(precision, 2, 2)) {
      b.fill(NAN);
      BLAS.omatcopy(0, a, b);
      assertArrayEquals(new double[4], b.toDoubleArray(Order.ROW_MAJOR));
    }
    Matrix none = Matrix.allocate(precision, 0, 2);
    BLAS.omatcopy(1, none, Matrix.allocate(precision, 0, 2));
    assertEquals(0, none.rows());
  }
}
