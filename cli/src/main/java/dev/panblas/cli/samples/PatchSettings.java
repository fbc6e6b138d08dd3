/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.samples;

import java.util.Locale;

/**
 * How patches are cut out of pictures.
 *
 * @param size the side of a patch in pixels, at least 2
 * @param colour whether a pixel is red, green and blue; otherwise it is grey
 * @param whitening the filter of each picture
 */
public record PatchSettings(int size, boolean colour, Whitening whitening) {

  /**
   * Checks the size.
   *
   * @throws IllegalArgumentException if it is less than 2, or a patch has more than 2^31 - 1 values
   */
  public PatchSettings {
    int largest = (int) Math.sqrt(Integer.MAX_VALUE / (double) channels(colour));
    if (size < 2 || size > largest) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the side of a patch must be from 2 to %d pixels, but was %d",
              largest,
              size));
    }
  }

  /**
   * The values of a pixel.
   *
   * @return 3 with colour, otherwise 1
   */
  public int channels() {
    return channels(colour);
  }

  private static int channels(boolean colour) {
    return colour ? 3 : 1;
  }

  /**
   * The values of a patch: row after row, and red, green and blue of a pixel side by side.
   *
   * @return size^2, or 3 size^2 with colour
   */
  public int features() {
    return size * size * channels();
  }
}
