/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.blas.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.panblas.autoencoder.Backpropagation;
import dev.panblas.autoencoder.Hyperparameters;
import dev.panblas.autoencoder.Parameters;
import dev.panblas.autoencoder.PartitionedAutoencoder;
import dev.panblas.autoencoder.RangeSums;
import dev.panblas.autoencoder.Schedule;
import dev.panblas.autoencoder.SparseAutoencoder;
import dev.panblas.autoencoder.SubtreeSums;
import dev.panblas.blas.Blas;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import dev.panblas.spi.BlasKernels;
import dev.panblas.spi.LibraryInfo;
import dev.panblas.spi.Settings;
import dev.panblas.spi.TileKernels;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The schedule TILED on this backend's operations on tiles. */
final class TiledStepTest {

  private static final boolean IS_FAST = VectorShape.BITS >= VectorShape.FEWEST_BITS_OF_FAST_TILES;

  /** The fewest steps of 64-25-64 for which a native backend uses these tiles. */
  private static final int MANY_STEPS = (int) (TileKernels.FEWEST_MULTIPLICATIONS / (64 * 25));

  private static final Blas BLAS = Blas.over(new VectorKernels(Settings.defaults().withThreads(2)));

  /** The cost, then the gradient. */
  private static double[] step(
      Schedule schedule, int threads, Matrix x, Hyperparameters chosen, Vector theta) {
    try (Arena arena = Arena.ofShared();
        SparseAutoencoder autoencoder =
            new SparseAutoencoder(arena, BLAS, chosen, x, schedule, threads)) {
      Vector gradient = Vector.allocate(arena, x.precision(), theta.size());
      double cost = autoencoder.evaluate(theta, gradient);
      return result(cost, gradient);
    }
  }

  /** The same, with the sums of each block computed by itself. */
  private static double[] stepInRanges(Matrix x, Hyperparameters chosen, Vector theta) {
    int rows = TileKernels.BLOCK_ROWS;
    List<SubtreeSums> sums = new ArrayList<>();
    try (Arena arena = Arena.ofShared()) {
      for (int block = 0; block * rows < x.rows(); block++) {
        Matrix range =
            x.block(block * rows, 0, Math.min(rows, x.rows() - block * rows), x.columns());
        RangeSums sumsOfBlock =
            new RangeSums(arena, BLAS, chosen.hidden(), range, block, 1, MANY_STEPS);
        sums.addAll(sumsOfBlock.evaluate(theta));
      }
      Vector gradient = Vector.allocate(arena, x.precision(), theta.size());
      try (PartitionedAutoencoder autoencoder =
          new PartitionedAutoencoder(
              arena,
              BLAS,
              chosen,
              x.precision(),
              x.columns(),
              x.rows(),
              MANY_STEPS,
              point -> sums)) {
        return result(autoencoder.evaluate(theta, gradient), gradient);
      }
    }
  }

  private static double[] result(double cost, Vector gradient) {
    double[] result = new double[gradient.size() + 1];
    result[0] = cost;
    System.arraycopy(gradient.toDoubleArray(), 0, result, 1, gradient.size());
    return result;
  }

  private static double[] backpropagation(
      Schedule schedule, Matrix x, Matrix a2, Matrix a3, Hyperparameters chosen, Vector theta) {
    try (Arena arena = Arena.ofShared();
        Backpropagation backward = new Backpropagation(arena, BLAS, chosen, x, a2, a3, schedule)) {
      double[] means = new double[chosen.hidden()];
      Arrays.fill(means, 0.4);
      Vector gradient = Vector.allocate(arena, x.precision(), theta.size());
      return result(backward.evaluate(theta, means, gradient), gradient);
    }
  }

