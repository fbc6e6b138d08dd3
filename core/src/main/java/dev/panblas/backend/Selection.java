package dev.panblas.backend;

import dev.panblas.spi.Availability;
import dev.panblas.spi.BlasKernels;
import dev.panblas.spi.Settings;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/**
 * Which backend runs, and why not the others.
 *
 * <p>In order: the backend that the program asks for; that of {@code -Dpanblas.backend}; that of
 * the environment's {@code PANBLAS_BACKEND}; the highest priority among those that are ready. One
 * that was asked for and is not ready is an error, and so is a library that leaves a better
 * candidate not ready. When nobody asked, and a candidate of higher priority is not ready, one
 * warning is logged in the life of the process.
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
   * Chooses by what the system properties and the environment ask for.
   *
   * @return the selection
   * @throws BackendUnavailableException if the backend asked for cannot run, or none can
   */
  public static Selection make() {
    return make(Settings.current());
  }

  /**
   * Chooses among the backends that {@link java.util.ServiceLoader} finds.
   *
   * @param settings what was asked for
   * @return the selection
   * @throws BackendUnavailableException if the backend asked for cannot run, or none can
   */
  public static Selection make(Settings settings) {
    Selection selection = among(candidates(settings), settings);
    selection.warn(WARNED, LOGGER);
    return selection;
  }

  /**
   * All backends that are found, ready or not, without choosing.
   *
   * @param settings which library, how many threads
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
                "library %s, asked for by %s, cannot be used",
                settings.library().get().value(), settings.library().get().source()),
            candidates);
      }
      return selection;
    }
    String name = request.get().value();
    List<Candidate> named = candidates.stream().filter(c -> c.name().equals(name)).toList();
    Candidate wanted =
        named.stream()
            .filter(Candidate::isReady)
            .findFirst()
            .orElseThrow(
                () ->
                    new BackendUnavailableException(
                        String.format(
                            "backend %s, asked for by %s, %s",
                            name,
                            request.get().source(),
                            named.isEmpty() ? "does not exist" : "cannot run here"),
                        candidates));
    return new Selection(settings, wanted, candidates);
  }

  /**
   * The backend that runs.
   *
   * @return a candidate that is ready
   */
  public Candidate chosen() {
    return chosen;
  }

  /**
   * All that were considered, highest priority first.
   *
   * @return the candidates, the chosen one among them
   */
  public List<Candidate> candidates() {
    return candidates;
  }

  /**
   * What it was chosen by.
   *
   * @return the settings
   */
  public Settings settings() {
    return settings;
  }

  /**
   * Opens the chosen backend.
   *
   * @return its kernels, which know the settings
   */
  public BlasKernels open() {
    return chosen.provider().orElseThrow().open(settings);
  }

  /**
   * Why the chosen one, in one sentence.
   *
   * @return such as {@code panama has the highest priority of those that are ready}
   */
  public String reason() {
    return settings
        .backend()
        .map(request -> chosen.name() + " was asked for by " + request.source())
        .orElse(chosen.name() + " has the highest priority of those that are ready");
  }

  /** Logs the warning that is due, unless one has been logged already. */
  void warn(AtomicBoolean warned, System.Logger logger) {
    Optional<String> warning = fallback();
    if (warning.isPresent() && warned.compareAndSet(false, true)) {
      logger.log(System.Logger.Level.WARNING, warning.get());
    }
  }

  /** The warning that is due when nobody asked for the chosen backend and a better one failed. */
  Optional<String> fallback() {
    if (settings.backend().isPresent()) {
      return Optional.empty();
    }
    List<Candidate> passedOver =
        candidates.stream().filter(c -> mayBeBetter(c) && !c.isReady()).toList();
    if (passedOver.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            "falling back to backend %s. %s. To choose %s without this warning, name it by %s",
            chosen.name(),
            passedOver.stream().map(Candidate::failure).collect(Collectors.joining(". ")),
            chosen.name(),
            Settings.howToSet(Settings.BACKEND_PROPERTY)));
  }

  /** A candidate that was too broken to say its priority may have had any. */
  private boolean mayBeBetter(Candidate candidate) {
    return candidate.provider().isEmpty() || candidate.priority() > chosen.priority();
  }

  /**
   * Everything: what was chosen, why, on which library with how many threads, and why not the
   * others.
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
