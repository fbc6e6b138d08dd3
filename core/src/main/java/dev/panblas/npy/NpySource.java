/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.npy;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/**
 * The bytes of a .npy file, read from their beginning to their end: those of a file, of a pipe or a
 * device, or of an entry of an archive.
 */
final class NpySource implements Closeable {

  /** The size of a pipe or a terminal. */
  static final long UNKNOWN = -1;

  /** The subject of the sentences about errors. */
  final String name;

  /** The number of bytes, or {@link #UNKNOWN}. */
  final long size;

  private final ReadableByteChannel channel;
  private long position;

  private NpySource(String name, ReadableByteChannel channel, long size) {
    this.name = name;
    this.channel = channel;
    this.size = size;
  }

  static NpySource open(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new NpyFormatException(file.toString(), "is a folder: give the name of a .npy file");
    }
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    try {
      long size = Files.isRegularFile(file) ? channel.size() : UNKNOWN;
      return new NpySource(file.toString(), channel, size);
    } catch (Throwable failure) {
      channel.close();
      throw failure;
    }
  }

  /** The bytes of a stream that has {@code size} of them. */
  static NpySource of(String name, InputStream content, long size) {
    return new NpySource(name, Channels.newChannel(content), size);
  }

  /** The file, for a source that {@link #open} has returned. */
  FileChannel file() {
    return (FileChannel) channel;
  }

  /** How many bytes have been read. */
  long position() {
    return position;
  }

  /** Reads until a buffer is full or the source ends; the buffer is then flipped. */
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
          name,
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
