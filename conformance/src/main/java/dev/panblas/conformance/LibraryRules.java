/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance;

import dev.panblas.blas.Blas;
import dev.panblas.spi.LibraryInfo;
import dev.panblas.spi.Routine;
import java.nio.file.Files;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Rules for the description that a backend gives of itself. */
final class LibraryRules {

  private static final String GROUP = "LIBRARY";

  private LibraryRules() {}

  static List<Rule> all() {
    return List.of(
        new Rule(
            GROUP,
            1,
            "the library has a name and, if its thread count is known, at least one thread, and its"
                + " file exists if it names one",
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
            (subject, findings) -> findings.attempt("settings()", () -> requireSettings(subject))));
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

  /** The opener passes the settings to the provider only: the facade has those of the kernels. */
  private static void requireSettings(Subject subject) {
    Blas opened = subject.threads().open(subject.allThreads());
    if (opened.threads() != subject.allThreads() || opened.settings().crossover()) {
      throw new AssertionError(
          String.format(
              "settings() must return the settings that open was given (%d threads, crossover off),"
                  + " but the facade has %s",
              subject.allThreads(), opened.settings()));
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
