/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.netlib.blas;

import dev.panblas.blas.Blas;
import dev.panblas.spi.Availability;
import dev.panblas.spi.BlasKernels;
import dev.panblas.spi.BlasProvider;
import dev.panblas.spi.Settings;
import java.util.Optional;

/** A backend that calls {@link PanblasBlas} on OpenBLAS. */
final class NetlibProvider implements BlasProvider {

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
