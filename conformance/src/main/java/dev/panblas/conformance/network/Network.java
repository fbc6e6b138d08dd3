/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance.network;

import dev.panblas.autoencoder.Backpropagation;
import dev.panblas.autoencoder.Hyperparameters;
import dev.panblas.autoencoder.Parameters;
import dev.panblas.autoencoder.Schedule;
import dev.panblas.autoencoder.SparseAutoencoder;
import dev.panblas.blas.Blas;
import dev.panblas.conformance.network.AutoencoderOracle.Bounded;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Order;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/** An autoencoder with samples and parameters drawn from a seed, evaluated on a backend. */
public record Network(
    Precision precision,
    int samples,
    int visible,
    int hidden,
    long seed,
    double sparsityWeight,
    double weightDecay,
    double sparsity) {

  private static final Map<Network, AutoencoderOracle> ORACLES = new ConcurrentHashMap<>();

  public Hyperparameters chosen() {
    return new Hyperparameters(hidden, weightDecay, sparsityWeight, sparsity);
  }

  /** The samples, row by row: between 0.1 and 0.9. */
  public double[] samplesByRow() {
    Random random = new Random(seed);
    return random.doubles((long) samples * visible, 0.1, 0.9).map(precision::round).toArray();
  }

  public double[] theta() {
    Random random = new Random(seed + 1);
    return random.doubles(Parameters.count(visible, hidden), -1, 1).map(precision::round).toArray();
  }

  /** The expected cost and gradient at {@link #theta}; computed once, because it takes long. */
  public AutoencoderOracle oracle() {
    return ORACLES.computeIfAbsent(this, network -> network.oracle(network.theta(), precision));
  }

  /** The expected cost and gradient, with the bounds of a computation in the given precision. */
  public AutoencoderOracle oracle(double[] theta, Precision computed) {
    double[] flat = samplesByRow();
    double[][] x = new double[samples][];
    for (int i = 0; i < samples; i++) {
      x[i] = Arrays.copyOfRange(flat, i * visible, (i + 1) * visible);
    }
    return new AutoencoderOracle(x, theta, chosen(), computed.unitRoundoff());
  }

  /** Cost and gradient on a backend, with contiguous operands. */
  public Evaluated evaluate(Blas blas, Schedule schedule, double[] theta) {
    return evaluate(
        theta,
        (arena, x, point, gradient) -> {
          try (SparseAutoencoder network =
              new SparseAutoencoder(arena, blas, chosen(), x, schedule)) {
            return network.evaluate(point, gradient);
          }
        });
  }

  /** Cost and gradient from the activations of the formula. */
  public Evaluated backpropagate(
      Blas blas, Schedule schedule, double[] theta, AutoencoderOracle formula) {
    return evaluate(
        theta,
        (arena, x, point, gradient) -> {
          Matrix a2 = matrix(arena, hidden, values(formula.hiddenActivations));
          Matrix a3 = matrix(arena, visible, values(formula.outputActivations));
          try (Backpropagation backpropagation =
              new Backpropagation(arena, blas, chosen(), x, a2, a3, schedule)) {
            return backpropagation.evaluate(point, values(formula.meanActivations), gradient);
          }
        });
  }

  /** Computes a cost, and a gradient into a vector. */
  private interface Gradient {
    double evaluate(Arena arena, Matrix x, Vector point, Vector gradient);
  }

  private Evaluated evaluate(double[] theta, Gradient computed) {
    try (Arena arena = Arena.ofShared()) {
      Matrix x = matrix(arena, visible, samplesByRow());
      Vector point = Vector.allocate(arena, precision, theta.length).copyFrom(theta);
      Vector gradient = Vector.allocate(arena, precision, theta.length);
      gradient.fill(Double.NaN);
      double cost = computed.evaluate(arena, x, point, gradient);
      return new Evaluated(cost, gradient.toDoubleArray());
    }
  }

  private Matrix matrix(Arena arena, int columns, double[] byRow) {
    return Matrix.allocate(arena, precision, samples, columns).copyFrom(byRow, Order.ROW_MAJOR);
  }

  private static double[] values(Bounded[]... rows) {
    return Arrays.stream(rows).flatMap(Arrays::stream).mapToDouble(Bounded::value).toArray();
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s, %d samples, %d-%d-%d, beta=%s lambda=%s rho=%s seed=%d",
        precision,
        samples,
        visible,
        hidden,
        visible,
        sparsityWeight,
        weightDecay,
        sparsity,
        seed);
  }

  /** A cost and its gradient, computed by a backend. */
  public static final class Evaluated {
    public final double cost;
    public final double[] gradient;

    public Evaluated(double cost, double[] gradient) {
      this.cost = cost;
      this.gradient = gradient;
    }
  }
}