  private static Matrix random(
      Arena arena, Precision precision, int rows, int columns, SplittableRandom random) {
    Matrix matrix = Matrix.allocate(arena, precision, rows, columns);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        matrix.set(i, j, random.nextDouble(0.1, 0.9));
      }
    }
    return matrix;
  }

  /** A step and a backpropagation on tiles: visible and hidden units, samples. */
  static DoubleStream steps(Precision precision, int[] shape, SplittableRandom random) {
    int visible = shape[0];
    int hidden = shape[1];
    Hyperparameters chosen = new Hyperparameters(hidden, 1e-3, 3, 0.05);
    try (Arena arena = Arena.ofShared()) {
      Matrix x = random(arena, precision, shape[2], visible, random);
      Matrix a2 = random(arena, precision, shape[2], hidden, random);
      Matrix a3 = random(arena, precision, shape[2], visible, random);
      Vector theta = random(arena, precision, 1, Parameters.count(visible, hidden), random).row(0);
      return DoubleStream.concat(
          DoubleStream.of(step(Schedule.TILED, 1, x, chosen, theta)),
          DoubleStream.of(backpropagation(Schedule.TILED, x, a2, a3, chosen, theta)));
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("every shape agrees with whole arrays, also where units are saturated")
  void agrees(Precision precision) {
    SplittableRandom random = new SplittableRandom(3);
    int[][] shapes = {
      {64, 25, 1013}, {1, 1, 7}, {17, 48, 480}, {64, 17, 59}, {65, 3, 481}, {8, 16, 59}
    };
    for (int[] shape : shapes) {
      for (double bias : new double[] {0.5, 60}) {
        agree(precision, shape[0], shape[1], shape[2], bias, random);
      }
    }
  }

  private static void agree(
      Precision precision,
      int visible,
      int hidden,
      int samples,
      double bias,
      SplittableRandom random) {
    Hyperparameters chosen = new Hyperparameters(hidden, 1e-3, 3, 0.05);
    double slope = chosen.sparsityWeight() * (1 + 1 / chosen.sparsity());
    double bound = 4 * (samples + visible + hidden + 2) * precision.unitRoundoff() * slope;
    try (Arena arena = Arena.ofShared()) {
      Matrix x = random(arena, precision, samples, visible, random);
      Matrix a2 = random(arena, precision, samples, hidden, random);
      Matrix a3 = random(arena, precision, samples, visible, random);
      Vector theta = random(arena, precision, 1, Parameters.count(visible, hidden), random).row(0);
      for (int i = 0; i < theta.size(); i++) {
        theta.set(i, theta.get(i) - 0.5);
      }
      Parameters parameters = Parameters.over(theta, visible, hidden);
      parameters.b1().set(0, -bias);
      parameters.b2().set(0, bias);
      parameters.b2().set(visible - 1, -bias);
      double[] expected = step(Schedule.BATCHED, 1, x, chosen, theta);
      double[] tiled = step(Schedule.TILED, 1, x, chosen, theta);
      String shape = visible + "-" + hidden + ", " + samples + " samples, bias " + bias;
      assertArrayEquals(expected, tiled, bound, shape);
      assertArrayEquals(tiled, step(Schedule.TILED, 2, x, chosen, theta), shape);
      assertArrayEquals(tiled, stepInRanges(x, chosen, theta), shape);
      assertArrayEquals(
          backpropagation(Schedule.BATCHED, x, a2, a3, chosen, theta),
          backpropagation(Schedule.TILED, x, a2, a3, chosen, theta),
          bound,
          shape);
    }
  }

  /** Kernels of a native library. */
  private static final class Native implements BlasKernels {

    private final BlasKernels kernels = new VectorKernels(Settings.defaults());

    @Override
    public boolean isNative() {
      return true;
    }

    @Override
    public LibraryInfo library() {
      return kernels.library();
    }

    @Override
    public void axpy(double alpha, Vector x, Vector y) {
      kernels.axpy(alpha, x, y);
    }

    @Override
    public double dot(Vector x, Vector y) {
      return kernels.dot(x, y);
    }

    @Override
    public void gemm(double alpha, Matrix a, Matrix b, double beta, Matrix c) {
      kernels.gemm(alpha, a, b, beta, c);
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("a native backend uses these tiles for many steps, if the crossover is on")
  void onNativeBackends(Precision precision) {
    Settings settings = Settings.defaults();
    Blas blas = Blas.over(new Native(), settings);
    assertEquals(IS_FAST, blas.tileKernels(precision, 64, 25, MANY_STEPS).isPresent());
    assertTrue(blas.tileKernels(precision, 64, 25, MANY_STEPS - 1).isEmpty());
    assertTrue(blas.tileKernels(precision, 63, 25, MANY_STEPS).isEmpty());
    Blas allCalls = Blas.over(new Native(), settings.withCrossover(false));
    assertTrue(allCalls.tileKernels(precision, 64, 25, MANY_STEPS).isEmpty());
    assertTrue(BLAS.tileKernels(precision, 1, 1, 1).isPresent());
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("the number of samples decides neither the kernels nor the bits of a block's sums")
  void samplesDecideNoBits(Precision precision) {
    Blas blas = Blas.over(new Native(), Settings.defaults());
    for (int steps : new int[] {MANY_STEPS - 1, MANY_STEPS, 8 * MANY_STEPS}) {
      String kernels = steps < MANY_STEPS || !IS_FAST ? "gemm of Java" : "kernels in Java";
      double[] block = repeated(blas, precision, 1, steps, kernels);
      for (int times : new int[] {2, 4}) {
        assertArrayEquals(block, repeated(blas, precision, times, steps, kernels));
      }
    }
  }

  /**
   * The step on one block of samples, repeated a power of two times: all sums are then multiplied
   * by that power without rounding, and cost and gradient are the same numbers.
   */
  private static double[] repeated(
      Blas blas, Precision precision, int times, int steps, String kernels) {
    int rows = TileKernels.BLOCK_ROWS;
    Hyperparameters chosen = new Hyperparameters(25, 1e-4, 3, 0.05);
    SplittableRandom random = new SplittableRandom(5);
    try (Arena arena = Arena.ofShared()) {
      Matrix block = random(arena, precision, rows, 64, random);
      Vector theta = random(arena, precision, 1, Parameters.count(64, 25), random).row(0);
      Matrix x = Matrix.allocate(arena, precision, times * rows, 64);
      for (int i = 0; i < times; i++) {
        x.block(i * rows, 0, rows, 64).copyFrom(block);
      }
      try (SparseAutoencoder autoencoder =
          new SparseAutoencoder(arena, blas, chosen, x, Schedule.TILED, 1, steps)) {
        assertTrue(autoencoder.kernels().startsWith(kernels), autoencoder.kernels());
        Vector gradient = Vector.allocate(arena, precision, theta.size());
        return result(autoencoder.evaluate(theta, gradient), gradient);
      }
    }
  }
}
