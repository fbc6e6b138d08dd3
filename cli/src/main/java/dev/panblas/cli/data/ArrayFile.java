/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.data;

import dev.panblas.cli.shared.Errors;
import dev.panblas.cli.shared.InputException;
import dev.panblas.cli.shared.Sha256;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import dev.panblas.npy.NpyFile;
import dev.panblas.npy.NpyFormatException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file of an array, and how it is read.
 *
 * @param path a file or a pipe
 * @param divisor all values are divided by it, more than 0; empty to use them as they are
 * @param variable the variable of a {@code .mat} file; empty for that of a file that has only one
 * @param hasNames whether the first line of a CSV file has the names of the columns
 */
public record ArrayFile(
    Path path, Optional<Double> divisor, Optional<String> variable, boolean hasNames) {

  /**
   * An array that was read.
   *
   * @param samples one a row, from 0 to 1
   * @param format what the file is, such as {@code idx}
   * @param fileHash the file's SHA-256, or null for a pipe
   */
  public record Content(Matrix samples, String format, @Nullable String fileHash) {}

  /**
   * Reads samples. Each value is rounded to the precision, and then divided in that precision, as
   * by {@code x.astype(dtype) / divisor} in NumPy.
   *
   * @param arena the owner of the samples
   * @param precision of the samples, which may differ from the file's
   * @return the samples
   * @throws InputException if the file is of another kind or damaged, or the array is empty or has
   *     a value outside [0, 1]
   * @throws IOException if it cannot be read
   */
  public Content read(Arena arena, Precision precision) throws InputException, IOException {
    if (Files.notExists(path)) {
      throw new InputException("--data must name a file, but there is no file " + path);
    }
    if (Files.isDirectory(path)) {
      throw new InputException(path + " is a folder: give the name of a file, or use --images");
    }
    String hash = Files.isRegularFile(path) ? Sha256.hex(Sha256.of(path)) : null;
    try (Unpacked unpacked = Unpacked.of(path)) {
      requireReadable(unpacked);
      requireFitting(unpacked.content());
      Matrix samples = read(arena, unpacked, precision);
      ValueRange.requireSamples(path, samples);
      if (divisor.isPresent()) {
        divide(samples, divisor.get());
      }
      ValueRange.requireSigmoidRange(path, samples, divisor);
      return new Content(samples, unpacked.format(), hash);
    }
  }

  /**
   * Reads pictures: height x width x count, or height x width for one. All values are divided by
   * the divisor.
   *
   * @return the pictures
   * @throws InputException if it is not such an array in a {@code .mat} file, or the file is
   *     damaged
   * @throws IOException if it cannot be read
   */
  public PictureStack readPictures() throws InputException, IOException {
    try (Unpacked unpacked = Unpacked.of(path)) {
      requireReadable(unpacked);
      if (unpacked.content() != ArrayFormat.MAT) {
        throw new InputException(
            "--images must name a folder of pictures or a .mat file (v5 to v7), but "
                + path
                + " is "
                + unpacked.content()
                + ": use --data for samples x features");
      }
      requireFitting(ArrayFormat.MAT);
      MatFile.Numbers numbers = MatFile.read(unpacked.file(), path.toString(), variable);
      List<Integer> shape = numbers.shape();
      if (shape.size() > 3 || shape.contains(0)) {
        throw new InputException(
            String.format(
                Locale.ROOT,
                "the variable %s of %s must be pictures, height x width x count, but is %s: reshape"
                    + " it",
                numbers.name(),
                path,
                MatFile.text(shape)));
      }
      int height = shape.get(0);
      int width = shape.get(1);
      return new PictureStack(
          numbers.name(),
          height,
          width,
          shape.size() == 3 ? shape.get(2) : 1,
          picture -> pixels(numbers, height, width, picture),
          unpacked.format(),
          Sha256.hex(Sha256.of(path)));
    }
  }

  private double[] pixels(MatFile.Numbers numbers, int height, int width, int picture) {
    double[] pixels = new double[height * width];
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        int index = row + height * (column + width * picture);
        pixels[row * width + column] =
            numbers.columnMajor().applyAsDouble(index) / divisor.orElse(1.0);
      }
    }
    return pixels;
  }

  /** Refuses each format that is only recognised, with a way to another. */
  private void requireReadable(Unpacked unpacked) throws InputException {
    switch (unpacked.content()) {
      case IDX, NPY, ZIP, MAT, CSV -> {} // their readers check them
      case GZIP -> throw other("packed by gzip twice", "unpack it by gunzip first");
      case HDF5 -> throw other("an HDF5 file, such as v7.3 of MATLAB", "save it with save -v7");
      case MAT4 -> throw other("a .mat file of version 4", "save it with save -v7");
      case OCTAVE -> throw other("a file in Octave's own format", "save it with save -v7");
      case UTF16 -> throw other("text in UTF-16 from line 1, column 1 on", "convert it to UTF-8");
      case UNKNOWN ->
          throw other(
              "none of these, because it begins with the bytes " + unpacked.begin(),
              "save the array with numpy.save");
    }
  }

  /** Refuses an option that would have no effect. */
  private void requireFitting(ArrayFormat format) throws InputException {
    if (hasNames && format != ArrayFormat.CSV) {
      throw new InputException(
          "--header applies to CSV, but " + path + " is " + format + ": leave it out");
    }
    if (variable.isPresent() && format != ArrayFormat.MAT) {
      throw new InputException(
          "--variable applies to .mat files, but " + path + " is " + format + ": leave it out");
    }
  }

  private Matrix read(Arena arena, Unpacked unpacked, Precision precision)
      throws InputException, IOException {
    Path file = unpacked.file();
    return switch (unpacked.content()) {
      case IDX -> IdxFile.read(arena, file, path.toString(), precision);
      // NpyFile refuses an archive, and says what to do.
      case NPY, ZIP -> npy(arena, file, precision);
      case MAT -> mat(arena, file, precision);
      case CSV -> CsvFile.read(arena, file, path.toString(), hasNames, precision);
      case GZIP, HDF5, MAT4, OCTAVE, UTF16, UNKNOWN ->
          throw new AssertionError(unpacked.content()); // refused before
    };
  }

  private InputException other(String kind, String remedy) {
    return new InputException(
        path + " must be a .npy, idx, .mat (v5 to v7) or CSV file, but is " + kind + ": " + remedy);
  }

  private Matrix mat(Arena arena, Path file, Precision precision)
      throws InputException, IOException {
    MatFile.Numbers numbers = MatFile.read(file, path.toString(), variable);
    if (numbers.shape().size() != 2) {
      throw new InputException(
          String.format(
              Locale.ROOT,
              "the variable %s of %s must be samples x features, but is %s: reshape it, or give"
                  + " pictures with --images",
              numbers.name(),
              path,
              MatFile.text(numbers.shape())));
    }
    int rows = numbers.shape().getFirst();
    Matrix samples = Matrix.allocate(arena, precision, rows, numbers.shape().getLast());
    double[] sample = new double[samples.columns()];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < sample.length; j++) {
        sample[j] = numbers.columnMajor().applyAsDouble(i + j * rows);
      }
      samples.row(i).copyFrom(sample);
    }
    return samples;
  }

  private Matrix npy(Arena arena, Path file, Precision precision)
      throws InputException, IOException {
    Matrix samples;
    try {
      samples = NpyFile.read(arena, file);
    } catch (NpyFormatException unusable) {
      throw new InputException(
          Errors.message(unusable).replace(file.toString(), path.toString()), unusable);
    }
    return samples.precision() == precision
        ? samples
        : Matrix.allocate(arena, precision, samples.rows(), samples.columns()).copyFrom(samples);
  }

  /**
   * Divides in the matrix's precision. The quotient of two floats, computed in double and then
   * rounded, is that of a division in single precision.
   */
  private static void divide(Matrix samples, double divisor) {
    double rounded = samples.precision() == Precision.SINGLE ? (float) divisor : divisor;
    for (int i = 0; i < samples.rows(); i++) {
      double[] sample = samples.row(i).toDoubleArray();
      for (int j = 0; j < sample.length; j++) {
        sample[j] /= rounded;
      }
      samples.row(i).copyFrom(sample);
    }
  }
}
