/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.blas.vector;

import dev.panblas.conformance.junit.BackendConformance;
import dev.panblas.spi.BlasProvider;

class VectorConformanceTest extends BackendConformance {
  @Override
  protected BlasProvider provider() {
    return new VectorProvider();
  }
}
