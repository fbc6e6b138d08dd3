/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.autoencoder;

import static dev.panblas.autoencoder.SmallNetwork.step;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.panblas.NaiveKernels;
import dev.panblas.autoencoder.SmallNetwork.Step;
import dev.panblas.blas.Blas;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Order;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import dev.panblas.optimize.GradientCheck;
import dev.panblas.optimize.GradientReport;
import java.lang.foreign.Arena;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class SparseAutoencoderTest {

  private static final int SAMPLES = 23;
  private static final int VISIBLE = 7;
  private static final Hyperparameters SMALL = new Hyperparameters(4, 1e-2, 3, 0.05);

  private static final SmallNetwork NETWORK = new SmallNetwork(SAMPLES, VISIBLE, SMALL);

  private final Arena arena = Arena.ofConfined();
  private final Blas blas = Blas.over(new NaiveKernels());

  @AfterEach
  void close() {
    arena.close();
  }

  private Matrix samples(Precision precision) {
    return NETWORK.samples(arena, precision);
  }

  private Parameters start(Precision precision) {
    return NETWORK.start(arena, precision);
  }

  private SparseAutoencoder autoencoder(Matrix samples, Schedule schedule) {
    return new SparseAutoencoder(arena, blas, SMALL, samples, schedule);
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  @DisplayName("the schedules agree within rounding errors")
  void schedulesAgree(Precision precision) {
    Matrix samples = samples(precision);
    Vector theta = start(precision).theta();
    Step whole = step(autoencoder(samples, Schedule.BATCHED), theta);
    for (Schedule other : List.of(Schedule.PER_SAMPLE, Schedule.TILED)) {
      Step step = step(autoencoder(samples, other), theta);
      assertEquals(whole.cost(), step.cost(), NETWORK.bound(precision), other::name);
      assertArrayEquals(whole.gradient(), step.gradient(), NETWORK.bound(precision), other::name);
    }
  }

  /** Computes the formulas in double, one element at a time. */
  @ParameterizedTest
  @EnumSource(Precision.class)
  @DisplayName("the cost agrees with the formula")
  void cost(Precision precision) {
    Matrix x = samples(precision);
    Parameters parameters = start(precision);
    int p = SMALL.hidden();
    double[] rho = new double[p];
    double squares = 0;
    for (int i = 0; i < SAMPLES; i++) {
      double[] a2 = new double[p];
      for (int j = 0; j < p; j++) {
        double z = parameters.b1().get(j);
        for (int k = 0; k < VISIBLE; k++) {
          z += parameters.w1().get(j, k) * x.get(i, k);
        }
        a2[j] = 1 / (1 + Math.exp(-z));
        rho[j] += a2[j] / SAMPLES;
      }
      for (int k = 0; k < VISIBLE; k++) {
        double z = parameters.b2().get(k);
        for (int j = 0; j < p; j++) {
          z += parameters.w2().get(k, j) * a2[j];
        }
        squares += Math.pow(1 / (1 + Math.exp(-z)) - x.get(i, k), 2);
      }
    }
    double decay = 0;
    for (double w : parameters.weights().toDoubleArray()) {
      decay += SMALL.weightDecay() / 2 * w * w;
    }
    double expected = squares / (2 * SAMPLES) + decay;
    double r = SMALL.sparsity();
    for (double mean : rho) {
      expected +=
          SMALL.sparsityWeight()
              * (r * Math.log(r / mean) + (1 - r) * Math.log((1 - r) / (1 - mean)));
    }
    for (Schedule schedule : Schedule.values()) {
      SparseAutoencoder autoencoder = autoencoder(x, schedule);
      double cost = step(autoencoder, parameters.theta()).cost();
      assertEquals(expected, cost, NETWORK.bound(precision), schedule::name);
      CostTerms terms = autoencoder.terms();
      assertEquals(cost, terms.cost(), schedule::name);
      assertEquals(squares / (2 * SAMPLES), terms.error(), NETWORK.bound(precision));
      assertEquals(decay, terms.weightDecay(), NETWORK.bound(precision));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "SINGLE, BATCHED",
    "SINGLE, PER_SAMPLE",
    "SINGLE, TILED",
    "DOUBLE, BATCHED",
    "DOUBLE, PER_SAMPLE",
    "DOUBLE, TILED"
  })
  @DisplayName("the gradient passes the check in each block")
  void gradient(Precision precision, Schedule schedule) {
    SparseAutoencoder autoencoder = autoencoder(samples(precision), schedule);
    GradientReport report =
        GradientCheck.of(
                autoencoder, theta -> Parameters.over(theta, VISIBLE, SMALL.hidden()).blocks())
            .at(start(precision).theta());
    assertEquals(4, report.blocks().size());
    assertTrue(report.agrees(), report::toString);
  }

  @ParameterizedTest
  @CsvSource({"SINGLE, 1000", "SINGLE, -1000", "DOUBLE, 1000", "DOUBLE, -1000"})
  @DisplayName("cost and gradient are finite if units are saturated on every sample")
  void saturated(Precision precision, double bias) {
    Parameters parameters = start(precision);
    parameters.b1().fill(bias);
    parameters.b2().fill(-bias);
    for (Schedule schedule : Schedule.values()) {
      Step step = step(autoencoder(samples(precision), schedule), parameters.theta());
      assertTrue(Double.isFinite(step.cost()), () -> schedule + ": " + step.cost());
      for (double slope : step.gradient()) {
        assertTrue(Double.isFinite(slope), () -> schedule + ": " + slope);
      }
    }
  }

  @Test
  @DisplayName("NaN in the parameters makes the cost NaN")
  void notANumber() {
    Parameters parameters = start(Precision.DOUBLE);
    parameters.w1().set(1, 2, Double.NaN);
    for (Schedule schedule : Schedule.values()) {
      Step step = step(autoencoder(samples(Precision.DOUBLE), schedule), parameters.theta());
      assertTrue(Double.isNaN(step.cost()), schedule::name);
    }
  }

  @Test
  @DisplayName("a repeated step gives the same bits after a different step between")
  void repeatable() {
    Parameters parameters = start(Precision.DOUBLE);
    for (Schedule schedule : Schedule.values()) {
      SparseAutoencoder autoencoder = autoencoder(samples(Precision.DOUBLE), schedule);
      Step first = step(autoencoder, parameters.theta());
      Vector elsewhere = Vector.allocate(Precision.DOUBLE, autoencoder.dimension());
      elsewhere.fill(0.7);
      step(autoencoder, elsewhere);
      Step again = step(autoencoder, parameters.theta());
      assertEquals(first.cost(), again.cost());
      assertArrayEquals(first.gradient(), again.gradient());
    }
  }

  @ParameterizedTest
  @EnumSource(Schedule.class)
  @DisplayName("samples may have any layout")
  void layouts(Schedule schedule) {
    Matrix samples = samples(Precision.DOUBLE);
    Vector theta = start(Precision.DOUBLE).theta();
    Step expected = step(autoencoder(samples, schedule), theta);

    Matrix columnMajor = Matrix.allocate(arena, Precision.DOUBLE, VISIBLE, SAMPLES).transposed();
    Matrix padded = Matrix.allocate(arena, Precision.DOUBLE, SAMPLES + 2, VISIBLE + 3);
    padded.fill(Double.NaN);
    Matrix block = padded.block(1, 2, SAMPLES, VISIBLE);
    for (Matrix other : new Matrix[] {columnMajor, block}) {
      other.copyFrom(samples);
      Step step = step(autoencoder(other, schedule), theta);
      assertEquals(expected.cost(), step.cost());
      assertArrayEquals(expected.gradient(), step.gradient());
    }
  }

  @ParameterizedTest
  @EnumSource(Schedule.class)
  @DisplayName("theta and the samples are not written")
  void readOnly(Schedule schedule) {
    Matrix samples = samples(Precision.DOUBLE);
    Vector theta = start(Precision.DOUBLE).theta();
    double[] samplesBefore = samples.toDoubleArray(Order.ROW_MAJOR);
    double[] thetaBefore = theta.toDoubleArray();
    step(autoencoder(samples, schedule), theta);
    assertArrayEquals(samplesBefore, samples.toDoubleArray(Order.ROW_MAJOR));
    assertArrayEquals(thetaBefore, theta.toDoubleArray());
  }

  @Test
  @DisplayName("arguments that do not fit are refused, and nothing is written")
  void refused() {
    Matrix none = Matrix.allocate(arena, Precision.DOUBLE, 0, VISIBLE);
    var error =
        assertThrows(IllegalArgumentException.class, () -> autoencoder(none, Schedule.BATCHED));
    assertTrue(error.getMessage().contains("0x7 double"), error.getMessage());

    SparseAutoencoder autoencoder = autoencoder(samples(Precision.DOUBLE), Schedule.BATCHED);
    int n = autoencoder.dimension();
    Vector right = Vector.allocate(Precision.DOUBLE, n);
    Vector longer = Vector.allocate(Precision.DOUBLE, n + 1);
    Vector single = Vector.allocate(Precision.SINGLE, n);
    assertThrows(IllegalArgumentException.class, () -> autoencoder.evaluate(longer, right));
    assertThrows(IllegalArgumentException.class, () -> autoencoder.evaluate(right, longer));
    assertThrows(IllegalArgumentException.class, () -> autoencoder.evaluate(single, right));
    assertThrows(IllegalArgumentException.class, () -> autoencoder.evaluate(right, single));
    assertEquals(
        "the gradient must have " + n + " double elements, but has " + (n + 1) + " double",
        assertThrows(IllegalArgumentException.class, () -> autoencoder.evaluate(right, longer))
            .getMessage());

    Vector theta = Vector.allocate(Precision.DOUBLE, n);
    assertThrows(IllegalArgumentException.class, () -> autoencoder.evaluate(theta, theta));
    assertArrayEquals(new double[n], theta.toDoubleArray(), "theta");
  }
}
