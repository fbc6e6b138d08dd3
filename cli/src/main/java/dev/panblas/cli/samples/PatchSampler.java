/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.samples;

import dev.panblas.cli.shared.InputException;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;

/**
 * Cuts random square patches out of filtered pictures and normalises them ({@link Preprocessing}).
 *
 * <p>The patches of a picture are the first ones of a sequence that depends on the seed and the
 * picture's file alone. Each picture has the same number of patches, or one more. They are in the
 * order of the pictures. The sum of the squares is added along a fixed tree ({@link TreeSum}).
 *
 * <p>Pictures are read one after the other and not kept. Memory is needed for two pictures and for
 * the samples; in single precision also for the samples in double. Everything is computed in double
 * and rounded once, so that single and double samples are the same data. A seed gives the same bits
 * with the same JDK on the same processor architecture ({@link Math#sin} may round differently on
 * another).
 *
 * @param settings how patches are cut
 * @param deviation sigma; if empty, the standard deviation of the patches that are drawn
 */
public record PatchSampler(PatchSettings settings, OptionalDouble deviation) {

  /**
   * A sampler that normalises by the standard deviation of the patches that it draws.
   *
   * @param settings how patches are cut
   */
  public PatchSampler(PatchSettings settings) {
    this(settings, OptionalDouble.empty());
  }

  /**
   * Draws patches.
   *
   * @param arena the owner of the samples
   * @param precision of the samples
   * @param pictures their source
   * @param count the number of patches, >= 1
   * @param seed of the choice of patches; both precisions draw the same
   * @return the samples, one patch a row, as {@link PatchSettings#features} describes it
   * @throws InputException if a picture cannot be read, is smaller than a patch, or is blank; all
   *     patches are blank; or all pictures are grey, but patches have colour
   * @throws IOException if a file cannot be read a second time
   */
  Samples sample(Arena arena, Precision precision, PictureSet pictures, int count, Seed seed)
      throws InputException, IOException {
    if (precision == Precision.DOUBLE) {
      // Before the allocation: a patch larger than the picture is an error, not an
      // OutOfMemoryError.
      Picture first = PreparedPicture.read(pictures.pictures().getFirst(), settings).filtered();
      Matrix samples = Matrix.allocate(arena, Precision.DOUBLE, count, settings.features());
      double sumOfSquares = cut(samples, first, pictures, seed);
      Preprocessing preprocessing =
          new Preprocessing(
              settings,
              deviation.isPresent()
                  ? deviation.getAsDouble()
                  : requireContrast(
                      pictures, Math.sqrt(sumOfSquares / samples.rows() / samples.columns())));
      for (int i = 0; i < samples.rows(); i++) {
        Vector row = samples.row(i);
        double[] patch = row.toDoubleArray();
        preprocessing.normalize(patch);
        row.copyFrom(patch);
      }
      return new Samples(samples, Optional.of(preprocessing), pictures.format(), pictures.hash());
    }
    try (Arena scratch = Arena.ofConfined()) {
      Samples exact = sample(scratch, Precision.DOUBLE, pictures, count, seed);
      Matrix rounded = Matrix.allocate(arena, precision, count, settings.features());
      return new Samples(
          rounded.copyFrom(exact.matrix()),
          exact.preprocessing(),
          exact.format(),
          exact.fileHash());
    }
  }

  /** Fills the rows with centred patches and returns the sum of their squares. */
  private double cut(Matrix samples, Picture first, PictureSet pictures, Seed seed)
      throws InputException, IOException {
    List<? extends PictureSet.Source> sources = pictures.pictures();
    double[] patch = new double[samples.columns()];
    TreeSum sumOfSquares = new TreeSum();
    boolean hasColours = false;
    int row = 0;
    for (int i = 0; i < sources.size(); i++) {
      int end = (int) ((i + 1L) * samples.rows() / sources.size());
      if (row == end) {
        continue; // fewer patches than pictures
      }
      PictureSet.Source source = sources.get(i);
      Picture picture = i == 0 ? first : PreparedPicture.read(source, settings).filtered();
      hasColours |= !picture.isGrey();
      RandomGenerator random = seed.patches(source.hash());
      for (; row < end; row++) {
        int top = random.nextInt(picture.height() - settings.size() + 1);
        int left = random.nextInt(picture.width() - settings.size() + 1);
        picture.copyPatch(top, left, settings.size(), patch);
        Preprocessing.centre(patch);
        sumOfSquares.add(sumOfSquares(patch));
        samples.row(row).copyFrom(patch);
      }
    }
    if (settings.colour() && !hasColours) {
      throw new InputException(
          "--colour needs pictures in colour, but all pictures of "
              + pictures.path()
              + " are grey: leave it out");
    }
    return sumOfSquares.get();
  }

  private static double requireContrast(PictureSet pictures, double deviation)
      throws InputException {
    if (!(deviation > 0)) {
      throw new InputException(
          "patches must have pixels of two colours, but all patches of the pictures in "
              + pictures.path()
              + " have only one: choose other pictures or larger patches");
    }
    return deviation;
  }

  private static double sumOfSquares(double[] patch) {
    double sum = 0;
    for (double value : patch) {
      sum += value * value;
    }
    return sum;
  }
}
