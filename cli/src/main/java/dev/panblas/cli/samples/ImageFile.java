/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.samples;

import dev.panblas.cli.shared.InputException;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Reads a picture with values from 0 to 1: in grey, which is the luma 0.299 R + 0.587 G + 0.114 B
 * of ITU-R BT.601, computed from the stored, gamma-encoded sRGB values, as in MATLAB's {@code
 * rgb2gray}, or in red, green and blue, as they are stored. A grey picture keeps its values, and
 * its three colours are equal. Another colour profile is converted to sRGB. Transparency is
 * ignored, and so is the rotation in the EXIF data of a JPEG file.
 */
final class ImageFile {

  private static final double[] LUMA = {0.299, 0.587, 0.114};
  private static final double[] GREY = {1};
  private static final List<double[]> COLOURS =
      List.of(new double[] {1, 0, 0}, new double[] {0, 1, 0}, new double[] {0, 0, 1});

  /** The Fourier transform of an image must fit into one array of (real, imaginary) pairs. */
  private static final int MOST_PIXELS = Integer.MAX_VALUE / 2 - 8;

  /**
   * Warnings that report damage: decoders fill missing parts with grey and only warn. Extraneous
   * bytes between two segments, which some cameras write, are harmless.
   */
  private static final Pattern DAMAGE =
      Pattern.compile("truncated|premature|corrupt(?!.*extraneous)", Pattern.CASE_INSENSITIVE);

  private ImageFile() {}

  /**
   * Reads a file.
   *
   * @throws InputException if the file cannot be opened, cannot be decoded as a picture, or is
   *     damaged
   */
  static GreyImage read(Path file) throws InputException {
    return read(file, false).planes().getFirst();
  }

  /**
   * Reads a file.
   *
   * @param colour whether to read red, green and blue
   * @throws InputException if the file cannot be opened, cannot be decoded as a picture, or is
   *     damaged
   */
  static Picture read(Path file, boolean colour) throws InputException {
    BufferedImage image;
    try {
      image = decode(file);
    } catch (IIOException | RuntimeException e) {
      // Decoders throw any exception when a file is corrupt.
      throw new InputException(
          file
              + " cannot be decoded ("
              + reason(e)
              + "): convert it to an RGB or grey PNG or JPEG, or leave it out.",
          e);
    } catch (IOException e) {
      throw new InputException(
          file + " cannot be read (" + reason(e) + "): check the file and its permissions.", e);
    }
    if ((long) image.getWidth() * image.getHeight() > MOST_PIXELS) {
      throw new InputException(
          String.format(
              Locale.ROOT,
              "%s must have at most %d pixels, but has %d x %d: scale it down.",
              file,
              MOST_PIXELS,
              image.getWidth(),
              image.getHeight()));
    }
    return colour
        ? new Picture(COLOURS.stream().map(weights -> plane(image, weights)).toList())
        : new Picture(List.of(grey(image)));
  }

  private static BufferedImage decode(Path file) throws IOException {
    try (InputStream bytes = Files.newInputStream(file);
        ImageInputStream stream = new MemoryCacheImageInputStream(bytes)) {
      boolean isJpeg = JpegReader.canRead(stream);
      ImageReader reader = isJpeg ? JpegReader.create() : otherReader(stream);
      try {
        List<String> damage = new ArrayList<>();
        reader.addIIOReadWarningListener(
            (source, warning) -> {
              if (DAMAGE.matcher(warning).find()) {
                damage.add(warning);
              }
            });
        reader.setInput(stream, true, false);
        if (isJpeg) {
          JpegReader.requireKnownColours(reader);
        }
        BufferedImage image = reader.read(0);
        if (!damage.isEmpty()) {
          throw new IIOException(damage.getFirst());
        }
        return image;
      } finally {
        reader.dispose();
      }
    }
  }

  private static ImageReader otherReader(ImageInputStream stream) throws IIOException {
    Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
    if (!readers.hasNext()) {
      throw new IIOException("it must contain PNG or JPEG data, but does not");
    }
    return readers.next();
  }

  private static String reason(Exception e) {
    String message = e.getMessage();
    return message == null || message.isBlank() || !(e instanceof IIOException)
        ? e.toString()
        : message;
  }

  static GreyImage grey(BufferedImage image) {
    return plane(image, LUMA);
  }

  /** The weighted sum of red, green and blue, or the values of a grey picture. */
  private static GreyImage plane(BufferedImage image, double[] weights) {
    ColorModel model = image.getColorModel();
    if (model.getColorSpace().getType() == ColorSpace.TYPE_GRAY) {
      // The JDK treats grey as linear: its conversion to RGB would change the values.
      return weigh(image, GREY);
    }
    if (model instanceof IndexColorModel palette) {
      return lookUp(image, palette, weights);
    }
    if (model.getColorSpace().isCS_sRGB()) {
      return weigh(image, weights);
    }
    BufferedImage rgb =
        new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
    return weigh(new ColorConvertOp(null).filter(image, rgb), weights);
  }

  /** A conversion by the JDK would make transparent colours black. */
  private static GreyImage lookUp(BufferedImage image, IndexColorModel palette, double[] weights) {
    double[] greys = new double[palette.getMapSize()];
    for (int i = 0; i < greys.length; i++) {
      greys[i] =
          weights[0] * palette.getRed(i) / 255
              + weights[1] * palette.getGreen(i) / 255
              + weights[2] * palette.getBlue(i) / 255;
    }
    int width = image.getWidth();
    int height = image.getHeight();
    int[] indices = image.getRaster().getSamples(0, 0, width, height, 0, (int[]) null);
    double[] pixels = new double[width * height];
    Arrays.setAll(pixels, i -> greys[indices[i]]);
    return new GreyImage(width, height, pixels);
  }

  /** The weighted sum of the first bands, each scaled to [0, 1]. */
  private static GreyImage weigh(BufferedImage image, double[] weights) {
    Raster raster = image.getRaster();
    int width = image.getWidth();
    int height = image.getHeight();
    double[] pixels = new double[width * height];
    int[] samples = new int[width];
    for (int band = 0; band < weights.length; band++) {
      int largest = (1 << image.getColorModel().getComponentSize(band)) - 1;
      for (int row = 0; row < height; row++) {
        raster.getSamples(0, row, width, 1, band, samples);
        for (int column = 0; column < width; column++) {
          pixels[row * width + column] += weights[band] * samples[column] / largest;
        }
      }
    }
    return new GreyImage(width, height, pixels);
  }
}
