/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.train;

import dev.panblas.matrix.Matrix;
import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;

/**
 * Draws the features of the hidden units: each row of W1 is a grey tile of a grid that is as square
 * as possible, left to right and top to bottom, with dark gaps. Mid-grey is weight 0; black and
 * white are minus and plus the tile's largest absolute weight, so that tiles show shapes and not
 * magnitudes. A unit without a finite weight other than 0 is all mid-grey.
 *
 * <p>A square number of weights is drawn as a square tile. Any other number is drawn as the
 * rectangle nearest to a square, wider than high: a prime number as one row.
 */
final class FeatureImage {

  /** The maximum width in pixels. It is exceeded only if each weight is a single pixel. */
  private static final int WIDTH = 760;

  /** The maximum number of weights that are drawn, to limit memory. Further units are left out. */
  private static final int MOST_PIXELS = 1 << 24;

  private static final int DARK = 24;
  private static final int MIDDLE = 128;
  private static final int HALF_RANGE = 127;

  private final Matrix w1;
  private final int units;
  private final int tileHeight;
  private final int tileWidth;
  private final int gridColumns;
  private final int gap;
  private final int factor;

  private FeatureImage(Matrix w1) {
    this.w1 = w1;
    int visible = w1.columns();
    tileHeight = largestDivisorUpToRoot(visible);
    tileWidth = visible / tileHeight;
    units = Math.clamp(MOST_PIXELS / visible, 1, w1.rows());
    gridColumns =
        Math.clamp((long) Math.ceil(Math.sqrt((double) units * tileHeight / tileWidth)), 1, units);
    gap = gridColumns * tileWidth <= WIDTH / 8 ? 4 : 1;
    factor = Math.max(1, (WIDTH - (gridColumns + 1) * gap) / (gridColumns * tileWidth));
  }

  /**
   * Draws the features.
   *
   * @param w1 hidden x visible, each at least 1; read only
   * @return a grey image
   */
  static BufferedImage of(Matrix w1) {
    return new FeatureImage(w1).draw();
  }

  private static int largestDivisorUpToRoot(int number) {
    int divisor = (int) Math.sqrt(number);
    while (number % divisor != 0) {
      divisor--;
    }
    return divisor;
  }

  private BufferedImage draw() {
    int gridRows = Math.ceilDiv(units, gridColumns);
    BufferedImage image =
        new BufferedImage(
            gridColumns * pitch(tileWidth) + gap,
            gridRows * pitch(tileHeight) + gap,
            BufferedImage.TYPE_BYTE_GRAY);
    WritableRaster raster = image.getRaster();
    fill(raster, 0, 0, image.getWidth(), image.getHeight(), DARK);
    for (int unit = 0; unit < units; unit++) {
      int left = gap + unit % gridColumns * pitch(tileWidth);
      int top = gap + unit / gridColumns * pitch(tileHeight);
      drawTile(raster, left, top, w1.row(unit).toDoubleArray());
    }
    return image;
  }

  /** The distance from one tile to the next. */
  private int pitch(int tileSide) {
    return tileSide * factor + gap;
  }

  private void drawTile(WritableRaster raster, int left, int top, double[] weights) {
    double largest = 0;
    for (double weight : weights) {
      if (Double.isFinite(weight)) {
        largest = Math.max(largest, Math.abs(weight));
      }
    }
    for (int i = 0; i < weights.length; i++) {
      int x = left + i % tileWidth * factor;
      int y = top + i / tileWidth * factor;
      fill(raster, x, y, factor, factor, shade(weights[i], largest));
    }
  }

  private static int shade(double weight, double largest) {
    return largest == 0 || !Double.isFinite(weight)
        ? MIDDLE
        : MIDDLE + (int) Math.round(HALF_RANGE * (weight / largest));
  }

  private static void fill(
      WritableRaster raster, int left, int top, int width, int height, int shade) {
    for (int y = top; y < top + height; y++) {
      for (int x = left; x < left + width; x++) {
        raster.setSample(x, y, 0, shade);
      }
    }
  }
}
