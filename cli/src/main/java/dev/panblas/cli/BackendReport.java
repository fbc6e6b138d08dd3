package dev.panblas.cli;

import dev.panblas.backend.Candidate;
import dev.panblas.backend.Selection;
import dev.panblas.spi.Availability;
import dev.panblas.spi.LibraryInfo;
import dev.panblas.spi.Routine;
import dev.panblas.spi.Settings;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What can run here, what was chosen, and why, as it is written in JSON.
 *
 * @param chosen the chosen backend's name, or null if none was
 * @param why why it was chosen, or why none was
 * @param candidates all that were found, highest priority first
 */
record BackendReport(@Nullable String chosen, String why, List<Entry> candidates) {

  /**
   * A candidate.
   *
   * @param name the backend's name
   * @param priority who goes first: higher before lower
   * @param origin where the backend was loaded from
   * @param ready whether it can run
   * @param library what it runs on, or null if it cannot run
   * @param defaults the routines that it leaves to the SPI's defaults in Java, or null if it was
   *     not opened to find out
   * @param reason why it cannot run, or null
   * @param remedy what to do about it, or null
   */
  record Entry(
      String name,
      int priority,
      String origin,
      boolean ready,
      @Nullable Library library,
      @Nullable List<String> defaults,
      @Nullable String reason,
      @Nullable String remedy) {}

  /**
   * A library.
   *
   * @param name such as OpenBLAS
   * @param version its version, or null
   * @param file the file it was loaded from, or null
   * @param configuration how it was built, or null
   * @param core the processor family its kernels are for, or null
   * @param threads how many threads a call may use
   */
  record Library(
      String name,
      @Nullable String version,
      @Nullable String file,
      @Nullable String configuration,
      @Nullable String core,
      int threads) {

    static Library of(LibraryInfo info) {
      return new Library(
          info.name(),
          info.version().orElse(null),
          info.file().map(Path::toString).orElse(null),
          info.configuration().orElse(null),
          info.core().orElse(null),
          info.threads());
    }
  }

  /** With the routines of every backend, each of which is opened. */
  static BackendReport of(Selection selection) {
    return report(selection, candidate -> true);
  }

  /** Opens no backend but the chosen one. */
  static BackendReport inUse(Selection selection) {
    return report(selection, candidate -> candidate.equals(selection.chosen()));
  }

  private static BackendReport report(Selection selection, Predicate<Candidate> isOpened) {
    return new BackendReport(
        selection.chosen().name(),
        selection.reason(),
        entries(selection.candidates(), selection.settings(), isOpened));
  }

  static BackendReport ofNone(String why, List<Candidate> candidates, Settings settings) {
    return new BackendReport(null, why, entries(candidates, settings, candidate -> true));
  }

  private static List<Entry> entries(
      List<Candidate> candidates, Settings settings, Predicate<Candidate> isOpened) {
    return candidates.stream()
        .map(candidate -> entry(candidate, settings, isOpened.test(candidate)))
        .toList();
  }

  private static Entry entry(Candidate candidate, Settings settings, boolean isOpened) {
    Optional<Availability.Unavailable> refusal =
        candidate.availability() instanceof Availability.Unavailable unavailable
            ? Optional.of(unavailable)
            : Optional.empty();
    return new Entry(
        candidate.name(),
        candidate.priority(),
        candidate.origin(),
        candidate.isReady(),
        candidate.availability() instanceof Availability.Ready ready
            ? Library.of(ready.library())
            : null,
        isOpened && candidate.isReady() ? defaults(candidate, settings) : null,
        refusal.map(Availability.Unavailable::reason).orElse(null),
        refusal.map(Availability.Unavailable::remedy).orElse(null));
  }

  private static List<String> defaults(Candidate candidate, Settings settings) {
    var own = candidate.provider().orElseThrow().open(settings).implemented();
    return Arrays.stream(Routine.values())
        .filter(routine -> !own.contains(routine))
        .map(Routine::toString)
        .toList();
  }
}
