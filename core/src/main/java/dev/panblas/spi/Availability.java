/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.spi;

import java.util.Optional;

/** The result of a provider's probe. */
public sealed interface Availability {

  /**
   * The backend can run.
   *
   * @param library the library it would run on
   */
  record Ready(LibraryInfo library) implements Availability {}

  /**
   * The backend cannot run. Reason and remedy are printed for the user. Each is one clause without
   * a full stop and includes the values concerned.
   *
   * @param reason what is missing or wrong: {@code no such file: lib/libblas.so}
   * @param remedy what to do about it: {@code set -Dpanblas.library to an existing file}
   * @param cause the exception that caused it, if any
   */
  record Unavailable(String reason, String remedy, Optional<Throwable> cause)
      implements Availability {}
}
