package dev.panblas.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Writes a file whole or not at all: into a hidden sibling, which takes the file's name once it is
 * complete. Until then a reader finds the old file, or none.
 */
final class WholeFile {

  private WholeFile() {}

  /** What a file is to hold. */
  @FunctionalInterface
  interface Content {

    /**
     * Writes it all; the stream is buffered, and closed by the caller.
     *
     * @throws IOException if it cannot be written; the file is then left as it was
     */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes a file, replacing what was there.
   *
   * @throws IOException if it cannot be written; it is then as it was before
   */
  static void write(Path file, Content content) throws IOException {
    Path part = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + ".part");
    try {
      try (OutputStream out =
          new BufferedOutputStream(
              Files.newOutputStream(
                  part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
        content.writeTo(out);
      }
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (Throwable e) {
      try {
        Files.deleteIfExists(part);
      } catch (IOException leftover) {
        e.addSuppressed(leftover);
      }
      throw e;
    }
  }
}
