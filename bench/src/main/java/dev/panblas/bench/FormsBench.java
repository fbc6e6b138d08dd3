/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench;

import dev.panblas.autoencoder.Backpropagation;
import dev.panblas.autoencoder.Hyperparameters;
import dev.panblas.autoencoder.Parameters;
import dev.panblas.autoencoder.Schedule;
import dev.panblas.blas.Blas;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long does the backpropagation of 64-25-64 over 10,000 samples take, from the loop that
 * computes everything again for each sample to tiles?
 *
 * <p>It only reads samples and parameters, and overwrites its result: nothing is restored.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 5, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@State(Scope.Benchmark)
public class FormsBench {

  /** The loop computes the slope of the penalty and the output's delta for each sample. */
  public static final String ASKED = "asked";

  /** Both are computed once, before the loop. */
  public static final String TAKEN_OUT = "taken-out";

  /** Whole arrays. */
  public static final String WHOLE = "whole";

  /** Tiles. */
  public static final String TILES = "tiles";

  /** The backend's name. */
  @Param("panama")
  public String backend = "";

  /** How the formulas are written. */
  @Param({ASKED, TAKEN_OUT, WHOLE, TILES})
  public String form = "";

  private final CountingArena arena = new CountingArena();
  private Blas blas;
  private Network network;
  private Matrix a2;
  private Matrix a3;
  private Parameters gradient;
  private Vector delta3;
  private Vector delta2;
  private Matrix deltas3;
  private Backpropagation backpropagation;

  /** Created by JMH, which sets the parameters and calls {@link #prepare}. */
  public FormsBench() {}

  /** Computes the activations and checks the first result. */
  @Setup
  public void prepare() {
    network = new Network(Precision.DOUBLE, 10_000, 64, Hyperparameters.DEFAULT.hidden());
    blas = Backends.open(backend, 0);
    ReferenceGradient reference = ReferenceGradient.of(network);
    a2 = reference.hiddenActivations();
    a3 = reference.outputActivations();
    gradient = network.newGradient();
    delta3 = Vector.allocate(Precision.DOUBLE, a3.columns());
    delta2 = Vector.allocate(Precision.DOUBLE, a2.columns());
    deltas3 = Matrix.allocate(Precision.DOUBLE, a3.rows(), a3.columns());
    backpropagation =
        new Backpropagation(
            arena,
            blas,
            network.hyperparameters(),
            network.samples(),
            a2,
            a3,
            form.equals(WHOLE) ? Schedule.BATCHED : Schedule.TILED);
    backprop();
    network.requireGradient(form, gradient.theta(), reference.gradient());
  }

  /** Frees the memory. */
  @TearDown
  public void release() {
    backpropagation.close();
    arena.close();
  }

  /**
   * The backpropagation alone.
   *
   * @return the gradient
   */
  @Benchmark
  public Parameters backprop() {
    switch (form) {
      case ASKED -> loop(false);
      case TAKEN_OUT -> loop(true);
      case WHOLE, TILES ->
          backpropagation.evaluate(
              network.parameters().theta(), Network.meanActivations(a2), gradient.theta());
      default ->
          throw new IllegalArgumentException(
              "form must be asked, taken-out, whole or tiles, but was " + form);
    }
    return gradient;
  }

  private void loop(boolean isTakenOut) {
    Matrix x = network.samples();
    Parameters weights = network.parameters();
    double share = 1.0 / x.rows();
    double[] means = Network.meanActivations(a2);
    double[] slopes = slopes(means);
    if (isTakenOut) {
      for (int i = 0; i < x.rows(); i++) {
        outputDelta(i, deltas3.row(i));
      }
    }
    gradient.theta().fill(0);
    for (int i = 0; i < x.rows(); i++) {
      Vector ofOutput = isTakenOut ? deltas3.row(i) : delta3;
      double[] ofPenalty = slopes;
      if (!isTakenOut) {
        outputDelta(i, delta3);
        ofPenalty = slopes(means);
      }
      blas.gemv(1, weights.w2().transposed(), ofOutput, 0, delta2);
      for (int j = 0; j < delta2.size(); j++) {
        double a = a2.get(i, j);
        delta2.set(j, (delta2.get(j) + ofPenalty[j]) * a * (1 - a));
      }
      blas.ger(share, delta2, x.row(i), gradient.w1());
      blas.ger(share, ofOutput, a2.row(i), gradient.w2());
      blas.axpy(share, delta2, gradient.b1());
      blas.axpy(share, ofOutput, gradient.b2());
    }
    double decay = network.hyperparameters().weightDecay();
    int weightCount = 2 * x.columns() * a2.columns();
    blas.axpy(decay, weights.theta().slice(0, weightCount), gradient.theta().slice(0, weightCount));
  }

  /** D3 of one sample. */
  private void outputDelta(int i, Vector delta) {
    Matrix x = network.samples();
    for (int j = 0; j < delta.size(); j++) {
      double a = a3.get(i, j);
      delta.set(j, (a - x.get(i, j)) * a * (1 - a));
    }
  }

  private double[] slopes(double[] means) {
    Hyperparameters chosen = network.hyperparameters();
    double rho = chosen.sparsity();
    double[] slopes = new double[means.length];
    for (int j = 0; j < slopes.length; j++) {
      slopes[j] = chosen.sparsityWeight() * (-rho / means[j] + (1 - rho) / (1 - means[j]));
    }
    return slopes;
  }
}
