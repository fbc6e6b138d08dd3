/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.blas.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.panblas.autoencoder.Backpropagation;
import dev.panblas.autoencoder.Hyperparameters;
import dev.panblas.autoencoder.Parameters;
import dev.panblas.autoencoder.Schedule;
import dev.panblas.autoencoder.SparseAutoencoder;
import dev.panblas.blas.Blas;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import dev.panblas.spi.Settings;
import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The schedule TILED on this backend's operations on tiles. */
final class TiledStepTest {

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

  @ParameterizedTest
  @EnumSource
  @DisplayName("every shape agrees with whole arrays, also where units are saturated")
  void agrees(Precision precision) {
    SplittableRandom random = new SplittableRandom(3);
    int[][] shapes = {{64, 25, 1013}, {1, 1, 7}, {17, 40, 480}, {65, 3, 481}, {8, 16, 59}};
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
      assertArrayEquals(
          backpropagation(Schedule.BATCHED, x, a2, a3, chosen, theta),
          backpropagation(Schedule.TILED, x, a2, a3, chosen, theta),
          bound,
          shape);
    }
  }
}
