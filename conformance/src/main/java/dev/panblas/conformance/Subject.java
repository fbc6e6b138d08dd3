/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance;

import dev.panblas.blas.Blas;
import dev.panblas.spi.BlasProvider;
import dev.panblas.spi.Settings;

/**
 * A backend under test.
 *
 * @param blas the facade over the backend, with the crossover off: every case reaches the kernels
 * @param withCrossover the same with the crossover on
 * @param threads opens the backend with another number of library threads
 * @param allThreads the largest number of library threads
 * @param effort how long to look for rare faults
 */
public record Subject(
    Blas blas, Blas withCrossover, Opener threads, int allThreads, Effort effort) {

  /** Opens the backend once more. */
  public interface Opener {

    /**
     * Opens it with another number of library threads, which may be set for the whole process.
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
   * @param effort how long to look for rare faults
   * @return the subject
   */
  public static Subject of(BlasProvider provider, Settings settings, Effort effort) {
    Settings crossoverOff = settings.withCrossover(false);
    return new Subject(
        open(provider, crossoverOff),
        open(provider, settings.withCrossover(true)),
        threads -> open(provider, crossoverOff.withThreads(threads)),
        settings.threads(),
        effort);
  }

  /**
   * A backend whose library has no threads.
   *
   * @param blas the facade over the backend
   * @param effort how long to look for rare faults
   * @return the subject
   */
  public static Subject of(Blas blas, Effort effort) {
    return new Subject(blas, blas, threads -> blas, 1, effort);
  }

  private static Blas open(BlasProvider provider, Settings settings) {
    return Blas.over(provider.open(settings), settings);
  }
}
