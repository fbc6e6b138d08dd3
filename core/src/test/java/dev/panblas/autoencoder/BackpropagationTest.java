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
import dev.panblas.internal.elementwise.SigmoidLayer;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import java.lang.foreign.Arena;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class BackpropagationTest {

  private static final int SAMPLES = 40;
  private static final int VISIBLE = 5;
  private static final int HIDDEN = 3;
  private static final Hyperparameters SMALL = new Hyperparameters(HIDDEN, 1e-2, 3, 0.05);

  private static final SmallNetwork NETWORK = new SmallNetwork(SAMPLES, VISIBLE, SMALL);

  private final Arena arena = Arena.ofShared();
  private final Blas blas = Blas.over(new NaiveKernels());

  @AfterEach
  void close() {
    arena.close();
  }

  private Matrix samples(Precision precision) {
    return NETWORK.samples(arena, precision);
  }

  private Vector theta(Precision precision) {
    return NETWORK.start(arena, precision).theta();
  }

  /** sigmoid(inputs weights' + biases), as a caller computes it. */
  private Matrix layer(Matrix inputs, Matrix weights, Vector biases, double[] columnSums) {
    Matrix activations = Matrix.allocate(arena, inputs.precision(), inputs.rows(), weights.rows());
    blas.gemm(1, inputs, weights.transposed(), 0, activations);
    new SigmoidLayer(weights.rows()).activate(activations, 0, inputs.rows(), biases, columnSums);
    return activations;
  }

  /** Both use the same activations, so only the order of summation differs. */
  @ParameterizedTest
  @EnumSource(Precision.class)
  @DisplayName("with the activations of a forward pass, cost and gradient are the autoencoder's")
  void agrees(Precision precision) {
    Matrix x = samples(precision);
    Vector theta = theta(precision);
    Parameters parameters = Parameters.over(theta, VISIBLE, HIDDEN);
    double[] means = new double[HIDDEN];
    Matrix a2 = layer(x, parameters.w1(), parameters.b1(), means);
    Matrix a3 = layer(a2, parameters.w2(), parameters.b2(), new double[VISIBLE]);
    for (int j = 0; j < HIDDEN; j++) {
      means[j] /= SAMPLES;
    }
    double bound = NETWORK.bound(precision);
    for (Schedule schedule : Schedule.values()) {
      Vector expected = Vector.allocate(precision, theta.size());
      Vector gradient = Vector.allocate(precision, theta.size());
      gradient.fill(Double.NaN);
      try (SparseAutoencoder autoencoder =
              new SparseAutoencoder(arena, blas, SMALL, x, schedule, 2);
          Backpropagation backpropagation =
              new Backpropagation(arena, blas, SMALL, x, a2, a3, schedule, 2)) {
        assertEquals(theta.size(), backpropagation.dimension());
        double cost = autoencoder.evaluate(theta, expected);
        assertEquals(cost, backpropagation.evaluate(theta, means, gradient), bound, schedule::name);
      }
      assertArrayEquals(expected.toDoubleArray(), gradient.toDoubleArray(), bound, schedule::name);
    }
  }

  @Test
  @DisplayName("arguments that do not fit are refused with their names")
  void refused() {
    Matrix x = samples(Precision.DOUBLE);
    Matrix a2 = Matrix.allocate(arena, Precision.DOUBLE, SAMPLES, HIDDEN);
    Matrix a3 = Matrix.allocate(arena, Precision.DOUBLE, SAMPLES, VISIBLE);
    requireRefused("the hidden activations", x, a3, a3);
    requireRefused("the output activations", x, a2, a2);
    requireRefused("the output activations", x, a2, a3.block(0, 0, SAMPLES - 1, VISIBLE));
    requireRefused(
        "the hidden activations",
        x,
        Matrix.allocate(arena, Precision.DOUBLE, HIDDEN, SAMPLES).transposed(),
        a3);
    requireRefused(
        "the hidden activations", x, Matrix.allocate(arena, Precision.SINGLE, SAMPLES, HIDDEN), a3);
    requireRefused("the samples", x.block(0, 0, 0, VISIBLE), a2, a3);

    try (var backpropagation =
        new Backpropagation(arena, blas, SMALL, x, a2, a3, Schedule.BATCHED)) {
      Vector theta = theta(Precision.DOUBLE);
      Vector gradient = Vector.allocate(Precision.DOUBLE, theta.size());
      var means =
          assertThrows(
              IllegalArgumentException.class,
              () -> backpropagation.evaluate(theta, new double[HIDDEN + 1], gradient));
      assertEquals(
          "meanActivations must have 3 elements, one for each hidden unit, but has 4",
          means.getMessage());
      double[] right = {0.1, 0.2, 0.3};
      assertThrows(
          IllegalArgumentException.class, () -> backpropagation.evaluate(theta, right, theta));
    }
  }

  private void requireRefused(String name, Matrix x, Matrix a2, Matrix a3) {
    var error =
        assertThrows(
            IllegalArgumentException.class,
            () -> new Backpropagation(arena, blas, SMALL, x, a2, a3, Schedule.TILED));
    assertTrue(error.getMessage().startsWith(name), error.getMessage());
  }
}
