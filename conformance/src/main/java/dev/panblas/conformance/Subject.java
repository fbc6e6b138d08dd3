/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance;

import dev.panblas.blas.Blas;
import dev.panblas.spi.BlasKernels;
import dev.panblas.spi.BlasProvider;
import dev.panblas.spi.Settings;

/**
 * A backend under test.
 *
 * @param blas the facade over the backend, with the crossover off: every case reaches the kernels
 * @param withCrossover the same with the crossover on
 * @param threads opens the backend with another number of library threads
 * @param allThreads the largest number of library threads
 * @param effort how many random calls, and how long many threads call
 */
public record Subject(
    Blas blas, Blas withCrossover, Opener threads, int allThreads, Effort effort) {

  /** Opens the backend once more. */
  public interface Opener {

    /**
     * Opens it with another number of library threads. A library may set it for the whole process.
     *
     * @param threads 1 or more
     * @return the facade over the backend
     */
    Blas open(int threads);
  }

  /**
   * Opens a provider that is ready.
   *
   * @param provider the backend
   * @param settings library and threads
   * @param effort how many random calls, and how long many threads call
   * @return the subject
   */
  public static Subject of(BlasProvider provider, Settings settings, Effort effort) {
    Settings crossoverOff = settings.withCrossover(false);
    return new Subject(
        open(provider, crossoverOff),
        open(provider, settings.withCrossover(true)),
        threads -> Blas.over(provider.open(crossoverOff.withThreads(threads))),
        settings.threads(),
        effort);
  }

  /**
   * Kernels that no provider has opened.
   *
   * @param kernels the kernels
   * @param effort how many random calls, and how long many threads call
   * @return the subject, with one thread
   */
  public static Subject of(BlasKernels kernels, Effort effort) {
    Settings settings = Settings.defaults().withThreads(1);
    Blas crossoverOff = Blas.over(kernels, settings.withCrossover(false));
    return new Subject(
        crossoverOff, Blas.over(kernels, settings), threads -> crossoverOff, 1, effort);
  }

  private static Blas open(BlasProvider provider, Settings settings) {
    return Blas.over(provider.open(settings), settings);
  }
}
