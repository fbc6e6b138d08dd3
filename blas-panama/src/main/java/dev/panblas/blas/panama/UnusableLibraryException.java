package dev.panblas.blas.panama;

import dev.panblas.spi.Availability;
import java.io.Serial;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A library cannot be used, in words for the person who wanted it. */
final class UnusableLibraryException extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  private final String remedy;

  UnusableLibraryException(String reason, String remedy) {
    this(reason, remedy, null);
  }

  UnusableLibraryException(String reason, String remedy, @Nullable Throwable cause) {
    super(reason, cause);
    this.remedy = remedy;
  }

  UnusableLibraryException askedForBy(String source) {
    return new UnusableLibraryException(
        getMessage() + " (asked for by " + source + ")", remedy, this);
  }

  Availability.Unavailable toAvailability() {
    return new Availability.Unavailable(
        String.valueOf(getMessage()), remedy, Optional.ofNullable(getCause()));
  }
}
