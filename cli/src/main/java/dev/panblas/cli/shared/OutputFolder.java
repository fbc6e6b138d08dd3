/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.shared;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The folder for results. Closing it removes created folders that are still empty. */
public final class OutputFolder implements AutoCloseable {

  /** The folder that the folders of results are in by default. */
  private static final Path DEFAULT = Path.of("out");

  private final Path path;
  private final List<Path> created;

  private OutputFolder(Path path, List<Path> created) {
    this.path = path;
    this.created = created;
  }

  /**
   * The folder.
   *
   * @return its path
   */
  public Path path() {
    return path;
  }

  /**
   * Prepares the folder that {@code --out} names. Without that option it creates a new folder, so
   * that the results of an earlier run are not replaced: {@code out/train-1}, then {@code
   * out/train-2}.
   *
   * @param named the folder, or null for a new one
   * @param command the command's name
   * @return the folder, to be closed after the results are written
   * @throws InputException if the path is empty or names a file
   * @throws IOException if the folder cannot be created or written to; the message is a sentence
   */
  public static OutputFolder prepare(@Nullable Path named, String command)
      throws InputException, IOException {
    return named == null ? numbered(DEFAULT, command) : prepare(named);
  }

  /**
   * The folder that a command without {@code --out} would create now.
   *
   * @param command the command's name
   * @return a path that does not exist
   * @throws IOException if the folders of earlier runs cannot be listed
   */
  public static Path next(String command) throws IOException {
    try {
      int latest = Files.isDirectory(DEFAULT) ? latest(DEFAULT, command) : 0;
      return DEFAULT.resolve(command + "-" + (latest + 1));
    } catch (IOException failure) {
      throw unusable(DEFAULT, failure);
    }
  }

  /** Creates the folder whose number is one more than the largest. */
  static OutputFolder numbered(Path parent, String command) throws IOException {
    List<Path> missing = missing(parent);
    try {
      Files.createDirectories(parent);
      for (int number = latest(parent, command) + 1; ; number++) {
        Path folder = parent.resolve(command + "-" + number);
        try {
          Files.createDirectory(folder);
        } catch (FileAlreadyExistsException takenMeanwhile) {
          continue;
        }
        missing.addFirst(folder);
        return new OutputFolder(folder, missing);
      }
    } catch (IOException failure) {
      throw abandoned(parent, missing, failure);
    }
  }

  /** The largest number of a folder, or 0. */
  private static int latest(Path parent, String command) throws IOException {
    Pattern numbered = Pattern.compile(Pattern.quote(command) + "-([1-9][0-9]{0,8})");
    try (Stream<Path> entries = Files.list(parent)) {
      return entries
          .map(entry -> numbered.matcher(entry.getFileName().toString()))
          .filter(Matcher::matches)
          .mapToInt(number -> Integer.parseInt(number.group(1)))
          .max()
          .orElse(0);
    } catch (UncheckedIOException failure) {
      throw failure.getCause();
    }
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
      throw new InputException(
          "--out must name a folder, but " + folder + " is a file: choose another");
    }
    List<Path> missing = missing(folder);
    try {
      Files.createDirectories(folder);
      Files.delete(Files.createTempFile(folder, ".panblas", ".part"));
    } catch (IOException failure) {
      throw abandoned(folder, missing, failure);
    }
    return new OutputFolder(folder, missing);
  }

  /** The folder and those above it that do not exist, the innermost first. */
  private static List<Path> missing(Path folder) {
    List<Path> missing = new ArrayList<>();
    for (Path path = folder.toAbsolutePath().normalize();
        path != null && Files.notExists(path);
        path = path.getParent()) {
      missing.add(path);
    }
    return missing;
  }

  /** Removes the folders that were created before the failure. */
  private static IOException abandoned(Path folder, List<Path> created, IOException failure) {
    IOException unusable = unusable(folder, failure);
    try {
      removeEmpty(created);
    } catch (IOException kept) {
      unusable.addSuppressed(kept);
    }
    return unusable;
  }

  private static IOException unusable(Path folder, IOException failure) {
    return new IOException(
        String.format(
            Locale.ROOT,
            "The folder %s cannot be written to (%s): choose another with --out",
            folder,
            Errors.reason(failure)),
        failure);
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
    removeEmpty(created);
  }

  private static void removeEmpty(List<Path> created) throws IOException {
    try {
      for (Path folder : created) { // the innermost first
        if (Files.isDirectory(folder)) {
          Files.deleteIfExists(folder);
        }
      }
    } catch (DirectoryNotEmptyException kept) {
      return; // it contains results
    }
  }
}
