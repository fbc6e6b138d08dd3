/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench;

import dev.panblas.autoencoder.Schedule;
import dev.panblas.autoencoder.SparseAutoencoder;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import dev.panblas.npy.NpyFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/**
 * Cost and gradient that the reference computes.
 *
 * @param cost over {@link Network#checkedSamples()}
 * @param gradient over the same samples
 */
public record ReferenceStep(double cost, Vector gradient) {

  /** The property that names a folder for expected results, so that a run computes each once. */
  public static final String FOLDER_PROPERTY = "panblas.bench.expected";

  /**
   * Computes cost and gradient, or reads what another process of the run has computed.
   *
   * @param network samples and parameters
   * @return cost and gradient
   */
  public static ReferenceStep of(Network network) {
    String folder = System.getProperty(FOLDER_PROPERTY);
    if (folder == null) {
      return computed(network);
    }
    Matrix samples = network.samples();
    Path file =
        Path.of(
            folder,
            String.format(
                Locale.ROOT,
                "expected-%d-%d-%d-%s.npy",
                samples.rows(),
                samples.columns(),
                network.hyperparameters().hidden(),
                samples.precision()));
    try {
      if (Files.notExists(file)) {
        write(computed(network), file);
      }
      return read(file, network);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void write(ReferenceStep step, Path file) throws IOException {
    Vector both = Vector.allocate(Precision.DOUBLE, 1 + step.gradient.size());
    both.set(0, step.cost);
    both.slice(1, step.gradient.size()).copyFrom(step.gradient.toDoubleArray());
    NpyFile.write(file, both);
  }

  private static ReferenceStep read(Path file, Network network) throws IOException {
    Vector gradient = network.newGradient().theta();
    try (Arena arena = Arena.ofConfined()) {
      double[] both = NpyFile.readVector(arena, file).toDoubleArray();
      gradient.copyFrom(Arrays.copyOfRange(both, 1, both.length));
      return new ReferenceStep(both[0], gradient);
    }
  }

  private static ReferenceStep computed(Network network) {
    Vector gradient = network.newGradient().theta();
    try (Arena arena = Arena.ofShared();
        SparseAutoencoder autoencoder =
            new SparseAutoencoder(
                arena,
                Backends.reference(),
                network.hyperparameters(),
                network.checkedSamples(),
                Schedule.BATCHED)) {
      double cost = autoencoder.evaluate(network.parameters().theta(), gradient);
      return new ReferenceStep(cost, gradient);
    }
  }
}
