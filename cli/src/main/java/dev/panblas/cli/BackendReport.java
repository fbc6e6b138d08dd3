package dev.panblas.cli;

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
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What can run here, what was chosen, and why, as it is written in JSON.
 *
 * @param chosen the chosen backend's name, or null if none was
 * @param why why it was chosen, or why none was
 * @param vectors what the loops in Java run on
 * @param candidates those that were asked whether they can run, highest priority first
 */
record BackendReport(@Nullable String chosen, String why, String vectors, List<Entry> candidates) {

  /**
   * A candidate.
   *
   * @param name the backend's name
   * @param priority who goes first: higher before lower
   * @param origin where the backend was loaded from
   * @param ready whether it can run
   * @param library what it runs on, or null if it cannot run
   * @param defaults the routines that the library lacks, so that the SPI's default in Java runs, or
   *     null if it was not opened
   * @param substitutes the routines computed in Java although the library has a function for them,
   *     each with the reason, or null if it was not opened
   * @param small which calls on small operands are answered in Java, and up to what size, or null
   *     if it was not opened
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
      @Nullable List<String> substitutes,
      @Nullable List<String> small,
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

  /**
   * What a run on the chosen backend's kernels tells. Backends that the choice had no need to ask
   * are not asked for this either: that would load their libraries.
   */
  static BackendReport of(Selection selection, Blas blas) {
    return new BackendReport(
        selection.chosen().name(),
        selection.reason(),
        Blas.vectorInstructions(),
        selection.candidates().stream()
            .filter(Candidate::wasAsked)
            .map(
                candidate ->
                    entry(
                        candidate, candidate == selection.chosen() ? Told.by(blas) : Told.NOTHING))
            .toList());
  }

  /** Opens every backend that is ready. */
  static BackendReport ofAll(Selection selection) {
    return new BackendReport(
        selection.chosen().name(),
        selection.reason(),
        Blas.vectorInstructions(),
        opened(selection.candidates(), selection.settings()));
  }

  /** Opens every backend that is ready, though none was chosen. */
  static BackendReport ofNone(String why, List<Candidate> candidates, Settings settings) {
    return new BackendReport(null, why, Blas.vectorInstructions(), opened(candidates, settings));
  }

  /** Whether there is a chosen backend, and it can run. */
  boolean canRun() {
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
        : entry(candidate, Told.NOTHING);
  }

  /** Opens a backend whose availability says that it is ready. */
  static Entry opened(
      BlasProvider provider, String origin, Availability availability, Settings settings) {
    Told told = Told.NOTHING;
    try {
      told = Told.by(Blas.over(provider.open(settings), settings));
    } catch (RuntimeException | LinkageError failure) {
      // A broken backend, which may be a stranger's, must not hide the others.
      availability =
          new Availability.Unavailable(
              "it says that it is ready, but cannot be opened (" + failure + ")",
              "report this to whoever makes it",
              Optional.of(failure));
    }
    return entry(provider.name(), provider.priority(), origin, availability, told);
  }

  /** What only an opened backend tells. */
  private record Told(
      @Nullable List<String> defaults,
      @Nullable List<String> substitutes,
      @Nullable List<String> small) {

    static final Told NOTHING = new Told(null, null, null);

    static Told by(Blas blas) {
      Set<Routine> explained = EnumSet.noneOf(Routine.class);
      explained.addAll(blas.implemented());
      List<JavaSubstitute> substitutes = blas.substitutes();
      substitutes.forEach(substitute -> explained.add(substitute.routine()));
      List<String> defaults =
          Arrays.stream(Routine.values())
              .filter(routine -> !explained.contains(routine))
              .map(Routine::toString)
              .toList();
      return new Told(
          defaults,
          substitutes.stream().map(JavaSubstitute::toString).toList(),
          blas.computedInJava());
    }
  }

  private static Entry entry(Candidate candidate, Told told) {
    return entry(
        candidate.name(), candidate.priority(), candidate.origin(), candidate.availability(), told);
  }

  private static Entry entry(
      String name, int priority, String origin, Availability availability, Told told) {
    return switch (availability) {
      case Availability.Ready ready ->
          new Entry(
              name,
              priority,
              origin,
              true,
              Library.of(ready.library()),
              told.defaults(),
              told.substitutes(),
              told.small(),
              null,
              null);
      case Availability.Unavailable unavailable ->
          new Entry(
              name,
              priority,
              origin,
              false,
              null,
              told.defaults(),
              told.substitutes(),
              told.small(),
              unavailable.reason(),
              unavailable.remedy());
    };
  }
}
