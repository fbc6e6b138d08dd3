/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.panblas.autoencoder.Parameters;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Order;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import dev.panblas.npy.NpyFile;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    ModelFile.write(file, parameters, "some loops");
    try (ZipFile zip = new ZipFile(file.toFile())) {
      assertEquals("some loops", zip.getComment());
      assertEquals(
          List.of("W1.npy", "W2.npy", "b1.npy", "b2.npy"),
          zip.stream().map(ZipEntry::getName).toList());
      assertHolds(parameters.w1(), zip, "W1.npy");
      assertHolds(parameters.w2(), zip, "W2.npy");
      assertHolds(parameters.b1().asRow(), zip, "b1.npy");
      assertHolds(parameters.b2().asRow(), zip, "b2.npy");
    }
  }

  private void assertHolds(Matrix expected, ZipFile zip, String name) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    Path extracted = folder.resolve(name);
    try (InputStream content = zip.getInputStream(entry)) {
      Files.copy(content, extracted);
    }
    Matrix actual = NpyFile.read(Arena.ofAuto(), extracted);
    assertEquals(expected.describe(), actual.describe());
    assertArrayEquals(
        expected.toDoubleArray(Order.ROW_MAJOR), actual.toDoubleArray(Order.ROW_MAJOR));
  }

  @Test
  void theSameParametersGiveTheSameBytes() throws IOException {
    ModelFile.write(folder.resolve("a"), parameters(Precision.DOUBLE), "some");
    ModelFile.write(folder.resolve("b"), parameters(Precision.DOUBLE), "some");
    assertEquals(-1, Files.mismatch(folder.resolve("a"), folder.resolve("b")));
  }
}
