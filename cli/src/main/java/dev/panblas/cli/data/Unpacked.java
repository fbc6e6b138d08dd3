/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.data;

import dev.panblas.cli.shared.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/**
 * A regular file with the content of an input: the input itself, or a temporary file if the input
 * is a pipe or packed by gzip. Closing it deletes a temporary file.
 *
 * @param file the file
 * @param content its format
 * @param begin its first bytes in hexadecimal, for messages
 * @param isTemporary whether it is deleted
 * @param isPacked whether the input is packed by gzip
 */
record Unpacked(Path file, ArrayFormat content, String begin, boolean isTemporary, boolean isPacked)
    implements AutoCloseable {

  private static final int SHOWN_BYTES = 8;

  /** What is done with the content of an input. */
  private interface Copy {
    void run(InputStream in, OutputStream out) throws InputException, IOException;
  }

  /**
   * Opens an input.
   *
   * @param input a file or a pipe
   * @throws InputException if it is packed and damaged
   * @throws IOException if it cannot be read, or a temporary file cannot be written
   */
  static Unpacked of(Path input) throws InputException, IOException {
    boolean isRegular = Files.isRegularFile(input);
    Unpacked stored =
        of(isRegular ? input : copy(input, InputStream::transferTo), !isRegular, false);
    if (stored.content() != ArrayFormat.GZIP) {
      return stored;
    }
    try (stored) {
      Path unpacked = copy(stored.file(), (in, out) -> Gunzip.copy(input.toString(), in, out));
      return of(unpacked, true, true);
    }
  }

  private static Unpacked of(Path file, boolean isTemporary, boolean isPacked) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] head = in.readNBytes(ArrayFormat.HEAD);
      String begin =
          HexFormat.ofDelimiter(" ").formatHex(head, 0, Math.min(SHOWN_BYTES, head.length));
      return new Unpacked(file, ArrayFormat.of(head), begin, isTemporary, isPacked);
    }
  }

  private static Path copy(Path from, Copy copy) throws InputException, IOException {
    Path to = Files.createTempFile("panblas", ".data");
    to.toFile().deleteOnExit(); // if a signal ends the process
    try (InputStream in = Files.newInputStream(from);
        OutputStream out = Files.newOutputStream(to)) {
      copy.run(in, out);
      return to;
    } catch (Throwable failure) {
      Files.delete(to);
      throw failure;
    }
  }

  /** The name of the format. */
  String format() {
    return content + (isPacked ? ", gzip" : "");
  }

  @Override
  public void close() throws IOException {
    if (isTemporary) {
      Files.deleteIfExists(file);
    }
  }
}
