/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Libraries of Debian that {@code conformance/debian-packages} has unpacked. */
final class DebianPackages {

  private static final Path FOLDER = Path.of(System.getProperty("panblas.debian.packages", ""));

  private DebianPackages() {}

  /** A file of a package; without it the test is {@linkplain #skip skipped}. */
  static Path file(String name, String file) throws IOException {
    Optional<Path> found = Optional.empty();
    if (Files.isDirectory(FOLDER.resolve(name))) {
      try (Stream<Path> files = Files.walk(FOLDER.resolve(name))) {
        found = files.filter(path -> path.endsWith(file)).findFirst();
      }
    }
    if (found.isEmpty()) {
      skip("there is no " + file + ": run conformance/debian-packages " + name);
    }
    return found.orElseThrow();
  }

  /** Skips the test; continuous integration must have what is missing, and the test fails there. */
  static void skip(String reason) {
    if (Boolean.parseBoolean(System.getenv("CI"))) {
      fail(reason);
    }
    abort(reason);
  }
}
