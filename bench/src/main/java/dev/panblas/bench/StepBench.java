package dev.panblas.bench;

import dev.panblas.autoencoder.Hyperparameters;
import dev.panblas.autoencoder.Parameters;
import dev.panblas.autoencoder.Schedule;
import dev.panblas.autoencoder.SparseAutoencoder;
import dev.panblas.blas.Blas;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import java.lang.foreign.Arena;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
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
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long does one step of training take, cost and whole gradient of the 64-25-64 autoencoder over
 * 10,000 samples, by schedule, backend and precision?
 *
 * <p>A step reads its samples and parameters and overwrites its result, so nothing needs restoring.
 * The cost is compared with the reference's before timing starts. A backend that is not ready ends
 * the run: another would answer a different question.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 3, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@State(Scope.Benchmark)
public class StepBench {

  private static final int SAMPLES = 10_000;
  private static final int VISIBLE = 64;

  /** The backend's name. */
  @Param({"panama", "javacpp", "reference"})
  public String backend = "";

  /** The order in which the step is done. */
  @Param public Schedule schedule = Schedule.BATCHED;

  /** The precision of samples and parameters. */
  @Param public Precision precision = Precision.DOUBLE;

  private SparseAutoencoder autoencoder;
  private Vector theta;
  private Vector gradient;

  /** Made by JMH, which sets the parameters and then calls {@link #prepare}. */
  public StepBench() {}

  /** Makes samples and parameters, the same for every backend, and checks the first result. */
  @Setup
  public void prepare() {
    RandomGenerator random = new SplittableRandom(1);
    Matrix samples = Matrix.allocate(precision, SAMPLES, VISIBLE);
    for (int i = 0; i < SAMPLES; i++) {
      for (int j = 0; j < VISIBLE; j++) {
        samples.set(i, j, random.nextDouble(0.1, 0.9));
      }
    }
    autoencoder = step(Blas.open(backend), samples, schedule);
    theta = Vector.allocate(precision, autoencoder.dimension());
    gradient = Vector.allocate(precision, autoencoder.dimension());
    Parameters.over(theta, VISIBLE, Hyperparameters.DEFAULT.hidden()).initialize(random);

    double cost = autoencoder.evaluate(theta, gradient);
    double expected =
        step(Blas.open("reference"), samples, Schedule.BATCHED).evaluate(theta, gradient);
    // Each of some 200 roundings on the way to a term of the cost, all in one direction.
    double bound = 200 * precision.unitRoundoff() * expected;
    if (!(Math.abs(cost - expected) <= bound)) {
      throw new IllegalStateException(
          backend + " gives a cost of " + cost + ", the reference " + expected);
    }
  }

  private static SparseAutoencoder step(Blas blas, Matrix samples, Schedule schedule) {
    return new SparseAutoencoder(Arena.ofAuto(), blas, Hyperparameters.DEFAULT, samples, schedule);
  }

  /**
   * Cost and gradient.
   *
   * @return the cost
   */
  @Benchmark
  public double step() {
    return autoencoder.evaluate(theta, gradient);
  }
}
