/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance;

import dev.panblas.conformance.junit.BackendConformance;
import dev.panblas.spi.BlasProvider;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The reference backend runs the same defaults, and mvn verify tries all cases on it. */
@EnabledIfSystemProperty(
    named = "panblas.conformance.effort",
    matches = "full",
    disabledReason = "mvn verify -Pexhaustive runs it")
class ExampleConformanceTest extends BackendConformance {
  @Override
  protected BlasProvider provider() {
    return new ExampleProvider();
  }
}
