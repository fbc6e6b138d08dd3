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
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.Locale;
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

  /**
   * The package of Panblas in the files. Tools that relocate packages change string constants that
   * begin with it, but not these files, so it is joined at run time.
   */
  private static final String WRITTEN = String.join(".", "dev", "panblas");

  /** The package of Panblas in this program. */
  private static final String ACTUAL =
      parent(UnregisteredBackends.class.getPackageName()); // without "backend"

  private static final System.Logger LOGGER =
      System.getLogger(UnregisteredBackends.class.getName());

  private UnregisteredBackends() {}

  /**
   * The backends in this class's jar whose providers were not found.
   *
   * @param found the names of the provider classes that the service registry named
   */
  static List<Candidate> besidesThisClass(Set<String> found) {
    CodeSource source = UnregisteredBackends.class.getProtectionDomain().getCodeSource();
    URL location = source == null ? null : source.getLocation();
    if (location == null || !"file".equals(location.getProtocol())) {
      return List.of();
    }
    try {
      Path jar = Path.of(location.toURI());
      return Files.isRegularFile(jar) ? in(jar, found) : List.of();
    } catch (URISyntaxException | IllegalArgumentException | IOException | UncheckedIOException e) {
      // The jar was replaced or its URL is unusable: a missing diagnosis must not stop a selection.
      LOGGER.log(System.Logger.Level.DEBUG, "cannot look for unregistered backends", e);
      return List.of();
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
      return line == null ? "" : relocated(line.strip());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String relocated(String provider) {
    return provider.startsWith(WRITTEN + ".")
        ? ACTUAL + provider.substring(WRITTEN.length())
        : provider;
  }

  private static String parent(String name) {
    return name.substring(0, name.lastIndexOf('.'));
  }

  private static Candidate lost(String name, String provider, Path jar) {
    Availability answer =
        new Availability.Unavailable(
            String.format(
                Locale.ROOT,
                "it is in the jar, but %s in it does not name %s",
                SERVICE_FILE,
                provider),
            "merge the service files when the jar is built (maven-shade-plugin:"
                + " ServicesResourceTransformer; Gradle's Shadow: mergeServiceFiles())",
            Optional.empty());
    Optional<BlasProvider> made = make(provider);
    int priority = made.map(BlasProvider::priority).orElse(0);
    return new Candidate(name, priority, jar.toString(), () -> answer, made);
  }

  /** The provider, for its priority: only a better backend is worth a warning. */
  private static Optional<BlasProvider> make(String provider) {
    try {
      Class<?> type = Class.forName(provider);
      return Optional.of((BlasProvider) type.getDeclaredConstructor().newInstance());
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      LOGGER.log(System.Logger.Level.DEBUG, "cannot make " + provider, e);
      return Optional.empty();
    }
  }
}
