/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.autoencoder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.panblas.NaiveKernels;
import dev.panblas.blas.Blas;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Operand;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** When theta and the gradient are copied, and when the gradient is written. */
final class ParameterMemoryTest {

  private static final int SAMPLES = 200;
  private static final int VISIBLE = 5;
  private static final Hyperparameters SMALL = new Hyperparameters(3, 1e-2, 3, 0.05);
  private static final SmallNetwork NETWORK = new SmallNetwork(SAMPLES, VISIBLE, SMALL);
  private static final int SIZE = Parameters.count(VISIBLE, SMALL.hidden());

  /** Kernels that keep the address of each operand of a product. */
  private static final class Recording extends NaiveKernels {

    private final Set<Long> addresses = ConcurrentHashMap.newKeySet();

    @Override
    public void gemm(double alpha, Matrix a, Matrix b, double beta, Matrix c) {
      record(a, b, c);
      super.gemm(alpha, a, b, beta, c);
    }

    @Override
    public void gemv(double alpha, Matrix a, Vector x, double beta, Vector y) {
      record(a, x, y);
      super.gemv(alpha, a, x, beta, y);
    }

    private void record(Operand... operands) {
      for (Operand operand : operands) {
        addresses.add(operand.segment().address());
      }
    }

    boolean read(MemorySegment memory) {
      return addresses.contains(memory.address());
    }
  }

  private final Arena arena = Arena.ofShared();
  private final Recording kernels = new Recording();

  @AfterEach
  void close() {
    arena.close();
  }

  private SparseAutoencoder autoencoder(Schedule schedule, int threads) {
    Matrix samples = NETWORK.samples(arena, Precision.DOUBLE);
    return new SparseAutoencoder(arena, Blas.over(kernels), SMALL, samples, schedule, threads);
  }

  private static Vector theta(Arena owner) {
    return NETWORK.start(owner, Precision.DOUBLE).theta();
  }

  private static double[] gradient(SparseAutoencoder autoencoder, Vector theta, Vector gradient) {
    gradient.fill(Double.NaN);
    autoencoder.evaluate(theta, gradient);
    return gradient.toDoubleArray();
  }

  @ParameterizedTest
  @EnumSource(names = {"PER_SAMPLE", "BATCHED"})
  @DisplayName("a contiguous theta is not copied, except to tiles")
  void direct(Schedule schedule) {
    Vector theta = theta(arena);
    Vector gradient = Vector.allocate(arena, Precision.DOUBLE, SIZE);
    try (SparseAutoencoder autoencoder = autoencoder(schedule, 2)) {
      gradient(autoencoder, theta, gradient);
    }
    assertTrue(kernels.read(theta.segment()), "theta was copied");
  }

  @ParameterizedTest
  @EnumSource(Schedule.class)
  @DisplayName("a step on strided or confined vectors gives the same bits")
  void copied(Schedule schedule) {
    try (Arena confined = Arena.ofConfined();
        SparseAutoencoder autoencoder = autoencoder(schedule, 2)) {
      double[] expected =
          gradient(autoencoder, theta(arena), Vector.allocate(arena, Precision.DOUBLE, SIZE));
      Vector theta = theta(confined);
      Vector gradient = Vector.allocate(confined, Precision.DOUBLE, SIZE);
      assertArrayEquals(expected, gradient(autoencoder, theta, gradient));

      Matrix strided = Matrix.allocate(arena, Precision.DOUBLE, SIZE, 2);
      Vector down = strided.column(0).reversed().copyFrom(theta);
      assertArrayEquals(expected, gradient(autoencoder, down, strided.column(1)));
      assertArrayEquals(theta.toDoubleArray(), down.toDoubleArray(), "theta");
      assertArrayEquals(expected, gradient(autoencoder, theta(arena), gradient));
    }
  }

  @ParameterizedTest
  @EnumSource(Schedule.class)
  @DisplayName("memory confined to the calling thread gives the same bits, and theta is not copied")
  void confined(Schedule schedule) {
    try (Arena confined = Arena.ofConfined();
        SparseAutoencoder shared = autoencoder(schedule, 2)) {
      double[] expected =
          gradient(shared, theta(arena), Vector.allocate(arena, Precision.DOUBLE, SIZE));
      Matrix samples = NETWORK.samples(confined, Precision.DOUBLE);
      SparseAutoencoder alone =
          new SparseAutoencoder(confined, Blas.over(kernels), SMALL, samples, schedule, 2);
      Vector theta = theta(confined);
      Vector gradient = Vector.allocate(confined, Precision.DOUBLE, SIZE);
      assertArrayEquals(expected, gradient(alone, theta, gradient));
      boolean isCopiedToTiles = schedule == Schedule.TILED;
      assertEquals(!isCopiedToTiles, kernels.read(theta.segment()));
    }
  }

  @ParameterizedTest
  @EnumSource(Schedule.class)
  @DisplayName("a refused step leaves the gradient as it was")
  void refused(Schedule schedule) {
    Vector gradient = Vector.allocate(arena, Precision.DOUBLE, SIZE);
    gradient.fill(7);
    Vector theta = theta(arena);
    Vector longer = Vector.allocate(arena, Precision.DOUBLE, SIZE + 1);
    SparseAutoencoder autoencoder = autoencoder(schedule, 2);
    SparseAutoencoder withoutWorkspace;
    SparseAutoencoder withoutSamples;
    try (Arena owner = Arena.ofShared()) {
      Matrix samples = NETWORK.samples(arena, Precision.DOUBLE);
      Blas blas = Blas.over(kernels);
      withoutWorkspace = new SparseAutoencoder(owner, blas, SMALL, samples, schedule, 2);
      Matrix lost = NETWORK.samples(owner, Precision.DOUBLE);
      withoutSamples = new SparseAutoencoder(arena, blas, SMALL, lost, schedule, 2);
    }
    assertThrows(IllegalArgumentException.class, () -> autoencoder.evaluate(longer, gradient));
    requireIllegalState("the workspace (", withoutWorkspace, theta, gradient);
    requireIllegalState("the samples (", withoutSamples, theta, gradient);
    autoencoder.close();
    requireIllegalState("the autoencoder is closed", autoencoder, theta, gradient);
    double[] sevens = new double[SIZE];
    Arrays.fill(sevens, 7);
    assertArrayEquals(sevens, gradient.toDoubleArray());
  }

  private static void requireIllegalState(
      String message, SparseAutoencoder autoencoder, Vector theta, Vector gradient) {
    var error =
        assertThrows(IllegalStateException.class, () -> autoencoder.evaluate(theta, gradient));
    assertTrue(error.getMessage().startsWith(message), error.getMessage());
  }
}
