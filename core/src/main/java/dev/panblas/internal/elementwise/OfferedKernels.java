/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.internal.elementwise;

import dev.panblas.backend.Candidate;
import dev.panblas.backend.Selection;
import dev.panblas.spi.BlasProvider;
import dev.panblas.spi.ElementKernels;
import dev.panblas.spi.Settings;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The functions of elements that a backend offers, whichever backend computes the routines: their
 * bits are those of the loops here.
 */
public final class OfferedKernels {

  private static final Optional<ElementKernels> FOUND =
      among(Selection.candidates(Settings.defaults()));

  private OfferedKernels() {}

  /**
   * The functions of the first backend that offers them. A backend of another class loader, such as
   * an application's in a server, is not asked: this class would keep it from being unloaded.
   */
  static Optional<ElementKernels> among(List<Candidate> candidates) {
    return candidates.stream()
        .filter(candidate -> candidate.provider().filter(OfferedKernels::isLoadedHere).isPresent())
        .flatMap(candidate -> candidate.offer(BlasProvider::elementKernels).stream())
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static boolean isLoadedHere(BlasProvider provider) {
    return Objects.equals(
        provider.getClass().getClassLoader(), OfferedKernels.class.getClassLoader());
  }

  /**
   * The functions that this process uses.
   *
   * @return empty if no backend offers any
   */
  static Optional<ElementKernels> found() {
    return FOUND;
  }

  /**
   * How the loops of {@code core} are vectorised.
   *
   * @return one clause: {@code the JIT compiler's vector instructions}
   */
  public static String describe() {
    String compiler = "the JIT compiler's vector instructions";
    return FOUND
        .map(kernels -> compiler + ", and for the sigmoid " + kernels.describe())
        .orElse(compiler);
  }
}
