/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.npy;

import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Vector;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The archive that {@link NpzFile#write} writes. Arrays are written when they are added, in that
 * order; their memory may be used again afterwards. For one thread.
 */
public final class NpzWriter {

  /**
   * The time of each entry: the bytes must not depend on the clock. It is one unit later than in
   * NumPy, because the JDK writes the earliest time also as one that depends on the time zone.
   */
  private static final LocalDateTime ENTRY_TIME = LocalDateTime.of(1980, 1, 1, 0, 0, 2);

  /** The longest comment of a zip archive, in bytes. */
  private static final int LONGEST_COMMENT = 0xffff;

  /** The longest name, in bytes: with the fields of its entry it must fit into 65,535. */
  private static final int LONGEST_NAME = 65_000;

  private final ZipOutputStream zip;
  private final boolean isCompressed;
  private final NpzNames names = new NpzNames();
  private @Nullable String incomplete;

  NpzWriter(ZipOutputStream zip, boolean isCompressed) {
    this.zip = zip;
    this.isCompressed = isCompressed;
  }

  /**
   * Adds a matrix, as {@link NpyFile#write(OutputStream, Matrix)} writes it.
   *
   * @param name the array's name, with or without {@code .npy}: a relative path without {@code ..},
   *     backslashes and control characters
   * @param matrix rows x columns, read; any layout
   * @return this
   * @throws IllegalArgumentException if the name is not such a path, or another entry has it
   * @throws IOException if the archive cannot be written
   */
  public NpzWriter add(String name, Matrix matrix) throws IOException {
    matrix.requireUsable("matrix");
    return addEntry(arrayEntry(name), out -> NpyFile.write(out, matrix));
  }

  /**
   * Adds a vector as an array of shape (n,).
   *
   * @param name the array's name, as in {@link #add(String, Matrix)}
   * @param vector n elements, read
   * @return this
   * @throws IllegalArgumentException if the name is not such a path, or another entry has it
   * @throws IOException if the archive cannot be written
   */
  public NpzWriter add(String name, Vector vector) throws IOException {
    vector.requireUsable("vector");
    return addEntry(arrayEntry(name), out -> NpyFile.write(out, vector));
  }

  /**
   * Adds bytes that are no array, such as a text about the arrays. NumPy returns them as bytes.
   *
   * @param name the entry's whole name: a relative path as in {@link #add(String, Matrix)}
   * @param content read
   * @return this
   * @throws IllegalArgumentException if the name is not such a path, or another entry has it
   * @throws IOException if the archive cannot be written
   */
  public NpzWriter add(String name, byte[] content) throws IOException {
    return addEntry(name, out -> out.write(content));
  }

  /**
   * Sets the comment of the archive.
   *
   * @param comment at most 65,535 bytes in UTF-8
   * @return this
   * @throws IllegalArgumentException if it is longer
   */
  public NpzWriter comment(String comment) {
    requireLength("comment", comment, LONGEST_COMMENT);
    zip.setComment(comment);
    return this;
  }

  private static String arrayEntry(String name) {
    requireName(name);
    return NpzNames.ofArray(name);
  }

  private NpzWriter addEntry(String name, AtomicFile.Content content) throws IOException {
    requireComplete();
    requireName(name);
    names
        .add(name)
        .ifPresent(
            other -> {
              throw new IllegalArgumentException(
                  String.format(
                      Locale.ROOT,
                      "each entry must have a name of its own, but %s was added after %s: choose"
                          + " another name",
                      name,
                      other));
            });
    incomplete = name;
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(ENTRY_TIME);
    if (!isCompressed) {
      // The checksum and the size of a stored entry are written before its content.
      Measure measure = new Measure();
      content.writeTo(measure);
      entry.setMethod(ZipEntry.STORED);
      entry.setSize(measure.size);
      entry.setCrc(measure.checksum.getValue());
    }
    zip.putNextEntry(entry);
    content.writeTo(zip);
    zip.closeEntry();
    incomplete = null;
    return this;
  }

  /**
   * Checks that all entries are complete, because the caller may have caught an exception of {@link
   * #add(String, Matrix)}.
   */
  void requireComplete() throws IOException {
    if (incomplete != null) {
      throw new IOException(
          "an archive must have whole entries, but writing "
              + incomplete
              + " failed: write it"
              + " again");
    }
  }

  private static void requireName(String name) {
    boolean isPath =
        !name.isEmpty()
            && !name.endsWith("/")
            && !name.startsWith("/")
            && !name.contains("\\")
            && !Arrays.asList(name.split("/", -1)).contains("..")
            && name.chars().noneMatch(Character::isISOControl)
            && StandardCharsets.UTF_8.newEncoder().canEncode(name);
    if (!isPath) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "name must be a relative path without \"..\", backslashes and control characters, but"
                  + " was \"%s\": choose another name",
              name));
    }
    requireLength("name", name, LONGEST_NAME);
  }

  private static void requireLength(String what, String text, int most) {
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > most) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s must have at most %d bytes in UTF-8, but has %d: shorten it",
              what,
              most,
              bytes));
    }
  }

  /** Counts bytes and computes their checksum. */
  private static final class Measure extends OutputStream {

    final CRC32 checksum = new CRC32();
    long size;

    @Override
    public void write(int b) {
      checksum.update(b);
      size++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      checksum.update(bytes, offset, length);
      size += length;
    }
  }
}
