/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.panblas.cli.shared.InputException;
import dev.panblas.matrix.Precision;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Arrays in files of NumPy and MNIST. The resource make.py says what is in the files. */
class ArrayFileTest {

  private static final Path FILES = Path.of("src/test/resources/dev/panblas/cli/data");

  /** The values of the array x, row after row. */
  private static final double[] X =
      Stream.iterate(5.0, v -> v + 20).limit(12).mapToDouble(v -> v).toArray();

  @TempDir private Path folder;

  private static ArrayFile.Content read(Path file, Precision precision, Double divisor)
      throws InputException, IOException {
    return read(file, precision, divisor, null, false);
  }

  private static ArrayFile.Content read(
      Path file, Precision precision, Double divisor, String variable, boolean hasNames)
      throws InputException, IOException {
    return new ArrayFile(
            file, Optional.ofNullable(divisor), Optional.ofNullable(variable), hasNames)
        .read(Arena.ofAuto(), precision);
  }

  private static double[] values(ArrayFile.Content content) {
    return Arrays.stream(content.samples().toArrays()).flatMapToDouble(Arrays::stream).toArray();
  }

  private static String error(Path file, Double divisor) {
    return error(file, divisor, null, false);
  }

  private static String error(Path file, Double divisor, String variable, boolean hasNames) {
    String message =
        assertThrows(
                InputException.class,
                () -> read(file, Precision.DOUBLE, divisor, variable, hasNames))
            .getMessage();
    assertEquals(1, message.lines().count(), message);
    assertTrue(message.contains(file.getFileName().toString()), message);
    return message;
  }

  @ParameterizedTest
  @CsvSource({
    "uint8.npy, npy, 4",
    "int16.npy, npy, 4",
    "uint16.npy, npy, 4",
    "int64.npy, npy, 4",
    "float16.npy, npy, 4",
    "float32.npy, npy, 4",
    "fortran.npy, npy, 4",
    "images-08.idx, idx, 2",
    "images-0b.idx, idx, 2",
    "images-0c.idx, idx, 2",
    "images-0d.idx, idx, 2",
    "images-0e.idx, idx, 2",
    "images.gz, 'idx, gzip', 2",
  })
  void dividesAfterTheConversion(String name, String format, int rows) throws Exception {
    ArrayFile.Content exact = read(FILES.resolve(name), Precision.DOUBLE, 255.0);
    assertEquals(rows, exact.samples().rows());
    assertEquals(format, exact.format());
    assertArrayEquals(Arrays.stream(X).map(v -> v / 255).toArray(), values(exact));
    ArrayFile.Content single = read(FILES.resolve(name), Precision.SINGLE, 255.0);
    assertEquals(Precision.SINGLE, single.samples().precision());
    assertArrayEquals(Arrays.stream(X).map(v -> (float) v / 255f).toArray(), values(single));
  }

  /** 0.1 is another number in single precision. */
  @ParameterizedTest
  @EnumSource
  void roundsTheDivisorToo(Precision precision) throws Exception {
    double[] values = values(read(FILES.resolve("uint8.npy"), precision, 1000.1));
    double[] expected =
        Arrays.stream(X)
            .map(v -> precision == Precision.SINGLE ? (float) v / 1000.1f : v / 1000.1)
            .toArray();
    assertArrayEquals(expected, values);
  }

  @Test
  void readsSignedBytes() throws Exception {
    double[] values = values(read(FILES.resolve("images-09.idx"), Precision.DOUBLE, 100.0));
    assertArrayEquals(Arrays.stream(X).map(v -> Math.min(v, 100) / 100).toArray(), values);
    byte[] file = Files.readAllBytes(FILES.resolve("images-09.idx"));
    file[file.length - 1] = -1;
    Path negative = Files.write(folder.resolve("negative.idx"), file);
    assertTrue(error(negative, 100.0).contains("row 1, column 5 (from 0) is -0.01"));
  }

