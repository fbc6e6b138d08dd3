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
 * Backends that were merged into one jar together with this class, but whose entries in the service
 * file were lost: tools that merge jars keep one of several files with the same name unless they
 * are told to join them. Without this check a program would run on another backend, and nothing
 * would say why.
 *
 * <p>Each backend's jar therefore has a file of its own, {@code META-INF/panblas/backends/<name>},
 * with the line that its service file has.
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
      Path place = Path.of(source.getLocation().toURI());
      return Files.isRegularFile(place) ? in(place, found) : List.of();
    } catch (URISyntaxException noAddress) {
      throw new IllegalStateException("the class loader gave an unusable address", noAddress);
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
            "join the service files when the jar is built (maven-shade-plugin:"
                + " ServicesResourceTransformer; Gradle's Shadow: mergeServiceFiles())",
            Optional.empty());
    return new Candidate(name, 0, jar.toString(), () -> answer, Optional.empty());
  }
}
