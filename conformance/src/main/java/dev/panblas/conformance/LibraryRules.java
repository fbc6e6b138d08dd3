/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance;

import dev.panblas.blas.Blas;
import dev.panblas.spi.BlasKernels;
import dev.panblas.spi.LibraryInfo;
import dev.panblas.spi.Routine;
import dev.panblas.spi.Settings;
import java.nio.file.Files;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Rules for the description that a backend gives of itself. */
final class LibraryRules {

  private static final String GROUP = "LIBRARY";

  private LibraryRules() {}

  static List<Rule> all() {
    return Stream.of(
            new Rule(
                GROUP,
                1,
                "the library has a name and, if its thread count is known, at least one thread, and"
                    + " its file exists if it names one",
                (subject, findings) ->
                    findings.attempt("library()", () -> requireComplete(subject.blas().library()))),
            new Rule(
                GROUP,
                2,
                "axpy, dot and gemm are among the routines that the backend implements",
                (subject, findings) ->
                    findings.attempt(
                        "implemented()", () -> requireBasis(subject.blas().implemented()))),
            new Rule(
                GROUP,
                3,
                "kernels return the settings that they were opened with",
                (subject, findings) ->
                    subject
                        .openedWith()
                        .ifPresentOrElse(
                            expected ->
                                findings.attempt(
                                    "settings()",
                                    () -> requireSettings(subject.kernels(), expected)),
                            () -> findings.leaveOut("no provider has opened the kernels"))))
        .map(Rule::besideOthers)
        .toList();
  }

  private static void requireComplete(LibraryInfo library) {
    if (library.name().isBlank()) {
      throw new AssertionError("the library's name must not be blank");
    }
    if (library.threads().orElse(1) < 1) {
      throw new AssertionError(
          "the thread count must be >= 1, but was " + library.threads().getAsInt());
    }
    library
        .file()
        .filter(file -> !Files.exists(file))
        .ifPresent(
            file -> {
              throw new AssertionError("the library's file must exist, but was " + file);
            });
  }

  private static void requireSettings(BlasKernels kernels, Settings expected) {
    Optional<Settings> returned = kernels.settings();
    if (!returned.equals(Optional.of(expected))) {
      throw new AssertionError(
          "settings() must be those that open was given, "
              + expected
              + ", but were "
              + returned.map(Settings::toString).orElse("missing"));
    }
    int threads = Blas.over(kernels).threads();
    if (threads != expected.threads()) {
      throw new AssertionError(
          "Blas.over(kernels) must use the thread count "
              + expected.threads()
              + " of the settings, but uses "
              + threads);
    }
  }

  private static void requireBasis(Set<Routine> implemented) {
    Set<Routine> missing = EnumSet.of(Routine.AXPY, Routine.DOT, Routine.GEMM);
    missing.removeAll(implemented);
    if (!missing.isEmpty()) {
      throw new AssertionError("implemented() must list axpy, dot and gemm, but lacks " + missing);
    }
  }
}
