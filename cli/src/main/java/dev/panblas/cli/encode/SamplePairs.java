/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.encode;

import dev.panblas.cli.chart.TileShape;
import dev.panblas.matrix.Matrix;
import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;

/**
 * Draws the first samples as tiles, each with its reconstruction at its right: black is 0, white is
 * 1.
 */
final class SamplePairs {

  private static final int MOST = 100;

  /** Fewer pairs are drawn if the samples are large. */
  private static final int MOST_VALUES = 1 << 24;

  private static final int PAIRS_PER_ROW = 10;

  /** The least side of a tile that is drawn, in pixels, unless a sample is larger. */
  private static final int SIDE = 32;

  private static final int GAP = 2;
  private static final int DARK = 24;

  private SamplePairs() {}

  /**
   * Draws the pairs.
   *
   * @param samples m x features, read
   * @param reconstructions of the same shape, read
   * @param channels the values of a pixel: 1, or 3 for red, green and blue
   */
  static BufferedImage draw(Matrix samples, Matrix reconstructions, int channels) {
    TileShape tile = TileShape.of(samples.columns(), channels);
    int factor = Math.max(1, SIDE / tile.width());
    int width = tile.width() * factor;
    int height = tile.height() * factor;
    int pairs = Math.min(Math.clamp(MOST_VALUES / samples.columns(), 1, MOST), samples.rows());
    int columns = Math.min(PAIRS_PER_ROW, pairs);
    int pairWidth = 2 * width + 5 * GAP;
    BufferedImage image =
        new BufferedImage(
            columns * pairWidth + GAP,
            Math.ceilDiv(pairs, columns) * (height + GAP) + GAP,
            channels == 3 ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_BYTE_GRAY);
    WritableRaster raster = image.getRaster();
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        for (int band = 0; band < channels; band++) {
          raster.setSample(x, y, band, DARK);
        }
      }
    }
    for (int i = 0; i < pairs; i++) {
      int left = GAP + i % columns * pairWidth;
      int top = GAP + i / columns * (height + GAP);
      draw(raster, left, top, tile, factor, samples.row(i).toDoubleArray());
      draw(raster, left + width + GAP, top, tile, factor, reconstructions.row(i).toDoubleArray());
    }
    return image;
  }

  private static void draw(
      WritableRaster raster, int left, int top, TileShape tile, int factor, double[] values) {
    int bands = raster.getNumBands();
    for (int y = 0; y < tile.height() * factor; y++) {
      for (int x = 0; x < tile.width() * factor; x++) {
        int pixel = y / factor * tile.width() + x / factor;
        for (int band = 0; band < bands; band++) {
          double value = values[pixel * bands + band];
          raster.setSample(left + x, top + y, band, (int) Math.round(255 * value));
        }
      }
    }
  }
}
