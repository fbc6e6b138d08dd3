/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.npy;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Writes a file atomically: to a hidden file in the same folder, its part, which is renamed when it
 * is complete and on disk. Until then readers see the old file, or none. A process that is killed
 * while it writes leaves the part.
 */
public final class AtomicFile {

  private static final String PART_SUFFIX = ".part";

  private AtomicFile() {}

  /** The content of a file. */
  @FunctionalInterface
  public interface Content {

    /**
     * Writes the content.
     *
     * @param out the file, buffered; closed by {@link AtomicFile}
     * @throws IOException if it cannot be written; the old file then stays unchanged
     */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes a file and replaces an existing one.
   *
   * @param file the file, in a folder that exists
   * @param content the content
   * @throws NoSuchFileException if the folder does not exist
   * @throws IOException if the file cannot be written; the old file then stays unchanged
   */
  public static void write(Path file, Content content) throws IOException {
    Path target = file.toAbsolutePath();
    Path folder = folder(file, target);
    Path part = part(folder, target);
    try {
      try (OutputStream out =
          new BufferedOutputStream(
              Files.newOutputStream(
                  part, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW))) {
        content.writeTo(out);
      }
      // Without this, a crash after the move can leave an empty file.
      try (FileChannel written = FileChannel.open(part, StandardOpenOption.WRITE)) {
        written.force(true);
      }
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
      force(folder);
    } catch (Throwable failure) {
      try {
        Files.deleteIfExists(part);
      } catch (IOException leftover) {
        failure.addSuppressed(leftover);
      }
      throw failure;
    }
  }

  /** Makes a rename in a folder survive a crash of the system, where the system can do that. */
  private static void force(Path folder) {
    try (FileChannel entries = FileChannel.open(folder, StandardOpenOption.READ)) {
      entries.force(true);
    } catch (IOException unsupported) {
      return; // Windows opens no folders, and some network file systems force none
    }
  }

  /**
   * Deletes the parts that killed processes have left while they wrote a file, and tests that the
   * file can be written, by creating a part and deleting it. A process that is writing the same
   * file then fails to do so.
   *
   * @param file the file; it is not read or changed, and may be missing
   * @throws NoSuchFileException if the folder does not exist
   * @throws IOException if the file could not be written
   */
  public static void prepare(Path file) throws IOException {
    Path target = file.toAbsolutePath();
    Path folder = folder(file, target);
    try (DirectoryStream<Path> parts =
        Files.newDirectoryStream(folder, partPrefix(target) + "*" + PART_SUFFIX)) {
      for (Path part : parts) {
        Files.deleteIfExists(part);
      }
    } catch (DirectoryIteratorException failure) {
      throw failure.getCause();
    }
    Files.delete(Files.createFile(part(folder, target)));
  }

  private static Path folder(Path file, Path target) throws IOException {
    Path folder = target.getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new NoSuchFileException(
          file.toString(), null, "its folder does not exist: create it first");
    }
    if (Files.isDirectory(target)) {
      throw new FileSystemException(file.toString(), null, "is a folder: give the name of a file");
    }
    return folder;
  }

  // Not Files.createTempFile: only the owner may read its files, even after the move.
  private static Path part(Path folder, Path target) {
    return folder.resolve(partPrefix(target) + UUID.randomUUID() + PART_SUFFIX);
  }

  /** Does not contain the name of the file, which the C locale may not be able to encode. */
  private static String partPrefix(Path target) {
    return ".panblas-" + Integer.toHexString(target.getFileName().toString().hashCode()) + "-";
  }
}