  @Test
  void namesTheDivisorOfValuesThatAreTooLarge() throws IOException {
    assertTrue(
        error(FILES.resolve("uint8.npy"), null)
            .endsWith(
                "row 0, column 0 (from 0) is 5.0: the largest value is 225, so give --divide-by"
                    + " 255"));
    assertTrue(error(FILES.resolve("images.gz"), null).endsWith("--divide-by 255"));
    assertTrue(
        error(FILES.resolve("uint8.npy"), 100.0)
            .endsWith(
                "uint8.npy divided by 100 must be in [0, 1], but row 1, column 2 (from 0) is 1.05:"
                    + " choose a larger --divide-by"),
        () -> error(FILES.resolve("uint8.npy"), 100.0));
  }

  @Test
  void refusesLabels() {
    assertTrue(
        error(FILES.resolve("labels.idx"), null)
            .endsWith("has 1, as files of labels do: choose the file of the images"));
  }

  /** Cut off anywhere, or with a byte too many. */
  @ParameterizedTest
  @ValueSource(strings = {"images-08.idx", "images.gz"})
  void refusesWhatIsNotWhole(String name) throws IOException {
    byte[] whole = Files.readAllBytes(FILES.resolve(name));
    for (int length = 5; length < whole.length; length++) {
      Path cut = Files.write(folder.resolve("x"), Arrays.copyOf(whole, length));
      String message = error(cut, 255.0);
      assertTrue(message.contains("copy or download it again"), length + ": " + message);
    }
    byte[] longer = Arrays.copyOf(whole, whole.length + 1);
    longer[whole.length] = 7;
    error(Files.write(folder.resolve("x"), longer), 255.0);
  }

  /** Each byte of the data and the end. */
  @Test
  void refusesADamagedGzip() throws IOException {
    byte[] whole = Files.readAllBytes(FILES.resolve("images.gz"));
    for (int at = 10; at < whole.length; at++) {
      byte[] damaged = whole.clone();
      damaged[at] ^= 4;
      error(Files.write(folder.resolve("x"), damaged), 255.0);
    }
  }

