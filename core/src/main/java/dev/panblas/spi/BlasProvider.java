/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.spi;

import dev.panblas.matrix.Precision;
import java.util.Optional;

/**
 * A backend, found by {@link java.util.ServiceLoader}. Declare it with {@code provides} in {@code
 * module-info.java} and, for programs on the class path, in {@code META-INF/services}.
 *
 * <p>The constructor must have no side effects. A library is loaded by {@link #probe} at the
 * earliest.
 */
public interface BlasProvider {

  /**
   * The backend's name, by which settings request it: short, lower case.
   *
   * @return such as {@code panama}
   */
  String name();

  /**
   * The rank among the backends that are ready if none is requested: the highest is chosen.
   * Panblas's native backends have 300 and 200, those in Java 100 and 0.
   *
   * @return the priority
   */
  int priority();

  /**
   * Whether the backend can run here with these settings. Loads the library and looks up its
   * symbols, so that {@link #open} succeeds afterwards. A failure is returned, not thrown.
   *
   * @param settings which library, how many threads
   * @return ready, or unavailable with the reason and the remedy
   */
  Availability probe(Settings settings);

  /**
   * The kernels. Called after a {@link #probe} with the same settings has returned ready.
   *
   * @param settings which library, how many threads
   * @return the kernels, usable from any thread until the process ends; their {@link
   *     BlasKernels#settings} are the settings given here
   */
  BlasKernels open(Settings settings);

  /**
   * The products of matrices in Java arrays that this backend computes faster than a native
   * library. The facade lets it compute them although another backend was chosen, unless {@link
   * Settings#crossover} is off. Called before {@link #probe}. The same processor, JVM and library
   * must have the same limits in every process, because they decide bits.
   *
   * @param library the library of a native backend
   * @return {@link ProductLimits#NONE} for a native backend, and if nothing is known of the library
   */
  default ProductLimits fasterProducts(LibraryInfo library) {
    return ProductLimits.NONE;
  }

  /**
   * Operations on tiles in Java that are faster on this processor than the gemm of a native
   * library. The autoencoder uses them on a native backend, unless {@link Settings#crossover} is
   * off. May be called without a {@link #probe}.
   *
   * @param precision of all arrays
   * @return empty if the provider has none, or they cannot run or are not faster here
   */
  default Optional<TileKernels<?>> fastTileKernels(Precision precision) {
    return Optional.empty();
  }

  /**
   * Functions of elements on vector instructions, with the bits of the loops of {@code core}. The
   * autoencoder uses them on every backend. Called once in a process, and without a {@link #probe}.
   *
   * @return empty if the provider has none, or they cannot run here
   */
  default Optional<ElementKernels> elementKernels() {
    return Optional.empty();
  }
}
