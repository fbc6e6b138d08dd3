/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.spi;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The settings of an opened {@link dev.panblas.blas.Blas}. Each comes from the first of these that
 * sets it: the program, a system property, an environment variable, a default. Settings are
 * resolved once, when a backend is selected.
 *
 * @param backend the requested backend; empty to choose by priority
 * @param library the requested native library, a file or a name; empty for the backend's default
 * @param threads how many threads of Panblas a routine may use, 1 or more; by default the count
 *     that a BLAS variable of the environment sets ({@code OPENBLAS_NUM_THREADS}, {@code
 *     MKL_NUM_THREADS}, {@code OMP_NUM_THREADS}), otherwise the number of processors that the JVM
 *     may use, which a container's quota limits
 * @param threadsSource where the thread count came from, as messages print it: {@code the program},
 *     {@code OMP_NUM_THREADS=4}, {@code 2 processors}; also lists the variables that were ignored
 * @param libraryThreads how many threads a native library has of its own, 1 or more; empty for one.
 *     With more than one, Panblas does not divide calls, and copies Java arrays
 * @param cache the folder in which native libraries are unpacked; empty for the user's cache
 *     folder, or a temporary one if that cannot be used. A library is unpacked once in a process,
 *     when it is first opened
 * @param crossover whether calls on small operands are computed in Java on a native backend
 * @param libraryCheck whether each routine of a native library is checked when it is first used
 */
