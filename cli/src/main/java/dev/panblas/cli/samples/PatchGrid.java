/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.samples;

import dev.panblas.cli.shared.InputException;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.lang.foreign.Arena;

/**
 * All patches of a picture, side by side without gaps from its upper left corner, row after row. A
 * rest at the right and the lower edge that is narrower than a patch is left out. Everything
 * depends on the picture and the preprocessing alone.
 */
public final class PatchGrid {

  private static final int GAP = 8;
  private static final int DARK = 24;

  private final Preprocessing preprocessing;
  private final PreparedPicture picture;
  private final Matrix samples;
  private final double[] means; // of each patch

  private PatchGrid(
      Preprocessing preprocessing, PreparedPicture picture, Matrix samples, double[] means) {
    this.preprocessing = preprocessing;
    this.picture = picture;
    this.samples = samples;
    this.means = means;
  }

  /**
   * Reads a picture and cuts it.
   *
   * @param arena the owner of the samples
   * @param precision of the samples, which are computed in double and rounded once
   * @param source of the picture
   * @param preprocessing of the model
   * @return the grid
   * @throws InputException if the picture cannot be read, is smaller than a patch, or is blank
   */
  public static PatchGrid of(
      Arena arena, Precision precision, PictureSet.Source source, Preprocessing preprocessing)
      throws InputException {
    PatchSettings settings = preprocessing.patches();
    int size = settings.size();
    PreparedPicture picture = PreparedPicture.read(source, settings);
    int columns = picture.original().width() / size;
    int rows = picture.original().height() / size;
    Matrix samples = Matrix.allocate(arena, precision, rows * columns, settings.features());
    double[] means = new double[rows * columns];
    double[] patch = new double[settings.features()];
    for (int i = 0; i < means.length; i++) {
      picture.filtered().copyPatch(i / columns * size, i % columns * size, size, patch);
      means[i] = Preprocessing.centre(patch);
      preprocessing.normalize(patch);
      samples.row(i).copyFrom(patch);
    }
    return new PatchGrid(preprocessing, picture, samples, means);
  }

  /**
   * The number of patches side by side.
   *
   * @return at least 1
   */
  public int columns() {
    return picture.original().width() / preprocessing.patches().size();
  }

  /**
   * The number of rows of patches.
   *
   * @return at least 1
   */
  public int rows() {
    return picture.original().height() / preprocessing.patches().size();
  }

  /**
   * The samples.
   *
   * @return rows() * columns() x features, one patch a row
   */
  public Matrix samples() {
    return samples;
  }

  /**
   * Draws three pictures side by side, without what the grid leaves out: the original; the filtered
   * picture as the samples have it, each patch with its mean; and the same from a reconstruction.
   *
   * @param reconstruction of the samples, of the same shape; read
   * @return the picture, grey or in colour
   */
  public BufferedImage beside(Matrix reconstruction) {
    int size = preprocessing.patches().size();
    int width = columns() * size;
    int height = rows() * size;
    BufferedImage image =
        new BufferedImage(
            3 * width + 2 * GAP,
            height,
            preprocessing.patches().colour()
                ? BufferedImage.TYPE_INT_RGB
                : BufferedImage.TYPE_BYTE_GRAY);
    WritableRaster raster = image.getRaster();
    Whitening whitening = preprocessing.patches().whitening();
    double limit = preprocessing.limit();
    for (int band = 0; band < raster.getNumBands(); band++) {
      GreyImage plane = picture.original().planes().get(band);
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          double value = plane.get(y, x);
          raster.setSample(x, y, band, shade(whitening.originalBrightness(value, limit)));
        }
        for (int x = 0; x < GAP; x++) {
          raster.setSample(width + x, y, band, DARK);
          raster.setSample(2 * width + GAP + x, y, band, DARK);
        }
      }
    }
    draw(raster, width + GAP, samples);
    draw(raster, 2 * (width + GAP), reconstruction);
    return image;
  }

  private void draw(WritableRaster raster, int left, Matrix patches) {
    int size = preprocessing.patches().size();
    int bands = raster.getNumBands();
    for (int i = 0; i < means.length; i++) {
      double[] patch = patches.row(i).toDoubleArray();
      for (int j = 0; j < patch.length; j++) {
        int pixel = j / bands;
        double value = means[i] + preprocessing.denormalize(patch[j]);
        raster.setSample(
            left + i % columns() * size + pixel % size,
            i / columns() * size + pixel / size,
            j % bands,
            shade(preprocessing.patches().whitening().brightness(value, preprocessing.limit())));
      }
    }
  }

  private static int shade(double brightness) {
    return (int) Math.round(255 * Math.clamp(brightness, 0, 1));
  }
}
