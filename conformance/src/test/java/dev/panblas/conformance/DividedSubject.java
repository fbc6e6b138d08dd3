/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance;

import dev.panblas.blas.Blas;
import dev.panblas.conformance.trials.AutomaticArena;
import dev.panblas.internal.division.DividedKernels;
import dev.panblas.internal.division.Division;
import dev.panblas.internal.division.Division.Sizes;
import dev.panblas.spi.BlasKernels;
import dev.panblas.spi.Settings;
import java.lang.foreign.Arena;
import java.lang.reflect.Constructor;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Opens kernels with a division of the test's choice, which core does not offer to programs. All
 * operands are in memory that every thread may use.
 */
final class DividedSubject {

  static final int THREADS = 3;

  /** Parts and library calls of a few elements. */
  static final Division DIVISION = new Division(THREADS, new Sizes(20, 3, 5, 100, 4, 12));

  /** Closing a shared arena takes long, so most are automatic. */
  private static final int AUTOMATIC_ARENAS = 15;

  private DividedSubject() {}

  static Subject of(BlasKernels kernels, DividedKernels divided) {
    Settings settings = Settings.defaults().withThreads(THREADS).withCrossover(false);
    return new Subject(
        kernels, Optional.empty(), open(kernels, settings, divided), arenas(), Effort.SHORT);
  }

  private static Blas open(BlasKernels kernels, Settings settings, DividedKernels divided) {
    try {
      Constructor<Blas> constructor =
          Blas.class.getDeclaredConstructor(
              BlasKernels.class, Settings.class, DividedKernels.class);
      constructor.setAccessible(true);
      return constructor.newInstance(kernels, settings, divided);
    } catch (ReflectiveOperationException changed) {
      throw new LinkageError("Blas has no such constructor", changed);
    }
  }

  private static Supplier<Arena> arenas() {
    AtomicInteger made = new AtomicInteger();
    Supplier<Arena> shared = Arena::ofShared;
    Supplier<Arena> automatic = AutomaticArena::new;
    return () -> (made.getAndIncrement() % (1 + AUTOMATIC_ARENAS) == 0 ? shared : automatic).get();
  }
}
