/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.data;

import dev.panblas.cli.shared.InputException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Unpacks gzip: one member or several, one after the other, each with the checksum and the length
 * at its end (RFC 1952). Zeros after the last member are padding. The JDK's own reader ignores a
 * second member that is cut off, and all other bytes at the end.
 */
final class Gunzip {

  private static final int CHUNK = 1 << 16;

  private static final int FHCRC = 2;
  private static final int FEXTRA = 4;
  private static final int FNAME = 8;
  private static final int FCOMMENT = 16;
  private static final int RESERVED = 0xe0;

  private final PushbackInputStream in;
  private final OutputStream out;

  private Gunzip(InputStream in, OutputStream out) {
    this.in = new PushbackInputStream(in, CHUNK);
    this.out = out;
  }

  /**
   * Unpacks all members.
   *
   * @param shown the name of the file in messages
   * @throws InputException if the content is damaged or cut off
   * @throws IOException if a stream fails
   */
  static void copy(String shown, InputStream in, OutputStream out)
      throws InputException, IOException {
    try {
      new Gunzip(in, out).members();
    } catch (EOFException | ZipException | DataFormatException damaged) {
      throw new InputException(
          shown
              + " must be a whole gzip file, but "
              + (damaged instanceof EOFException ? "its end is missing" : damaged.getMessage())
              + ": copy or download it again",
          damaged);
    }
  }

  private void members() throws IOException, DataFormatException {
    do {
      header();
      member();
    } while (hasAnother());
  }

  /** Whether another member follows: after zeros there must be nothing else. */
  private boolean hasAnother() throws IOException {
    int next = in.read();
    if (next > 0) {
      in.unread(next);
      return true;
    }
    while (next == 0) {
      next = in.read();
    }
    if (next > 0) {
      throw new ZipException("it has other bytes after its end");
    }
    return false;
  }

  private void header() throws IOException {
    if (next() != 0x1f || next() != 0x8b) {
      throw new ZipException("it has other bytes after its end");
    }
    int method = next();
    int flags = next();
    if (method != Deflater.DEFLATED || (flags & RESERVED) != 0) {
      throw new ZipException("its header is damaged");
    }
    skip(6); // time, level, system
    if ((flags & FEXTRA) != 0) {
      skip(next() | next() << 8);
    }
    for (int text : new int[] {FNAME, FCOMMENT}) {
      if ((flags & text) != 0) {
        skipText();
      }
    }
    if ((flags & FHCRC) != 0) {
      skip(2);
    }
  }

  private void skip(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      next();
    }
  }

  private void skipText() throws IOException {
    int character;
    do {
      character = next();
    } while (character != 0);
  }

  private int next() throws IOException {
    int value = in.read();
    if (value < 0) {
      throw new EOFException();
    }
    return value;
  }

  private void member() throws IOException, DataFormatException {
    CRC32 checksum = new CRC32();
    byte[] packed = new byte[CHUNK];
    byte[] unpacked = new byte[CHUNK];
    int length = 0; // of the packed chunk
    long written;
    try (Inflater inflater = new Inflater(true)) {
      while (!inflater.finished()) {
        if (inflater.needsInput()) {
          int count = in.read(packed);
          if (count < 0) {
            throw new EOFException();
          }
          inflater.setInput(packed, 0, count);
          length = count;
        }
        int count = inflater.inflate(unpacked);
        if (count == 0 && inflater.needsDictionary()) {
          throw new ZipException("its data are damaged");
        }
        checksum.update(unpacked, 0, count);
        out.write(unpacked, 0, count);
      }
      int unused = inflater.getRemaining();
      in.unread(packed, length - unused, unused);
      written = inflater.getBytesWritten();
    }
    if (word() != (int) checksum.getValue() || word() != (int) written) {
      throw new ZipException("its checksum is wrong");
    }
  }

  private int word() throws IOException {
    return next() | next() << 8 | next() << 16 | next() << 24;
  }
}
