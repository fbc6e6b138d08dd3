package dev.panblas.conformance;

import dev.panblas.spi.LibraryInfo;
import dev.panblas.spi.Routine;
import java.nio.file.Files;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What a backend says about itself. */
final class LibraryRules {

  private static final String GROUP = "LIBRARY";

  private LibraryRules() {}

  static List<Rule> all() {
    return List.of(
        new Rule(
            GROUP,
            1,
            "a backend names its library, a file that exists if there is one, and at least one"
                + " thread",
            (subject, findings) ->
                findings.attempt("library()", () -> requireComplete(subject.blas().library()))),
        new Rule(
            GROUP,
            2,
            "a backend counts axpy, dot and gemm among the routines that it runs itself",
            (subject, findings) ->
                findings.attempt(
                    "implemented()", () -> requireBasis(subject.blas().implemented()))));
  }

  private static void requireComplete(LibraryInfo library) {
    if (library.name().isBlank()) {
      throw new AssertionError("the name is blank");
    }
    if (library.threads() < 1) {
      throw new AssertionError("the number of threads is " + library.threads());
    }
    library
        .file()
        .filter(file -> !Files.exists(file))
        .ifPresent(
            file -> {
              throw new AssertionError("the file " + file + " does not exist");
            });
  }

  private static void requireBasis(Set<Routine> implemented) {
    Set<Routine> missing = EnumSet.of(Routine.AXPY, Routine.DOT, Routine.GEMM);
    missing.removeAll(implemented);
    if (!missing.isEmpty()) {
      throw new AssertionError("it does not count " + missing);
    }
  }
}