public record Settings(
    Optional<Request> backend,
    Optional<Request> library,
    int threads,
    String threadsSource,
    OptionalInt libraryThreads,
    Optional<Request> cache,
    boolean crossover,
    boolean libraryCheck) {

  /** The property that names a backend. */
  public static final String BACKEND_PROPERTY = "panblas.backend";

  /** The property that names a native library: a file, or a name such as {@code blas}. */
  public static final String LIBRARY_PROPERTY = "panblas.library";

  /** The property that sets the thread count. */
  public static final String THREADS_PROPERTY = "panblas.threads";

  /** The property that gives threads to the native library. */
  public static final String LIBRARY_THREADS_PROPERTY = "panblas.library.threads";

  /** The property that names the folder in which native libraries are unpacked. */
  public static final String CACHE_PROPERTY = "panblas.cache";

  /**
   * The property that turns off the crossover: with {@code false}, calls of every size go to the
   * backend.
   */
  public static final String CROSSOVER_PROPERTY = "panblas.crossover";

  /**
   * The property that turns off the checks: with {@code false}, a routine of a native library is
   * called even if it is wrong.
   */
  public static final String LIBRARY_CHECK_PROPERTY = "panblas.library.check";

  /** The variables of other libraries that set the thread count, in the order of precedence. */
  private static final List<String> BLAS_VARIABLES =
      List.of("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS");

  private static final String PROGRAM = "the program";

  /**
   * A requested value and its source.
   *
   * @param value the requested value
   * @param source where the value came from, as messages print it: {@code the program}, {@code
   *     -Dpanblas.backend=panama}, {@code PANBLAS_BACKEND=panama}
   */
  public record Request(String value, String source) {}

  /** A thread count and its source. */
  private record ThreadCount(int count, String source) {}

  /**
   * Checks the thread counts.
   *
   * @throws IllegalArgumentException if one is less than 1
   */
  public Settings {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be >= 1, but was " + threads);
    }
    if (libraryThreads.orElse(1) < 1) {
      throw new IllegalArgumentException(
          "library threads must be >= 1, but was " + libraryThreads.getAsInt());
    }
  }

  /**
   * The defaults. System properties and the environment are ignored.
   *
   * @return no requested backend, library or cache; as many threads as processors, none of them the
   *     library's; the crossover and the checks on
   */
  public static Settings defaults() {
    return from(property -> null, Map.of());
  }

  /**
   * The settings of the system properties and the environment.
   *
   * @return the settings
   * @throws IllegalArgumentException if a thread count of Panblas's own properties and variables is
   *     not a whole number of at least 1, or the crossover or the check is neither true nor false
   */
  public static Settings current() {
    return from(System::getProperty, System.getenv());
  }

  static Settings from(
      Function<String, @Nullable String> properties, Map<String, String> environment) {
    ThreadCount threads =
        request(properties, environment, THREADS_PROPERTY)
            .map(request -> new ThreadCount(count(request, "the thread count"), request.source()))
            .orElseGet(() -> threads(environment));
    return new Settings(
        request(properties, environment, BACKEND_PROPERTY),
        request(properties, environment, LIBRARY_PROPERTY),
        threads.count(),
        threads.source(),
        request(properties, environment, LIBRARY_THREADS_PROPERTY)
            .map(request -> OptionalInt.of(count(request, "the library's thread count")))
            .orElse(OptionalInt.empty()),
        request(properties, environment, CACHE_PROPERTY),
        isOn(properties, environment, CROSSOVER_PROPERTY, "the crossover"),
        isOn(properties, environment, LIBRARY_CHECK_PROPERTY, "the check of the library"));
  }

  /** The thread count of the other libraries' variables, otherwise the number of processors. */
  private static ThreadCount threads(Map<String, String> environment) {
    StringBuilder ignored = new StringBuilder();
    for (String variable : BLAS_VARIABLES) {
      String value = environment.get(variable);
      if (value == null) {
        continue;
      }
      // OMP_NUM_THREADS may list a count for each level of nested parallelism.
      OptionalInt count = count(value.split(",", 2)[0]);
      String source = variable + "=" + value;
      if (count.isPresent()) {
        return new ThreadCount(count.getAsInt(), source + ignored);
      }
      ignored.append("; ").append(source).append(" is ignored: not a whole number >= 1");
    }
    int processors = Runtime.getRuntime().availableProcessors();
    return new ThreadCount(
        processors, processors + (processors == 1 ? " processor" : " processors") + ignored);
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

  private static int count(Request request, String what) {
    return count(request.value())
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    what + " must be a whole number >= 1, but was " + describe(request)));
  }

  private static OptionalInt count(String text) {
    String number = text.strip();
    if (!number.matches("[+-]?[0-9]+")) { // parseInt accepts the digits of every script
      return OptionalInt.empty();
    }
    try {
      int count = Integer.parseInt(number);
      return count >= 1 ? OptionalInt.of(count) : OptionalInt.empty();
    } catch (NumberFormatException tooLarge) {
      return OptionalInt.empty();
    }
  }

  private static String describe(Request request) {
    return request.value() + " (" + request.source() + ")";
  }

  private static boolean isOn(
      Function<String, @Nullable String> properties,
      Map<String, String> environment,
      String property,
      String what) {
    return request(properties, environment, property).map(r -> isTrue(r, what)).orElse(true);
  }

  private static boolean isTrue(Request request, String what) {
    return switch (request.value()) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new IllegalArgumentException(
              what + " must be true or false, but was " + describe(request));
    };
  }

  /**
   * These settings with a backend that the program requests.
   *
   * @param name a backend's name
   * @return the changed settings
   */
  public Settings withBackend(String name) {
    return withBackend(new Request(name, PROGRAM));
  }

  /**
   * These settings with a backend.
   *
   * @param request a backend's name and the source of the request
   * @return the changed settings
   */
  public Settings withBackend(Request request) {
    return new Settings(
        Optional.of(request),
        library,
        threads,
        threadsSource,
        libraryThreads,
        cache,
        crossover,
        libraryCheck);
  }

  /**
   * These settings with a native library that the program requests.
   *
   * @param fileOrName a file, or a name such as {@code blas}
   * @return the changed settings
   */
  public Settings withLibrary(String fileOrName) {
    Optional<Request> request = Optional.of(new Request(fileOrName, PROGRAM));
    return new Settings(
        backend, request, threads, threadsSource, libraryThreads, cache, crossover, libraryCheck);
  }

  /**
   * These settings with a cache folder that the program requests.
   *
   * @param folder where native libraries are unpacked
   * @return the changed settings
   */
  public Settings withCache(String folder) {
    Optional<Request> request = Optional.of(new Request(folder, PROGRAM));
    return new Settings(
        backend, library, threads, threadsSource, libraryThreads, request, crossover, libraryCheck);
  }

  /**
   * These settings with another thread count.
   *
   * @param threads 1 or more
   * @return the changed settings
   * @throws IllegalArgumentException if the thread count is less than 1
   */
  public Settings withThreads(int threads) {
    return withThreads(threads, PROGRAM);
  }

  /**
   * These settings with another thread count.
   *
   * @param threads 1 or more
   * @param source where it came from, as messages print it
   * @return the changed settings
   * @throws IllegalArgumentException if the thread count is less than 1
   */
  public Settings withThreads(int threads, String source) {
    return new Settings(
        backend, library, threads, source, libraryThreads, cache, crossover, libraryCheck);
  }

  /**
   * These settings with threads for the native library. With more than one, Panblas does not divide
   * calls, and copies Java arrays. The first opening of a library in a process decides the count.
   *
   * @param threads 1 or more
   * @return the changed settings
   * @throws IllegalArgumentException if the thread count is less than 1
   */
  public Settings withLibraryThreads(int threads) {
    return new Settings(
        backend,
        library,
        this.threads,
        threadsSource,
        OptionalInt.of(threads),
        cache,
        crossover,
        libraryCheck);
  }

  /**
   * These settings with the crossover on or off.
   *
   * @param crossover whether calls on small operands are computed in Java on a native backend
   * @return the changed settings
   */
  public Settings withCrossover(boolean crossover) {
    return new Settings(
        backend, library, threads, threadsSource, libraryThreads, cache, crossover, libraryCheck);
  }

  /**
   * These settings with the checks of a native library on or off.
   *
   * @param libraryCheck whether each routine is checked when it is first used
   * @return the changed settings
   */
  public Settings withLibraryCheck(boolean libraryCheck) {
    return new Settings(
        backend, library, threads, threadsSource, libraryThreads, cache, crossover, libraryCheck);
  }
}
