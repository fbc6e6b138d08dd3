/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.npy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Order;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpyFileTest {

  private static final String C_2X3 = "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 3), }";

  @TempDir private Path folder;

  private Path file() {
    return folder.resolve("x.npy");
  }

  /** Writes a file with a version, a header and the double elements 0, 1, 2 and so on. */
  private Path file(int version, String header, int elements) throws IOException {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(12 + text.length + 8 * elements);
    bytes.order(ByteOrder.LITTLE_ENDIAN).put((byte) 0x93);
    bytes.put("NUMPY".getBytes(StandardCharsets.US_ASCII)).put((byte) version).put((byte) 0);
    if (version == 1) {
      bytes.putShort((short) text.length);
    } else {
      bytes.putInt(text.length);
    }
    bytes.put(text);
    for (int i = 0; i < elements; i++) {
      bytes.putDouble(i);
    }
    return Files.write(file(), Arrays.copyOf(bytes.array(), bytes.position()));
  }

  private void assertRefused(String message) {
    for (Reader reader : List.<Reader>of(NpyFile::read, NpyFile::map, NpyFile::readVector)) {
      try (Arena arena = Arena.ofConfined()) {
        String found =
            assertThrows(NpyFormatException.class, () -> reader.read(arena, file())).getMessage();
        assertEquals(file() + " " + message, found);
      }
    }
  }

  @FunctionalInterface
  private interface Reader {
    Object read(Arena arena, Path file) throws IOException;
  }

  private static Matrix numbered(Matrix m) {
    for (int i = 0; i < m.rows(); i++) {
      for (int j = 0; j < m.columns(); j++) {
        m.set(i, j, i + j / 1024.0);
      }
    }
    return m;
  }

  // ---- round trips

  private static List<Matrix> layouts(Precision precision) {
    return List.of(
        numbered(Matrix.allocate(precision, 5, 7)),
        numbered(Matrix.allocate(precision, 5, 7)).transposed(),
        numbered(Matrix.allocate(precision, 9, 9)).block(2, 3, 4, 5),
        numbered(Matrix.allocate(precision, 9, 9)).block(2, 3, 4, 5).transposed(),
        numbered(Matrix.allocate(precision, 5, 7)).reversedRows(),
        numbered(Matrix.allocate(precision, 5, 7)).reversedColumns().transposed(),
        numbered(Matrix.allocate(precision, 5, 7)).column(3).asRow(),
        numbered(Matrix.allocate(precision, 5, 7)).column(3).asColumn(),
        numbered(Matrix.allocate(precision, 1, 1)),
        Matrix.allocate(precision, 0, 4),
        Matrix.allocate(precision, 4, 0),
        Matrix.allocate(precision, 4, 0).transposed(),
        // larger than the buffer of the writer
        numbered(Matrix.allocate(precision, 3, 100_000)),
        numbered(Matrix.allocate(precision, 100_000, 3)),
        numbered(Matrix.allocate(precision, 100_000, 3)).transposed());
  }

  @ParameterizedTest
  @EnumSource
  void everyLayoutIsWrittenAndRead(Precision precision) throws IOException {
    for (Matrix m : layouts(precision)) {
      NpyFile.write(file(), m);
      try (Arena arena = Arena.ofConfined()) {
        for (Matrix back : List.of(NpyFile.read(arena, file()), NpyFile.map(arena, file()))) {
          assertEquals(m.describe(), back.describe());
          assertArrayEquals(m.toDoubleArray(Order.ROW_MAJOR), back.toDoubleArray(Order.ROW_MAJOR));
          boolean isLine = Math.min(m.rows(), m.columns()) <= 1;
          boolean fortranOrder = !isLine && !m.isRowMajor() && m.isColumnMajor();
          assertTrue(fortranOrder ? back.isColumnMajor() : back.isRowMajor(), m::describe);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void vectorsAreWrittenAndRead(Precision precision) throws IOException {
    Matrix m = numbered(Matrix.allocate(precision, 6, 4));
    for (Vector v :
        List.of(m.row(1), m.column(2), m.diagonal().reversed(), Vector.allocate(precision, 0))) {
      NpyFile.write(file(), v);
      Vector back = NpyFile.readVector(Arena.ofAuto(), file());
      assertEquals(v.describe(), back.describe());
      assertArrayEquals(v.toDoubleArray(), back.toDoubleArray());
      assertEquals(1, NpyFile.read(Arena.ofAuto(), file()).rows());
    }
    NpyFile.write(file(), m.block(0, 1, 6, 1));
    assertArrayEquals(
        m.column(1).toDoubleArray(), NpyFile.readVector(Arena.ofAuto(), file()).toDoubleArray());
    NpyFile.write(file(), m);
    assertEquals(
        file() + " holds a 6x4 " + precision + " matrix, not a vector: read it as a matrix",
        assertThrows(NpyFormatException.class, () -> NpyFile.readVector(Arena.ofAuto(), file()))
            .getMessage());
  }

  @Test
  void elementsKeepTheirBits() throws IOException {
    Vector v = Vector.of(Double.longBitsToDouble(0x7ff8_0000_dead_beefL), -0.0, Double.MIN_VALUE);
    NpyFile.write(file(), v);
    Vector back = NpyFile.readVector(Arena.ofAuto(), file());
    for (int i = 0; i < v.size(); i++) {
      assertEquals(Double.doubleToRawLongBits(v.get(i)), Double.doubleToRawLongBits(back.get(i)));
    }
  }

  @Test
  void aMappedMatrixIsReadOnlyAndUnmappedWithItsArena() throws IOException {
    NpyFile.write(file(), numbered(Matrix.allocate(Precision.DOUBLE, 3, 4)));
    Matrix m;
    try (Arena arena = Arena.ofConfined()) {
      Matrix mapped = NpyFile.map(arena, file());
      assertTrue(mapped.segment().isMapped());
      assertThrows(IllegalArgumentException.class, () -> mapped.set(0, 0, 1));
      m = mapped;
    }
    assertThrows(IllegalStateException.class, () -> m.get(0, 0));
  }

  @Test
  void aMatrixThatWasReadIsWritableAndIndependentOfTheFile() throws IOException {
    NpyFile.write(file(), Matrix.of(new double[][] {{1, 2}}));
    Matrix m = NpyFile.read(Arena.ofAuto(), file());
    Files.delete(file());
    m.set(0, 0, 7);
    assertEquals("[[7. 2.]]", m.toString());
  }

  // ---- the bytes of the file

  private static byte[] written(Matrix m) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    NpyFile.write(out, m);
    return out.toByteArray();
  }

  private static byte[] golden(String dict, int spaces, int length) {
    String magic = "\u0093NUMPY\u0001\u0000" + (char) (length - 10) + "\u0000";
    byte[] header =
        (magic + dict + " ".repeat(spaces) + "\n").getBytes(StandardCharsets.ISO_8859_1);
    assertEquals(length, header.length);
    return header;
  }

  @Test
  void headersHaveTheBytesThatNumPyWrites() throws IOException {
    Matrix m = Matrix.allocate(Precision.DOUBLE, 2, 3);
    assertArrayEquals(golden(C_2X3, 58, 128), Arrays.copyOf(written(m), 128));
    assertEquals(128 + 48, written(m).length);
    assertArrayEquals(
        golden("{'descr': '<f8', 'fortran_order': True, 'shape': (3, 2), }", 59, 128),
        Arrays.copyOf(written(m.transposed()), 128));
    assertArrayEquals(
        golden("{'descr': '<f4', 'fortran_order': False, 'shape': (0, 64), }", 57, 128),
        written(Matrix.allocate(Precision.SINGLE, 0, 64)));
    assertArrayEquals(
        golden("{'descr': '<f8', 'fortran_order': False, 'shape': (7, 1), }", 58, 128),
        Arrays.copyOf(written(Matrix.allocate(Precision.DOUBLE, 1, 7).transposed()), 128));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    NpyFile.write(out, Vector.of(new float[] {1, -2}));
    byte[] header = golden("{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }", 60, 128);
    byte[] elements = {0, 0, (byte) 0x80, 0x3f, 0, 0, 0, (byte) 0xc0};
    assertArrayEquals(header, Arrays.copyOf(out.toByteArray(), 128));
    assertArrayEquals(elements, Arrays.copyOfRange(out.toByteArray(), 128, 136));
  }

  @Test
  void elementsAreWrittenInTheOrderOfTheHeader() throws IOException {
    Matrix m = Matrix.of(new double[][] {{1, 2}, {3, 4}});
    for (Matrix layout : List.of(m, m.transposed().reversedRows())) {
      double[] expected =
          layout.isRowMajor()
              ? layout.toDoubleArray(Order.ROW_MAJOR)
              : new double[] {2, 4, 1, 3}; // packed, in C order
      double[] found = new double[4];
      ByteBuffer.wrap(written(layout), 128, 32)
          .order(ByteOrder.LITTLE_ENDIAN)
          .asDoubleBuffer()
          .get(found);
      assertArrayEquals(expected, found);
    }
  }

  // ---- files of other programs

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void readsAllVersions(int version) throws IOException {
    int unpadded = (version == 1 ? 10 : 12) + C_2X3.length() + 1;
    String header = C_2X3 + " ".repeat(128 - unpadded) + "\n";
    file(version, header, 6);
    for (Matrix m :
        List.of(NpyFile.read(Arena.ofAuto(), file()), NpyFile.map(Arena.ofAuto(), file()))) {
      assertEquals("2x3 double", m.describe());
      assertEquals(5, m.get(1, 2));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'descr':'<f8','fortran_order':False,'shape':(2,3)}",
        "{ \"shape\" : ( 2 , 3 , ) ,\t'fortran_order':False\n, 'descr' : \"<f8\" }\n",
        "  {'fortran_order': False, 'descr': '<f8', 'shape': (2L, 3L), }   "
      })
  void readsHeadersInOtherFormatting(String header) throws IOException {
    file(1, header, 6);
    assertEquals("[[0. 1. 2.]\n [3. 4. 5.]]", NpyFile.read(Arena.ofAuto(), file()).toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"()|1|1", "(4,)|1|4", "(4, 1)|4|1", "(0,)|1|0", "(2, 0)|2|0"})
  void readsArraysOfUpToTwoDimensions(String shape, int rows, int columns) throws IOException {
    for (String order : List.of("False", "True")) {
      file(
          1,
          "{'descr': '<f8', 'fortran_order': " + order + ", 'shape': " + shape + "}",
          rows * columns);
      Matrix m = NpyFile.read(Arena.ofAuto(), file());
      assertEquals(rows, m.rows());
      assertEquals(columns, m.columns());
    }
  }

  @Test
  void fortranOrderIsAColumnMajorView() throws IOException {
    file(2, "{'descr': '<f8', 'fortran_order': True, 'shape': (2, 3)}", 6);
    Matrix m = NpyFile.read(Arena.ofAuto(), file());
    assertTrue(m.isColumnMajor());
    assertEquals("[[0. 2. 4.]\n [1. 3. 5.]]", m.toString());
  }

  // ---- refused files

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '#',
      value = {
        "'>f8';dtype '>f8';convert it in NumPy with array.astype('<f8')",
        "'<i4';dtype '<i4';convert it in NumPy with array.astype('<f8')",
        "'|O';dtype '|O';convert it in NumPy with array.astype('<f8')",
        "'<f2';dtype '<f2';convert it in NumPy with array.astype('<f8')",
        "[('a', '<f4'), ('it is', '<f8', (2,))];the structured dtype [('a', '<f4'), ('it is',"
            + " '<f8', (2,))];save each field as an array",
      })
  void otherTypesAreRefused(String descr, String named, String remedy) throws IOException {
    file(1, "{'descr': " + descr + ", 'fortran_order': False, 'shape': (2, 3), }", 6);
    assertRefused("has " + named + ", but only '<f4' and '<f8' are supported: " + remedy);
  }

  @Test
  void otherShapesAreRefused() throws IOException {
    file(1, "{'descr': '<f8', 'fortran_order': False, 'shape': (1, 2, 3), }", 6);
    assertRefused(
        "has shape (1, 2, 3), but a matrix has at most two dimensions: reshape it in NumPy");
    file(1, "{'descr': '<f8', 'fortran_order': False, 'shape': (2147483648,), }", 6);
    assertRefused(
        "has shape (2147483648,), but a matrix has at most 2147483647 rows and columns: split it");
  }

  @Test
  void filesOfAnotherLengthAreRefused() throws IOException {
    file(1, C_2X3, 5);
    assertRefused(
        "is truncated: shape (2, 3) needs 48 bytes after the header but 40 were found; copy or"
            + " save it again");
    file(1, C_2X3, 7);
    assertRefused(
        "is too long: shape (2, 3) needs 48 bytes after the header but 56 were found; save each"
            + " array in its own file");
    file(1, "{'descr': '<f8', 'fortran_order': False, 'shape': (2147483647, 2147483647), }", 0);
    assertRefused(
        "is truncated: shape (2147483647, 2147483647) needs more than 2^63 bytes after the header"
            + " but 0 were found; copy or save it again");
    byte[] whole = Files.readAllBytes(file(1, C_2X3, 6));
    Files.write(file(), Arrays.copyOf(whole, 30));
    assertRefused(
        "is truncated: its header needs at least "
            + (10 + C_2X3.length())
            + " bytes but 30 were found; copy or save it again");
    Files.write(file(), Arrays.copyOf(whole, 7));
    assertRefused(
        "is truncated: its header needs at least 8 bytes but 7 were found; copy or save it"
            + " again");
  }

  @Test
  void otherFilesAreRefused() throws IOException {
    Files.write(file(), new byte[0]);
    assertRefused("is empty: save it again with numpy.save");
    Files.write(file(), new byte[] {'P', 'K', 3, 4, 20, 0});
    assertRefused(
        "is not a .npy file: it is a zip archive, such as .npz; extract its .npy files first");
    Files.writeString(file(), "a,b\n1,2\n");
    assertRefused(
        "is not a .npy file: it begins with the bytes 61 2c 62 0a 31 2c instead of 93 4e 55 4d 50"
            + " 59; save it with numpy.save");
    file(4, C_2X3, 6);
    assertRefused(
        "has version 4.0 of the .npy format, but only 1.0, 2.0 and 3.0 are supported: save it again"
            + " with numpy.save");
    Files.delete(file());
    Files.createDirectory(file());
    assertRefused("is a folder: give the name of a .npy file");
    Files.delete(file());
    assertThrows(NoSuchFileException.class, () -> NpyFile.read(Arena.ofAuto(), file()));
  }

  static Stream<String[]> malformed() {
    String rest = ", 'fortran_order': False, 'shape': (2, 3)}";
    return Stream.of(
        new String[] {"", "expected '{' at character 0 (end of header)"},
        new String[] {"[1]", "expected '{' at character 0 (\"[1]\")"},
        new String[] {"{'descr': '<f8'" + rest + " x", "expected the end at character 58 (\"x\")"},
        new String[] {
          "{descr: '<f8'" + rest, "expected a string at character 1 (\"descr: '<f8'\")"
        },
        new String[] {"{'descr': '<f8", "expected a string at character 10 (\"'<f8\")"},
        new String[] {"{'descr' '<f8'}", "expected ':' at character 9 (\"'<f8'}\")"},
        new String[] {
          "{'descr': [('a', '<f4'}", "unclosed bracket at character 23 (end of header)"
        },
        new String[] {
          "{'descr': '<f8', 'descr': '<f8'" + rest,
          "duplicate key 'descr' at character 24 (\": '<f8', 'fo\")"
        },
        new String[] {
          "{'shape': (2, 3), 'fortran_order': False}",
          "the keys 'descr', 'fortran_order' and 'shape' are required"
        },
        new String[] {"{'size': 3}", "unknown key 'size' at character 8 (\"3}\")"},
        new String[] {"{'fortran_order': 0}", "expected True or False at character 18 (\"0}\")"},
        new String[] {"{'shape': 6}", "expected '(' at character 10 (\"6}\")"},
        new String[] {"{'shape': (6)}", "expected ',' at character 12 (\")}\")"},
        new String[] {"{'shape': (2 3)}", "expected ',' at character 13 (\"3)}\")"},
        new String[] {"{'shape': (-1, 3)}", "expected an integer at character 11 (\"-1, 3)}\")"},
        new String[] {
          "{'shape': (99999999999999999999,)}",
          "the dimension 99999999999999999999 is too large at character 31 (\",)}\")"
        });
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void malformedHeadersAreRefused(String header, String problem) throws IOException {
    file(1, header, 6);
    assertRefused("has a malformed header: " + problem + "; save it again with numpy.save");
  }

  @Test
  void aTooLongHeaderIsRefused() throws IOException {
    byte[] bytes = Files.readAllBytes(file(2, C_2X3, 6));
    Arrays.fill(bytes, 8, 12, (byte) 0xff);
    Files.write(file(), bytes);
    assertRefused(
        "has a header of 4294967295 bytes, but at most 1048576 are supported: save it again with"
            + " numpy.save");
  }

  @Test
  void aFileWithUnalignedElementsCanBeReadButNotMapped() throws IOException {
    file(1, C_2X3 + " ".repeat(128 + 2 - 10 - C_2X3.length()), 6);
    assertEquals(5, NpyFile.read(Arena.ofAuto(), file()).get(1, 2));
    assertEquals(
        file()
            + " cannot be mapped because its elements begin at byte 130, which is not a multiple of"
            + " 8: read it instead",
        assertThrows(NpyFormatException.class, () -> NpyFile.map(Arena.ofAuto(), file()))
            .getMessage());
  }

  // ---- atomic writes

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void aFileIsReplacedAndNoOtherFileRemains() throws IOException {
    NpyFile.write(file(), Vector.of(1, 2, 3));
    NpyFile.write(file(), Vector.of(4));
    assertEquals("[4.]", NpyFile.readVector(Arena.ofAuto(), file()).toString());
    assertEquals(List.of("x.npy"), names());
  }

  @Test
  void aFailedWriteKeepsTheOldFile() throws IOException {
    NpyFile.write(file(), Vector.of(1, 2, 3));
    Vector closed;
    try (Arena arena = Arena.ofConfined()) {
      closed = Vector.allocate(arena, Precision.DOUBLE, 2);
    }
    assertThrows(IllegalStateException.class, () -> NpyFile.write(file(), closed));
    assertEquals("[1. 2. 3.]", NpyFile.readVector(Arena.ofAuto(), file()).toString());
    Path full = Files.createDirectories(folder.resolve("full.npy").resolve("inside"));
    assertThrows(IOException.class, () -> NpyFile.write(full.getParent(), Vector.of(1)));
    assertEquals(List.of("full.npy", "x.npy"), names());
  }

  @Test
  void aMissingFolderIsRefused() {
    Path file = folder.resolve("none").resolve("x.npy");
    assertEquals(
        file + ": its folder does not exist: create it first",
        assertThrows(NoSuchFileException.class, () -> NpyFile.write(file, Vector.of(1)))
            .getMessage());
    assertFalse(Files.exists(file.getParent()));
  }

  @Test
  void theStreamIsNotClosed() throws IOException {
    ByteArrayOutputStream bytes =
        new ByteArrayOutputStream() {
          @Override
          public void close() {
            throw new AssertionError("closed");
          }
        };
    NpyFile.write(bytes, Vector.of(1));
    NpyFile.write(bytes, Matrix.of(new double[][] {{2}}));
    assertEquals(2 * (128 + 8), bytes.size());
  }
}
