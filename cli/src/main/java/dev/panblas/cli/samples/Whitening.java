/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.samples;

/** What is done to the spectrum of a picture before patches are cut out of it. */
public enum Whitening {

  /**
   * The filter of Olshausen and Field on each plane. The picture is then scaled to variance 1, so
   * that pictures of low and of high contrast have the same weight in the training. Red, green and
   * blue have one common scale.
   */
  OLSHAUSEN {
    @Override
    Picture apply(Picture picture) {
      Picture filtered = picture.map(OlshausenFilter::filter);
      double sum = 0;
      for (GreyImage plane : filtered.planes()) {
        sum += plane.variance();
      }
      double deviation = Math.sqrt(sum / filtered.planes().size());
      return filtered.map(plane -> plane.map(pixel -> pixel / deviation));
    }

    @Override
    boolean acceptsBlank() {
      return false;
    }

    @Override
    double brightness(double value, double limit) {
      return 0.5 + value / (2 * limit);
    }
  },

  /** Nothing: the pictures are whitened already. Only those of an array can be. */
  GIVEN {
    @Override
    Picture apply(Picture picture) {
      return picture;
    }

    @Override
    boolean accepts(double pixel) {
      return Double.isFinite(pixel);
    }

    @Override
    boolean acceptsBlank() {
      return true;
    }

    @Override
    double brightness(double value, double limit) {
      return OLSHAUSEN.brightness(value, limit);
    }

    @Override
    double originalBrightness(double value, double limit) {
      return brightness(value, limit);
    }
  },

  /** Nothing: the pixels keep their values from 0 to 1. */
  NONE {
    @Override
    Picture apply(Picture picture) {
      return picture;
    }

    @Override
    boolean acceptsBlank() {
      return true;
    }

    @Override
    double brightness(double value, double limit) {
      return value;
    }
  };

  /** The picture after the filter, of the same size. It depends on this picture alone. */
  abstract Picture apply(Picture picture);

  /** Whether it can be applied to a picture with such a pixel. */
  boolean accepts(double pixel) {
    return pixel >= 0 && pixel <= 1;
  }

  /** Whether a picture of one colour can be used. */
  abstract boolean acceptsBlank();

  /**
   * How bright a pixel of a filtered picture is drawn.
   *
   * @param value of the pixel
   * @param limit the largest distance from a patch's mean that samples keep
   * @return 0 is black, 1 is white; smaller and larger values are possible
   */
  abstract double brightness(double value, double limit);

  /**
   * How bright a pixel of a picture before the filter is drawn.
   *
   * @param value of the pixel
   * @param limit the largest distance from a patch's mean that samples keep
   * @return 0 is black, 1 is white; smaller and larger values are possible
   */
  double originalBrightness(double value, double limit) {
    return value;
  }
}
