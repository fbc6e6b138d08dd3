/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.reference;

import dev.panblas.conformance.junit.BackendConformance;
import dev.panblas.spi.BlasProvider;

class ReferenceConformanceTest extends BackendConformance {
  @Override
  protected BlasProvider provider() {
    return new ReferenceProvider();
  }
}
