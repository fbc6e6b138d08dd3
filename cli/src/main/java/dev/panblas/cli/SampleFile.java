package dev.panblas.cli;

import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import dev.panblas.npy.NpyFile;
import dev.panblas.npy.NpyFormatException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads samples from a {@code .npy} file, and checks that a sigmoid can reproduce them. */
final class SampleFile {

  private SampleFile() {}

  /**
   * Reads a file of samples x features.
   *
   * @param arena the owner of the samples
   * @param precision of the samples, whatever the file's is
   * @throws InputException if it is not such a file, is empty, or holds a value outside [0, 1]
   * @throws IOException if it cannot be read
   */
  static Matrix read(Arena arena, Path file, Precision precision)
      throws InputException, IOException {
    if (!Files.isRegularFile(file)) {
      throw new InputException("There is no file " + file + ": name a .npy file.");
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
              "%s holds %d samples of %d features: there must be at least one of one.",
              file, samples.rows(), samples.columns()));
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
                  "%s holds %s in row %d, column %d (from 0), but the units are sigmoids: %s.",
                  file,
                  value,
                  row,
                  column,
                  Double.isFinite(value)
                      ? "scale all values to [0, 1], such as by (X - X.min()) / (X.max() - X.min())"
                      : "leave that sample out, or put a number from 0 to 1 there"));
        }
      }
    }
  }
}
