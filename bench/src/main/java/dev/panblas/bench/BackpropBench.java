/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench;

import dev.panblas.autoencoder.Backpropagation;
import dev.panblas.autoencoder.Hyperparameters;
import dev.panblas.autoencoder.Schedule;
import dev.panblas.autoencoder.SparseAutoencoder;
import dev.panblas.blas.Blas;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import java.lang.foreign.Arena;
import java.util.Map;
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
 * How long do the backpropagation alone and a whole step of training take, by schedule, backend,
 * precision, threads, rows and layers?
 *
 * <p>Both only read samples and parameters, and overwrite their results: nothing is restored.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 5, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
public class BackpropBench {

  /** Selects the schedule by the shape. */
  public static final String AUTO = "AUTO";

  /** Created by JMH. */
  public BackpropBench() {}

  /** The parameters. */
  @State(Scope.Benchmark)
  public abstract static class Variant {

    /** The backend's name. */
    @Param({"panama", "javacpp", "reference"})
    public String backend = "";

    /** The thread count; 0 for that of the settings. */
    @Param(Backends.DEFAULT_THREADS)
    public int threads;

    /** A {@link Schedule}, or {@link #AUTO}. */
    @Param({AUTO, "PER_SAMPLE", "BATCHED", "TILED"})
    public String schedule = AUTO;

    /** The precision of samples and parameters. */
    @Param public Precision precision = Precision.DOUBLE;

    /** The number of samples. */
    @Param("10000")
    public int rows;

    /** The number of visible units. */
    @Param("64")
    public int visible;

    /** The number of hidden units. */
    @Param("25")
    public int hidden;

    final CountingArena arena = new CountingArena();

    /** Created by JMH. */
    Variant() {}

    /** Frees the memory. */
    @TearDown
    public void release() {
      arena.close();
    }

    final Network network() {
      return new Network(precision, rows, visible, hidden);
    }

    /** Its name in error messages. */
    final String describe() {
      return backend + ", " + schedule + ", " + precision;
    }
  }

  /** The backpropagation alone: activations are given, deltas and gradient are computed. */
  @State(Scope.Benchmark)
  public static class Alone extends Variant {

    private Backpropagation backpropagation;
    private Vector theta;
    private double[] means = {};
    private Vector gradient;

    /** Created by JMH, which sets the parameters and calls {@link #prepare}. */
    public Alone() {}

    /** Computes the activations and checks the first result. */
    @Setup
    public void prepare() {
      Network network = network();
      Blas blas = Backends.open(backend, threads);
      theta = network.parameters().theta();
      gradient = network.newGradient().theta();
      Matrix hiddenActivations = network.hiddenActivations(blas);
      Matrix outputActivations = network.outputActivations(blas, hiddenActivations);
      means = Network.meanActivations(hiddenActivations);
      Schedule order = Schedule.valueOf(schedule);
      Matrix samples = network.samples();
      backpropagation =
          new Backpropagation(
              arena,
              blas,
              network.hyperparameters(),
              samples,
              hiddenActivations,
              outputActivations,
              order,
              Backends.threads(threads));

      backpropagation.evaluate(theta, means, gradient);
      try (CountingArena scratch = new CountingArena();
          Backpropagation reference =
              new Backpropagation(
                  scratch,
                  Backends.reference(),
                  network.hyperparameters(),
                  samples,
                  hiddenActivations,
                  outputActivations,
                  Schedule.BATCHED)) {
        Vector expected = network.newGradient().theta();
        reference.evaluate(theta, means, expected);
        network.requireGradient(describe(), gradient, expected);
      }
    }

    @Override
    public void release() {
      backpropagation.close();
      super.release();
    }
  }

  /** A step of training: activations, cost and gradient. */
  @State(Scope.Benchmark)
  public static class Step extends Variant {

    private SparseAutoencoder autoencoder;
    private Vector theta;
    private Vector gradient;

    /** Created by JMH, which sets the parameters and calls {@link #prepare}. */
    public Step() {}

    /** Creates samples and parameters and checks the first result. */
    @Setup
    public void prepare() {
      Network network = network();
      Blas blas = Backends.open(backend, threads);
      theta = network.parameters().theta();
      gradient = network.newGradient().theta();

      Matrix checked = network.checkedSamples();
      ReferenceStep expected = ReferenceStep.of(network);
      double cost = costOf(network, blas, checked, schedule, gradient);
      Network.requireCost(describe(), precision, cost, expected.cost());
      network.requireGradient(describe(), gradient, expected.gradient());

      autoencoder =
          autoencoder(arena, blas, network.hyperparameters(), network.samples(), schedule, threads);
      ForkReport.write(
          blas.library(),
          Map.of(
              ForkReport.SCHEDULE, autoencoder.schedule().name(),
              ForkReport.WORKSPACE, Long.toString(arena.bytes())));
    }

    private double costOf(Network network, Blas blas, Matrix samples, String order, Vector result) {
      try (CountingArena scratch = new CountingArena();
          SparseAutoencoder small =
              autoencoder(scratch, blas, network.hyperparameters(), samples, order, threads)) {
        return small.evaluate(theta, result);
      }
    }

    @Override
    public void release() {
      autoencoder.close();
      super.release();
    }
  }

  static SparseAutoencoder autoencoder(
      Arena arena,
      Blas blas,
      Hyperparameters chosen,
      Matrix samples,
      String schedule,
      int threads) {
    Schedule order =
        schedule.equals(AUTO)
            ? Schedule.fitting(samples.columns(), chosen.hidden())
            : Schedule.valueOf(schedule);
    return new SparseAutoencoder(arena, blas, chosen, samples, order, Backends.threads(threads));
  }

  /**
   * The backpropagation alone.
   *
   * @param alone its operands
   * @return the cost
   */
  @Benchmark
  public double backprop(Alone alone) {
    return alone.backpropagation.evaluate(alone.theta, alone.means, alone.gradient);
  }

  /**
   * Cost and gradient.
   *
   * @param step its operands
   * @return the cost
   */
  @Benchmark
  public double step(Step step) {
    return step.autoencoder.evaluate(step.theta, step.gradient);
  }
}
