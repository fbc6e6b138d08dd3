/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.samples;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.panblas.cli.shared.InputException;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Order;
import dev.panblas.matrix.Precision;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PatchSamplerTest {

  private static final int COUNT = 500;

  @TempDir private Path path;

  @BeforeEach
  void writeImages() throws IOException {
    Pictures.noisePng(path.resolve("a.png"), 40, 31, 1);
    Pictures.noisePng(path.resolve("b.png"), 23, 50, 2);
  }

  private Matrix sample(int size, Precision precision, long seed)
      throws InputException, IOException {
    return sample(new PatchSettings(size, false, Whitening.OLSHAUSEN), precision, seed, COUNT)
        .matrix();
  }

  private Samples sample(PatchSettings settings, Precision precision, long seed, int count)
      throws InputException, IOException {
    return new PatchSampler(settings)
        .sample(Arena.ofAuto(), precision, ImageFolder.open(path), count, new Seed(seed));
  }

  @Test
  void eachPatchIsARowOfValuesFrom01To09() throws InputException, IOException {
    Matrix samples = sample(8, Precision.DOUBLE, 1);
    assertEquals("500x64 double", samples.describe());
    double[] values = samples.toDoubleArray(Order.ROW_MAJOR);
    assertTrue(Arrays.stream(values).allMatch(v -> v >= 0.1 && v <= 0.9));
    // The deviation is 0.4/3 before clipping, so the mean of 32000 is off by no more than 0.004.
    assertEquals(0.5, Arrays.stream(values).average().orElseThrow(), 0.004);
  }

  /** Without clipping, the mean of each patch would be 0.5. */
  @Test
  void centresPatchesAndScalesThemByThreeDeviations() throws InputException, IOException {
    Matrix samples = sample(8, Precision.DOUBLE, 1);
    double sumOfSquares = 0;
    boolean clipped = false;
    for (int i = 0; i < samples.rows(); i++) {
      double[] patch = samples.row(i).toDoubleArray();
      if (Arrays.stream(patch).anyMatch(v -> v == 0.1 || v == 0.9)) {
        clipped = true;
      } else {
        assertEquals(0.5, Arrays.stream(patch).average().orElseThrow(), 64 * Math.ulp(1.0));
      }
      sumOfSquares += Arrays.stream(patch).map(v -> (v - 0.5) * (v - 0.5)).sum();
    }
    assertTrue(clipped);
    double deviation = Math.sqrt(sumOfSquares / samples.rows() / samples.columns());
    assertTrue(deviation <= 0.4 / 3 && deviation > 0.9 * 0.4 / 3, "deviation " + deviation);
  }

  @Test
  void theSameSeedGivesTheSameBits() throws InputException, IOException {
    double[] first = sample(6, Precision.DOUBLE, 1).toDoubleArray(Order.ROW_MAJOR);
    assertArrayEquals(first, sample(6, Precision.DOUBLE, 1).toDoubleArray(Order.ROW_MAJOR));
    assertFalse(
        Arrays.equals(first, sample(6, Precision.DOUBLE, 2).toDoubleArray(Order.ROW_MAJOR)));
  }

  @Test
  void singleIsTheRoundedDouble() throws InputException, IOException {
    double[] exact = sample(5, Precision.DOUBLE, 3).toDoubleArray(Order.ROW_MAJOR);
    float[] rounded = new float[exact.length];
    for (int i = 0; i < exact.length; i++) {
      rounded[i] = (float) exact[i];
    }
    assertArrayEquals(rounded, sample(5, Precision.SINGLE, 3).toFloatArray(Order.ROW_MAJOR));
  }

  /** Two images of the size of a patch have one position each. */
  @Test
  void everyImageHasAsManyPatches() throws IOException, InputException {
    Pictures.noisePng(path.resolve("a.png"), 9, 9, 1);
    Pictures.noisePng(path.resolve("b.png"), 9, 9, 2);
    Matrix samples = sample(9, Precision.DOUBLE, 1);
    for (int i = 1; i < COUNT; i++) {
      int first = i < COUNT / 2 ? 0 : COUNT / 2;
      assertArrayEquals(samples.row(first).toDoubleArray(), samples.row(i).toDoubleArray());
    }
    assertNotEquals(samples.get(0, 0), samples.get(COUNT / 2, 0));
  }

  /** The patches of a picture before they are scaled, from which the scale is removed. */
  @Test
  void thePatchesOfAPictureDependOnItAndTheSeedAlone() throws IOException, InputException {
    PatchSettings settings = new PatchSettings(6, false, Whitening.OLSHAUSEN);
    PatchSampler sampler = new PatchSampler(settings, OptionalDouble.of(1));
    Arena arena = Arena.ofAuto();
    Matrix both =
        sampler
            .sample(arena, Precision.DOUBLE, ImageFolder.open(path), COUNT, new Seed(4))
            .matrix();
    Files.delete(path.resolve("a.png"));
    Files.move(path.resolve("b.png"), path.resolve("renamed.png"));
    Matrix alone =
        sampler
            .sample(arena, Precision.DOUBLE, ImageFolder.open(path), COUNT, new Seed(4))
            .matrix();
    int half = COUNT / 2;
    assertArrayEquals(
        both.block(half, 0, half, 36).toDoubleArray(Order.ROW_MAJOR),
        alone.block(0, 0, half, 36).toDoubleArray(Order.ROW_MAJOR));
  }

  /** A picture of two columns of pixels, so that each patch is known. */
  @Test
  void colourPatchesHaveThreeValuesForEachPixel() throws IOException, InputException {
    Files.delete(path.resolve("a.png"));
    Files.delete(path.resolve("b.png"));
    BufferedImage image = new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB);
    int[] colours = {0xff0000, 0x00ff00, 0x0000ff, 0x336699};
    image.setRGB(0, 0, 2, 2, colours, 0, 2);
    Pictures.write(image, path.resolve("c.png"), "png");
    Samples samples = sample(new PatchSettings(2, true, Whitening.NONE), Precision.DOUBLE, 1, 3);
    double[] patch = {1, 0, 0, 0, 1, 0, 0, 0, 1, 0.2, 0.4, 0.6};
    double mean = Arrays.stream(patch).average().orElseThrow();
    double deviation =
        Math.sqrt(Arrays.stream(patch).map(v -> (v - mean) * (v - mean)).average().orElseThrow());
    assertEquals(deviation, samples.preprocessing().orElseThrow().deviation(), 1e-15);
    double[] expected =
        Arrays.stream(patch).map(v -> 0.5 + 0.4 * (v - mean) / (3 * deviation)).toArray();
    for (int i = 0; i < 3; i++) {
      assertArrayEquals(expected, samples.matrix().row(i).toDoubleArray(), 1e-15);
    }
  }

  @Test
  void rejectsColourIfAllPicturesAreGrey() throws IOException {
    Files.delete(path.resolve("b.png"));
    Pictures.write(
        Pictures.noise(20, 20, 1, BufferedImage.TYPE_BYTE_GRAY), path.resolve("a.png"), "png");
    PatchSettings settings = new PatchSettings(4, true, Whitening.OLSHAUSEN);
    assertEquals(
        "--colour needs pictures in colour, but all pictures of "
            + path
            + " are grey: leave it out",
        assertThrows(InputException.class, () -> sample(settings, Precision.DOUBLE, 1, COUNT))
            .getMessage());
  }

  @Test
  void rejectsAnImageSmallerThanAPatch() throws IOException {
    Path small = Pictures.noisePng(path.resolve("c.png"), 7, 30, 3);
    assertEquals(
        small
            + " must be at least as large as a patch of 8 x 8 pixels, but has 7 x 30: choose"
            + " smaller patches, or leave it out.",
        assertThrows(InputException.class, () -> sample(8, Precision.DOUBLE, 1)).getMessage());
  }

  @Test
  void rejectsABlankImage() throws IOException {
    BufferedImage blank = new BufferedImage(20, 20, BufferedImage.TYPE_INT_RGB);
    Path file = Pictures.write(blank, path.resolve("c.png"), "png");
    assertEquals(
        file + " must have pixels of two colours, but has only one: leave it out.",
        assertThrows(InputException.class, () -> sample(8, Precision.DOUBLE, 1)).getMessage());
  }

  @Test
  void rejectsAPatchOfOnePixel() {
    assertEquals(
        "the side of a patch must be from 2 to 46340 pixels, but was 1",
        assertThrows(
                IllegalArgumentException.class, () -> new PatchSettings(1, false, Whitening.NONE))
            .getMessage());
  }
}
