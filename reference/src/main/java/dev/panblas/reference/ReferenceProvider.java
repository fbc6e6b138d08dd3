/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.reference;

import dev.panblas.spi.Availability;
import dev.panblas.spi.BlasKernels;
import dev.panblas.spi.BlasProvider;
import dev.panblas.spi.LibraryInfo;
import dev.panblas.spi.Settings;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The backend {@code reference}: BLAS in plain Java on one thread; the thread count of the settings
 * is ignored. It needs no library and no native access, so it is always ready. It has the lowest
 * priority because the other backends are faster.
 */
public final class ReferenceProvider implements BlasProvider {

  /** Called by {@link java.util.ServiceLoader}. */
  public ReferenceProvider() {}

  @Override
  public String name() {
    return "reference";
  }

  @Override
  public int priority() {
    return 0;
  }

  @Override
  public Availability probe(Settings settings) {
    return new Availability.Ready(library());
  }

  @Override
  public BlasKernels open(Settings settings) {
    return new ReferenceKernels(settings);
  }

  static LibraryInfo library() {
    return new LibraryInfo(
        "Java",
        Optional.of(Runtime.version().toString()),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        OptionalInt.of(1));
  }
}
