package dev.panblas.library;

import dev.panblas.spi.Availability;
import java.io.Serial;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A native library cannot be used, in words for the person who wanted it. */
public final class UnusableLibraryException extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  /** What to do about it. */
  private final String remedy;

  /**
   * Of a library that can be had but not used.
   *
   * @param reason what is wrong, as in {@link Availability.Unavailable}
   * @param remedy what to do about it
   */
  public UnusableLibraryException(String reason, String remedy) {
    this(reason, remedy, null);
  }

  /**
   * The same with a cause.
   *
   * @param reason what is wrong
   * @param remedy what to do about it
   * @param cause the exception behind it, if there was one
   */
  public UnusableLibraryException(String reason, String remedy, @Nullable Throwable cause) {
    super(reason, cause);
    this.remedy = remedy;
  }

  /**
   * The same, with the source of the wish in the message.
   *
   * @param source who asked, as in {@link dev.panblas.spi.Settings.Request#source}
   * @return the exception to throw
   */
  public UnusableLibraryException askedForBy(String source) {
    return new UnusableLibraryException(
        getMessage() + " (asked for by " + source + ")", remedy, this);
  }

  /**
   * What a backend answers that was about to use the library.
   *
   * @return reason, remedy and cause
   */
  public Availability.Unavailable toAvailability() {
    return new Availability.Unavailable(
        String.valueOf(getMessage()), remedy, Optional.ofNullable(getCause()));
  }
}
