package dev.panblas.nativelib.file;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A native library cannot be used. The message gives the reason, {@link #remedy} the cure. */
public final class UnusableLibraryException extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  /** What to do about it. */
  private final String remedy;

  /**
   * An exception without a cause.
   *
   * @param reason what is wrong: one clause without a full stop
   * @param remedy what to do about it, likewise
   */
  public UnusableLibraryException(String reason, String remedy) {
    this(reason, remedy, null);
  }

  /**
   * An exception with a cause.
   *
   * @param reason what is wrong: one clause without a full stop
   * @param remedy what to do about it, likewise
   * @param cause the exception that caused it, if there was one
   */
  public UnusableLibraryException(String reason, String remedy, @Nullable Throwable cause) {
    super(reason, cause);
    this.remedy = remedy;
  }

  /**
   * The same, with the source of the setting in the message.
   *
   * @param source where the setting came from: {@code -Dpanblas.library=x}
   * @return the exception to throw
   */
  public UnusableLibraryException askedForBy(String source) {
    return new UnusableLibraryException(
        getMessage() + " (asked for by " + source + ")", remedy, this);
  }

  /**
   * What to do about it.
   *
   * @return one clause without a full stop
   */
  public String remedy() {
    return remedy;
  }
}
