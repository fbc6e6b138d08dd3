/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance;

import dev.panblas.blas.Blas;
import dev.panblas.spi.BlasKernels;
import dev.panblas.spi.BlasProvider;
import dev.panblas.spi.Settings;
import java.lang.foreign.Arena;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A backend under test.
 *
 * @param kernels the backend's kernels
 * @param openedWith the settings that a provider has opened the kernels with; empty if no provider
 *     has
 * @param blas the facade over the kernels, with the crossover off: every case reaches them
 * @param arenas makes the arena of a case; the rule closes it
 * @param effort how many random calls, and how long many threads call
 */
public record Subject(
    BlasKernels kernels,
    Optional<Settings> openedWith,
    Blas blas,
    Supplier<Arena> arenas,
    Effort effort) {

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
    BlasKernels kernels = provider.open(crossoverOff);
    return of(kernels, Optional.of(crossoverOff), crossoverOff, effort);
  }

  /**
   * Kernels that no provider has opened.
   *
   * @param kernels the kernels
   * @param effort how many random calls, and how long many threads call
   * @return the subject, with one thread
   */
  public static Subject of(BlasKernels kernels, Effort effort) {
    Settings settings = Settings.defaults().withThreads(1).withCrossover(false);
    return of(kernels, Optional.empty(), settings, effort);
  }

  private static Subject of(
      BlasKernels kernels, Optional<Settings> openedWith, Settings settings, Effort effort) {
    Blas blas = Blas.over(kernels, settings);
    return new Subject(kernels, openedWith, blas, Arena::ofConfined, effort);
  }

  /** The same backend with the crossover on. */
  Subject withCrossover() {
    return with(Blas.over(kernels, blas.settings().withCrossover(true)));
  }

  /** The same backend with another thread count. */
  Subject withThreads(int threads) {
    return with(blas.withThreads(threads));
  }

  private Subject with(Blas other) {
    return new Subject(kernels, openedWith, other, arenas, effort);
  }

  /** The same backend with operands in other arenas. */
  Subject withArenas(Supplier<Arena> others) {
    return new Subject(kernels, openedWith, blas, others, effort);
  }

  /** Makes the arena of a case. */
  Arena arena() {
    return arenas.get();
  }
}
