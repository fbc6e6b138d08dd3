/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** The format of a file, found by its first bytes. The constants are in the order of the search. */
enum ArrayFormat {
  GZIP("gzip") {
    @Override
    boolean begins(byte[] head) {
      return startsWith(head, 0x1f, 0x8b);
    }
  },
  NPY("npy") {
    @Override
    boolean begins(byte[] head) {
      return startsWith(head, 0x93, 'N', 'U', 'M', 'P', 'Y');
    }
  },
  ZIP("zip") {
    @Override
    boolean begins(byte[] head) {
      return startsWith(head, 'P', 'K', 3, 4) || startsWith(head, 'P', 'K', 5, 6);
    }
  },
  IDX("idx") {
    @Override
    boolean begins(byte[] head) {
      return head.length >= 4 && startsWith(head, 0, 0) && IdxFile.isType(head[2]);
    }
  },
  /** MATLAB's level 5: a text, the version 1, and the byte order. */
  MAT("mat") {
    @Override
    boolean begins(byte[] head) {
      return startsWith(head, "MATLAB") && version(head) == 1;
    }
  },
  /** HDF5, also after MATLAB's own header. */
  HDF5("hdf5") {
    @Override
    boolean begins(byte[] head) {
      for (int at = 0; at < head.length; at = Math.max(512, 2 * at)) {
        if (isAt(head, at, 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n')) {
          return true;
        }
      }
      return startsWith(head, "MATLAB") && version(head) == 2;
    }
  },
  /** MATLAB's level 4, which has no signature: five numbers that fit. */
  MAT4("mat v4") {
    @Override
    boolean begins(byte[] head) {
      return isMat4(head, ByteOrder.LITTLE_ENDIAN) || isMat4(head, ByteOrder.BIG_ENDIAN);
    }
  },
  OCTAVE("octave") {
    @Override
    boolean begins(byte[] head) {
      return startsWith(head, "Octave-1-")
          || OCTAVE_TEXT.matcher(new String(head, StandardCharsets.ISO_8859_1)).find();
    }
  },
  UTF16("text in UTF-16") {
    @Override
    boolean begins(byte[] head) {
      return isUtf16(head);
    }
  },
  /** Any other text. */
  CSV("csv") {
    @Override
    boolean begins(byte[] head) {
      return isText(head);
    }
  },
  UNKNOWN("unknown") {
    @Override
    boolean begins(byte[] head) {
      return true;
    }
  };

  /** The bytes that are enough to find the format. */
  static final int HEAD = 4096;

  private static final Pattern OCTAVE_TEXT =
      Pattern.compile("\\A(#[^\\n]*\\n)*# name: [^\\n]*\\r?\\n# type: ");

  private final String text;

  ArrayFormat(String text) {
    this.text = text;
  }

  abstract boolean begins(byte[] head);

  /** The first format that fits. */
  static ArrayFormat of(byte[] head) {
    for (ArrayFormat format : values()) {
      if (format.begins(head)) {
        return format;
      }
    }
    throw new AssertionError(new String(head, StandardCharsets.ISO_8859_1)); // the last one fits
  }

  private static boolean startsWith(byte[] head, int... bytes) {
    return isAt(head, 0, bytes);
  }

  private static boolean startsWith(byte[] head, String text) {
    return startsWith(head, text.chars().toArray());
  }

  private static boolean isAt(byte[] head, int at, int... bytes) {
    if (head.length < at + bytes.length) {
      return false;
    }
    for (int i = 0; i < bytes.length; i++) {
      if (head[at + i] != (byte) bytes[i]) {
        return false;
      }
    }
    return true;
  }

  /** The major version in MATLAB's header of 128 bytes, or 0 if there is no such header. */
  private static int version(byte[] head) {
    boolean isLittle = isAt(head, 126, 'I', 'M');
    return isLittle ? head[125] : isAt(head, 126, 'M', 'I') ? head[124] : 0;
  }

  private static boolean isMat4(byte[] head, ByteOrder order) {
    if (head.length < 5 * Integer.BYTES) {
      return false;
    }
    ByteBuffer header = ByteBuffer.wrap(head).order(order);
    int type = header.getInt(); // in decimal digits: the byte order, 0, the precision, the kind
    int rows = header.getInt();
    int columns = header.getInt();
    int imaginary = header.getInt();
    int nameLength = header.getInt();
    boolean isType =
        type / 1000 == (order == ByteOrder.LITTLE_ENDIAN ? 0 : 1)
            && type >= 0
            && type / 100 % 10 == 0
            && type / 10 % 10 <= 5
            && type % 10 <= 2;
    return isType
        && rows >= 0
        && columns >= 0
        && (imaginary == 0 || imaginary == 1)
        && nameLength > 1
        && nameLength <= 64;
  }

  private static boolean isText(byte[] head) {
    for (byte each : head) {
      if (each >= 0 && each < ' ' && "\t\n\f\r".indexOf(each) < 0) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether it begins with the mark of UTF-16, or each character has a zero byte before or after.
   */
  private static boolean isUtf16(byte[] head) {
    if (startsWith(head, 0xff, 0xfe) || startsWith(head, 0xfe, 0xff)) {
      return true;
    }
    int zeros = head.length > 1 && head[0] == 0 ? 0 : 1;
    byte[] others = new byte[head.length / 2];
    for (int i = 0; i < others.length; i++) {
      if (head[2 * i + zeros] != 0) {
        return false;
      }
      others[i] = head[2 * i + 1 - zeros];
    }
    return head.length > 1 && others[0] != 0 && isText(others);
  }

  @Override
  public String toString() {
    return text;
  }
}
