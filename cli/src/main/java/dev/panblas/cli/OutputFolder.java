package dev.panblas.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder that results go to. */
final class OutputFolder {

  private OutputFolder() {}

  /**
   * Makes the folder where it is missing, and tries whether a file can be written to it, before
   * anything is computed that would be lost.
   *
   * @throws InputException if something else than a folder has its name
   * @throws IOException if it cannot be made or written to; the message is a sentence
   */
  static void prepare(Path folder) throws InputException, IOException {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new InputException(folder + " is not a folder: name another with --out.");
    }
    try {
      Files.createDirectories(folder);
      Files.delete(Files.createTempFile(folder, ".panblas", ".part"));
    } catch (IOException failure) {
      throw new IOException(
          String.format(
              "The folder %s cannot be written to (%s); name another with --out",
              folder, Errors.reason(failure)),
          failure);
    }
  }
}
