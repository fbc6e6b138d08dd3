/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench.peers;

import dev.panblas.spi.LibraryInfo;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/** Describes the rivals. */
final class Libraries {

  private Libraries() {}

  /**
   * A library.
   *
   * @param name its name
   * @param type one of its classes: the name of its jar contains the version
   * @param file its native library, if there is one
   */
  static LibraryInfo of(String name, Class<?> type, Optional<Path> file) {
    return new LibraryInfo(
        name,
        jar(type),
        file,
        Optional.empty(),
        Optional.empty(),
        OptionalInt.of(Runtime.getRuntime().availableProcessors()));
  }

  /**
   * The file of a rival's native library.
   *
   * @throws IllegalStateException if it is not known
   */
  static Path required(String rival, Optional<Path> file) {
    return file.orElseThrow(
        () ->
            new IllegalStateException(
                "the file of the native library of "
                    + rival
                    + " must be set, but is not: time panama in the same run"));
  }

  /** The name of the jar: few of these jars have a version in their manifest. */
  private static Optional<String> jar(Class<?> type) {
    return Optional.ofNullable(type.getProtectionDomain().getCodeSource())
        .map(source -> Path.of(source.getLocation().getPath()).getFileName())
        .map(Path::toString);
  }
}
