/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.shared;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.panblas.cli.shared.BackendReport.Entry;
import dev.panblas.cli.shared.BackendReport.Threads;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Vector;
import dev.panblas.spi.Availability;
import dev.panblas.spi.BlasKernels;
import dev.panblas.spi.BlasProvider;
import dev.panblas.spi.LibraryInfo;
import dev.panblas.spi.Routine;
import dev.panblas.spi.Settings;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BackendReportTest {

  /**
   * Reports that it is ready, but cannot be opened.
   *
   * @param opening throws, or returns broken kernels
   */
  private record FailsToOpen(Supplier<BlasKernels> opening) implements BlasProvider {

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
      return new Availability.Ready(
          new LibraryInfo(
              "none",
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              OptionalInt.of(1)));
    }

    @Override
    public BlasKernels open(Settings settings) {
      return opening.get();
    }
  }

  /** Kernels that throw when their routines are listed. */
  private static final class Broken implements BlasKernels {

    @Override
    public Set<Routine> implemented() {
      throw new NoClassDefFoundError("no dgemm");
    }

    @Override
    public LibraryInfo library() {
      throw new IllegalStateException("never asked");
    }

    @Override
    public void axpy(double alpha, Vector x, Vector y) {
      throw new IllegalStateException("never called");
    }

    @Override
    public double dot(Vector x, Vector y) {
      throw new IllegalStateException("never called");
    }

    @Override
    public void gemm(double alpha, Matrix a, Matrix b, double beta, Matrix c) {
      throw new IllegalStateException("never called");
    }
  }

  private static BlasKernels refuse() {
    throw new UnsatisfiedLinkError("no dgemm");
  }

  static Stream<Supplier<BlasKernels>> openings() {
    return Stream.of(BackendReportTest::refuse, Broken::new);
  }

  @ParameterizedTest
  @MethodSource("openings")
  void aBackendThatCannotBeOpenedIsNotReady(Supplier<BlasKernels> opening) {
    Settings settings = Settings.defaults().withThreads(1);
    BlasProvider failing = new FailsToOpen(opening);
    Entry entry = BackendReport.opened(failing, "here", failing.probe(settings), settings);
    assertFalse(entry.ready());
    BackendReport report =
        new BackendReport(
            "failing",
            "why",
            "vectors",
            Threads.of(settings),
            LibraryVariables.current(Stream.empty()),
            List.of(entry));
    assertFalse(report.canRun());
    assertNotNull(entry.reason());
    assertTrue(entry.reason().contains("no dgemm"), entry.reason());
  }
}
