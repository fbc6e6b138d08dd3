/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.npy;

import dev.panblas.matrix.Precision;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The type of the elements in a .npy file: a kind and a size in bytes. Elements of single and half
 * precision become singles, all others doubles.
 *
 * @param descr the type as in the file, in quotes
 * @param kind f (floating point), i (signed), u (unsigned) or b (a boolean of one byte, 0 or 1)
 */
record NpyType(String descr, char kind, int bytes, ByteOrder order) {

  private static final Pattern CONVERTIBLE =
      Pattern.compile("'([<>|=])(?:(f)([248])|([iu])([1248])|(b)(1))'");

  /** What to do about a type of another kind. No remedy loses a part of the data silently. */
  private static final Map<Character, String> REMEDIES =
      Map.of(
          'c', "save the real and the imaginary part as two arrays (array.real and array.imag)",
          'O', "save the numbers in its objects as an array of numbers",
          'f', "array.astype('<f8') converts it, and rounds each element to 53 bits");

  static NpyType of(Precision precision) {
    String descr = precision == Precision.SINGLE ? "'<f4'" : "'<f8'";
    return new NpyType(descr, 'f', precision.bytes(), ByteOrder.LITTLE_ENDIAN);
  }

  static NpyType of(String name, String descr) throws NpyFormatException {
    Matcher matcher = CONVERTIBLE.matcher(descr);
    if (matcher.matches()) {
      String type = descr.substring(2, descr.length() - 1);
      ByteOrder order =
          switch (descr.charAt(1)) {
            case '<' -> ByteOrder.LITTLE_ENDIAN;
            case '>' -> ByteOrder.BIG_ENDIAN;
            default -> ByteOrder.nativeOrder();
          };
      return new NpyType(descr, type.charAt(0), type.charAt(1) - '0', order);
    }
    boolean structured = !descr.startsWith("'");
    char kind = descr.length() > 2 ? descr.charAt(2) : ' ';
    throw new NpyFormatException(
        name,
        String.format(
            Locale.ROOT,
            "has %s %s, but only real numbers of up to 8 bytes are supported: %s",
            structured ? "the structured dtype" : "dtype",
            descr,
            structured
                ? "save each field as an array"
                : REMEDIES.getOrDefault(kind, "save an array of numbers")));
  }

  Precision precision() {
    return kind == 'f' && bytes <= Float.BYTES ? Precision.SINGLE : Precision.DOUBLE;
  }

  /** Whether such elements are those of a matrix in memory, so that none is converted. */
  boolean isNative() {
    return kind == 'f' && bytes >= Float.BYTES && order == ByteOrder.nativeOrder();
  }

  /**
   * Converts elements.
   *
   * @param name of the file, for messages
   * @param done the number of elements converted before, for messages
   * @param from the elements as in the file
   * @param to elements of {@link #precision}, written
   * @param first the index in {@code to} of the first element
   * @throws NpyFormatException if an integer is not exactly a double
   */
  void convert(String name, long done, MemorySegment from, MemorySegment to, long first, int count)
      throws NpyFormatException {
    if (kind == 'f' && bytes == Float.BYTES) {
      ValueLayout.OfFloat layout = ValueLayout.JAVA_FLOAT_UNALIGNED;
      long at = first * Float.BYTES;
      MemorySegment.copy(from, layout.withOrder(order), 0, to, layout, at, count);
      return;
    }
    if (kind == 'f' && bytes == Double.BYTES) {
      ValueLayout.OfDouble layout = ValueLayout.JAVA_DOUBLE_UNALIGNED;
      long at = first * Double.BYTES;
      MemorySegment.copy(from, layout.withOrder(order), 0, to, layout, at, count);
      return;
    }
    for (int i = 0; i < count; i++) {
      long bits = bits(from, (long) i * bytes);
      if (kind == 'f') {
        to.setAtIndex(
            ValueLayout.JAVA_FLOAT_UNALIGNED, first + i, Float.float16ToFloat((short) bits));
      } else {
        to.setAtIndex(
            ValueLayout.JAVA_DOUBLE_UNALIGNED, first + i, toDouble(name, bits, done + first + i));
      }
    }
  }

  /** The bits of an element, with sign extension if it is signed. */
  private long bits(MemorySegment from, long at) {
    long signed =
        switch (bytes) {
          case 1 -> from.get(ValueLayout.JAVA_BYTE, at);
          case 2 -> from.get(ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(order), at);
          case 4 -> from.get(ValueLayout.JAVA_INT_UNALIGNED.withOrder(order), at);
          default -> from.get(ValueLayout.JAVA_LONG_UNALIGNED.withOrder(order), at);
        };
    return kind == 'i' || bytes == Long.BYTES ? signed : signed & ((1L << (8 * bytes)) - 1);
  }

  private double toDouble(String name, long bits, long index) throws NpyFormatException {
    boolean large = kind == 'u' && bits < 0; // 2^63 or more
    double value = large ? 2.0 * ((bits >>> 1) | (bits & 1)) : bits;
    if (large ? (bits & 0x7ff) != 0 : value == 0x1p63 || (long) value != bits) {
      throw new NpyFormatException(
          name,
          String.format(
              Locale.ROOT,
              "has the %s %s at index %d in the file's order, which is not exactly a double:"
                  + " array.astype('<f8') rounds such numbers",
              descr,
              kind == 'u' ? Long.toUnsignedString(bits) : bits,
              index));
    }
    return value;
  }
}
