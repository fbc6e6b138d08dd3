/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.npy;

import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Writes, reads and maps NumPy's .npy files, which hold one array each. {@link NpzFile} is for
 * archives of several arrays.
 *
 * <p>It reads versions 1.0, 2.0 and 3.0 of the format, in C and Fortran order and in either byte
 * order, also from a pipe such as {@code /dev/stdin}. Elements of type {@code f4} become single,
 * {@code f8} double. Others are converted: {@code f2} to single; booleans and integers of 1 to 8
 * bytes, signed and unsigned, to double. An array of shape (r, c) is an r x c matrix, an array of
 * shape (n,) a matrix with one row, and an array of shape () a 1x1 matrix. Any other file is
 * refused with an {@link NpyFormatException}, and so is an integer that is not exactly a double.
 *
 * <p>It writes version 1.0, in Fortran order if the matrix is column-major and in C order
 * otherwise.
 *
 * @see <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">The format,
 *     as NumPy documents it</a>
 */
public final class NpyFile {

  private static final int CHUNK_ELEMENTS = 1 << 16;

  private NpyFile() {}

  // ---- writing

  /**
   * Writes a matrix to a file atomically, replacing an existing file; see {@link AtomicFile}.
   *
   * @param file the file
   * @param matrix rows x columns, read; any layout
   * @throws IOException if the file cannot be written; the old file then stays unchanged
   */
  public static void write(Path file, Matrix matrix) throws IOException {
    matrix.requireUsable("matrix");
    AtomicFile.write(file, out -> write(out, matrix));
  }

  /**
   * Writes a vector to a file as an array of shape (n,), atomically.
   *
   * @param file the file
   * @param vector n elements, read
   * @throws IOException if the file cannot be written; the old file then stays unchanged
   */
  public static void write(Path file, Vector vector) throws IOException {
    vector.requireUsable("vector");
    AtomicFile.write(file, out -> write(out, vector));
  }

  /**
   * Writes a matrix to a stream, which is not closed.
   *
   * @param out the stream
   * @param matrix rows x columns, read; any layout
   * @throws IOException if the stream cannot be written
   */
  public static void write(OutputStream out, Matrix matrix) throws IOException {
    matrix.requireUsable("matrix");
    // A matrix with one row, one column or no elements is in both orders. NumPy then writes C
    // order.
    boolean isLine = matrix.rows() <= 1 || matrix.columns() <= 1;
    boolean fortranOrder = !isLine && !matrix.isRowMajor() && matrix.isColumnMajor();
    NpyHeader header =
        NpyHeader.of(matrix.precision(), fortranOrder, matrix.rows(), matrix.columns());
    out.write(header.toBytes());
    writeElements(out, fortranOrder ? matrix.transposed() : matrix);
  }

  /**
   * Writes a vector to a stream as an array of shape (n,). The stream is not closed.
   *
   * @param out the stream
   * @param vector n elements, read
   * @throws IOException if the stream cannot be written
   */
  public static void write(OutputStream out, Vector vector) throws IOException {
    vector.requireUsable("vector");
    out.write(NpyHeader.of(vector.precision(), false, vector.size()).toBytes());
    writeElements(out, vector.asRow());
  }

  /** Writes the rows in order, through a buffer of several short rows or a part of a long one. */
  private static void writeElements(OutputStream out, Matrix matrix) throws IOException {
    if (matrix.isEmpty()) {
      return;
    }
    Precision precision = matrix.precision();
    int width = Math.min(matrix.columns(), CHUNK_ELEMENTS);
    int height = Math.min(matrix.rows(), CHUNK_ELEMENTS / width);
    byte[] bytes = new byte[width * height * precision.bytes()];
    try (Arena arena = Arena.ofConfined()) {
      Vector buffer = Vector.allocate(arena, precision, width * height);
      for (int i = 0; i < matrix.rows(); i += height) {
        int rows = Math.min(height, matrix.rows() - i);
        for (int j = 0; j < matrix.columns(); j += width) {
          int columns = Math.min(width, matrix.columns() - j);
          Vector packed = buffer.slice(0, rows * columns);
          packed.asMatrix(rows, columns).copyFrom(matrix.block(i, j, rows, columns));
          toLittleEndian(packed, bytes);
          out.write(bytes, 0, rows * columns * precision.bytes());
        }
      }
    }
  }

