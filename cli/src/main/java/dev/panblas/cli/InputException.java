package dev.panblas.cli;

/**
 * What the call names cannot be used: a folder that is not there, a picture that cannot be read,
 * data without samples. The message is one sentence that names it and says what to do; the command
 * prints it and exits with 2, since the cure is another call or other input, not another try. Work
 * that fails on good input, such as writing to a full disk, is an {@link java.io.IOException} and
 * exits with 1.
 */
final class InputException extends Exception {

  private static final long serialVersionUID = 1;

  InputException(String message) {
    super(message);
  }

  InputException(String message, Throwable cause) {
    super(message, cause);
  }
}
