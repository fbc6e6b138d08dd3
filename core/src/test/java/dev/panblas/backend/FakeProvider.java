/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.backend;

import dev.panblas.NaiveKernels;
import dev.panblas.spi.Availability;
import dev.panblas.spi.BlasKernels;
import dev.panblas.spi.BlasProvider;
import dev.panblas.spi.LibraryInfo;
import dev.panblas.spi.Settings;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/** A provider whose probe returns the given answer. */
record FakeProvider(String name, int priority, Availability answer) implements BlasProvider {

  static FakeProvider ready(String name, int priority) {
    LibraryInfo library =
        new LibraryInfo(
            "Lib" + name,
            Optional.of("1.2"),
            Optional.of(Path.of("lib" + name + ".so")),
            Optional.of("DYNAMIC_ARCH"),
            Optional.of("Zen"),
            OptionalInt.of(2));
    return new FakeProvider(name, priority, new Availability.Ready(library));
  }

  static FakeProvider unavailable(String name, int priority) {
    return new FakeProvider(
        name,
        priority,
        new Availability.Unavailable(
            "no file lib" + name + ".so",
            "install it",
            Optional.of(new IllegalStateException(name))));
  }

  Candidate candidate() {
    return new Candidate(name, priority, name + ".jar", () -> answer, Optional.of(this));
  }

  @Override
  public Availability probe(Settings settings) {
    return answer;
  }

  @Override
  public BlasKernels open(Settings settings) {
    return new NaiveKernels();
  }
}
