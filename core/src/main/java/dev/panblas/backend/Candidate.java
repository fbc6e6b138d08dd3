/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.backend;

import dev.panblas.spi.Availability;
import dev.panblas.spi.BlasProvider;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A backend that was found, whether or not it can run. It is probed once, on the first call that
 * needs the result: a program that names its backend does not load the libraries of the others.
 */
public final class Candidate {

  private static final System.Logger LOGGER = System.getLogger(Candidate.class.getName());

  private final String name;
  private final int priority;
  private final String origin;
  private final Optional<BlasProvider> provider;
  private final Supplier<Availability> probe;
  private @Nullable Availability availability;

  Candidate(
      String name,
      int priority,
      String origin,
      Supplier<Availability> probe,
      Optional<BlasProvider> provider) {
    this.name = name;
    this.priority = priority;
    this.origin = origin;
    this.probe = probe;
    this.provider = provider;
  }

  /**
   * The backend's name, by which settings request it.
   *
   * @return the provider's name; the name of its class if it failed before it returned one
   */
  public String name() {
    return name;
  }

  /**
   * The rank among the backends that are ready if none is requested.
   *
   * @return the provider's priority; 0 if it is unknown
   */
  public int priority() {
    return priority;
  }

  /**
   * Where it was loaded from.
   *
   * @return a jar, a folder or a module
   */
  public String origin() {
    return origin;
  }

  /**
   * The provider.
   *
   * @return empty if it could not be constructed or did not return a name and a priority
   */
  public Optional<BlasProvider> provider() {
    return provider;
  }

  /**
   * Asks the provider for what it offers besides its own kernels. A provider that fails offers
   * nothing, so that it does not keep another backend from opening; a message of level DEBUG has
   * the failure.
   *
   * @param <T> what is asked for
   * @param question the method of the provider
   * @return its answer; empty if there is no provider, or it fails
   */
  public <T> Optional<T> offer(Function<BlasProvider, T> question) {
    try {
      return provider.map(question);
    } catch (RuntimeException | LinkageError failed) {
      LOGGER.log(System.Logger.Level.DEBUG, () -> "backend " + name + " offers nothing", failed);
      return Optional.empty();
    }
  }

  /**
   * Whether it can run here, or why not. The first call probes the provider.
   *
   * @return the result of the probe, or the failure that it threw
   */
  public synchronized Availability availability() {
    Availability answer = availability;
    if (answer == null) {
      answer = probe.get();
      availability = answer;
    }
    return answer;
  }

  /**
   * Whether the provider has been probed.
   *
   * @return true if {@link #availability} has been called
   */
  public synchronized boolean wasAsked() {
    return availability != null;
  }

  /**
   * Whether it can run here.
   *
   * @return true if its availability is {@link Availability.Ready}
   */
  public boolean isReady() {
    return availability() instanceof Availability.Ready;
  }

  /**
   * One line for a report: the name, and the library or the reason and remedy.
   *
   * @return such as {@code panama: not ready, no such file: x.so (backend loaded from …); to fix
   *     it, …}
   */
  public String describe() {
    return switch (availability()) {
      case Availability.Ready ready -> name + ": ready, " + ready.library();
      case Availability.Unavailable unavailable ->
          String.format(
              Locale.ROOT,
              "%s: not ready, %s (backend loaded from %s); to fix it, %s",
              name,
              unavailable.reason(),
              origin,
              unavailable.remedy());
    };
  }

  /** The reason and remedy without the origin, for a warning; empty if it is ready. */
  String failure() {
    return switch (availability()) {
      case Availability.Ready ready -> "";
      case Availability.Unavailable unavailable ->
          String.format(
              Locale.ROOT,
              "%s: not ready, %s; to fix it, %s",
              name,
              unavailable.reason(),
              unavailable.remedy());
    };
  }

  /** {@return the name} */
  @Override
  public String toString() {
    return name;
  }
}
