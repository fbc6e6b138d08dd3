/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.npy;

import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Vector;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Reads the array of a .npy file into newly allocated memory. */
final class NpyReader {

  private static final int CHUNK_ELEMENTS = 1 << 16;

  /** The elements of a pipe that are read before more memory is allocated. */
  private static final long PART_ELEMENTS = 1 << 20;

  private NpyReader() {}

  /**
   * Reads an array, which must be all that the source has.
   *
   * @throws NpyFormatException if the source is no such file
   */
  static Matrix read(Arena arena, NpySource source) throws IOException {
    NpyHeader header = NpyHeader.read(source);
    Matrix lines =
        source.size == NpySource.UNKNOWN
            ? readStream(arena, source, header)
            : readFile(arena, source, header);
    return header.arrange(lines);
  }

  /**
   * The vector that a matrix with one row or one column holds.
   *
   * @param name of the file, for messages
   * @throws NpyFormatException if the matrix has several rows and columns
   */
  static Vector vector(String name, Matrix matrix) throws NpyFormatException {
    if (matrix.rows() == 1) {
      return matrix.row(0);
    }
    if (matrix.columns() == 1) {
      return matrix.column(0);
    }
    throw new NpyFormatException(
        name, "holds a " + matrix.describe() + " matrix, not a vector: read it as a matrix");
  }

  private static Matrix readFile(Arena arena, NpySource source, NpyHeader header)
      throws IOException {
    Matrix lines = lines(arena, header);
    readElements(source, header, 0, lines.segment(), header.elements());
    return lines;
  }

  /** Allocates memory while data arrives, because a header may declare any size. */
  private static Matrix readStream(Arena arena, NpySource source, NpyHeader header)
      throws IOException {
    int bytes = header.type().precision().bytes();
    try (Arena scratch = Arena.ofConfined()) {
      List<MemorySegment> parts = new ArrayList<>();
      for (long done = 0; done < header.elements(); done += PART_ELEMENTS) {
        long count = Math.min(PART_ELEMENTS, header.elements() - done);
        MemorySegment part = scratch.allocate(count * bytes, bytes);
        readElements(source, header, done, part, count);
        parts.add(part);
      }
      if (source.fill(ByteBuffer.allocate(1)).hasRemaining()) {
        header.requireSize(source.name, source.position() - header.end());
      }
      Matrix lines = lines(arena, header);
      long at = 0;
      for (MemorySegment part : parts) {
        MemorySegment.copy(part, 0, lines.segment(), at, part.byteSize());
        at += part.byteSize();
      }
      return lines;
    }
  }

  private static Matrix lines(Arena arena, NpyHeader header) {
    return Matrix.allocate(arena, header.type().precision(), header.lines(), header.lineLength());
  }

  /**
   * Reads and converts elements.
   *
   * @param done the number of elements read before
   * @param to receives the elements, from its beginning on
   */
  private static void readElements(
      NpySource source, NpyHeader header, long done, MemorySegment to, long count)
      throws IOException {
    int bytes = header.type().bytes();
    ByteBuffer buffer = ByteBuffer.allocateDirect(bytes * (int) Math.min(count, CHUNK_ELEMENTS));
    for (long at = 0; at < count; ) {
      int wanted = (int) Math.min(count - at, CHUNK_ELEMENTS);
      source.fill(buffer.clear().limit(bytes * wanted));
      if (buffer.remaining() < bytes * wanted) {
        header.requireSize(source.name, source.position() - header.end());
      }
      header.type().convert(source.name, done, MemorySegment.ofBuffer(buffer), to, at, wanted);
      at += wanted;
    }
  }
}
