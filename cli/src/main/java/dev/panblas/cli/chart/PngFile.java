/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.chart;

import dev.panblas.npy.AtomicFile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Writes pictures as PNG files. A file is complete or not there. */
public final class PngFile {

  private PngFile() {}

  /**
   * Writes a picture.
   *
   * @param file the file to write
   * @param image the picture
   * @throws IOException if it cannot be written
   */
  public static void write(Path file, BufferedImage image) throws IOException {
    AtomicFile.write(
        file,
        out -> {
          try (ImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
            if (!ImageIO.write(image, "png", stream)) {
              throw new IOException("this JDK has no PNG writer for " + image);
            }
          }
        });
  }
}
