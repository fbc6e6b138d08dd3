/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.shared;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The folder for results. Closing it removes created folders that are still empty. */
public final class OutputFolder implements AutoCloseable {

  private final List<Path> created;

  private OutputFolder(List<Path> created) {
    this.created = created;
  }

  /**
   * Creates the folder if it is missing and writes a test file to it, so that a folder that cannot
   * be written to is an error before anything is computed.
   *
   * @param folder the folder
   * @return the folder, to be closed after the results are written
   * @throws InputException if the path is empty or names a file
   * @throws IOException if the folder cannot be created or written to; the message is a sentence
   */
  public static OutputFolder prepare(Path folder) throws InputException, IOException {
    if (folder.toString().isEmpty()) {
      throw new InputException("--out must name a folder, but was empty");
    }
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new InputException(folder + " is not a folder: choose another with --out.");
    }
    List<Path> missing = new ArrayList<>();
    for (Path path = folder.toAbsolutePath().normalize();
        path != null && Files.notExists(path);
        path = path.getParent()) {
      missing.add(path);
    }
    try {
      Files.createDirectories(folder);
      Files.delete(Files.createTempFile(folder, ".panblas", ".part"));
    } catch (IOException failure) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "The folder %s cannot be written to (%s): choose another with --out",
              folder,
              Errors.reason(failure)),
          failure);
    }
    return new OutputFolder(missing);
  }

  /**
   * The error for results that cannot be written.
   *
   * @param folder the folder
   * @param failure the cause
   * @return an exception whose message is a sentence
   */
  public static IOException unwritable(Path folder, IOException failure) {
    return new IOException(
        String.format(
            Locale.ROOT,
            "The results could not be written to %s (%s): free space there, or choose another"
                + " folder with --out",
            folder,
            Errors.reason(failure)),
        failure);
  }

  @Override
  public void close() throws IOException {
    try {
      for (Path folder : created) { // the innermost first
        Files.deleteIfExists(folder);
      }
    } catch (DirectoryNotEmptyException kept) {
      return; // it contains results
    }
  }
}
