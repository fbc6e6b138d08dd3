/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.shared;

import dev.panblas.backend.BackendUnavailableException;
import dev.panblas.backend.Selection;
import dev.panblas.spi.Settings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that select a backend. */
public final class BackendOptions {

  @Option(
      names = "--backend",
      paramLabel = "NAME",
      description =
          "The backend: panama, javacpp, vector, reference, … Default: the best that is ready"
              + " (verify: all that are ready).")
  private @Nullable String backend;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "The threads of a call. Default: the settings (see docs/THREADS.md).")
  private @Nullable Integer threads;

  /** Creates the options, all at their defaults. */
  public BackendOptions() {}

  /**
   * The settings: the command line's, completed by properties and environment.
   *
   * @return the settings
   * @throws InputException if a value is not allowed
   */
  public Settings settings() throws InputException {
    try {
      Settings settings = Settings.current();
      if (backend != null) {
        settings = settings.withBackend(new Settings.Request(backend, "--backend " + backend));
      }
      return threads == null ? settings : settings.withThreads(threads, "--threads " + threads);
    } catch (IllegalArgumentException invalid) {
      throw new InputException(Errors.message(invalid), invalid);
    }
  }

  /**
   * Selects a backend.
   *
   * @return the selection
   * @throws InputException if a setting is not allowed, or no backend has the requested name
   * @throws BackendUnavailableException if the requested backend is not ready, or none is
   */
  public Selection select() throws InputException {
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
                          .noneMatch(
                              candidate -> candidate.name().equalsIgnoreCase(request.value())))
              .isPresent();
      if (isUnknown) {
        throw new InputException(Errors.message(unavailable), unavailable);
      }
      throw unavailable;
    }
  }
}
