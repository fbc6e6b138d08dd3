package dev.panblas.cli;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The folder that results go to. Closed, it removes itself if it was made for them and none came.
 */
final class OutputFolder implements AutoCloseable {

  private final List<Path> made;

  private OutputFolder(List<Path> made) {
    this.made = made;
  }

  /**
   * Makes the folder where it is missing, and tries whether a file can be written to it, before
   * anything is computed that would be lost.
   *
   * @throws InputException if something else than a folder has its name
   * @throws IOException if it cannot be made or written to; the message is a sentence
   */
  static OutputFolder prepare(Path folder) throws InputException, IOException {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new InputException(folder + " is not a folder: name another with --out.");
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
              "The folder %s cannot be written to (%s); name another with --out",
              folder, Errors.reason(failure)),
          failure);
    }
    return new OutputFolder(missing);
  }

  /** What to tell where results that are there cannot be written. */
  static IOException unwritable(Path folder, IOException failure) {
    return new IOException(
        String.format(
            "The results could not be written to %s (%s); make room there, or name another folder"
                + " with --out",
            folder, Errors.reason(failure)),
        failure);
  }

  @Override
  public void close() throws IOException {
    try {
      for (Path folder : made) { // the innermost first
        Files.deleteIfExists(folder);
      }
    } catch (DirectoryNotEmptyException kept) {
      return; // it holds results
    }
  }
}
