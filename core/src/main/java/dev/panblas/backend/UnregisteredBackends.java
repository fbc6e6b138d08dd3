/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.backend;

import dev.panblas.spi.Availability;
import dev.panblas.spi.BlasProvider;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * Backends in the jar of this class whose entries in the service file were lost. Tools that merge
 * jars keep only one of several files with the same name unless they are configured to merge them.
 * Without this check a program would run on another backend without explanation.
 *
 * <p>Each backend's jar therefore has a file {@code META-INF/panblas/backends/<name>} with the same
 * line as its service file.
 */
final class UnregisteredBackends {

  static final String FOLDER = "META-INF/panblas/backends/";

  private static final String SERVICE_FILE = "META-INF/services/" + BlasProvider.class.getName();

  private UnregisteredBackends() {}

  /**
   * The backends in this class's jar whose providers were not found.
   *
   * @param found the names of the provider classes that the service registry named
   */
  static List<Candidate> besidesThisClass(Set<String> found) {
    CodeSource source = UnregisteredBackends.class.getProtectionDomain().getCodeSource();
    if (source == null || !"file".equals(source.getLocation().getProtocol())) {
      return List.of();
    }
    try {
      Path location = Path.of(source.getLocation().toURI());
      return Files.isRegularFile(location) ? in(location, found) : List.of();
    } catch (URISyntaxException noAddress) {
      throw new IllegalStateException("the class loader returned an unusable URL", noAddress);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static List<Candidate> in(Path jar, Set<String> found) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.stream()
          .filter(entry -> entry.getName().startsWith(FOLDER) && !entry.isDirectory())
          .filter(entry -> !found.contains(line(file, entry)))
          .map(entry -> lost(entry.getName().substring(FOLDER.length()), line(file, entry), jar))
          .toList();
    }
  }

  private static String line(JarFile jar, JarEntry entry) {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(jar.getInputStream(entry), StandardCharsets.UTF_8))) {
      String line = reader.readLine();
      return line == null ? "" : line.strip();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Candidate lost(String name, String provider, Path jar) {
    Availability answer =
        new Availability.Unavailable(
            String.format(
                "it is in the jar, but %s in it does not name %s", SERVICE_FILE, provider),
            "merge the service files when the jar is built (maven-shade-plugin:"
                + " ServicesResourceTransformer; Gradle's Shadow: mergeServiceFiles())",
            Optional.empty());
    return new Candidate(name, 0, jar.toString(), () -> answer, Optional.empty());
  }
}