  private static void toLittleEndian(Vector packed, byte[] bytes) {
    MemorySegment from = packed.segment();
    MemorySegment to = MemorySegment.ofArray(bytes);
    ByteOrder order = ByteOrder.LITTLE_ENDIAN;
    switch (packed.precision()) {
      case SINGLE ->
          MemorySegment.copy(
              from,
              ValueLayout.JAVA_FLOAT,
              0,
              to,
              ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(order),
              0,
              packed.size());
      case DOUBLE ->
          MemorySegment.copy(
              from,
              ValueLayout.JAVA_DOUBLE,
              0,
              to,
              ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(order),
              0,
              packed.size());
    }
  }

  // ---- reading

  /**
   * Reads a file into newly allocated memory. If the header declares more elements than the file
   * holds, no memory is allocated for them.
   *
   * @param arena the owner of the memory
   * @param file a .npy file, or a pipe that ends after one
   * @return the matrix; column-major if the file is in Fortran order, otherwise row-major
   * @throws NpyFormatException if it is not a .npy file, is damaged, or has an unsupported element
   *     type or more than two dimensions
   * @throws IOException if the file cannot be read
   */
  public static Matrix read(Arena arena, Path file) throws IOException {
    try (NpySource source = NpySource.open(file)) {
      return NpyReader.read(arena, source);
    }
  }

  /**
   * Reads a file that holds a vector: shape (n,), or a matrix with one row or one column.
   *
   * @param arena the owner of the memory
   * @param file a .npy file
   * @return the vector
   * @throws NpyFormatException if {@link #read} throws it, or the array is not a vector
   * @throws IOException if the file cannot be read
   */
  public static Vector readVector(Arena arena, Path file) throws IOException {
    return NpyReader.vector(file.toString(), read(arena, file));
  }

  /**
   * Maps a file into memory. The operating system reads elements when they are used. The matrix is
   * read-only. The file must not be truncated while it is mapped: an access from Java then throws,
   * and a native routine that reads the matrix crashes the JVM.
   *
   * @param arena the owner of the mapping; closing it unmaps the file
   * @param file a .npy file
   * @return the matrix; column-major if the file is in Fortran order, otherwise row-major
   * @throws NpyFormatException if {@link #read} throws it, the elements must be converted, the file
   *     is a pipe, or the position of the first element is not a multiple of the element size
   *     (NumPy writes no such file)
   * @throws IOException if the file cannot be mapped
   */
  public static Matrix map(Arena arena, Path file) throws IOException {
    try (NpySource source = NpySource.open(file)) {
      if (source.size == NpySource.UNKNOWN) {
        throw new NpyFormatException(
            source.name, "cannot be mapped because it is a pipe or a device: read it instead");
      }
      NpyHeader header = NpyHeader.read(source);
      if (!header.type().isNative()) {
        throw new NpyFormatException(
            source.name,
            String.format(
                Locale.ROOT,
                "cannot be mapped because its dtype %s must be converted: read it instead",
                header.type().descr()));
      }
      Precision precision = header.type().precision();
      if (header.end() % precision.bytes() != 0) {
        throw new NpyFormatException(
            source.name,
            String.format(
                Locale.ROOT,
                "cannot be mapped because its elements begin at byte %d, which is not a multiple"
                    + " of %d: read it instead",
                header.end(),
                precision.bytes()));
      }
      MemorySegment memory =
          source.file().map(FileChannel.MapMode.READ_ONLY, header.end(), header.dataBytes(), arena);
      int length = header.lineLength();
      return header.arrange(
          Matrix.wrap(memory, precision, header.lines(), length, 0, Math.max(1, length), 1));
    }
  }
}
