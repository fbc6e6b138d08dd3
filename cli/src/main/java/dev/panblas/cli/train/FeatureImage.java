/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.train;

import dev.panblas.cli.chart.Bitmap;
import dev.panblas.cli.chart.TileShape;
import dev.panblas.matrix.Matrix;
import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.util.ArrayList;
import java.util.List;

/**
 * Draws the features of the hidden units, in a given order: each row of W1 is a tile of a grid that
 * is as square as possible, left to right and top to bottom, with dark gaps. Mid-grey is weight 0;
 * black and white (with colour: the darkest and the brightest red, green or blue) are minus and
 * plus the tile's largest absolute weight, so that tiles show shapes and not magnitudes. A unit
 * without a finite weight other than 0 is all mid-grey. If scales are asked for, a bar below each
 * tile is as long as the tile's largest absolute weight, relative to that of all tiles.
 *
 * <p>The shape of a tile is that of {@link TileShape}.
 */
final class FeatureImage {

  /** The maximum width in pixels. It is exceeded only if each weight is a single pixel. */
  private static final int WIDTH = 760;

  /** The maximum number of weights that are drawn, to limit memory. Further units are left out. */
  private static final int MOST_PIXELS = 1 << 24;

  private static final int DARK = 24;
  private static final int MIDDLE = 128;
  private static final int HALF_RANGE = 127;

  /** The height of the bar that shows a tile's scale, in pixels. */
  private static final int BAR = 4;

  private static final int BRIGHT = 224;

  /** The size of a caption's letters in pixels. */
  private static final int CAPTION = 16;

  private static final int MARGIN = 8;

  private final Matrix w1;
  private final int[] order;
  private final int channels;
  private final int bar;
  private final int units;
  private final int tileHeight;
  private final int tileWidth;
  private final int gridColumns;
  private final int gap;
  private final int factor;

  private FeatureImage(Matrix w1, int[] order, int channels, boolean scales) {
    this.w1 = w1;
    this.order = order;
    this.channels = channels;
    this.bar = scales ? BAR : 0;
    int visible = w1.columns();
    TileShape tile = TileShape.of(visible, channels);
    tileHeight = tile.height();
    tileWidth = tile.width();
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
   * @param order the units, in the order in which they are drawn
   * @param channels the weights of a pixel: 1, or 3 for red, green and blue
   * @param scales whether to draw the scale of each tile
   * @return an image, grey or in colour
   */
  static BufferedImage of(Matrix w1, int[] order, int channels, boolean scales) {
    return new FeatureImage(w1, order, channels, scales).draw();
  }

  /**
   * A picture of features with a text below it, broken into lines that fit its width.
   *
   * @param features the picture
   * @param caption the text
   * @return a higher picture of the same width
   */
  static BufferedImage withCaption(BufferedImage features, String caption) {
    List<String> lines = new ArrayList<>();
    int most = features.getWidth() - 2 * MARGIN;
    String line = "";
    for (String word : caption.strip().split("\\s+", -1)) {
      String longer = line.isEmpty() ? word : line + " " + word;
      if (!line.isEmpty() && Bitmap.width(longer, CAPTION) > most) {
        lines.add(line);
        line = word;
      } else {
        line = longer;
      }
    }
    lines.add(line);
    int pitch = (int) (1.4 * CAPTION);
    BufferedImage image =
        new BufferedImage(
            features.getWidth(),
            features.getHeight() + lines.size() * pitch + MARGIN,
            features.getType());
    WritableRaster raster = image.getRaster();
    for (int band = 0; band < raster.getNumBands(); band++) {
      fill(raster, band, 0, 0, image.getWidth(), image.getHeight(), DARK);
    }
    raster.setRect(features.getRaster());
    for (int i = 0; i < lines.size(); i++) {
      Bitmap.write(
          image,
          lines.get(i),
          MARGIN,
          features.getHeight() + (i + 1.0) * pitch - 4,
          CAPTION,
          BRIGHT);
    }
    return image;
  }

  /** The largest absolute weight of a unit that is finite. */
  static double scale(double[] weights) {
    double largest = 0;
    for (double weight : weights) {
      if (Double.isFinite(weight)) {
        largest = Math.max(largest, Math.abs(weight));
      }
    }
    return largest;
  }

  private BufferedImage draw() {
    int gridRows = Math.ceilDiv(units, gridColumns);
    BufferedImage image =
        new BufferedImage(
            gridColumns * pitch(tileWidth) + gap,
            gridRows * (pitch(tileHeight) + bar) + gap,
            channels == 1 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB);
    WritableRaster raster = image.getRaster();
    for (int band = 0; band < channels; band++) {
      fill(raster, band, 0, 0, image.getWidth(), image.getHeight(), DARK);
    }
    double largest = bar == 0 ? 0 : largestScale();
    for (int unit = 0; unit < units; unit++) {
      int left = gap + unit % gridColumns * pitch(tileWidth);
      int top = gap + unit / gridColumns * (pitch(tileHeight) + bar);
      drawTile(raster, left, top, w1.row(order[unit]).toDoubleArray(), largest);
    }
    return image;
  }

  private double largestScale() {
    double largest = 0;
    for (int unit = 0; unit < units; unit++) {
      largest = Math.max(largest, scale(w1.row(order[unit]).toDoubleArray()));
    }
    return largest;
  }

  /** The distance from one tile to the next. */
  private int pitch(int tileSide) {
    return tileSide * factor + gap;
  }

  private void drawTile(
      WritableRaster raster, int left, int top, double[] weights, double largestOfAll) {
    double largest = scale(weights);
    for (int i = 0; i < weights.length; i++) {
      int pixel = i / channels;
      int x = left + pixel % tileWidth * factor;
      int y = top + pixel / tileWidth * factor;
      fill(raster, i % channels, x, y, factor, factor, shade(weights[i], largest));
    }
    if (bar > 0 && largestOfAll > 0) {
      int length = (int) Math.round(tileWidth * factor * (largest / largestOfAll));
      for (int band = 0; band < channels; band++) {
        fill(raster, band, left, top + tileHeight * factor + 1, length, bar - 1, BRIGHT);
      }
    }
  }

  private static int shade(double weight, double largest) {
    return largest == 0 || !Double.isFinite(weight)
        ? MIDDLE
        : MIDDLE + (int) Math.round(HALF_RANGE * (weight / largest));
  }

  private static void fill(
      WritableRaster raster, int band, int left, int top, int width, int height, int shade) {
    for (int y = top; y < top + height; y++) {
      for (int x = left; x < left + width; x++) {
        raster.setSample(x, y, band, shade);
      }
    }
  }
}
