/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.nativelib.call;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.util.List;
import java.util.Optional;

/**
 * The functions of a library by their names in C. Builds add a prefix or a suffix to these names,
 * so that two libraries, or integers of two widths, can be in one process.
 *
 * @param lookup finds a function by the name that the library gives to it
 * @param spelling the name of each function of CBLAS in this library, with * for the name in C
 */
public record Symbols(SymbolLookup lookup, String spelling) {

  /**
   * The spellings of known builds, in the order in which they are tried: Apple's Accelerate, whose
   * plain names are those of an old version; the standard; OpenBLAS, the reference and MKL with
   * 64-bit integers; a Fortran compiler's underscore; the OpenBLAS of Python packages.
   */
  private static final List<String> SPELLINGS =
      List.of(
          "*$NEWLAPACK",
          "*",
          "*64_",
          "*_64_",
          "*_64",
          "*_",
          "scipy_*",
          "scipy_*64_",
          "*$NEWLAPACK$ILP64");

  /**
   * The functions of a library in the first spelling that has a given one.
   *
   * @param lookup finds a function by the name that the library gives to it
   * @param function the name in C of a function of CBLAS
   * @return the functions; if there is no such function, in the standard's spelling
   */
  static Symbols of(SymbolLookup lookup, String function) {
    return SPELLINGS.stream()
        .map(spelling -> new Symbols(lookup, spelling))
        .filter(symbols -> symbols.find(function).isPresent())
        .findFirst()
        .orElseGet(() -> new Symbols(lookup, "*"));
  }

  /** Whether a function belongs to CBLAS, so that its name and integers are those of the build. */
  static boolean isCblas(String function) {
    return function.startsWith("cblas_");
  }

  /**
   * Finds a function.
   *
   * @param function its name in C
   * @return its address; empty if the library does not have it
   */
  public Optional<MemorySegment> find(String function) {
    Optional<MemorySegment> spelled = lookup.find(spelling.replace("*", function));
    return isCblas(function) ? spelled : spelled.or(() -> lookup.find(function));
  }
}
