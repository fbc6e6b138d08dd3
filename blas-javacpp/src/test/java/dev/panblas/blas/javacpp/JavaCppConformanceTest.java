/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.blas.javacpp;

import dev.panblas.conformance.junit.BackendConformance;
import dev.panblas.spi.BlasProvider;

class JavaCppConformanceTest extends BackendConformance {
  @Override
  protected BlasProvider provider() {
    return new JavaCppProvider();
  }
}
