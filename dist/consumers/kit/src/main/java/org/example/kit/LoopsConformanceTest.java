/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package org.example.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.panblas.conformance.junit.BackendConformance;
import dev.panblas.spi.BlasProvider;
import org.example.backend.LoopsProvider;
import org.junit.jupiter.api.Test;

class LoopsConformanceTest extends BackendConformance {
  @Override
  protected BlasProvider provider() {
    return new LoopsProvider();
  }

  @Test
  void runsOnTheModulePath() {
    assertEquals("org.example.kit", getClass().getModule().getName());
    assertEquals("dev.panblas.conformance", BackendConformance.class.getModule().getName());
  }
}
