/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package org.example;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The libraries of linear algebra that Linux has mapped into this process. */
final class MappedLibraries {

  private static final Pattern NAME = Pattern.compile("(blas|lapack|blis|atlas|mkl).*\\.so");

  /** The library by which netlib calls C. */
  private static final Pattern BINDING = Pattern.compile("netlib(blas|lapack|arpack)jni");

  private MappedLibraries() {}

  /** {@return their files, sorted} */
  static Set<String> names() {
    try {
      return Files.readAllLines(Path.of("/proc/self/maps")).stream()
          .filter(line -> line.contains("/"))
          .map(line -> line.substring(line.indexOf('/')))
          .filter(file -> NAME.matcher(Path.of(file).getFileName().toString()).find())
          .filter(file -> !BINDING.matcher(file).find())
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
