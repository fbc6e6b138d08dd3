/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.npy;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * An entry of an archive. It is read only if its sizes are possible, and must have the size and the
 * checksum that the archive's directory says: {@link ZipFile} compares neither.
 *
 * @param subject of the sentences about errors
 */
record NpzEntry(String subject, ZipFile zip, ZipEntry entry, long archiveBytes) {

  /** The most bytes that deflate makes of one: two bits can repeat 258 bytes. */
  private static final int MOST_INFLATED = 1032;

  /** What is read from an entry. */
  @FunctionalInterface
  interface Reader<T> {
    T read(InputStream content, long size) throws IOException;
  }

  /**
   * Reads the whole entry.
   *
   * @throws NpyFormatException if the entry is damaged
   */
  <T> T read(Reader<T> reader) throws IOException {
    requirePossibleSizes();
    try (CheckedInputStream content =
        new CheckedInputStream(zip.getInputStream(entry), new CRC32())) {
      T result = reader.read(content, entry.getSize());
      if (content.read() >= 0) {
        throw damaged("has more than the " + entry.getSize() + " bytes that the archive declares");
      }
      if (content.getChecksum().getValue() != entry.getCrc()) {
        throw damaged("has a wrong checksum");
      }
      return result;
    } catch (ZipException | EOFException failure) {
      throw new NpyFormatException(
          subject, "is damaged (" + reason(failure) + "): copy or save it again", failure);
    }
  }

  /** Checks what is known without reading, because memory of the declared size is allocated. */
  private void requirePossibleSizes() throws NpyFormatException {
    boolean isStored = entry.getMethod() == ZipEntry.STORED; // otherwise deflated
    long size = entry.getSize();
    long compressed = entry.getCompressedSize();
    long most = isStored ? compressed : MOST_INFLATED * compressed;
    if (compressed > archiveBytes || size > most) {
      throw damaged(
          String.format(
              Locale.ROOT,
              "cannot have %d bytes, %s as %d, in an archive of %d",
              size,
              isStored ? "stored" : "deflated",
              compressed,
              archiveBytes));
    }
  }

  /** The message of an exception of the JDK; some have none. */
  static String reason(IOException failure) {
    return Objects.requireNonNullElse(failure.getMessage(), "it ends too early");
  }

  private NpyFormatException damaged(String problem) {
    return new NpyFormatException(subject, problem + ": copy or save it again");
  }
}
