/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.samples;

import dev.panblas.cli.shared.Errors;
import dev.panblas.cli.shared.InputException;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import dev.panblas.npy.NpyFile;
import dev.panblas.npy.NpyFormatException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Reads samples from a {@code .npy} file. All values must be in the range of a sigmoid. */
final class SampleFile {

  private SampleFile() {}

  /**
   * Reads a file of samples x features.
   *
   * @param arena the owner of the samples
   * @param precision of the samples, which may differ from the file's
   * @throws InputException if it is not a .npy file, is empty, or contains a value outside [0, 1]
   * @throws IOException if it cannot be read
   */
  static Matrix read(Arena arena, Path file, Precision precision)
      throws InputException, IOException {
    if (Files.notExists(file)) {
      throw new InputException("--data must name a .npy file, but there is no file " + file);
    }
    Matrix samples;
    try {
      samples = NpyFile.read(arena, file);
    } catch (NpyFormatException unusable) {
      throw new InputException(Errors.message(unusable), unusable);
    }
    if (samples.isEmpty()) {
      throw new InputException(
          String.format(
              Locale.ROOT,
              "%s must have >= 1 sample and >= 1 feature, but has %d samples of %d features",
              file,
              samples.rows(),
              samples.columns()));
    }
    requireSigmoidRange(file, samples);
    return samples.precision() == precision
        ? samples
        : Matrix.allocate(arena, precision, samples.rows(), samples.columns()).copyFrom(samples);
  }

  private static void requireSigmoidRange(Path file, Matrix samples) throws InputException {
    for (int row = 0; row < samples.rows(); row++) {
      double[] sample = samples.row(row).toDoubleArray();
      for (int column = 0; column < sample.length; column++) {
        double value = sample[column];
        if (!(value >= 0 && value <= 1)) {
          throw new InputException(
              String.format(
                  Locale.ROOT,
                  "all values of %s must be in [0, 1], but row %d, column %d (from 0) is %s: %s",
                  file,
                  row,
                  column,
                  value,
                  Double.isFinite(value)
                      ? "scale all values, for example by (X - X.min()) / (X.max() - X.min())"
                      : "remove that sample, or replace the value"));
        }
      }
    }
  }
}
