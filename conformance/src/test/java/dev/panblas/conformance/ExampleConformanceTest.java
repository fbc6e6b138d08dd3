/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance;

import dev.panblas.conformance.junit.BackendConformance;
import dev.panblas.spi.BlasProvider;

class ExampleConformanceTest extends BackendConformance {
  @Override
  protected BlasProvider provider() {
    return new ExampleProvider();
  }
}
