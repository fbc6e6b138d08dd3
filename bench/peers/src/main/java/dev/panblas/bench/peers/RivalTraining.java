/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench.peers;

import dev.panblas.autoencoder.Hyperparameters;
import dev.panblas.autoencoder.Parameters;
import dev.panblas.bench.ForkReport;
import dev.panblas.bench.TrainingBench;
import dev.panblas.bench.peers.PyTorchRival.PyTorchPasses;
import dev.panblas.bench.result.Circumstances;
import dev.panblas.bench.result.Json;
import dev.panblas.bench.result.Line;
import dev.panblas.bench.result.Row;
import dev.panblas.blas.Blas;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Vector;
import dev.panblas.npy.NpyFile;
import dev.panblas.optimize.Lbfgs;
import dev.panblas.optimize.Objective;
import dev.panblas.spi.Settings;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A process that trains on PyTorch with Panblas's optimiser, as {@code panblas train} does on
 * Panblas: the same samples, initial weights and iterations.
 */
public final class RivalTraining {

  private RivalTraining() {}

  /**
   * Trains and prints a line.
   *
   * @param args none
   * @throws IOException if a file cannot be read
   */
  public static void main(String[] args) throws IOException {
    PrintStream out = System.out;
    System.setOut(System.err); // what libraries print must not be among the lines
    long begin = System.nanoTime();
    PyTorchRival rival = new PyTorchRival();
    Lbfgs.Result result;
    try (Arena arena = Arena.ofShared()) {
      Matrix samples = NpyFile.read(arena, file(TrainingBench.SAMPLES_PROPERTY));
      Vector theta = NpyFile.readVector(arena, file(TrainingBench.START_PROPERTY));
      Parameters start =
          Parameters.over(theta, samples.columns(), Hyperparameters.DEFAULT.hidden());
      PyTorchPasses passes =
          rival.passes(NetworkArrays.of(samples, start, Hyperparameters.DEFAULT));
      // The optimiser's own vectors have some thousand elements.
      Blas vectors = Blas.open(Settings.current().withBackend("reference").withThreads(1));
      Lbfgs.Options options =
          Lbfgs.Options.DEFAULT.withMaxIterations(TrainingBench.ITERATIONS);
      result = new Lbfgs(vectors, options).minimize(objective(passes, theta.size()), theta);
    }
    Circumstances circumstances =
        new Circumstances(
            Circumstances.Library.of(rival.library()),
            null,
            null,
            Map.of(
                ForkReport.COST, Double.toString(result.cost()),
                ForkReport.ITERATIONS, Integer.toString(result.iterations()),
                ForkReport.EVALUATIONS, Integer.toString(result.evaluations())));
    Row row = Row.of("training", "PyTorch", "iterations", TrainingBench.ITERATIONS);
    double seconds = (System.nanoTime() - begin) / 1e9;
    out.println(Json.line(Line.of(row, List.of(seconds), circumstances)));
    out.flush();
    System.exit(0); // PyTorch's threads
  }

  private static Objective objective(PyTorchPasses passes, int dimension) {
    return new Objective() {
      @Override
      public int dimension() {
        return dimension;
      }

      @Override
      public double evaluate(Vector at, Vector gradient) {
        passes.point(at.toDoubleArray());
        double cost = passes.step();
        gradient.copyFrom(passes.gradient());
        return cost;
      }
    };
  }

  private static Path file(String property) {
    String file = System.getProperty(property);
    if (file == null) {
      throw new IllegalStateException("-D" + property + " must name a .npy file, but is not set");
    }
    return Path.of(file);
  }
}
