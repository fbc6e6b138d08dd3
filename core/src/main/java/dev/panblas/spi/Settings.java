package dev.panblas.spi;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the program, or the person who started it, asked for. Each comes from the program, otherwise
 * from a system property, otherwise from an environment variable, otherwise there is a default.
 *
 * @param backend the backend asked for, and by whom; empty to let priority decide
 * @param library the native library asked for, a file or a name; empty to let the backend decide
 * @param threads how many threads a routine may use, 1 or more; by default the processors that the
 *     JVM may use, which follows a container's quota
 */
public record Settings(Optional<Request> backend, Optional<Request> library, int threads) {

  /** The property that names a backend. */
  public static final String BACKEND_PROPERTY = "panblas.backend";

  /** The property that names a native library: a file, or a name such as {@code blis}. */
  public static final String LIBRARY_PROPERTY = "panblas.library";

  /** The property that sets the number of threads. */
  public static final String THREADS_PROPERTY = "panblas.threads";

  /** The property that says where native libraries out of a jar are unpacked: a directory. */
  public static final String CACHE_PROPERTY = "panblas.cache";

  /**
   * A wish and where it came from.
   *
   * @param value what was asked for
   * @param source who asked, as it stands in a sentence: {@code the program}, {@code
   *     -Dpanblas.backend=panama}, {@code PANBLAS_BACKEND=panama}
   */
  public record Request(String value, String source) {}

  /**
   * Checks the thread count.
   *
   * @throws IllegalArgumentException if it is less than 1
   */
  public Settings {
    if (threads < 1) {
      throw new IllegalArgumentException(
          "threads: " + threads + " is not possible; ask for 1 or more");
    }
  }

  /**
   * What the system properties and the environment ask for now.
   *
   * @return the settings
   * @throws IllegalArgumentException if the number of threads is not a whole number from 1
   */
  public static Settings current() {
    return from(System::getProperty, System.getenv());
  }

  static Settings from(
      Function<String, @Nullable String> properties, Map<String, String> environment) {
    return new Settings(
        request(properties, environment, BACKEND_PROPERTY),
        request(properties, environment, LIBRARY_PROPERTY),
        request(properties, environment, THREADS_PROPERTY)
            .map(Settings::threads)
            .orElseGet(() -> Runtime.getRuntime().availableProcessors()));
  }

  /**
   * The directory asked for to unpack native libraries in.
   *
   * @return a directory, or empty to take the user's cache
   */
  public static Optional<Request> cache() {
    return request(System::getProperty, System.getenv(), CACHE_PROPERTY);
  }

  private static Optional<Request> request(
      Function<String, @Nullable String> properties,
      Map<String, String> environment,
      String property) {
    String value = properties.apply(property);
    if (value != null && !value.isBlank()) {
      return Optional.of(new Request(value.strip(), "-D" + property + "=" + value.strip()));
    }
    String variable = variable(property);
    value = environment.get(variable);
    if (value != null && !value.isBlank()) {
      return Optional.of(new Request(value.strip(), variable + "=" + value.strip()));
    }
    return Optional.empty();
  }

  /**
   * The two ways to give a setting from outside of the program, as they stand in a remedy.
   *
   * @param property the property's name
   * @return such as {@code -Dpanblas.library or PANBLAS_LIBRARY}
   */
  public static String howToSet(String property) {
    return "-D" + property + " or " + variable(property);
  }

  /** The environment variable that stands for a property. */
  private static String variable(String property) {
    return property.replace('.', '_').toUpperCase(Locale.ROOT);
  }

  private static int threads(Request request) {
    try {
      int threads = Integer.parseInt(request.value());
      if (threads >= 1) {
        return threads;
      }
    } catch (NumberFormatException notANumber) {
      // said below, together with numbers that are too small
    }
    throw new IllegalArgumentException(
        request.source() + ": the number of threads is a whole number, 1 or more");
  }

  /**
   * These settings with a backend that the program asks for.
   *
   * @param name a backend's name
   * @return the changed settings
   */
  public Settings withBackend(String name) {
    return new Settings(Optional.of(new Request(name, "the program")), library, threads);
  }

  /**
   * These settings with a native library that the program asks for.
   *
   * @param fileOrName a file, or a name such as {@code blis}
   * @return the changed settings
   */
  public Settings withLibrary(String fileOrName) {
    return new Settings(backend, Optional.of(new Request(fileOrName, "the program")), threads);
  }

  /**
   * These settings with another number of threads.
   *
   * @param threads 1 or more
   * @return the changed settings
   */
  public Settings withThreads(int threads) {
    return new Settings(backend, library, threads);
  }
}
