/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.blas.panama;

import dev.panblas.conformance.junit.BackendConformance;
import dev.panblas.spi.BlasProvider;

class PanamaConformanceTest extends BackendConformance {
  @Override
  protected BlasProvider provider() {
    return new PanamaProvider();
  }
}
