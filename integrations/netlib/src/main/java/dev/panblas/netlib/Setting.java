/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.netlib;

import dev.panblas.nativelib.file.UnusableLibraryException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A setting of Panblas: a system property, otherwise an environment variable. The names are those
 * of {@code dev.panblas.spi.Settings}, which needs a newer Java.
 *
 * @param value the value
 * @param source where it came from, as messages print it: {@code PANBLAS_CACHE=/data}
 */
record Setting(String value, String source) {

  /** A library file to use instead of the OpenBLAS of the jar. */
  static final String LIBRARY = "panblas.library";

  /** The folder in which native libraries are unpacked. */
  static final String CACHE = "panblas.cache";

  /** How many threads the library has. */
  static final String LIBRARY_THREADS = "panblas.library.threads";

  static Optional<Setting> of(String property) {
    Optional<Setting> set =
        present(System.getProperty(property))
            .map(value -> new Setting(value, "-D" + property + "=" + value));
    String variable = variable(property);
    return set.isPresent()
        ? set
        : present(System.getenv(variable)).map(value -> new Setting(value, variable + "=" + value));
  }

  private static Optional<String> present(@Nullable String value) {
    return Optional.ofNullable(value).map(String::strip).filter(text -> !text.isEmpty());
  }

  private static String variable(String property) {
    return property.replace('.', '_').toUpperCase(Locale.ROOT);
  }

  /** How to set a property, as remedies print it. */
  static String howToSet(String property) {
    return "-D" + property + " or " + variable(property);
  }

  /** A whole number of at least 1. */
  int count() throws UnusableLibraryException {
    try {
      int count = Integer.parseInt(value);
      if (count >= 1) {
        return count;
      }
    } catch (NumberFormatException notANumber) {
      // Refused below, as 0 is.
    }
    throw new UnusableLibraryException(
        "the library's thread count must be a whole number >= 1, but was " + source,
        "correct or remove that setting");
  }
}
