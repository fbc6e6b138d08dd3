package dev.panblas.cli;

import dev.panblas.backend.BackendUnavailableException;
import dev.panblas.backend.Selection;
import dev.panblas.spi.Settings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options by which a backend is chosen. */
final class BackendOptions {

  @Option(
      names = "--backend",
      paramLabel = "NAME",
      description =
          "The backend: panama, javacpp, reference, … Without it: the best that is ready"
              + " (verify: all that are).")
  private @Nullable String backend;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "How many threads it may use. Default: the processors that the JVM may use.")
  private @Nullable Integer threads;

  /** What was asked for: on the command line, or else by property or environment. */
  Settings settings() throws InputException {
    try {
      Settings settings = Settings.current();
      if (backend != null) {
        settings = settings.withBackend(new Settings.Request(backend, "--backend " + backend));
      }
      return threads == null ? settings : settings.withThreads(threads);
    } catch (IllegalArgumentException impossible) {
      throw new InputException(Errors.message(impossible), impossible);
    }
  }

  /**
   * Chooses.
   *
   * @throws InputException if there is no backend of the name that was asked for
   * @throws BackendUnavailableException if it cannot run, or none can
   */
  Selection select() throws InputException {
    Settings settings = settings();
    try {
      return Selection.make(settings);
    } catch (BackendUnavailableException unavailable) {
      boolean isUnknown =
          settings
              .backend()
              .filter(
                  request ->
                      unavailable.candidates().stream()
                          .noneMatch(candidate -> candidate.name().equals(request.value())))
              .isPresent();
      if (isUnknown) {
        throw new InputException(Errors.message(unavailable), unavailable);
      }
      throw unavailable;
    }
  }
}
