/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.npy;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/** A file, a pipe or a device, read from its beginning to its end. */
final class NpySource implements Closeable {

  final Path file;
  final FileChannel channel;

  /** Whether the size is known. That of a pipe or a terminal is not. */
  final boolean isRegular;

  private long position;

  private NpySource(Path file, FileChannel channel, boolean isRegular) {
    this.file = file;
    this.channel = channel;
    this.isRegular = isRegular;
  }

  static NpySource open(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new NpyFormatException(file, "is a folder: give the name of a .npy file");
    }
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    return new NpySource(file, channel, Files.isRegularFile(file));
  }

  /** How many bytes have been read. */
  long position() {
    return position;
  }

  /** Reads until a buffer is full or the file ends; the buffer is then flipped. */
  ByteBuffer fill(ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      int count = channel.read(buffer);
      if (count < 0) {
        break;
      }
      position += count;
    }
    return buffer.flip();
  }

  /** Reads bytes of the header. */
  ByteBuffer header(int count) throws IOException {
    long needed = position + count;
    ByteBuffer buffer = fill(ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN));
    if (buffer.remaining() < count) {
      throw new NpyFormatException(
          file,
          String.format(
              Locale.ROOT,
              "is truncated: its header needs at least %d bytes but %d were found; copy or save"
                  + " it again",
              needed,
              position));
    }
    return buffer;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
