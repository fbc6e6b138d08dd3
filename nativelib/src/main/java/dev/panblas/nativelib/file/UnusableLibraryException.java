/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.nativelib.file;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A native library cannot be used. The message is the reason, {@link #remedy} says what to do. */
public final class UnusableLibraryException extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  /** What to do about it. */
  private final String remedy;

  /**
   * An exception without a cause.
   *
   * @param reason what is wrong: one clause without a full stop
   * @param remedy what to do: one clause without a full stop
   */
  public UnusableLibraryException(String reason, String remedy) {
    this(reason, remedy, null);
  }

  /**
   * An exception with a cause.
   *
   * @param reason what is wrong: one clause without a full stop
   * @param remedy what to do: one clause without a full stop
   * @param cause the exception that caused it, if any
   */
  public UnusableLibraryException(String reason, String remedy, @Nullable Throwable cause) {
    super(reason, cause);
    this.remedy = remedy;
  }

  /**
   * This exception with the source of the setting added to the message.
   *
   * @param source where the setting came from: {@code -Dpanblas.library=x}
   * @return the exception to throw
   */
  public UnusableLibraryException requestedBy(String source) {
    return new UnusableLibraryException(
        getMessage() + " (requested by " + source + ")", remedy, this);
  }

  /**
   * What to do.
   *
   * @return one clause without a full stop
   */
  public String remedy() {
    return remedy;
  }
}
