package dev.panblas.npy;

import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * NumPy's .npy files: one array each, written, read, and mapped into memory without reading.
 *
 * <p>Versions 1.0, 2.0 and 3.0 of the format are read, in C and in Fortran order, with
 * little-endian elements of 4 or 8 bytes ({@code <f4} single, {@code <f8} double). An array of
 * shape (r, c) is an r x c matrix, one of shape (n,) a matrix with one row, and one of shape () a
 * 1x1 matrix. Anything else is refused with an {@link NpyFormatException} that says what was found.
 *
 * <p>What is written is version 1.0, in Fortran order if the matrix is column-major.
 *
 * @see <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">The format,
 *     as NumPy documents it</a>
 */
public final class NpyFile {

  private static final int CHUNK_ELEMENTS = 1 << 16;
  private static final long LARGEST_BUFFER = 1 << 30;

  private NpyFile() {}

  // ---- writing

  /**
   * Writes a matrix to a file, whole or not at all: under another name in the same folder first,
   * then moved to its own, replacing what was there.
   *
   * @param file where to
   * @param matrix rows x columns, read; any layout. A column-major one is written in Fortran order,
   *     every other in C order
   * @throws IOException if the file cannot be written; then it is as it was before
   */
  public static void write(Path file, Matrix matrix) throws IOException {
    matrix.requireUsable("matrix");
    AtomicFile.write(file, out -> write(out, matrix));
  }

  /**
   * Writes a vector to a file as an array of shape (n,), whole or not at all.
   *
   * @param file where to
   * @param vector n elements, read
   * @throws IOException if the file cannot be written; then it is as it was before
   */
  public static void write(Path file, Vector vector) throws IOException {
    vector.requireUsable("vector");
    AtomicFile.write(file, out -> write(out, vector));
  }

  /**
   * Writes a matrix to a stream, such as an entry of an .npz archive (a zip file with one .npy file
   * for each array). The stream is not closed.
   *
   * @param out where to
   * @param matrix rows x columns, read; any layout
   * @throws IOException if the stream throws it
   */
  public static void write(OutputStream out, Matrix matrix) throws IOException {
    matrix.requireUsable("matrix");
    // A line, or nothing, is in both orders: NumPy calls it C.
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
   * @param out where to
   * @param vector n elements, read
   * @throws IOException if the stream throws it
   */
  public static void write(OutputStream out, Vector vector) throws IOException {
    vector.requireUsable("vector");
    out.write(NpyHeader.of(vector.precision(), false, vector.size()).toBytes());
    writeElements(out, vector.asRow());
  }

  /** Row after row, through a buffer that holds many short rows or a part of a long one. */
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
   * Reads a file into memory of its own.
   *
   * @param arena the owner of the memory
   * @param file a .npy file
   * @return the matrix; column-major if the file is in Fortran order, otherwise row-major
   * @throws NpyFormatException if it is no .npy file, is damaged, or holds something else than a
   *     matrix, a vector or a number in one of the two precisions
   * @throws IOException if it cannot be read
   */
  public static Matrix read(Arena arena, Path file) throws IOException {
    try (FileChannel channel = open(file)) {
      NpyHeader header = NpyHeader.read(file, channel);
      Matrix lines =
          Matrix.allocate(arena, header.precision(), header.lines(), header.lineLength());
      MemorySegment memory = lines.segment();
      long done = 0;
      while (done < memory.byteSize()) {
        long size = Math.min(LARGEST_BUFFER, memory.byteSize() - done);
        ByteBuffer buffer = memory.asSlice(done, size).asByteBuffer();
        int count = channel.read(buffer, header.end() + done);
        if (count < 0) {
          throw new NpyFormatException(
              file, "was cut short while it was read: wait until it is written, and try again");
        }
        done += count;
      }
      return header.arrange(lines);
    }
  }

  /**
   * Reads a file that holds a vector: shape (n,), or a matrix with one row or one column.
   *
   * @param arena the owner of the memory
   * @param file a .npy file
   * @return the vector
   * @throws NpyFormatException if {@link #read} would throw it, or the array is no vector
   * @throws IOException if it cannot be read
   */
  public static Vector readVector(Arena arena, Path file) throws IOException {
    Matrix matrix = read(arena, file);
    if (matrix.rows() == 1) {
      return matrix.row(0);
    }
    if (matrix.columns() == 1) {
      return matrix.column(0);
    }
    throw new NpyFormatException(
        file, "holds a " + matrix.describe() + " matrix, not a vector: read it as a matrix");
  }

  /**
   * Maps a file: nothing is read until an element is used, and memory is taken only for what is.
   * The matrix is read-only. If somebody cuts the file short meanwhile, later accesses from Java
   * fail, and a native routine that reads it ends the JVM.
   *
   * @param arena until when the file stays mapped
   * @param file a .npy file
   * @return the matrix; column-major if the file is in Fortran order, otherwise row-major
   * @throws NpyFormatException if {@link #read} would throw it, or the elements stand at an odd
   *     place, as some programs write them (NumPy does not); such a file must be read
   * @throws IOException if it cannot be mapped
   */
  public static Matrix map(Arena arena, Path file) throws IOException {
    try (FileChannel channel = open(file)) {
      NpyHeader header = NpyHeader.read(file, channel);
      Precision precision = header.precision();
      if (header.end() % precision.bytes() != 0) {
        throw new NpyFormatException(
            file,
            String.format(
                "cannot be mapped because its elements begin at byte %d, which is not a multiple"
                    + " of %d: read it instead",
                header.end(), precision.bytes()));
      }
      MemorySegment memory =
          channel.map(FileChannel.MapMode.READ_ONLY, header.end(), header.dataBytes(), arena);
      int length = header.lineLength();
      return header.arrange(
          Matrix.wrap(memory, precision, header.lines(), length, 0, Math.max(1, length), 1));
    }
  }

  private static FileChannel open(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new NpyFormatException(file, "is a folder: give the name of a .npy file");
    }
    return FileChannel.open(file, StandardOpenOption.READ);
  }
}
