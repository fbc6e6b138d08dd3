/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package org.example.backend;

import dev.panblas.spi.Availability;
import dev.panblas.spi.BlasKernels;
import dev.panblas.spi.BlasProvider;
import dev.panblas.spi.Settings;

/** The backend {@code loops}, which is always ready. */
public final class LoopsProvider implements BlasProvider {

  /** Made by {@link java.util.ServiceLoader}. */
  public LoopsProvider() {}

  @Override
  public String name() {
    return "loops";
  }

  @Override
  public int priority() {
    return 50;
  }

  @Override
  public Availability probe(Settings settings) {
    return new Availability.Ready(new LoopsKernels(settings).library());
  }

  @Override
  public BlasKernels open(Settings settings) {
    return new LoopsKernels(settings);
  }
}
