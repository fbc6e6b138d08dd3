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
import dev.panblas.spi.Threading;
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
  void aProviderThatFailsKeepsNoBackendFromOpening() {
    BlasProvider failing =
        new FailingProvider() {
          @Override
          public ProductLimits fasterProducts(LibraryInfo library) {
            throw new NoClassDefFoundError("of another version");
          }
        };
    BlasProvider failingToOpen =
        new FailingProvider() {
          @Override
          public ProductLimits fasterProducts(LibraryInfo library) {
            return new ProductLimits(new ProductLimits.Range(8, 100), ProductLimits.Range.EMPTY);
          }
        };
    List<Candidate> candidates = List.of(candidate(failing), candidate(failingToOpen));
    assertSame(JavaProducts.NONE, JavaProducts.among(candidates, library("Haswell"), SETTINGS));
  }

  private abstract static class FailingProvider implements BlasProvider {

    @Override
    public String name() {
      return "failing";
    }

    @Override
    public int priority() {
      return 1;
    }

    @Override
    public Availability probe(Settings settings) {
      return FakeProvider.ready("failing", 1).answer();
    }

    @Override
    public BlasKernels open(Settings settings) {
      throw new IllegalStateException("cannot open");
    }
  }

  @Test
  void aLibraryWithThreadsOfItsOwnComputesItsProducts() {
    BlasKernels library =
        new NaiveKernels() {
          @Override
          public boolean isNative() {
            return true;
          }

          @Override
          public Threading threading() {
            return Threading.OWN;
          }

          @Override
          public LibraryInfo library() {
            throw new AssertionError("no backend in Java must be asked");
          }
        };
    assertSame(JavaProducts.NONE, JavaProducts.of(library, SETTINGS));
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
