/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.panblas.NaiveKernels;
import dev.panblas.internal.crossover.JavaProducts;
import dev.panblas.spi.Availability;
import dev.panblas.spi.BlasKernels;
import dev.panblas.spi.BlasProvider;
import dev.panblas.spi.LibraryInfo;
import dev.panblas.spi.ProductLimits;
import dev.panblas.spi.Settings;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Which backend in Java computes products for a native one. */
class JavaProductsTest {

  private static final Settings SETTINGS = Settings.defaults().withThreads(1);

  private static LibraryInfo library(String core) {
    return new LibraryInfo(
        "OpenBLAS",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(core),
        OptionalInt.of(1));
  }

  /** A backend that is faster on one core. */
  private record Fast(String name, Availability answer, BlasKernels kernels)
      implements BlasProvider {

    @Override
    public int priority() {
      return 1;
    }

    @Override
    public Availability probe(Settings settings) {
      return answer;
    }

    @Override
    public BlasKernels open(Settings settings) {
      return kernels;
    }

    @Override
    public ProductLimits fasterProducts(LibraryInfo library) {
      return library.core().equals(Optional.of("Haswell"))
          ? new ProductLimits(new ProductLimits.Range(8, 100), ProductLimits.Range.EMPTY)
          : ProductLimits.NONE;
    }
  }

  private static Candidate candidate(BlasProvider provider) {
    return new Candidate(
        provider.name(), 1, "a.jar", () -> provider.probe(SETTINGS), Optional.of(provider));
  }

  @Test
  void theFirstReadyBackendWithLimitsForTheCoreComputes() {
    BlasKernels kernels = new NaiveKernels();
    Availability ready = FakeProvider.ready("fast", 1).answer();
    Availability unavailable = FakeProvider.unavailable("slow", 1).answer();
    List<Candidate> candidates =
        List.of(
            FakeProvider.ready("library", 300).candidate(),
            candidate(new Fast("absent", unavailable, new NaiveKernels())),
            candidate(new Fast("fast", ready, kernels)));
    assertSame(
        kernels,
        JavaProducts.among(candidates, library("Haswell"), SETTINGS).kernels().orElseThrow());
    assertEquals(
        JavaProducts.NONE, JavaProducts.among(candidates, library("Cooperlake"), SETTINGS));
  }

  @Test
  void aBackendInJavaAndACrossoverThatIsOffHaveNone() {
    assertSame(JavaProducts.NONE, JavaProducts.of(new NaiveKernels(), SETTINGS));
    BlasKernels library =
        new NaiveKernels() {
          @Override
          public boolean isNative() {
            return true;
          }
        };
    assertSame(JavaProducts.NONE, JavaProducts.of(library, SETTINGS.withCrossover(false)));
  }
}
