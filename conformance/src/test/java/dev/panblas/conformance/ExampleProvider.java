/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance;

import dev.panblas.spi.Availability;
import dev.panblas.spi.BlasKernels;
import dev.panblas.spi.BlasProvider;
import dev.panblas.spi.Settings;

/** A backend that is always ready. */
final class ExampleProvider implements BlasProvider {

  @Override
  public String name() {
    return "example";
  }

  @Override
  public int priority() {
    return 1;
  }

  @Override
  public Availability probe(Settings settings) {
    return new Availability.Ready(new ExampleKernels().library());
  }

  @Override
  public BlasKernels open(Settings settings) {
    return new ExampleKernels(settings);
  }
}
