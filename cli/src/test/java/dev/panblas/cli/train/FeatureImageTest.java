/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import java.awt.image.BufferedImage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeatureImageTest {

  private static int shade(BufferedImage image, int x, int y) {
    return image.getRaster().getSample(x, y, 0);
  }

  private static BufferedImage draw(Matrix w1) {
    return FeatureImage.of(w1, IntStream.range(0, w1.rows()).toArray(), 1, false);
  }

  @ParameterizedTest
  @CsvSource({"25,64", "1,64", "100,64", "196,64", "25,144", "64,784", "7,9", "3,4"})
  void theWidthIsFrom600To800Pixels(int hidden, int visible) {
    BufferedImage image = draw(Matrix.allocate(Precision.DOUBLE, hidden, visible));
    assertTrue(image.getWidth() >= 600 && image.getWidth() <= 800, image.getWidth() + " wide");
  }

  /** Two units of 2 x 2 side by side, each on its own scale. */
  @Test
  void zeroIsMidGreyAndEachTileHasItsOwnScale() {
    BufferedImage image = draw(Matrix.of(new double[][] {{1, 0, -2, 2}, {0, 0, 0, 0}}));
    int width = image.getWidth();
    int height = image.getHeight();
    int left = width / 8;
    int top = height / 4;
    assertEquals(24, shade(image, 0, 0));
    assertEquals(24, shade(image, width / 2, height / 2));
    assertEquals(128 + 64, shade(image, left, top));
    assertEquals(128, shade(image, 3 * left, top));
    assertEquals(1, shade(image, left, 3 * top));
    assertEquals(255, shade(image, 3 * left, 3 * top));
    assertEquals(128, shade(image, 5 * left, top));
  }

  @Test
  void weightsThatAreNotFiniteAreMidGrey() {
    double infinite = Double.POSITIVE_INFINITY;
    BufferedImage image = draw(Matrix.of(new double[][] {{Double.NaN, infinite, 1, 0}}));
    int quarter = image.getWidth() / 4;
    assertEquals(128, shade(image, quarter, quarter));
    assertEquals(128, shade(image, 3 * quarter, quarter));
    assertEquals(255, shade(image, quarter, 3 * quarter));
  }

  /** Six weights are a tile of 2 x 3, five a strip, each within gaps of 4 pixels. */
  @ParameterizedTest
  @CsvSource({"6,2,3", "5,1,5"})
  void otherNumbersOfWeightsMakeRectangles(int visible, int high, int wide) {
    BufferedImage image = draw(Matrix.allocate(Precision.SINGLE, 1, visible));
    assertEquals((image.getHeight() - 8) * wide, (image.getWidth() - 8) * high);
  }

  @Test
  void leavesOutUnitsBeyondTheMaximum() {
    BufferedImage image = draw(Matrix.allocate(Precision.SINGLE, 70_000, 1024));
    assertTrue((long) image.getWidth() * image.getHeight() < 20_000_000);
  }

  /** A unit of 1 x 2 pixels in colour, drawn first although it is the second. */
  @Test
  void unitsAreDrawnInTheGivenOrderAndInColour() {
    Matrix w1 = Matrix.of(new double[][] {{0, 0, 0, 0, 0, 0}, {2, -2, 0, 1, 0, 0}});
    BufferedImage image = FeatureImage.of(w1, new int[] {1, 0}, 3, false);
    int left = image.getWidth() / 4;
    int top = image.getHeight() / 4;
    assertEquals(0xff0180, image.getRGB(left / 2, top) & 0xffffff);
    assertEquals(0x808080, image.getRGB(left / 2, image.getHeight() - top) & 0xffffff);
  }

  /** Two units, each of one weight; the bar of the first is as wide as its tile. */
  @Test
  void aBarShowsTheScaleOfEachUnit() {
    Matrix w1 = Matrix.of(new double[][] {{4}, {-1}});
    BufferedImage image = FeatureImage.of(w1, new int[] {0, 1}, 1, true);
    int bottom = image.getHeight() - 6;
    int lit = 0;
    for (int x = 0; x < image.getWidth(); x++) {
      lit += shade(image, x, bottom) == 224 ? 1 : 0;
    }
    int tile = (image.getWidth() - 12) / 2;
    assertEquals(1.25 * tile, lit, 1.0);
  }

  @Test
  void aLongCaptionHasSeveralLinesBelowTheFeatures() {
    BufferedImage features = draw(Matrix.allocate(Precision.DOUBLE, 25, 64));
    BufferedImage one = FeatureImage.withCaption(features, "Edges");
    BufferedImage three = FeatureImage.withCaption(features, "oriented edges ".repeat(18));
    assertEquals(features.getWidth(), three.getWidth());
    assertTrue(features.getHeight() < one.getHeight());
    assertTrue(one.getHeight() < three.getHeight());
    assertEquals(shade(features, 100, 100), shade(one, 100, 100));
    int lit = 0;
    for (int y = features.getHeight(); y < one.getHeight(); y++) {
      for (int x = 0; x < one.getWidth(); x++) {
        lit += shade(one, x, y) > 128 ? 1 : 0;
      }
    }
    assertTrue(lit > 100, "the caption must be seen, but has " + lit + " bright pixels");
  }
}
