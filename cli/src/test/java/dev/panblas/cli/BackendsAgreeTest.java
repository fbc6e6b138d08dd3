/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.panblas.autoencoder.Hyperparameters;
import dev.panblas.autoencoder.Parameters;
import dev.panblas.autoencoder.Schedule;
import dev.panblas.autoencoder.SparseAutoencoder;
import dev.panblas.backend.BackendUnavailableException;
import dev.panblas.backend.Selection;
import dev.panblas.blas.Blas;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Order;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import dev.panblas.optimize.Lbfgs;
import dev.panblas.spi.Settings;
import java.lang.foreign.Arena;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares all backends in one process. A backend that is not ready fails. */
class BackendsAgreeTest {

  private static final int ITERATIONS = 50;

  /** The largest relative difference of two costs: fifty iterations amplify rounding errors. */
  private static final double TOLERANCE = 1e-6;

  private static double costOn(String backend) {
    Matrix samples = Matrix.allocate(Precision.DOUBLE, 400, 16);
    samples.copyFrom(new Random(1).doubles(400 * 16, 0.1, 0.9).toArray(), Order.ROW_MAJOR);
    Blas blas = Blas.open(backend);
    Hyperparameters chosen = new Hyperparameters(6, 1e-4, 3, 0.05);
    SparseAutoencoder autoencoder =
        new SparseAutoencoder(Arena.ofAuto(), blas, chosen, samples, Schedule.BATCHED);
    Vector theta = Vector.allocate(Precision.DOUBLE, autoencoder.dimension());
    Parameters.over(theta, 16, 6).initialize(new Random(2));
    Lbfgs.Options options =
        Lbfgs.Options.DEFAULT.withMaxIterations(ITERATIONS).withTolerances(0, 0);
    return new Lbfgs(blas, options).minimize(autoencoder, theta).cost();
  }

  @ParameterizedTest
  @ValueSource(strings = {"panama", "javacpp"})
  void trainingReachesTheSameCost(String backend) {
    double expected = costOn("reference");
    assertEquals(expected, costOn(backend), TOLERANCE * expected);
  }

  @Test
  void panamaAndJavaCppShareOneLibrary() {
    Settings settings = Settings.current();
    Blas panama = Blas.over(Selection.make(settings.withBackend("panama")).open());
    Blas javacpp = Blas.over(Selection.make(settings.withBackend("javacpp")).open());
    assertEquals(panama.library(), javacpp.library());
    BackendUnavailableException refused =
        assertThrows(
            BackendUnavailableException.class,
            () -> Selection.make(settings.withBackend("javacpp").withLibraryThreads(2)));
    assertTrue(
        refused.getMessage().contains("was opened with 1, but 2 is requested"),
        refused::getMessage);
  }
}
