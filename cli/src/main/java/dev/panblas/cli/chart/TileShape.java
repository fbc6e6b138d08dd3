/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.chart;

/**
 * The shape of a tile that shows the values of a sample or a unit. A square number of pixels is a
 * square. Any other number is the rectangle nearest to a square, wider than high: a prime number is
 * one row.
 *
 * @param width in pixels
 * @param height in pixels
 */
public record TileShape(int width, int height) {

  /**
   * The shape for a number of values.
   *
   * @param values the number of values, a multiple of the channels
   * @param channels the values of a pixel
   * @return the shape
   */
  public static TileShape of(int values, int channels) {
    int pixels = values / channels;
    int divisor = (int) Math.sqrt(pixels);
    while (pixels % divisor != 0) {
      divisor--;
    }
    return new TileShape(pixels / divisor, divisor);
  }
}
