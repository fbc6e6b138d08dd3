/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.npy;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Writes a file atomically: to a hidden file in the same folder, which is renamed when it is
 * complete and on disk. Until then readers see the old file, or none.
 */
public final class AtomicFile {

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
    Path folder = target.getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new NoSuchFileException(
          file.toString(), null, "its folder does not exist: create it first");
    }
    if (Files.isDirectory(target)) {
      throw new FileSystemException(file.toString(), null, "is a folder: give the name of a file");
    }
    // Not Files.createTempFile: only the owner may read its files, even after the move.
    // The name does not contain that of the file, which the C locale may not be able to encode.
    Path part = folder.resolve(".panblas-" + UUID.randomUUID() + ".part");
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
    } catch (Throwable failure) {
      try {
        Files.deleteIfExists(part);
      } catch (IOException leftover) {
        failure.addSuppressed(leftover);
      }
      throw failure;
    }
  }
}
