/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.autoencoder;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.panblas.NaiveKernels;
import dev.panblas.blas.Blas;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import java.lang.foreign.Arena;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The constructor allocates the workspace. */
final class AllocationTest {

  private static final int SAMPLES = 500;

  /** Kernels that allocate nothing. The SPI's defaults make a view of each row. */
  private static final class FrugalKernels extends NaiveKernels {

    @Override
    public void copy(Vector x, Vector y) {
      for (int i = 0; i < x.size(); i++) {
        y.set(i, x.get(i));
      }
    }

    @Override
    public void gemv(double alpha, Matrix a, Vector x, double beta, Vector y) {
      for (int i = 0; i < a.rows(); i++) {
        double sum = 0;
        for (int j = 0; j < a.columns(); j++) {
          sum += a.get(i, j) * x.get(j);
        }
        y.set(i, beta == 0 ? alpha * sum : alpha * sum + beta * y.get(i));
      }
    }

    @Override
    public void ger(double alpha, Vector x, Vector y, Matrix a) {
      for (int i = 0; i < a.rows(); i++) {
        for (int j = 0; j < a.columns(); j++) {
          a.set(i, j, a.get(i, j) + alpha * x.get(i) * y.get(j));
        }
      }
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
  @DisplayName("a step allocates less than one object for each sample")
  void step(Precision precision, Schedule schedule) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    try (Arena arena = Arena.ofConfined()) {
      Matrix samples = Matrix.allocate(arena, precision, SAMPLES, 6);
      samples.fill(0.5);
      SparseAutoencoder autoencoder =
          new SparseAutoencoder(
              arena,
              Blas.over(new FrugalKernels()),
              new Hyperparameters(3, 1e-4, 3, 0.01),
              samples,
              schedule);
      Vector theta = Vector.allocate(arena, precision, autoencoder.dimension());
      Vector gradient = Vector.allocate(arena, precision, autoencoder.dimension());
      long fewest = Long.MAX_VALUE;
      // The JIT compiler removes most objects, once it has compiled the step.
      for (int i = 0; i < 2000 && fewest >= objects(SAMPLES); i++) {
        long before = threads.getCurrentThreadAllocatedBytes();
        autoencoder.evaluate(theta, gradient);
        fewest = Math.min(fewest, threads.getCurrentThreadAllocatedBytes() - before);
      }
      long bytes = fewest;
      assertTrue(bytes < objects(SAMPLES), () -> "a step allocates " + bytes + " bytes");
    }
  }

  /** The smallest object takes 16 bytes. */
  private static long objects(int count) {
    return 16L * count;
  }
}
