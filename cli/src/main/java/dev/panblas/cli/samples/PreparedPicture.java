/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.samples;

import dev.panblas.cli.shared.InputException;
import java.util.Locale;

/**
 * A picture from a file, and the one that patches are cut out of.
 *
 * @param original with values from 0 to 1
 * @param filtered of the same size
 */
record PreparedPicture(Picture original, Picture filtered) {

  /**
   * Reads and filters a picture.
   *
   * @throws InputException if it cannot be read, is smaller than a patch, or is of one colour and
   *     the filter does not accept that
   */
  static PreparedPicture read(PictureSet.Source source, PatchSettings settings)
      throws InputException {
    Picture picture = source.read(settings);
    int size = settings.size();
    if (picture.width() < size || picture.height() < size) {
      throw new InputException(
          String.format(
              Locale.ROOT,
              "%s must be at least as large as a patch of %d x %d pixels, but has %d x %d: choose"
                  + " smaller patches, or leave it out.",
              source,
              size,
              size,
              picture.width(),
              picture.height()));
    }
    if (picture.isBlank() && !settings.whitening().acceptsBlank()) {
      throw new InputException(
          source + " must have pixels of two colours, but has only one: leave it out.");
    }
    return new PreparedPicture(picture, settings.whitening().apply(picture));
  }
}
