/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.npy;

import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The header of a .npy file: magic bytes, version, length, and a Python dict with the type, the
 * order and the shape, padded with spaces and ended by a newline.
 *
 * @param type the type of the elements
 * @param fortranOrder whether the elements are in column-major order
 * @param shape zero, one or two dimensions
 * @param end the position of the first element, in bytes from the start of the file
 */
record NpyHeader(NpyType type, boolean fortranOrder, List<Integer> shape, long end) {

  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final byte[] ZIP_MAGIC = {'P', 'K', 3, 4};
  private static final int PROLOGUE = MAGIC.length + 2 + Short.BYTES;
  private static final int ALIGNMENT = 64;

  /** The number of digits that NumPy reserves for the first dimension. */
  private static final int GROWN_DIGITS = 21;

  /** The longest header that is read: more than any supported type needs. */
  private static final int LONGEST = 1 << 20;

  static NpyHeader of(Precision precision, boolean fortranOrder, Integer... shape) {
    return new NpyHeader(NpyType.of(precision), fortranOrder, List.of(shape), 0);
  }

  // ---- writing

  /** Version 1.0, padded as NumPy does: the elements begin at a multiple of 64 bytes. */
  byte[] toBytes() {
    String dict =
        String.format(
            Locale.ROOT,
            "{'descr': %s, 'fortran_order': %s, 'shape': %s, }",
            type.descr(),
            fortranOrder ? "True" : "False",
            tuple(shape));
    int growing = shape.get(fortranOrder ? shape.size() - 1 : 0);
    String text = dict + " ".repeat(GROWN_DIGITS - Integer.toString(growing).length());
    int unpadded = PROLOGUE + text.length() + 1;
    int padding = ALIGNMENT - unpadded % ALIGNMENT;
    int length = text.length() + padding + 1;
    return ByteBuffer.allocate(PROLOGUE + length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(MAGIC)
        .put((byte) 1)
        .put((byte) 0)
        .putShort((short) length)
        .put((text + " ".repeat(padding) + "\n").getBytes(StandardCharsets.US_ASCII))
        .array();
  }

  /** The shape as Python prints it: (), (3,) or (3, 4). */
  private static String tuple(List<? extends Number> shape) {
    String inner = shape.stream().map(Number::toString).collect(Collectors.joining(", "));
    return "(" + inner + (shape.size() == 1 ? ",)" : ")");
  }

  // ---- reading

  /**
   * Reads and checks a header, and checks the length of the file if that is known.
   *
   * @throws NpyFormatException if either is invalid
   */
  static NpyHeader read(NpySource source) throws IOException {
    String name = source.name;
    requireMagic(source);
    ByteBuffer version = source.header(2);
    int major = Byte.toUnsignedInt(version.get());
    int minor = Byte.toUnsignedInt(version.get());
    if (major < 1 || major > 3 || minor != 0) {
      throw new NpyFormatException(
          name,
          String.format(
              Locale.ROOT,
              "has version %d.%d of the .npy format, but only 1.0, 2.0 and 3.0 are supported: save"
                  + " it again with numpy.save",
              major,
              minor));
    }
    int lengthBytes = major == 1 ? Short.BYTES : Integer.BYTES;
    ByteBuffer lengthField = source.header(lengthBytes);
    long length =
        major == 1
            ? Short.toUnsignedLong(lengthField.getShort())
            : Integer.toUnsignedLong(lengthField.getInt());
    long end = source.position() + length;
    if (length > LONGEST) {
      throw new NpyFormatException(
          name,
          String.format(
              Locale.ROOT,
              "has a header of %d bytes, but at most %d are supported: save it again with"
                  + " numpy.save",
              length,
              LONGEST));
    }
    Charset charset = major == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
    String text = charset.decode(source.header((int) length)).toString();
    NpyHeader header = parse(name, text, end);
    if (source.size != NpySource.UNKNOWN) {
      header.requireSize(name, source.size - end);
    }
    return header;
  }

  private static void requireMagic(NpySource source) throws IOException {
    String name = source.name;
    ByteBuffer start = source.fill(ByteBuffer.allocate(MAGIC.length));
    byte[] found = Arrays.copyOf(start.array(), start.limit());
    if (isMagic(found)) {
      return;
    }
    if (found.length == 0) {
      throw new NpyFormatException(name, "is empty: save it again with numpy.save");
    }
    boolean zip = ByteBuffer.wrap(found).mismatch(ByteBuffer.wrap(ZIP_MAGIC)) == ZIP_MAGIC.length;
    throw new NpyFormatException(
        name,
        "is not a .npy file: "
            + (zip
                ? "it is a zip archive, such as .npz; extract its .npy files first"
                : String.format(
                    Locale.ROOT,
                    "it begins with the bytes %s instead of %s; save it with numpy.save",
                    hex(found),
                    hex(MAGIC))));
  }

  /** Whether bytes are the first of a .npy file. */
  static boolean isMagic(byte[] found) {
    return Arrays.equals(found, MAGIC);
  }

  static String hex(byte[] bytes) {
    return HexFormat.ofDelimiter(" ").formatHex(bytes);
  }

  static NpyHeader parse(String name, String text, long end) throws NpyFormatException {
    NpyDict dict;
    try {
      dict = NpyDict.parse(text);
    } catch (NpyDict.Malformed malformed) {
      throw new NpyFormatException(
          name,
          "has a malformed header: " + malformed.getMessage() + "; save it again with numpy.save");
    }
    if (dict.shape().size() > 2) {
      throw new NpyFormatException(
          name,
          String.format(
              Locale.ROOT,
              "has shape %s, but a matrix has at most two dimensions: reshape it in NumPy",
              tuple(dict.shape())));
    }
    for (long dimension : dict.shape()) {
      if (dimension > Integer.MAX_VALUE) {
        throw new NpyFormatException(
            name,
            String.format(
                Locale.ROOT,
                "has shape %s, but a matrix has at most %d rows and columns: split it",
                tuple(dict.shape()),
                Integer.MAX_VALUE));
      }
    }
    return new NpyHeader(
        NpyType.of(name, dict.descr()),
        dict.fortranOrder(),
        dict.shape().stream().map(Math::toIntExact).toList(),
        end);
  }

  /**
   * Checks the number of bytes after the header.
   *
   * @throws NpyFormatException if the shape needs another number
   */
  void requireSize(String name, long found) throws NpyFormatException {
    boolean countable = elements() <= Long.MAX_VALUE / type.bytes();
    if (!countable || found < dataBytes()) {
      throw new NpyFormatException(
          name,
          String.format(
              Locale.ROOT,
              "is truncated: shape %s needs %s bytes after the header but %d were found; copy or"
                  + " save it again",
              tuple(shape),
              countable ? dataBytes() : "more than 2^63",
              found));
    }
    if (found > dataBytes()) {
      throw new NpyFormatException(
          name,
          String.format(
              Locale.ROOT,
              "is too long: shape %s needs %d bytes after the header but %d were found; save each"
                  + " array in its own file",
              tuple(shape),
              dataBytes(),
              found));
    }
  }

  // ---- the array

  private int rows() {
    return shape.size() == 2 ? shape.getFirst() : 1;
  }

  private int columns() {
    return shape.isEmpty() ? 1 : shape.getLast();
  }

  /** The number of contiguous lines: rows, or columns in Fortran order. */
  int lines() {
    return fortranOrder ? columns() : rows();
  }

  /** The number of elements of each line. */
  int lineLength() {
    return fortranOrder ? rows() : columns();
  }

  long elements() {
    return (long) lines() * lineLength();
  }

  long dataBytes() {
    return elements() * type.bytes();
  }

  /** The array as a view of the matrix of its lines. */
  Matrix arrange(Matrix lines) {
    return fortranOrder ? lines.transposed() : lines;
  }
}
