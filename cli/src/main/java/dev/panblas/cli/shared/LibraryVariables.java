/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.shared;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The environment variables that native libraries read themselves.
 *
 * @param set the variables that are set, each as {@code NAME=value}, in the order of their names
 * @param warning names a variable that makes a library slower, or null
 */
public record LibraryVariables(List<String> set, @Nullable String warning) {

  private static final List<String> PREFIXES = List.of("BLIS_", "MKL_", "OPENBLAS_");

  /** Selects OpenBLAS's kernels, which OpenBLAS otherwise selects by the processor. */
  private static final String CORE = "OPENBLAS_CORETYPE";

  /**
   * The variables of this process.
   *
   * @param cores the processor families whose kernels the opened copies of OpenBLAS use
   * @return the variables
   */
  static LibraryVariables current(Stream<String> cores) {
    return of(System.getenv(), cores, VectorLevel.ofProcessor());
  }

  static LibraryVariables of(
      Map<String, String> environment, Stream<String> cores, Optional<VectorLevel> processor) {
    List<String> set =
        environment.entrySet().stream()
            .filter(variable -> PREFIXES.stream().anyMatch(variable.getKey()::startsWith))
            .sorted(Map.Entry.comparingByKey())
            .map(variable -> variable.getKey() + "=" + variable.getValue())
            .toList();
    String requested = environment.get(CORE);
    if (requested == null || processor.isEmpty()) {
      return new LibraryVariables(set, null);
    }
    String warning =
        cores
            .flatMap(core -> warning(requested, core, processor.get()).stream())
            .findFirst()
            .orElse(null);
    return new LibraryVariables(set, warning);
  }

  private static Optional<String> warning(String requested, String core, VectorLevel available) {
    return VectorLevel.ofCore(core)
        .filter(level -> level.compareTo(available) < 0)
        .map(
            level ->
                String.format(
                    Locale.ROOT,
                    "%s=%s makes OpenBLAS use its kernels for %s (%s), although this processor has"
                        + " %s: products may take twice as long. Remove the variable, unless it"
                        + " avoids a fault",
                    CORE,
                    requested,
                    core,
                    level,
                    available));
  }
}
