/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.shared;

import dev.panblas.backend.Candidate;
import dev.panblas.backend.Selection;
import dev.panblas.blas.Blas;
import dev.panblas.spi.Availability;
import dev.panblas.spi.BlasProvider;
import dev.panblas.spi.JavaSubstitute;
import dev.panblas.spi.LibraryInfo;
import dev.panblas.spi.Routine;
import dev.panblas.spi.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The backends of this machine and the choice among them, as written in JSON.
 *
 * @param chosen the chosen backend's name, or null if there is none
 * @param why the reason of the choice, or why there is none
 * @param vectors how the loops in Java are vectorised
 * @param threads how many threads of Panblas a call may use
 * @param variables the environment variables that native libraries read
 * @param candidates the probed backends, highest priority first
 */
public record BackendReport(
    @Nullable String chosen,
    String why,
    String vectors,
    Threads threads,
    LibraryVariables variables,
    List<Entry> candidates) {

  /**
   * Panblas's threads.
   *
   * @param count the largest number of threads of a call
   * @param source where the count came from
   * @param processors the processors that the JVM may use
   * @param missing why some of these threads could not be started, or null
   */
  public record Threads(int count, String source, int processors, @Nullable String missing) {

    /**
     * Reads the settings, and starts the threads.
     *
     * @param settings the settings
     * @return thread count and source
     */
    public static Threads of(Settings settings) {
      return new Threads(
          settings.threads(),
          settings.threadsSource(),
          Runtime.getRuntime().availableProcessors(),
          Blas.missingThreads(settings.threads()).orElse(null));
    }
  }

  /**
   * A routine that is computed in Java although the library has a function for it.
   *
   * @param routine such as {@code sum}
   * @param precisions in which it is computed in Java
   * @param reason what is wrong with the function
   */
  public record Substitute(String routine, List<String> precisions, String reason) {

    private static Substitute of(JavaSubstitute substitute) {
      return new Substitute(
          substitute.routine().toString(),
          substitute.precisions().stream().sorted().map(EnumName::of).toList(),
          substitute.reason());
    }

    /** {@return one clause: {@code sum in single: it leaves out elements}} */
    @Override
    public String toString() {
      String in = precisions.size() == 1 ? " in " + precisions.getFirst() : "";
      return routine + in + ": " + reason;
    }
  }

  /**
   * A candidate.
   *
   * @param name the backend's name
   * @param priority a higher priority is chosen first
   * @param origin the location that the backend was loaded from
   * @param ready whether it can run
   * @param library its native library, or null if it is not ready
   * @param defaults the routines that the backend does not implement and the SPI's defaults compute
   *     in Java, by family ({@code level1}, {@code level2}, {@code level3}, {@code extensions}), or
   *     null if the backend was not opened
   * @param substitutes the routines computed in Java although the library has a function for them,
   *     by family, or null if the backend was not opened
   * @param small the calls that are computed in Java up to a size, each with that size, or null if
   *     the backend was not opened
   * @param reason why it is not ready, or null
   * @param remedy how to make it ready, or null
   */
  public record Entry(
      String name,
      int priority,
      String origin,
      boolean ready,
      @Nullable Library library,
      @Nullable Map<String, List<String>> defaults,
      @Nullable Map<String, List<Substitute>> substitutes,
      @Nullable List<String> small,
      @Nullable String reason,
      @Nullable String remedy) {}

  /**
   * A library.
   *
   * @param name such as OpenBLAS
   * @param version its version, or null
   * @param file the file it was loaded from, or null
   * @param configuration its build options, or null
   * @param core the processor family of its kernels, or null
   * @param threads the library's own threads for a call, or null if unknown
   */
  public record Library(
      String name,
      @Nullable String version,
      @Nullable String file,
      @Nullable String configuration,
      @Nullable String core,
      @Nullable Integer threads) {

    /**
     * Converts the SPI's description.
     *
     * @param info the description
     * @return the same for JSON
     */
    public static Library of(LibraryInfo info) {
      return new Library(
          info.name(),
          info.version().orElse(null),
          info.file().map(Path::toString).orElse(null),
          info.configuration().orElse(null),
          info.core().orElse(null),
          info.threads().isPresent() ? info.threads().getAsInt() : null);
    }
  }

  /**
   * The report of a run on the chosen backend. Backends that the selection did not probe are left
   * out, because probing loads their libraries.
   *
   * @param selection the selection
   * @param blas the chosen backend
   * @return the report
   */
  public static BackendReport of(Selection selection, Blas blas) {
    return of(
        selection.chosen().name(),
        selection.reason(),
        selection.settings(),
        selection.candidates().stream()
            .filter(Candidate::wasAsked)
            .map(
                candidate ->
                    entry(
                        candidate,
                        candidate == selection.chosen() ? Details.of(blas) : Details.UNKNOWN))
            .toList());
  }

  /**
   * Opens every backend that is ready.
   *
   * @param selection the selection
   * @return the report on all backends
   */
  public static BackendReport ofAll(Selection selection) {
    return of(
        selection.chosen().name(),
        selection.reason(),
        selection.settings(),
        opened(selection.candidates(), selection.settings()));
  }

  /**
   * Opens every backend that is ready, after a failed selection.
   *
   * @param why why no backend was chosen
   * @param candidates all backends
   * @param settings the settings of the selection
   * @return the report on all backends
   */
  public static BackendReport ofNone(String why, List<Candidate> candidates, Settings settings) {
    return of(null, why, settings, opened(candidates, settings));
  }

  private static BackendReport of(
      @Nullable String chosen, String why, Settings settings, List<Entry> candidates) {
    return new BackendReport(
        chosen,
        why,
        Blas.vectorInstructions(),
        Threads.of(settings),
        LibraryVariables.current(openBlasCores(candidates)),
        candidates);
  }

  private static Stream<String> openBlasCores(List<Entry> candidates) {
    return candidates.stream()
        .flatMap(entry -> Stream.ofNullable(entry.library()))
        .filter(library -> library.name().equals("OpenBLAS"))
        .flatMap(library -> Stream.ofNullable(library.core()));
  }

  /**
   * Whether a backend was chosen and can run.
   *
   * @return whether it is an entry that is ready
   */
  public boolean canRun() {
    return candidates.stream().anyMatch(entry -> entry.name().equals(chosen) && entry.ready());
  }

  private static List<Entry> opened(List<Candidate> candidates, Settings settings) {
    return candidates.stream().map(candidate -> opened(candidate, settings)).toList();
  }

  private static Entry opened(Candidate candidate, Settings settings) {
    return candidate.isReady()
        ? opened(
            candidate.provider().orElseThrow(),
            candidate.origin(),
            candidate.availability(),
            settings)
        : entry(candidate, Details.UNKNOWN);
  }

  /** Opens a backend that reported that it is ready, and checks its routines. */
  static Entry opened(
      BlasProvider provider, String origin, Availability availability, Settings settings) {
    Details details = Details.UNKNOWN;
    try {
      Blas blas = Blas.over(provider.open(settings), settings);
      blas.checkRoutines();
      details = Details.of(blas);
    } catch (RuntimeException | LinkageError failure) {
      // A broken backend, perhaps of a third party, must not keep the others out of the report.
      availability =
          new Availability.Unavailable(
              "it reported that it is ready, but could not be opened ("
                  + Errors.describe(failure)
                  + ")",
              "report this to its maintainers",
              Optional.of(failure));
    }
    return entry(provider.name(), provider.priority(), origin, availability, details);
  }

  /** What is known only of an opened backend. */
  private record Details(
      @Nullable Map<String, List<String>> defaults,
      @Nullable Map<String, List<Substitute>> substitutes,
      @Nullable List<String> small) {

    static final Details UNKNOWN = new Details(null, null, null);

    static Details of(Blas blas) {
      Set<Routine> explained = EnumSet.noneOf(Routine.class);
      explained.addAll(blas.implemented());
      List<JavaSubstitute> substitutes = blas.substitutes();
      substitutes.forEach(substitute -> explained.add(substitute.routine()));
      List<Routine> defaults =
          Arrays.stream(Routine.values()).filter(routine -> !explained.contains(routine)).toList();
      return new Details(
          byFamily(defaults, Function.identity(), Routine::toString),
          byFamily(substitutes, JavaSubstitute::routine, Substitute::of),
          blas.computedInJava());
    }

    /** Every family is a key, also if it has no items. */
    private static <T, R> Map<String, List<R>> byFamily(
        Collection<T> items, Function<T, Routine> routine, Function<T, R> written) {
      Map<String, List<R>> families = new LinkedHashMap<>();
      for (Routine each : Routine.values()) {
        families.putIfAbsent(family(each), new ArrayList<>());
      }
      families.forEach(
          (family, listed) ->
              items.stream()
                  .filter(item -> family(routine.apply(item)).equals(family))
                  .map(written)
                  .forEach(listed::add));
      return families;
    }

    private static String family(Routine routine) {
      return routine.isExtension() ? "extensions" : "level" + routine.level();
    }
  }

  private static Entry entry(Candidate candidate, Details details) {
    return entry(
        candidate.name(),
        candidate.priority(),
        candidate.origin(),
        candidate.availability(),
        details);
  }

  private static Entry entry(
      String name, int priority, String origin, Availability availability, Details details) {
    return switch (availability) {
      case Availability.Ready ready ->
          new Entry(
              name,
              priority,
              origin,
              true,
              Library.of(ready.library()),
              details.defaults(),
              details.substitutes(),
              details.small(),
              null,
              null);
      case Availability.Unavailable unavailable ->
          new Entry(
              name,
              priority,
              origin,
              false,
              null,
              details.defaults(),
              details.substitutes(),
              details.small(),
              unavailable.reason(),
              unavailable.remedy());
    };
  }
}
