/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.samples;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;

/** Writes picture files. */
public final class Pictures {

  private Pictures() {}

  /** Noise. */
  public static BufferedImage noise(int width, int height, long seed, int type) {
    Random random = new Random(seed);
    BufferedImage image = new BufferedImage(width, height, type);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, 0xff000000 | random.nextInt(1 << 24));
      }
    }
    return image;
  }

  public static Path write(BufferedImage image, Path file, String format) throws IOException {
    if (!ImageIO.write(image, format, file.toFile())) {
      throw new IOException("no writer for " + format);
    }
    return file;
  }

  public static Path noisePng(Path file, int width, int height, long seed) throws IOException {
    return write(noise(width, height, seed, BufferedImage.TYPE_INT_RGB), file, "png");
  }
}
