/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.spi;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The settings of an opened {@link dev.panblas.blas.Blas}. Each comes from the first of these that
 * sets it: the program, a system property, an environment variable, a default. Settings are
 * resolved once, when a backend is selected.
 *
 * @param backend the requested backend; empty to choose by priority
 * @param library the requested native library, a file or a name; empty for the backend's default
 * @param threads how many threads a routine may use, 1 or more; by default the number of processors
 *     that the JVM may use, which a container's quota limits
 * @param cache the folder in which native libraries are unpacked; empty for the user's cache
 *     folder. A library is unpacked once in a process, when it is first opened
 * @param crossover whether calls on small operands are computed in Java on a native backend
 */
public record Settings(
    Optional<Request> backend,
    Optional<Request> library,
    int threads,
    Optional<Request> cache,
    boolean crossover) {

  /** The property that names a backend. */
  public static final String BACKEND_PROPERTY = "panblas.backend";

  /** The property that names a native library: a file, or a name such as {@code blas}. */
  public static final String LIBRARY_PROPERTY = "panblas.library";

  /** The property that sets the thread count. */
  public static final String THREADS_PROPERTY = "panblas.threads";

  /** The property that names the folder in which native libraries are unpacked. */
  public static final String CACHE_PROPERTY = "panblas.cache";

  /**
   * The property that turns off the crossover: with {@code false}, calls of every size go to the
   * backend.
   */
  public static final String CROSSOVER_PROPERTY = "panblas.crossover";

  /**
   * A requested value and its source.
   *
   * @param value the requested value
   * @param source where the value came from, as messages print it: {@code the program}, {@code
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
      throw new IllegalArgumentException("threads must be >= 1, but was " + threads);
    }
  }

  /**
   * The defaults. System properties and the environment are ignored.
   *
   * @return no requested backend, library or cache; as many threads as processors; the crossover on
   */
  public static Settings defaults() {
    return from(property -> null, Map.of());
  }

  /**
   * The settings of the system properties and the environment.
   *
   * @return the settings
   * @throws IllegalArgumentException if the thread count is not a whole number of at least 1, or
   *     the crossover is neither true nor false
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
            .orElseGet(() -> Runtime.getRuntime().availableProcessors()),
        request(properties, environment, CACHE_PROPERTY),
        request(properties, environment, CROSSOVER_PROPERTY).map(Settings::crossover).orElse(true));
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
   * The property and the environment variable of a setting, as remedies print them.
   *
   * @param property the property's name
   * @return such as {@code -Dpanblas.library or PANBLAS_LIBRARY}
   */
  public static String howToSet(String property) {
    return "-D" + property + " or " + variable(property);
  }

  /** The environment variable that is read if the property is not set. */
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
      // falls through to the exception below, as do numbers < 1
    }
    throw new IllegalArgumentException(
        "the thread count must be a whole number >= 1, but was " + describe(request));
  }

  private static String describe(Request request) {
    return request.value() + " (" + request.source() + ")";
  }

  private static boolean crossover(Request request) {
    return switch (request.value()) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new IllegalArgumentException(
              "the crossover must be true or false, but was " + describe(request));
    };
  }

  /**
   * These settings with a backend that the program requests.
   *
   * @param name a backend's name
   * @return the changed settings
   */
  public Settings withBackend(String name) {
    return withBackend(new Request(name, "the program"));
  }

  /**
   * These settings with a backend.
   *
   * @param request a backend's name and the source of the request
   * @return the changed settings
   */
  public Settings withBackend(Request request) {
    return new Settings(Optional.of(request), library, threads, cache, crossover);
  }

  /**
   * These settings with a native library that the program requests.
   *
   * @param fileOrName a file, or a name such as {@code blas}
   * @return the changed settings
   */
  public Settings withLibrary(String fileOrName) {
    return new Settings(
        backend, Optional.of(new Request(fileOrName, "the program")), threads, cache, crossover);
  }

  /**
   * These settings with a cache folder that the program requests.
   *
   * @param folder where native libraries are unpacked
   * @return the changed settings
   */
  public Settings withCache(String folder) {
    return new Settings(
        backend, library, threads, Optional.of(new Request(folder, "the program")), crossover);
  }

  /**
   * These settings with another thread count.
   *
   * @param threads 1 or more
   * @return the changed settings
   * @throws IllegalArgumentException if the thread count is less than 1
   */
  public Settings withThreads(int threads) {
    return new Settings(backend, library, threads, cache, crossover);
  }

  /**
   * These settings with the crossover on or off.
   *
   * @param crossover whether calls on small operands are computed in Java on a native backend
   * @return the changed settings
   */
  public Settings withCrossover(boolean crossover) {
    return new Settings(backend, library, threads, cache, crossover);
  }
}
