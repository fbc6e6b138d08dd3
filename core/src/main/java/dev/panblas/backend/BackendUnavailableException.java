/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.backend;

import dev.panblas.spi.Availability;
import dev.panblas.spi.BlasProvider;
import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A requested backend or library cannot be used, or no backend can run. The message names the
 * source of the request and lists every candidate with its reason, its remedy and its origin.
 */
public final class BackendUnavailableException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  /** What a backend that was not found may lack. */
  private static final String REGISTRATION =
      "a backend is found only if META-INF/services/"
          + BlasProvider.class.getName()
          + " (class path) or a provides clause of its module-info (module path) names its"
          + " provider";

  /** The message without the list of candidates. */
  private final String problem;

  private final transient List<Candidate> candidates;

  BackendUnavailableException(String problem, List<Candidate> candidates) {
    this(problem, candidates, list(candidates));
  }

  private BackendUnavailableException(
      String problem, List<Candidate> candidates, String explanation) {
    super(problem + explanation);
    this.problem = problem;
    this.candidates = candidates;
    candidates.stream()
        .map(Candidate::availability)
        .filter(Availability.Unavailable.class::isInstance)
        .map(Availability.Unavailable.class::cast)
        .flatMap(unavailable -> unavailable.cause().stream())
        .forEach(this::addSuppressed);
  }

  /** A backend that no candidate has the name of. */
  static BackendUnavailableException notFound(String problem, List<Candidate> candidates) {
    String hint = candidates.isEmpty() ? "" : "\n" + REGISTRATION;
    return new BackendUnavailableException(problem, candidates, list(candidates) + hint);
  }

  private static String list(List<Candidate> candidates) {
    if (candidates.isEmpty()) {
      return " (no backend was found: add the jar of a backend to the module path or class path; "
          + REGISTRATION
          + ")";
    }
    return candidates.stream()
        .map(Candidate::describe)
        .collect(Collectors.joining("\n  ", "; the candidates are\n  ", ""));
  }

  /**
   * The first line of the message: what cannot be used and the source of the request.
   *
   * @return such as {@code backend panama, requested by PANBLAS_BACKEND=panama, cannot run here}
   */
  public String problem() {
    return problem;
  }

  /**
   * All candidates, highest priority first.
   *
   * @return the candidates
   */
  public List<Candidate> candidates() {
    return candidates;
  }
}
