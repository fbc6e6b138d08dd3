/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.panblas.autoencoder.Parameters;
import dev.panblas.cli.samples.PatchSettings;
import dev.panblas.cli.samples.Preprocessing;
import dev.panblas.cli.samples.Whitening;
import dev.panblas.cli.shared.InputException;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Order;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import dev.panblas.npy.NpzFile;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ModelFileTest {

  private static final int VISIBLE = 6;
  private static final int HIDDEN = 4;

  @TempDir private Path folder;

  private static Parameters parameters(Precision precision) {
    Vector theta = Vector.allocate(precision, Parameters.count(VISIBLE, HIDDEN));
    for (int i = 0; i < theta.size(); i++) {
      theta.set(i, 0.1 + i);
    }
    return Parameters.over(theta, VISIBLE, HIDDEN);
  }

  @ParameterizedTest
  @EnumSource
  void containsTheFourArraysByName(Precision precision) throws IOException {
    Parameters parameters = parameters(precision);
    Path file = folder.resolve("model.npz");
    ModelFile.write(file, new Model(parameters, Optional.empty()), "some loops");
    try (ZipFile zip = new ZipFile(file.toFile())) {
      assertEquals("some loops", zip.getComment());
      assertEquals(
          List.of("W1.npy", "W2.npy", "b1.npy", "b2.npy"),
          zip.stream().map(ZipEntry::getName).toList());
      assertHolds(parameters.w1(), file, "W1");
      assertHolds(parameters.w2(), file, "W2");
      assertHolds(parameters.b1().asRow(), file, "b1");
      assertHolds(parameters.b2().asRow(), file, "b2");
    }
  }

  private static void assertHolds(Matrix expected, Path file, String name) throws IOException {
    Matrix actual = NpzFile.read(Arena.ofAuto(), file, name);
    assertEquals(expected.describe(), actual.describe());
    assertArrayEquals(
        expected.toDoubleArray(Order.ROW_MAJOR), actual.toDoubleArray(Order.ROW_MAJOR));
  }

  @Test
  void theSameParametersGiveTheSameBytes() throws IOException {
    Model model = new Model(parameters(Precision.DOUBLE), Optional.of(preprocessing()));
    ModelFile.write(folder.resolve("a"), model, "some");
    ModelFile.write(folder.resolve("b"), model, "some");
    assertEquals(-1, Files.mismatch(folder.resolve("a"), folder.resolve("b")));
  }

  /** Patches of 12 values. */
  private static Preprocessing preprocessing() {
    return new Preprocessing(new PatchSettings(2, true, Whitening.NONE), 1.0 / 3);
  }

  @ParameterizedTest
  @EnumSource
  void readsWhatItWrote(Precision precision) throws Exception {
    Vector theta = Vector.allocate(precision, Parameters.count(12, HIDDEN));
    for (int i = 0; i < theta.size(); i++) {
      theta.set(i, 0.1 + i);
    }
    Model model = new Model(Parameters.over(theta, 12, HIDDEN), Optional.of(preprocessing()));
    Path file = folder.resolve("model.npz");
    ModelFile.write(file, model, "");
    Model read = ModelFile.read(Arena.ofAuto(), file);
    assertEquals(model.preprocessing(), read.preprocessing());
    assertEquals(precision, read.precision());
    assertArrayEquals(theta.toDoubleArray(), read.parameters().theta().toDoubleArray());
  }

  /** An archive made by hand; its vectors may be columns, and its precisions may differ. */
  private Path archive(Map<String, Matrix> arrays) throws IOException {
    Path file = folder.resolve("hand.npz");
    NpzFile.write(
        file,
        archive -> {
          for (Map.Entry<String, Matrix> array : arrays.entrySet()) {
            archive.add(array.getKey(), array.getValue());
          }
        });
    return file;
  }

  private static Map<String, Matrix> arrays() {
    Map<String, Matrix> arrays = new LinkedHashMap<>();
    arrays.put("b1", Matrix.of(new float[][] {{7}, {8}}));
    arrays.put("W1", Matrix.of(new double[][] {{1, 2, 3}, {4, 5, 6}}));
    arrays.put("b2", Matrix.of(new double[][] {{9, 10, 11}}));
    arrays.put("W2", Matrix.of(new double[][] {{1, 3, 5}, {2, 4, 6}}).transposed());
    return arrays;
  }

  @Test
  void readsAnArchiveMadeByHand() throws Exception {
    Model read = ModelFile.read(Arena.ofAuto(), archive(arrays()));
    assertEquals(Optional.empty(), read.preprocessing());
    assertArrayEquals(
        new double[] {1, 2, 3, 4, 5, 6, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11},
        read.parameters().theta().toDoubleArray());
  }

  private String refused(Path file) {
    return assertThrows(InputException.class, () -> ModelFile.read(Arena.ofAuto(), file))
        .getMessage();
  }

  @Test
  void refusesArraysThatDoNotFit() throws IOException {
    Map<String, Matrix> arrays = arrays();
    arrays.put("W2", arrays.get("W1"));
    assertTrue(refused(archive(arrays)).contains("W2 must have 3 x 2 elements, but has 2 x 3"));
    arrays.remove("W2");
    assertTrue(refused(archive(arrays)).contains("but has no W2 (it has: b1, W1, b2)"));
    arrays = arrays();
    arrays.put("b1", Matrix.of(new double[][] {{0, Double.NaN}}));
    assertTrue(refused(archive(arrays)).contains("but b1 of " + folder.resolve("hand.npz")));
  }

  @Test
  void refusesWhatIsNotAWholeArchive() throws IOException {
    Path file = archive(arrays());
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
    assertTrue(refused(file).contains(file + " is truncated or damaged"));
    Files.writeString(file, "no archive");
    assertTrue(refused(file).contains(file + " is not a .npz archive"));
    assertTrue(refused(folder).contains("is a folder"));
    assertTrue(refused(folder.resolve("none.npz")).contains("there is no file"));
  }

  /** A stored entry with another byte. */
  @Test
  void refusesAnArrayWithAWrongChecksum() throws IOException {
    Path file = folder.resolve("stored.npz");
    NpzFile.write(file, archive -> archive.add("W1", arrays().get("W1")));
    byte[] bytes = Files.readAllBytes(file);
    bytes[30 + "W1.npy".length() + 128 + 3] ^= 1; // in the elements
    Files.write(file, bytes);
    assertTrue(refused(file).contains(file + ": the array W1 has a wrong checksum"));
  }

  @Test
  void refusesAPreprocessingThatDoesNotFitTheModel() throws IOException {
    Path file = folder.resolve("model.npz");
    ModelFile.write(
        file, new Model(parameters(Precision.DOUBLE), Optional.of(preprocessing())), "");
    assertTrue(refused(file).contains("one value for each of 6 visible units, but have 12"));
  }
}
