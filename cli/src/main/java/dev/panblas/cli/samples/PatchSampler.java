/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.samples;

import dev.panblas.cli.shared.InputException;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * Cuts random square patches out of whitened images and brings them into the range of a sigmoid:
 *
 * <pre>
 *   x  =  patch - mean(patch)
 *   y  =  0.1 + 0.8 (clip(x / (3 sigma), -1, 1) + 1) / 2,    sigma^2 = mean of x^2 over all patches
 * </pre>
 *
 * Every element of y is in [0.1, 0.9], and 0.5 is the patch's mean. This is the usual normalisation
 * for sparse autoencoders (A. Ng, "Sparse autoencoder", CS294A lecture notes, Stanford, 2011).
 *
 * <p>All images, and all positions in an image, have the same probability. Images are read one
 * after the other and not kept. Memory is needed for two images and for the samples; in single
 * precision also for the samples in double. Everything is computed in double and rounded once, so
 * that single and double samples are the same data. A seed gives the same bits with the same JDK on
 * the same processor architecture ({@link Math#sin} may round differently on another).
 *
 * @param size the side of a patch, in pixels, at least 2
 */
public record PatchSampler(int size) {

  private static final double DEVIATIONS = 3;
  private static final double LOWEST = 0.1;
  private static final double RANGE = 0.8;

  /**
   * Checks the size.
   *
   * @throws IllegalArgumentException if it is not from 2 to 46340
   */
  public PatchSampler {
    if (size < 2 || (long) size * size > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "the side of a patch must be from 2 to 46340 pixels, but was " + size);
    }
  }

  /**
   * Draws patches.
   *
   * @param arena the owner of the samples
   * @param precision of the samples
   * @param folder the images
   * @param count the number of patches, >= 1
   * @param random the generator; both precisions draw the same numbers
   * @return the samples, count x size^2, one patch a row, its pixels row after row
   * @throws InputException if an image cannot be read, is smaller than a patch, or is blank
   */
  Matrix sample(
      Arena arena, Precision precision, ImageFolder folder, int count, RandomGenerator random)
      throws InputException {
    if (precision == Precision.DOUBLE) {
      // Before the allocation: a patch larger than the image is an error, not an OutOfMemoryError.
      GreyImage first = read(folder.files().getFirst());
      Matrix samples = Matrix.allocate(arena, Precision.DOUBLE, count, size * size);
      normalize(samples, cut(samples, first, folder.files(), random));
      return samples;
    }
    try (Arena scratch = Arena.ofConfined()) {
      Matrix exact = sample(scratch, Precision.DOUBLE, folder, count, random);
      return Matrix.allocate(arena, precision, count, size * size).copyFrom(exact);
    }
  }

  /** Fills the rows with centred patches and returns their standard deviation. */
  private double cut(Matrix samples, GreyImage first, List<Path> files, RandomGenerator random)
      throws InputException {
    int[] imageOf = random.ints(samples.rows(), 0, files.size()).toArray();
    double[] patch = new double[samples.columns()];
    double sumOfSquares = 0;
    for (int image = 0; image < files.size(); image++) {
      GreyImage whitened = Whitening.whiten(image == 0 ? first : read(files.get(image)));
      for (int row = 0; row < imageOf.length; row++) {
        if (imageOf[row] == image) {
          int top = random.nextInt(whitened.height() - size + 1);
          int left = random.nextInt(whitened.width() - size + 1);
          whitened.copySquare(top, left, size, patch);
          sumOfSquares += centre(patch);
          samples.row(row).copyFrom(patch);
        }
      }
    }
    return Math.sqrt(sumOfSquares / samples.rows() / samples.columns());
  }

  private GreyImage read(Path file) throws InputException {
    GreyImage image = ImageFile.read(file);
    if (image.width() < size || image.height() < size) {
      throw new InputException(
          String.format(
              Locale.ROOT,
              "%s must be at least as large as a patch of %d x %d pixels, but has %d x %d: choose"
                  + " smaller patches, or remove it from the folder.",
              file,
              size,
              size,
              image.width(),
              image.height()));
    }
    if (image.isBlank()) {
      throw new InputException(
          file + " must have pixels of two colours, but has only one: remove it from the folder.");
    }
    return image;
  }

  /** Subtracts the mean and returns the sum of the squares that are left. */
  private static double centre(double[] patch) {
    double sum = 0;
    for (double pixel : patch) {
      sum += pixel;
    }
    double mean = sum / patch.length;
    double sumOfSquares = 0;
    for (int i = 0; i < patch.length; i++) {
      patch[i] -= mean;
      sumOfSquares += patch[i] * patch[i];
    }
    return sumOfSquares;
  }

  private static void normalize(Matrix samples, double deviation) {
    double limit = DEVIATIONS * deviation;
    for (int i = 0; i < samples.rows(); i++) {
      Vector row = samples.row(i);
      double[] patch = row.toDoubleArray();
      for (int j = 0; j < patch.length; j++) {
        patch[j] = LOWEST + RANGE * (Math.clamp(patch[j] / limit, -1, 1) + 1) / 2;
      }
      row.copyFrom(patch);
    }
  }
}
