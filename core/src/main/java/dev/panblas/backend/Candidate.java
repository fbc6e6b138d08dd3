package dev.panblas.backend;

import dev.panblas.spi.Availability;
import dev.panblas.spi.BlasProvider;
import java.util.Optional;

/**
 * A backend that was found, whether or not it can run.
 *
 * @param name the provider's name; its class's, if it could not even say that
 * @param priority the provider's priority; 0 if it could not say
 * @param origin where it was loaded from: a module's location, a jar or a folder
 * @param availability whether it can run here, or why not
 * @param provider the provider; empty if it could not be made, or not say its name and priority
 */
public record Candidate(
    String name,
    int priority,
    String origin,
    Availability availability,
    Optional<BlasProvider> provider) {

  /**
   * Whether it can run here.
   *
   * @return true if its availability is {@link Availability.Ready}
   */
  public boolean isReady() {
    return availability instanceof Availability.Ready;
  }

  /**
   * One line for a report: the name, and the library it runs on or why it does not.
   *
   * @return such as {@code panama: not ready, no such file: x.so (loaded from …); to mend it, …}
   */
  public String describe() {
    return switch (availability) {
      case Availability.Ready ready -> name + ": ready, " + Libraries.describe(ready.library());
      case Availability.Unavailable unavailable ->
          String.format(
              "%s: not ready, %s (backend loaded from %s); to mend it, %s",
              name, unavailable.reason(), origin, unavailable.remedy());
    };
  }
}
