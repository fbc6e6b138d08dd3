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
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives that NumPy has written, and round trips; numpy_npz.py makes the former. */
class NpzFileTest {

  @TempDir private Path folder;

  private Path file() {
    return folder.resolve("x.npz");
  }

  private Path numPys(String name) throws IOException {
    try (InputStream content = NpzFileTest.class.getResourceAsStream(name)) {
      return Files.write(folder.resolve(name), content.readAllBytes());
    }
  }

  private static String text(Matrix m) {
    return m.describe() + " " + m.toString().replaceAll("\\s+", " ");
  }

  /** Stored, deflated, written to a pipe, and with the fields of entries of more than 4 GiB. */
  @ParameterizedTest
  @ValueSource(strings = {"savez.npz", "compressed.npz", "streamed.npz", "zip64.npz"})
  void readsWhatNumPyWrites(String name) throws IOException {
    try (NpzFile archive = NpzFile.open(numPys(name));
        Arena arena = Arena.ofConfined()) {
      List<String> names =
          List.of(
              "matrix",
              "columns",
              "bytes",
              "big",
              "half",
              "scalar",
              "empty",
              "layer/größe",
              "arr_0");
      assertEquals(names, archive.names().stream().filter(each -> !each.equals("zeros")).toList());
      List<String> texts =
          List.of(
              "2x3 double [[0. 0.25 0.5 ] [0.75 1. 1.25]]",
              "3x2 single [[-1. 0.] [ 1. 2.] [ 3. 4.]]",
              "1x3 double [[ 0. 127. 255.]]",
              "1x2 double [[ -2. 300.]]",
              "1x2 single [[ 1. -0.5]]",
              "1x1 double [[2.5]]",
              "0x4 double []",
              "1x3 double [[ 1.e+300 -0.e+000 inf]]",
              "1x2 double [[4. 5.]]");
      for (int i = 0; i < names.size(); i++) {
        assertEquals(texts.get(i), text(archive.read(arena, names.get(i))));
        assertEquals(texts.get(i), text(archive.read(arena, names.get(i) + ".npy")));
      }
      assertTrue(archive.read(arena, "columns").isColumnMajor());
      assertEquals("[4. 5.]", archive.readVector(arena, "arr_0").toString());
      if (name.equals("compressed.npz")) {
        double[] zeros = archive.read(arena, "zeros").toDoubleArray(Order.ROW_MAJOR);
        assertArrayEquals(new double[300 * 40], zeros);
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "complex;has dtype '<c16', but only real numbers of up to 8 bytes are supported: save the"
            + " real and the imaginary part as two arrays (array.real and array.imag)",
        "object;has dtype '|O', but only real numbers of up to 8 bytes are supported: save the"
            + " numbers in its objects as an array of numbers",
        "cube;has shape (2, 1, 1), but a matrix has at most two dimensions: reshape it in NumPy",
      },
      quoteCharacter = '#')
  void otherArraysAreRefusedWhenTheyAreRead(String name, String problem) throws IOException {
    Path file = numPys("refused.npz");
    try (NpzFile archive = NpzFile.open(file);
        Arena arena = Arena.ofConfined()) {
      assertEquals("[[7.]]", archive.read(arena, "fine").toString());
      assertEquals(
          file + ": the array " + name + " " + problem,
          assertThrows(NpyFormatException.class, () -> archive.read(arena, name)).getMessage());
    }
  }

  private static Matrix numbered(Precision precision) {
    Matrix m = Matrix.allocate(precision, 5, 7);
    for (int i = 0; i < m.rows(); i++) {
      for (int j = 0; j < m.columns(); j++) {
        m.set(i, j, i - j / 8.0);
      }
    }
    return m;
  }

  private void write(boolean isCompressed, NpzFile.Content content) throws IOException {
    if (isCompressed) {
      NpzFile.writeCompressed(file(), content);
    } else {
      NpzFile.write(file(), content);
    }
  }

  @ParameterizedTest
  @CsvSource({"SINGLE, true", "SINGLE, false", "DOUBLE, true", "DOUBLE, false"})
  void whatIsWrittenIsRead(Precision precision, boolean isCompressed) throws IOException {
    Matrix m = numbered(precision);
    List<Matrix> layouts =
        List.of(
            m,
            m.transposed(),
            m.block(1, 2, 3, 4),
            m.reversedRows(),
            m.row(2).asRows(3),
            Matrix.allocate(precision, 4, 0));
    write(
        isCompressed,
        archive -> {
          for (int i = 0; i < layouts.size(); i++) {
            archive.add("m" + i, layouts.get(i));
          }
          archive.add("v", m.column(3)).add("none", Vector.allocate(precision, 0));
          archive.add("about.txt", new byte[] {1, 2, 3}).comment("a comment");
        });
    try (NpzFile archive = NpzFile.open(file());
        Arena arena = Arena.ofConfined()) {
      assertEquals(
          List.of("m0", "m1", "m2", "m3", "m4", "m5", "v", "none", "about.txt"), archive.names());
      for (int i = 0; i < layouts.size(); i++) {
        Matrix back = archive.read(arena, "m" + i);
        assertEquals(layouts.get(i).describe(), back.describe());
        assertArrayEquals(
            layouts.get(i).toDoubleArray(Order.ROW_MAJOR), back.toDoubleArray(Order.ROW_MAJOR));
      }
      assertArrayEquals(
          m.column(3).toDoubleArray(), archive.readVector(arena, "v").toDoubleArray());
      assertEquals(0, archive.readVector(arena, "none").size());
      assertArrayEquals(new byte[] {1, 2, 3}, archive.readBytes("about.txt"));
    }
  }

  @Test
  void anArrayOutlivesItsArchiveAndCanBeWritten() throws IOException {
    NpzFile.write(file(), archive -> archive.add("a", Vector.of(1, 2)).add("b", Vector.of(3)));
    Matrix a = NpzFile.read(Arena.ofAuto(), file(), "a");
    Files.delete(file());
    a.set(0, 1, 7);
    assertEquals("[[1. 7.]]", a.toString());
  }

  @Test
  void severalThreadsReadAnArchive() throws Exception {
    int arrays = 20;
    NpzFile.writeCompressed(
        file(),
        archive -> {
          for (int i = 0; i < arrays; i++) {
            archive.add("a" + i, Vector.of(i).asRows(10_000));
          }
        });
    try (NpzFile archive = NpzFile.open(file());
        var threads = Executors.newFixedThreadPool(4)) {
      List<Future<Matrix>> read =
          IntStream.range(0, arrays)
              .mapToObj(i -> threads.submit(() -> archive.read(Arena.ofAuto(), "a" + i)))
              .toList();
      for (int i = 0; i < arrays; i++) {
        double[] expected = new double[10_000];
        Arrays.fill(expected, i);
        assertArrayEquals(expected, read.get(i).get().toDoubleArray(Order.ROW_MAJOR));
      }
    }
  }

  // ---- names

  private String refused(NpzFile archive, String name) {
    return assertThrows(NpyFormatException.class, () -> archive.read(Arena.ofAuto(), name))
        .getMessage();
  }

  @Test
  void aWrongNameListsTheNames() throws IOException {
    NpzFile.write(file(), archive -> archive.add("a.npy", Vector.of(1)).add("b", Vector.of(2)));
    try (NpzFile archive = NpzFile.open(file())) {
      assertEquals(List.of("a", "b"), archive.names());
      assertEquals(file() + " has no array c: name one of a, b", refused(archive, "c"));
    }
    NpzFile.write(
        file(),
        archive -> {
          for (int i = 0; i < 25; i++) {
            archive.add("n" + i, Vector.of(i));
          }
        });
    try (NpzFile archive = NpzFile.open(file())) {
      assertTrue(refused(archive, "c").endsWith(", n18, n19 and 5 others"));
    }
    try (NpzFile archive = NpzFile.open(numPys("empty.npz"))) {
      assertEquals(List.of(), archive.names());
      assertEquals(
          folder.resolve("empty.npz") + " has no array c: it is an empty archive",
          refused(archive, "c"));
    }
  }

  @Test
  void aMatrixIsNotReadAsAVector() throws IOException {
    NpzFile.write(file(), archive -> archive.add("m", numbered(Precision.DOUBLE)));
    try (NpzFile archive = NpzFile.open(file())) {
      assertEquals(
          file() + ": the array m holds a 5x7 double matrix, not a vector: read it as a matrix",
          assertThrows(NpyFormatException.class, () -> archive.readVector(Arena.ofAuto(), "m"))
              .getMessage());
    }
  }

  @Test
  void aClosedArchiveIsNotRead() throws IOException {
    NpzFile.write(file(), archive -> archive.add("a", Vector.of(1)));
    NpzFile archive = NpzFile.open(file());
    archive.close();
    archive.close();
    assertThrows(IllegalStateException.class, () -> archive.read(Arena.ofAuto(), "a"));
    assertFalse(archive.names().isEmpty());
  }
}
