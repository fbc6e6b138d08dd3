/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.netlib.blas;

import dev.panblas.conformance.Effort;
import dev.panblas.conformance.junit.BackendConformance;
import dev.panblas.spi.BlasProvider;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The conformance kit on a backend that calls {@link PanblasBlas} on OpenBLAS. */
@EnabledIfSystemProperty(
    named = "panblas.conformance.effort",
    matches = "full",
    disabledReason = "takes a minute: runs with -Pexhaustive; NetlibRulesTest is a sample")
class NetlibConformanceTest extends BackendConformance {

  @Override
  protected BlasProvider provider() {
    return new NetlibProvider();
  }

  /** The long form has operands that no array can hold. */
  @Override
  protected Effort effort() {
    return Effort.SHORT;
  }
}
