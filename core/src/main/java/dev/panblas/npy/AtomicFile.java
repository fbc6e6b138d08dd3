package dev.panblas.npy;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Writes a file whole or not at all: into a hidden sibling, which takes the file's name once it is
 * complete and on the disk. Until then a reader finds the old file, or none.
 */
public final class AtomicFile {

  private AtomicFile() {}

  /** What a file is to hold. */
  @FunctionalInterface
  public interface Content {

    /**
     * Writes it all.
     *
     * @param out where to; buffered, and closed afterwards
     * @throws IOException if it cannot be written; the file is then left as it was
     */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes a file, replacing what was there.
   *
   * @param file the file, in a folder that exists
   * @param content what it is to hold
   * @throws NoSuchFileException if the folder does not exist
   * @throws IOException if the file cannot be written; it is then as it was before
   */
  public static void write(Path file, Content content) throws IOException {
    Path target = file.toAbsolutePath();
    Path folder = target.getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new NoSuchFileException(
          file.toString(), null, "its folder does not exist: make it first");
    }
    // Not Files.createTempFile: its files can be read by their owner only, and stay so when moved.
    Path part = folder.resolve("." + target.getFileName() + "." + UUID.randomUUID() + ".part");
    try {
      try (OutputStream out =
          new BufferedOutputStream(
              Files.newOutputStream(
                  part, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW))) {
        content.writeTo(out);
      }
      // A crash after the move must not leave a name without contents.
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
