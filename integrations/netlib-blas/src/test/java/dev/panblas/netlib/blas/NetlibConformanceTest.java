/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.netlib.blas;

import dev.panblas.blas.Blas;
import dev.panblas.conformance.Effort;
import dev.panblas.conformance.junit.BackendConformance;
import dev.panblas.spi.Availability;
import dev.panblas.spi.BlasKernels;
import dev.panblas.spi.BlasProvider;
import dev.panblas.spi.Settings;
import java.util.Optional;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The conformance kit on a backend that calls {@link PanblasBlas} on OpenBLAS. */
@EnabledIfSystemProperty(
    named = "panblas.conformance.effort",
    matches = "full",
    disabledReason = "the kit takes a minute, so it runs with -Pexhaustive")
class NetlibConformanceTest extends BackendConformance {

  @Override
  protected BlasProvider provider() {
    return new Provider();
  }

  /** The long form has operands that no array can hold. */
  @Override
  protected Effort effort() {
    return Effort.SHORT;
  }

  private static final class Provider implements BlasProvider {

    private final Blas blas =
        Blas.open(Settings.current().withBackend("panama").withThreads(1).withCrossover(false));

    @Override
    public String name() {
      return "netlib";
    }

    @Override
    public int priority() {
      return 0;
    }

    @Override
    public Availability probe(Settings settings) {
      return new Availability.Ready(blas.library());
    }

    @Override
    public BlasKernels open(Settings settings) {
      return new NetlibKernels(new PanblasBlas(blas), blas.library(), Optional.of(settings));
    }
  }
}
