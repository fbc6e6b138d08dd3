/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.samples;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.panblas.cli.shared.InputException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageFileTest {

  /** A few roundings of values up to 1. */
  private static final double ROUNDOFF = 4 * Math.ulp(1.0);

  /** Made by make.py in the same folder. */
  private static final Path PICTURES =
      Path.of("src/test/resources/dev/panblas/cli/samples/pictures");

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      ints = {
        BufferedImage.TYPE_INT_RGB,
        BufferedImage.TYPE_3BYTE_BGR,
        BufferedImage.TYPE_4BYTE_ABGR,
        BufferedImage.TYPE_BYTE_INDEXED
      })
  void colourBecomesLuma(int type) throws Exception {
    BufferedImage image = Pictures.noise(5, 3, 1, type);
    GreyImage grey = ImageFile.read(Pictures.write(image, folder.resolve("a.png"), "png"));
    assertEquals(5, grey.width());
    assertEquals(3, grey.height());
    for (int y = 0; y < 3; y++) {
      for (int x = 0; x < 5; x++) {
        int rgb = image.getRGB(x, y);
        double luma = 0.299 * (rgb >> 16 & 255) + 0.587 * (rgb >> 8 & 255) + 0.114 * (rgb & 255);
        assertEquals(luma / 255, grey.get(y, x), ROUNDOFF);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_USHORT_GRAY})
  void greyIsReadAsStored(int type) throws Exception {
    int largest = type == BufferedImage.TYPE_BYTE_GRAY ? 255 : 65535;
    BufferedImage image = new BufferedImage(4, 2, type);
    for (int i = 0; i < 8; i++) {
      image.getRaster().setSample(i % 4, i / 4, 0, largest / 7 * i);
    }
    GreyImage grey = ImageFile.read(Pictures.write(image, folder.resolve("a.png"), "png"));
    for (int i = 0; i < 8; i++) {
      assertEquals((double) (largest / 7 * i) / largest, grey.get(i / 4, i % 4), ROUNDOFF);
    }
  }

  /** White and black are the same in every profile; middle tones differ from the stored ones. */
  @Test
  void convertsAnotherColourProfile() throws Exception {
    ICC_ColorSpace linear = new ICC_ColorSpace(ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB));
    ComponentColorModel model =
        new ComponentColorModel(linear, false, false, 1, DataBuffer.TYPE_BYTE);
    WritableRaster raster = model.createCompatibleWritableRaster(3, 2);
    for (int x = 0; x < 3; x++) {
      raster.setPixel(x, 0, new int[] {x * 127, x * 127, x * 127});
      raster.setPixel(x, 1, new int[] {x * 127, x * 127, x * 127});
    }
    BufferedImage image = new BufferedImage(model, raster, false, null);
    GreyImage grey = ImageFile.grey(image);
    double oneStep = 1.5 / 255;
    assertEquals(0, grey.get(0, 0), oneStep);
    assertEquals(1, grey.get(0, 2), oneStep);
    // sRGB's transfer curve maps a linear 0.498 to 0.734.
    assertEquals(1.055 * Math.pow(127 / 255.0, 1 / 2.4) - 0.055, grey.get(0, 1), oneStep);
  }

  /** By libjpeg, or, for PNG files, the samples that were stored. */
  @ParameterizedTest
  @MethodSource("pictures")
  void everyColourEncodingHasItsGreyValues(String name) throws Exception {
    if (name.startsWith("refused-")) {
      String message = messageOf(PICTURES.resolve(name));
      assertTrue(message.contains("cannot be decoded (its colours are "), message);
      return;
    }
    GreyImage expected = pnm(PICTURES.resolve(name.replaceFirst("\\.[^.]*$", ".pnm")));
    GreyImage grey = ImageFile.read(PICTURES.resolve(name));
    assertEquals(expected.width(), grey.width());
    assertEquals(expected.height(), grey.height());
    assertArrayEquals(expected.pixels(), grey.pixels(), ROUNDOFF);
  }

  private static List<String> pictures() throws IOException {
    try (Stream<Path> files = Files.list(PICTURES)) {
      List<String> names = files.map(file -> file.getFileName().toString()).sorted().toList();
      return names.stream().filter(name -> name.matches(".*\\.(jpg|png)")).toList();
    }
  }

  /** A binary PNM file: P5 or P6, width, height, largest value, samples. */
  private static GreyImage pnm(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    String[] header = new String(bytes, ISO_8859_1).split("\\s", 5);
    int width = Integer.parseInt(header[1]);
    int height = Integer.parseInt(header[2]);
    int largest = Integer.parseInt(header[3]);
    ByteBuffer samples = ByteBuffer.wrap(bytes);
    samples.position(bytes.length - header[4].length());
    double[] weights = header[0].equals("P5") ? new double[] {1} : new double[] {.299, .587, .114};
    double[] pixels = new double[width * height];
    for (int i = 0; i < pixels.length; i++) {
      for (double weight : weights) {
        int sample = largest > 255 ? samples.getShort() & 0xffff : samples.get() & 0xff;
        pixels[i] += weight * sample / largest;
      }
    }
    return new GreyImage(width, height, pixels);
  }

  @Test
  void readsJpeg() throws Exception {
    BufferedImage image = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
    image.createGraphics().fillRect(0, 0, 16, 16);
    GreyImage grey = ImageFile.read(Pictures.write(image, folder.resolve("a.jpg"), "jpg"));
    assertEquals(1, grey.mean(), 1.0 / 255);
  }

  @Test
  void rejectsAFileThatIsNotAPicture() throws IOException {
    Path file = Files.writeString(folder.resolve("a.png"), "not a picture");
    assertEquals(
        file
            + " cannot be decoded (it must contain PNG or JPEG data, but does not): convert it to"
            + " an RGB or grey PNG or JPEG, or leave it out.",
        messageOf(file));
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg"})
  void namesATruncatedPicture(String format) throws IOException {
    BufferedImage image = Pictures.noise(64, 64, 1, BufferedImage.TYPE_INT_RGB);
    Path file = Pictures.write(image, folder.resolve("a." + format), format);
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
    assertTrue(messageOf(file).startsWith(file + " cannot be decoded ("), messageOf(file));
  }

  @Test
  void everyDamageIsAnInputException() throws IOException {
    BufferedImage image = Pictures.noise(24, 24, 1, BufferedImage.TYPE_INT_RGB);
    for (String format : new String[] {"png", "jpg"}) {
      Path file = Pictures.write(image, folder.resolve("a." + format), format);
      byte[] good = Files.readAllBytes(file);
      for (int i = 0; i < good.length; i += 7) {
        byte[] bad = good.clone();
        bad[i] ^= 0x55;
        Files.write(file, bad);
        try {
          assertTrue(ImageFile.read(file).width() > 0);
        } catch (InputException e) {
          assertTrue(e.getMessage().startsWith(file.toString()), e.getMessage());
        }
      }
    }
  }

  @Test
  void rejectsAMissingFile() {
    Path file = folder.resolve("gone.png");
    assertTrue(messageOf(file).startsWith(file + " cannot be read ("), messageOf(file));
  }

  private static String messageOf(Path file) {
    return assertThrows(InputException.class, () -> ImageFile.read(file)).getMessage();
  }
}