  /** Several members are one file, also with padding and with a name in the header. */
  @Test
  void unpacksEveryMember() throws Exception {
    byte[] all = new byte[200_000];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) ((i * i) >> 7);
    }
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    for (int from : new int[] {0, 150_000}) {
      ByteArrayOutputStream member = new ByteArrayOutputStream();
      try (GZIPOutputStream out = new GZIPOutputStream(member)) {
        out.write(all, from, from == 0 ? 150_000 : 50_000);
      }
      byte[] bytes = member.toByteArray();
      bytes[3] = 8; // a name follows
      packed.write(bytes, 0, 10);
      packed.write(new byte[] {'a', '.', 'b', 0});
      packed.write(bytes, 10, bytes.length - 10);
    }
    packed.write(new byte[512]);
    ByteArrayOutputStream unpacked = new ByteArrayOutputStream();
    Gunzip.copy("x", new ByteArrayInputStream(packed.toByteArray()), unpacked);
    assertArrayEquals(all, unpacked.toByteArray());
  }

  @Test
  void namesWhatAFileIs() throws IOException {
    assertTrue(error(FILES.resolve("arrays.npz"), null).contains("a zip archive, such as .npz"));
    Path folderItself = folder.resolve("a-folder");
    Files.createDirectory(folderItself);
    assertTrue(error(folderItself, null).contains("is a folder"));
    assertTrue(error(folder.resolve("none"), null).contains("there is no file"));
  }

  // ---- CSV

  @ParameterizedTest
  @CsvSource({
    "savetxt.csv, false",
    "savetxt-header.csv, false",
    "header.csv, true",
    "bom-crlf.csv, false",
  })
  void readsCsv(String name, boolean hasNames) throws Exception {
    ArrayFile.Content content = read(FILES.resolve(name), Precision.DOUBLE, null, null, hasNames);
    assertEquals("csv", content.format());
    assertEquals(4, content.samples().rows());
    assertArrayEquals(Arrays.stream(X).map(v -> v / 255).toArray(), values(content));
  }

  /** NumPy's savetxt writes the names into a line with #, which is left out anyway. */
  @Test
  void namesInACommentAreNoFirstLine() {
    assertTrue(
        error(FILES.resolve("savetxt-header.csv"), null, null, true)
            .endsWith(
                "must have names, but line 2 has numbers, and a line before it begins with #, which"
                    + " is left out: leave out --header"));
  }

  /** The text, its line and column, and the remedy. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.5,0.25~0.5, | line 2, column 2 is empty | write a number there",
        "0.5~0.5~~0.5~\"\" | line 5, column 1 is empty | write a number there",
        "0.5,0.25~NA,1 | line 2, column 1 is 'NA' | write a number there",
        "0.5,0.25~~# note~0.5,nan | line 4, column 2 is 'nan' | write a number there",
        "0.5,0.25~0.5 | line 2 ends with column 1 | values of the first",
        "0.5,0.25~0.5,0.5,1 | line 2 ends with column 3 | values of the first",
        "0.5,0.5d | line 1, column 2 is '0.5d' | give --header",
        "1,0x1p-1 | line 1, column 2 is '0x1p-1' | give --header",
        "1,1e999 | line 1, column 2 is '1e999' | give --header",
        "0.5;0.25 | line 1, column 1 is '0.5;0.25' | separate the values by commas",
        "0,5;0,25 | line 1, column 2 is '5;0' | separate the values by commas",
        "0.5\t0.25 | line 1, column 1 is '0.5\t0.25' | separate the values by commas",
        "0.5 0.25 | line 1, column 1 is '0.5 0.25' | separate the values by commas",
        "red,green~0.5,1 | line 1, column 1 is 'red' | give --header",
        "0,1~1,\"0.5\"1 | after line 1: | correct the next line",
      })
  void refusesCsvWithLineAndColumn(String text, String place, String remedy) throws IOException {
    String lines = text.replace('~', '\n').replace("\\t", "\t");
    Path file = Files.writeString(folder.resolve("x.csv"), lines);
    String message = error(file, null);
    assertTrue(message.contains(place.replace("\\t", "\t")), message);
    assertTrue(message.contains(remedy), message);
  }

  @Test
  void readsLongLinesAndOddSpacing() throws Exception {
    String line = "0.5, ".repeat(19_999) + "1\n";
    Path wide = Files.writeString(folder.resolve("wide.csv"), line + "  \t \n" + line);
    ArrayFile.Content content = read(wide, Precision.SINGLE, null);
    assertEquals(2, content.samples().rows());
    assertEquals(20_000, content.samples().columns());
  }

  @ParameterizedTest
  @ValueSource(strings = {"utf-16.csv", "utf-16-no-bom.csv"})
  void refusesUtf16(String name) {
    assertTrue(
        error(FILES.resolve(name), null)
            .contains("but is text in UTF-16 from line 1, column 1 on: convert it to UTF-8"));
  }

  @Test
  void refusesAnEmptyFileAndUnknownBytes() throws IOException {
    assertTrue(
        error(Files.write(folder.resolve("empty"), new byte[0]), null).contains("0 samples"));
    Path unknown = Files.write(folder.resolve("unknown"), new byte[] {1, 2, 3, 0, 0, 0, 0});
    assertTrue(error(unknown, null).contains("begins with the bytes 01 02 03 00"));
  }

  // ---- MATLAB and Octave

  @ParameterizedTest
  @CsvSource({
    "scipy.mat, uint8",
    "scipy.mat, int16",
    "scipy.mat, int64",
    "scipy.mat, float32",
    "scipy.mat, float64",
    "scipy-compressed.mat,",
    "big-endian.mat,",
    "octave-v6.mat, x",
    "octave-v6.mat, bytes",
    "octave-v7.mat, x",
    "octave-v7.mat, bytes",
  })
  void readsMat(String name, String variable) throws Exception {
    ArrayFile.Content content = read(FILES.resolve(name), Precision.SINGLE, 255.0, variable, false);
    assertEquals("mat", content.format());
    assertEquals(4, content.samples().rows());
    assertArrayEquals(Arrays.stream(X).map(v -> (float) v / 255f).toArray(), values(content));
  }

  @ParameterizedTest
  @CsvSource({"scipy.mat, logical, 10", "octave-v7.mat, small, 20", "octave-v6.mat, small, 20"})
  void readsLogicalValues(String name, String variable, int digits) throws Exception {
    double[] values = values(read(FILES.resolve(name), Precision.DOUBLE, null, variable, false));
    double[] expected = Arrays.stream(X).map(v -> digits == 10 ? 1 : v == 25 ? 1 : 0).toArray();
    assertArrayEquals(expected, values);
  }

  @ParameterizedTest
  @CsvSource({
    "scipy.mat, complex, 'real numbers, but is complex double'",
    "scipy.mat, sparse, save full(sparse)",
    "scipy.mat, text, 'but is char'",
    "scipy.mat, cells, 'but is cell'",
    "scipy.mat, huge, 'element 1 is 9007199254740993: save double(huge)'",
    "scipy.mat, pictures, 'samples x features, but is 6 x 8 x 2'",
    "scipy.mat, uInt8, 'has no variable uInt8: choose with --variable one of uint8 (4 x 3 uint8),"
        + " '",
    "scipy.mat, , 'several variables, so one must be named with --variable: uint8'",
    "scipy-v4.mat, , 'but is a .mat file of version 4: save it with save -v7'",
    "octave-v4.mat, , 'but is a .mat file of version 4: save it with save -v7'",
    "octave-hdf5.mat, , 'an HDF5 file, such as v7.3 of MATLAB: save it with save -v7'",
    "v7.3.mat, x, 'an HDF5 file, such as v7.3 of MATLAB: save it with save -v7'",
    "v7.3.mat, , 'an HDF5 file, such as v7.3 of MATLAB: save it with save -v7'",
    "octave-text.mat, , 'own format: save it with save -v7'",
    "octave-binary.mat, , 'own format: save it with save -v7'",
  })
  void namesWhatAMatFileIs(String name, String variable, String part) {
    String message = error(FILES.resolve(name), 255.0, variable, false);
    assertTrue(message.contains(part), message);
  }

  /** Dimensions whose product is 2^32. */
  @Test
  void refusesAMatFileOfAnotherShape() throws IOException {
    byte[] file = Files.readAllBytes(FILES.resolve("big-endian.mat"));
    int shape = 128 + 8 + 16 + 8; // after the tag, the flags, and the tag of the shape
    assertEquals(4, file[shape + 3]);
    file[shape + 1] = 1;
    file[shape + 3] = 0;
    file[shape + 5] = 1;
    file[shape + 7] = 0;
    String message = error(Files.write(folder.resolve("shape.mat"), file), 255.0);
    assertTrue(message.contains("is a damaged .mat file"), message);
  }

  /** Cut off at many places after the header. */
  @ParameterizedTest
  @ValueSource(strings = {"scipy-compressed.mat", "big-endian.mat", "octave-v7.mat"})
  void refusesAMatFileThatIsNotWhole(String name) throws IOException {
    byte[] whole = Files.readAllBytes(FILES.resolve(name));
    int step = 1 + whole.length / 32;
    for (int length = 129; length < whole.length; length += step) {
      Path cut = Files.write(folder.resolve("cut.mat"), Arrays.copyOf(whole, length));
      String message = error(cut, 255.0, name.startsWith("octave") ? "pictures" : null, false);
      assertTrue(
          message.contains("is a damaged .mat file") || message.contains("has no variable"),
          length + ": " + message);
    }
  }

  @Test
  void refusesAMatFileWithAnotherByte() throws IOException {
    byte[] whole = Files.readAllBytes(FILES.resolve("scipy-compressed.mat"));
    for (int at = 132; at < whole.length; at++) {
      byte[] damaged = whole.clone();
      damaged[at] ^= 1;
      error(Files.write(folder.resolve("damaged.mat"), damaged), 255.0);
    }
  }

  @Test
  void refusesOptionsOfOtherFormats() {
    assertTrue(
        error(FILES.resolve("uint8.npy"), 255.0, "x", false)
            .contains("--variable applies to .mat files, but"));
    assertTrue(
        error(FILES.resolve("uint8.npy"), 255.0, null, true).contains("--header applies to CSV"));
  }
}
