/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.autoencoder;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.panblas.NaiveKernels;
import dev.panblas.blas.Blas;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import dev.panblas.spi.Settings;
import java.lang.foreign.Arena;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Constructors without a thread count take the one of the Blas. */
@Isolated("looks at all threads and sets a system property")
final class ThreadCountTest {

  private static final int SAMPLES = 400;
  private static final int VISIBLE = 6;
  private static final Hyperparameters SMALL = new Hyperparameters(3, 1e-2, 3, 0.05);

  private static Set<Thread> workers() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("panblas-worker-"))
        .collect(Collectors.toSet());
  }

  @Test
  @DisplayName("a Blas with one thread starts no worker thread, whatever the current settings")
  void oneThread() {
    Blas blas = Blas.over(new NaiveKernels());
    assertEquals(1, blas.threads());
    Set<Thread> others = workers(); // of other tests, about to end
    String before = System.getProperty(Settings.THREADS_PROPERTY);
    System.setProperty(Settings.THREADS_PROPERTY, "4");
    try (Arena arena = Arena.ofShared()) {
      Matrix x = new SmallNetwork(SAMPLES, VISIBLE, SMALL).samples(arena, Precision.DOUBLE);
      Matrix a2 = Matrix.allocate(arena, Precision.DOUBLE, SAMPLES, SMALL.hidden());
      a2.fill(0.5);
      int size = Parameters.count(VISIBLE, SMALL.hidden());
      Vector theta = Vector.allocate(arena, Precision.DOUBLE, size);
      Vector gradient = Vector.allocate(arena, Precision.DOUBLE, size);
      try (SparseAutoencoder chosen = new SparseAutoencoder(arena, blas, SMALL, x);
          SparseAutoencoder tiled = new SparseAutoencoder(arena, blas, SMALL, x, Schedule.TILED);
          Backpropagation backpropagation =
              new Backpropagation(arena, blas, SMALL, x, a2, x, Schedule.TILED)) {
        chosen.evaluate(theta, gradient);
        tiled.evaluate(theta, gradient);
        backpropagation.evaluate(theta, new double[] {0.5, 0.5, 0.5}, gradient);
        Set<Thread> started = workers();
        started.removeAll(others);
        assertEquals(Set.of(), started);
      }
    } finally {
      if (before == null) {
        System.clearProperty(Settings.THREADS_PROPERTY);
      } else {
        System.setProperty(Settings.THREADS_PROPERTY, before);
      }
    }
  }
}
