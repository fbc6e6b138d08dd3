/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.shared;

/**
 * An option or the input is not valid: a missing folder, an unreadable picture, data without
 * samples. The message is one sentence that names the input and says what to do; the command prints
 * it and exits with 2. A failure with valid input, such as writing to a full disk, is an {@link
 * java.io.IOException} and exits with 1.
 */
public final class InputException extends Exception {

  private static final long serialVersionUID = 1;

  /**
   * Creates the exception.
   *
   * @param message one sentence
   */
  public InputException(String message) {
    super(message);
  }

  /**
   * Creates the exception.
   *
   * @param message one sentence
   * @param cause its cause
   */
  public InputException(String message, Throwable cause) {
    super(message, cause);
  }
}
