/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.samples;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;

/** A grey image: height x width doubles, row after row. */
final class GreyImage {

  private final int width;
  private final int height;
  private final double[] pixels;

  /**
   * An image over an array, which is not copied.
   *
   * @throws IllegalArgumentException if the array does not have width x height elements
   */
  GreyImage(int width, int height, double[] pixels) {
    if (width < 1 || height < 1 || (long) width * height != pixels.length) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the array of an image must have width * height elements, but has %d for %d x %d",
              pixels.length,
              width,
              height));
    }
    this.width = width;
    this.height = height;
    this.pixels = pixels;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /** The pixel in a row, counted from the top, and a column, counted from the left. */
  double get(int row, int column) {
    return pixels[row * width + column];
  }

  /** The array of this image, row after row. */
  double[] pixels() {
    return pixels;
  }

  double mean() {
    double sum = 0;
    for (double pixel : pixels) {
      sum += pixel;
    }
    return sum / pixels.length;
  }

  /** The mean squared distance from the mean. */
  double variance() {
    double mean = mean();
    double sum = 0;
    for (double pixel : pixels) {
      sum += (pixel - mean) * (pixel - mean);
    }
    return sum / pixels.length;
  }

  /** Whether all pixels are equal. */
  boolean isBlank() {
    for (double pixel : pixels) {
      if (pixel != pixels[0]) {
        return false;
      }
    }
    return true;
  }

  /** A new image of this size: the function of each pixel. */
  GreyImage map(DoubleUnaryOperator function) {
    double[] mapped = new double[pixels.length];
    Arrays.setAll(mapped, i -> function.applyAsDouble(pixels[i]));
    return new GreyImage(width, height, mapped);
  }
}
