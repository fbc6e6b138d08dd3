/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.samples;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A picture.
 *
 * @param planes one grey plane, or a red, a green and a blue one of the same size
 */
record Picture(List<GreyImage> planes) {

  int width() {
    return planes.getFirst().width();
  }

  int height() {
    return planes.getFirst().height();
  }

  /** Whether all pixels are equal. */
  boolean isBlank() {
    return planes.stream().allMatch(GreyImage::isBlank);
  }

  /** Whether red, green and blue are equal in each pixel. */
  boolean isGrey() {
    double[] first = planes.getFirst().pixels();
    return planes.stream().allMatch(plane -> Arrays.equals(plane.pixels(), first));
  }

  /** A new picture: the function of each plane. */
  Picture map(UnaryOperator<GreyImage> function) {
    return new Picture(planes.stream().map(function).toList());
  }

  /**
   * Copies a square of {@code size} x {@code size} pixels into an array: row after row, and the
   * planes' values of a pixel side by side.
   */
  void copyPatch(int top, int left, int size, double[] target) {
    int at = 0;
    for (int row = top; row < top + size; row++) {
      for (int column = left; column < left + size; column++) {
        for (GreyImage plane : planes) {
          target[at++] = plane.get(row, column);
        }
      }
    }
  }
}
