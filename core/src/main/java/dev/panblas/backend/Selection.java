/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.backend;

import dev.panblas.spi.Availability;
import dev.panblas.spi.BlasKernels;
import dev.panblas.spi.Settings;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/**
 * The choice of a backend, with the reasons.
 *
 * <p>The requested backend is chosen: the one that the program names, otherwise {@code
 * -Dpanblas.backend}, otherwise the environment variable {@code PANBLAS_BACKEND}. If none is
 * requested, the backend that is ready and has the highest priority is chosen. A requested backend
 * that is not ready is an error. If none is requested and a backend of higher priority than the
 * chosen one is not ready, a warning is logged once in a process; if a library is requested, that
 * is an error instead.
 */
public final class Selection {

  private static final System.Logger LOGGER = System.getLogger(Selection.class.getName());
  private static final AtomicBoolean WARNED = new AtomicBoolean();

  private final Settings settings;
  private final Candidate chosen;
  private final List<Candidate> candidates;

  private Selection(Settings settings, Candidate chosen, List<Candidate> candidates) {
    this.settings = settings;
    this.chosen = chosen;
    this.candidates = candidates;
  }

  /**
   * Chooses by the system properties and the environment.
   *
   * @return the selection
   * @throws BackendUnavailableException if the requested backend or library cannot be used, or no
   *     backend can run
   */
  public static Selection make() {
    return make(Settings.current());
  }

  /**
   * Chooses among the backends that {@link java.util.ServiceLoader} finds.
   *
   * @param settings the requested backend and library, and the thread count
   * @return the selection
   * @throws BackendUnavailableException if the requested backend or library cannot be used, or no
   *     backend can run
   */
  public static Selection make(Settings settings) {
    Selection selection = among(candidates(settings), settings);
    selection.warn(WARNED, LOGGER);
    return selection;
  }

  /**
   * All backends that are found, ready or not, without choosing one.
   *
   * @param settings the settings to probe with
   * @return the candidates, highest priority first
   */
  public static List<Candidate> candidates(Settings settings) {
    return Discovery.candidates(settings);
  }

  static Selection among(List<Candidate> candidates, Settings settings) {
    Optional<Settings.Request> request = settings.backend();
    if (request.isEmpty()) {
      Candidate best =
          candidates.stream()
              .filter(Candidate::isReady)
              .findFirst()
              .orElseThrow(
                  () -> new BackendUnavailableException("no backend can run here", candidates));
      Selection selection = new Selection(settings, best, candidates);
      if (settings.library().isPresent() && selection.fallback().isPresent()) {
        throw new BackendUnavailableException(
            String.format(
                Locale.ROOT,
                "library %s, requested by %s, cannot be used",
                settings.library().get().value(),
                settings.library().get().source()),
            candidates);
      }
      return selection;
    }
    String name = request.get().value();
    List<Candidate> named =
        candidates.stream().filter(c -> c.name().equalsIgnoreCase(name)).toList();
    String requested =
        String.format(Locale.ROOT, "backend %s, requested by %s, ", name, request.get().source());
    if (named.isEmpty()) {
      throw BackendUnavailableException.notFound(requested + "does not exist", candidates);
    }
    Candidate wanted =
        named.stream()
            .filter(Candidate::isReady)
            .findFirst()
            .orElseThrow(
                () -> new BackendUnavailableException(requested + "cannot run here", candidates));
    return new Selection(settings, wanted, candidates);
  }

  /**
   * The chosen backend.
   *
   * @return a candidate that is ready
   */
  public Candidate chosen() {
    return chosen;
  }

  /**
   * All candidates, highest priority first, including the chosen one.
   *
   * @return the candidates
   */
  public List<Candidate> candidates() {
    return candidates;
  }

  /**
   * The settings by which the backend was chosen.
   *
   * @return the settings
   */
  public Settings settings() {
    return settings;
  }

  /**
   * Opens the chosen backend.
   *
   * @return its kernels, opened with the settings
   */
  public BlasKernels open() {
    return chosen.provider().orElseThrow().open(settings);
  }

  /**
   * Why this backend was chosen, in one sentence.
   *
   * @return such as {@code panama has the highest priority among the backends that are ready}
   */
  public String reason() {
    return settings
        .backend()
        .map(request -> chosen.name() + " was requested by " + request.source())
        .orElse(chosen.name() + " has the highest priority among the backends that are ready");
  }

  /** Logs {@link #fallback} unless a warning has been logged before. */
  void warn(AtomicBoolean warned, System.Logger logger) {
    Optional<String> warning = fallback();
    if (warning.isPresent() && warned.compareAndSet(false, true)) {
      logger.log(System.Logger.Level.WARNING, warning.get());
    }
  }

  /** The warning if no backend was requested and one of higher priority is not ready. */
  Optional<String> fallback() {
    if (settings.backend().isPresent()) {
      return Optional.empty();
    }
    List<Candidate> notReady =
        candidates.stream().filter(c -> mayBeBetter(c) && !c.isReady()).toList();
    if (notReady.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "falling back to backend %s. %s. To choose it without this warning, set %s to %s",
            chosen.name(),
            notReady.stream().map(Candidate::failure).collect(Collectors.joining(". ")),
            Settings.howToSet(Settings.BACKEND_PROPERTY),
            chosen.name()));
  }

  /** A candidate without a provider has no known priority, so it counts as better. */
  private boolean mayBeBetter(Candidate candidate) {
    return candidate.provider().isEmpty() || candidate.priority() > chosen.priority();
  }

  /**
   * A report: the chosen backend, the reason, its library and threads, and why the others were not
   * chosen.
   *
   * @return a few lines of text
   */
  public String explain() {
    String others =
        candidates.stream()
            .filter(candidate -> !candidate.equals(chosen))
            .map(Candidate::describe)
            .collect(Collectors.joining("\n  "));
    String heading = reason() + ".\n  " + chosen.describe() + describeConfiguration();
    return others.isEmpty() ? heading : heading + "\nNot chosen:\n  " + others;
  }

  private String describeConfiguration() {
    Availability.Ready ready = (Availability.Ready) chosen.availability();
    return ready.library().configuration().map(text -> "\n  built as " + text).orElse("");
  }
}
