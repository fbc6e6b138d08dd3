package dev.panblas.backend;

import dev.panblas.spi.Availability;
import dev.panblas.spi.BlasProvider;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A backend that was found, whether or not it can run. That is asked when somebody wants to know,
 * and once: a program that names its backend does not load the libraries of the others.
 */
public final class Candidate {

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
   * What it is asked for by.
   *
   * @return the provider's name; its class's, if it could not even be made
   */
  public String name() {
    return name;
  }

  /**
   * Who goes first when nobody was asked for.
   *
   * @return the provider's priority
   */
  public int priority() {
    return priority;
  }

  /**
   * Where it was loaded from.
   *
   * @return a module's location, a jar or a folder
   */
  public String origin() {
    return origin;
  }

  /**
   * The provider.
   *
   * @return empty if it could not be made
   */
  public Optional<BlasProvider> provider() {
    return provider;
  }

  /**
   * Whether it can run here, or why not.
   *
   * @return the provider's answer, or what it threw
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
   * Whether somebody has asked for its availability.
   *
   * @return true if what {@link #availability} returns is known already
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
   * One line for a report: the name, and the library it runs on or why it does not.
   *
   * @return such as {@code panama: not ready, no such file: x.so (backend loaded from …); to mend
   *     it, …}
   */
  public String describe() {
    return switch (availability()) {
      case Availability.Ready ready -> name + ": ready, " + ready.library();
      case Availability.Unavailable unavailable ->
          String.format(
              "%s: not ready, %s (backend loaded from %s); to mend it, %s",
              name, unavailable.reason(), origin, unavailable.remedy());
    };
  }

  /** Why it cannot run, and what to do, without where it comes from: for a warning. */
  String failure() {
    return switch (availability()) {
      case Availability.Ready ready -> "";
      case Availability.Unavailable unavailable ->
          String.format(
              "%s: not ready, %s; to mend it, %s",
              name, unavailable.reason(), unavailable.remedy());
    };
  }

  /** {@return the name} */
  @Override
  public String toString() {
    return name;
  }
}
