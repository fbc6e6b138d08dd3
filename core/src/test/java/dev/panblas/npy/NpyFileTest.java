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
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
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
        "'<c16';dtype '<c16';save the real and the imaginary part as two arrays (array.real and"
            + " array.imag)",
        "'|O';dtype '|O';save the numbers in its objects as an array of numbers",
        "'<f16';dtype '<f16';array.astype('<f8') converts it, and rounds each element to 53 bits",
        "'<U7';dtype '<U7';save an array of numbers",
        "'';dtype '';save an array of numbers",
        "[('a', '<f4'), ('it is', '<f8', (2,))];the structured dtype [('a', '<f4'), ('it is',"
            + " '<f8', (2,))];save each field as an array",
      })
  void otherTypesAreRefused(String descr, String named, String remedy) throws IOException {
    file(1, "{'descr': " + descr + ", 'fortran_order': False, 'shape': (2, 3), }", 6);
    assertRefused(
        "has " + named + ", but only real numbers of up to 8 bytes are supported: " + remedy);
  }

  /** Writes a file with elements of any type, given as the bytes of one row. */
  private Path file(String descr, int columns, byte... elements) throws IOException {
    String shape = "'fortran_order': False, 'shape': (1, " + columns + "), }";
    file(1, "{'descr': '" + descr + "', " + shape, 0);
    return Files.write(file(), elements, StandardOpenOption.APPEND);
  }

  /** The bytes in hexadecimal are what NumPy writes for the elements. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "|u1;00 7f ff;DOUBLE;0. 127. 255.",
        "|i1;00 7f ff;DOUBLE;0. 127. -1.",
        "|b1;00 01;DOUBLE;0. 1.",
        "<u2;ff ff 01 00;DOUBLE;65535. 1.",
        ">i2;ff fe 00 01;DOUBLE;-2. 1.",
        "<i4;00 00 00 80;DOUBLE;-2147483648.",
        ">u4;ff ff ff ff;DOUBLE;4294967295.",
        "<i8;ff ff ff ff ff ff ff ff;DOUBLE;-1.",
        ">i8;80 00 00 00 00 00 00 00;DOUBLE;-9223372036854775808.",
        "<u8;00 00 00 00 00 00 00 80;DOUBLE;9223372036854775808.",
        ">u8;ff ff ff ff ff ff f8 00;DOUBLE;18446744073709549568.",
        "<f2;00 3c 01 00;SINGLE;1. 0.000000059604644775390625",
        ">f2;bc 00;SINGLE;-1.",
        ">f4;3f 80 00 00 c0 20 00 00;SINGLE;1. -2.5",
        ">f8;3f f0 00 00 00 00 00 00;DOUBLE;1.",
        "=f8;00 00 00 00 00 00 f0 3f;DOUBLE;1.",
      })
  void otherNumbersAreConverted(String descr, String hex, Precision precision, String elements)
      throws IOException {
    double[] expected = Stream.of(elements.split(" ")).mapToDouble(Double::parseDouble).toArray();
    file(descr, expected.length, HexFormat.ofDelimiter(" ").parseHex(hex));
    Vector found = NpyFile.readVector(Arena.ofAuto(), file());
    assertEquals(precision, found.precision());
    assertArrayEquals(expected, found.toDoubleArray());
    if (!descr.equals("=f8")) {
      assertEquals(
          file()
              + " cannot be mapped because its dtype '"
              + descr
              + "' must be converted: read it instead",
          assertThrows(NpyFormatException.class, () -> NpyFile.map(Arena.ofAuto(), file()))
              .getMessage());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "<i8, 01 00 00 00 00 00 20 00, 9007199254740993",
    "<i8, ff ff ff ff ff ff ff 7f, 9223372036854775807",
    ">u8, ff ff ff ff ff ff ff ff, 18446744073709551615"
  })
  void integersThatAreNoDoublesAreRefused(String descr, String hex, String value)
      throws IOException {
    byte[] element = HexFormat.ofDelimiter(" ").parseHex(hex);
    byte[] elements = Arrays.copyOf(new byte[8], 16);
    System.arraycopy(element, 0, elements, 8, 8);
    file(descr, 2, elements);
    assertEquals(
        file()
            + " has the '"
            + descr
            + "' "
            + value
            + " at index 1 in the file's order, which is not exactly a double:"
            + " array.astype('<f8') rounds such numbers",
        assertThrows(NpyFormatException.class, () -> NpyFile.read(Arena.ofAuto(), file()))
            .getMessage());
  }

  // ---- pipes

  /** Reads what a program writes into a pipe. */
  private static Matrix piped(Path pipe, byte[]... contents) throws Exception {
    try (var writer = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> written =
          writer.submit(
              () -> {
                try (OutputStream out = Files.newOutputStream(pipe)) {
                  for (byte[] content : contents) {
                    out.write(content);
                    out.flush();
                  }
                }
                return null;
              });
      Matrix read = NpyFile.read(Arena.ofAuto(), pipe);
      written.get();
      return read;
    }
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void aPipeIsReadToItsEnd() throws Exception {
    Path pipe = folder.resolve("pipe");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    Matrix m = numbered(Matrix.allocate(Precision.DOUBLE, 1500, 1000)); // several parts
    byte[] whole = written(m);
    Matrix back = piped(pipe, Arrays.copyOf(whole, 7), Arrays.copyOfRange(whole, 7, whole.length));
    assertArrayEquals(m.toDoubleArray(Order.ROW_MAJOR), back.toDoubleArray(Order.ROW_MAJOR));

    byte[] small = Files.readAllBytes(file("|u1", 3, (byte) 1, (byte) 2, (byte) 3));
    assertEquals("[[1. 2. 3.]]", piped(pipe, small).toString());
    byte[] cut = Arrays.copyOf(small, small.length - 1);
    assertEquals(
        pipe
            + " is truncated: shape (1, 3) needs 3 bytes after the header but 2 were found; copy or"
            + " save it again",
        assertThrows(NpyFormatException.class, () -> piped(pipe, cut)).getMessage());
    assertEquals(
        pipe
            + " is too long: shape (1, 3) needs 3 bytes after the header but 4 were found; save"
            + " each array in its own file",
        assertThrows(NpyFormatException.class, () -> piped(pipe, small, new byte[1])).getMessage());
  }

  /** The header declares more memory than any machine has: allocating it would fail. */
  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void noMemoryIsAllocatedForMissingElements() throws Exception {
    Path pipe = folder.resolve("pipe");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    String shape = "'fortran_order': False, 'shape': (2147483647, 500000), }";
    byte[] header = Files.readAllBytes(file(1, "{'descr': '<f8', " + shape, 2));
    String message = assertThrows(NpyFormatException.class, () -> piped(pipe, header)).getMessage();
    assertTrue(
        message.endsWith(
            "8589934588000000 bytes after the header but 16 were found; copy or save"
                + " it again"),
        message);
    assertThrows(NpyFormatException.class, () -> NpyFile.read(Arena.ofAuto(), file()));
  }

  @Test
  void aFolderIsNotReplaced() throws IOException {
    Files.createDirectory(file());
    assertEquals(
        file() + ": is a folder: give the name of a file",
        assertThrows(IOException.class, () -> NpyFile.write(file(), Vector.of(1))).getMessage());
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
