/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench;

import dev.panblas.autoencoder.Hyperparameters;
import dev.panblas.autoencoder.Schedule;
import dev.panblas.autoencoder.SparseAutoencoder;
import dev.panblas.blas.Blas;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Vector;
import dev.panblas.npy.NpyFile;
import dev.panblas.optimize.Lbfgs;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
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
 * How long does a training of 400 iterations take in a JVM that has computed only one step, to
 * check it? Samples and initial weights are read from files, which rivals read too.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Fork(value = 5, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@State(Scope.Benchmark)
public class TrainingBench {

  /** The property that names the file of samples. */
  public static final String SAMPLES_PROPERTY = "panblas.bench.samples";

  /** The property that names the file of initial weights. */
  public static final String START_PROPERTY = "panblas.bench.start";

  /** The maximum number of L-BFGS iterations. */
  public static final int ITERATIONS = 400;

  /** The backend's name. */
  @Param({"panama", "javacpp", "reference"})
  public String backend = "";

  /** The schedule of a step: a {@link Schedule}, or {@link BackpropBench#AUTO}. */
  @Param({BackpropBench.AUTO, "BATCHED"})
  public String schedule = BackpropBench.AUTO;

  private Arena arena;
  private Blas blas;
  private SparseAutoencoder autoencoder;
  private Vector start;
  private Vector theta;
  private Lbfgs.Result result;

  /** Created by JMH, which sets the parameters and calls {@link #prepare}. */
  public TrainingBench() {}

  /**
   * Reads the files and compares the first gradient with the reference's.
   *
   * @throws IOException if a file cannot be read
   */
  @Setup
  public void prepare() throws IOException {
    arena = new CountingArena();
    blas = Backends.open(backend, 0);
    Matrix samples = NpyFile.read(arena, file(SAMPLES_PROPERTY));
    start = NpyFile.readVector(arena, file(START_PROPERTY));
    theta = Vector.allocate(arena, start.precision(), start.size());
    autoencoder = autoencoder(blas, samples, schedule);
    requireCost(samples);
  }

  private void requireCost(Matrix samples) {
    Vector gradient = Vector.allocate(arena, start.precision(), start.size());
    double cost = autoencoder.evaluate(start, gradient);
    try (SparseAutoencoder reference =
        autoencoder(Backends.reference(), samples, Schedule.BATCHED.name())) {
      Network.requireCost(
          backend + ", " + schedule,
          samples.precision(),
          cost,
          reference.evaluate(start, gradient));
    }
  }

  private SparseAutoencoder autoencoder(Blas on, Matrix samples, String order) {
    return BackpropBench.autoencoder(arena, on, Hyperparameters.DEFAULT, samples, order, 0);
  }

  private static Path file(String property) {
    String file = System.getProperty(property);
    if (file == null) {
      throw new IllegalStateException(
          "-D"
              + property
              + " must name a .npy file, but is not set: run ./panblas bench --only training");
    }
    return Path.of(file);
  }

  /** Restores the initial weights. */
  @Setup(Level.Iteration)
  public void restore() {
    theta.copyFrom(start);
  }

  /**
   * Trains.
   *
   * @return the optimiser's result
   */
  @Benchmark
  public Lbfgs.Result training() {
    result =
        new Lbfgs(blas, Lbfgs.Options.DEFAULT.withMaxIterations(ITERATIONS))
            .minimize(autoencoder, theta);
    return result;
  }

  /** Reports the result. */
  @TearDown
  public void release() {
    ForkReport.write(
        blas.library(),
        Map.of(
            ForkReport.SCHEDULE, autoencoder.schedule().name(),
            ForkReport.COST, Double.toString(result.cost()),
            ForkReport.ITERATIONS, Integer.toString(result.iterations()),
            ForkReport.EVALUATIONS, Integer.toString(result.evaluations())));
    autoencoder.close();
    arena.close();
  }
}
