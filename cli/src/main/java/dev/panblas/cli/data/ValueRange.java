/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.data;

import dev.panblas.cli.shared.InputException;
import dev.panblas.matrix.Matrix;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** The checks of samples: there are some, and all values are in the range of a sigmoid. */
final class ValueRange {

  private static final int BYTE = 255;
  private static final int SHORT = 65_535;

  private ValueRange() {}

  /**
   * Checks that there are samples.
   *
   * @throws InputException if there are none, or they have no features
   */
  static void requireSamples(Path file, Matrix samples) throws InputException {
    if (samples.isEmpty()) {
      throw new InputException(
          String.format(
              Locale.ROOT,
              "%s must have >= 1 sample and >= 1 feature, but has %d samples of %d features",
              file,
              samples.rows(),
              samples.columns()));
    }
  }

  /**
   * Checks all values.
   *
   * @param divisor by which they were divided; empty for none
   * @throws InputException if a value is outside [0, 1]
   */
  static void requireSigmoidRange(Path file, Matrix samples, Optional<Double> divisor)
      throws InputException {
    for (int row = 0; row < samples.rows(); row++) {
      double[] sample = samples.row(row).toDoubleArray();
      for (int column = 0; column < sample.length; column++) {
        double value = sample[column];
        if (!(value >= 0 && value <= 1)) {
          throw new InputException(
              String.format(
                  Locale.ROOT,
                  "all values of %s%s must be in [0, 1], but row %d, column %d (from 0) is %s: %s",
                  file,
                  divisor.map(number -> " divided by " + text(number)).orElse(""),
                  row,
                  column,
                  value,
                  remedy(value, samples, divisor.isPresent())));
        }
      }
    }
  }

  private static String remedy(double value, Matrix samples, boolean isDivided) {
    if (!Double.isFinite(value)) {
      return "remove that sample, or replace the value";
    }
    double least = value;
    double most = value;
    boolean isWhole = true;
    for (int row = 0; row < samples.rows(); row++) {
      for (double each : samples.row(row).toDoubleArray()) {
        if (!Double.isFinite(each)) {
          return "remove the samples that are not finite, then scale the others";
        }
        least = Math.min(least, each);
        most = Math.max(most, each);
        isWhole &= each == Math.rint(each);
      }
    }
    if (least < 0) {
      return "scale all values, for example by (X - X.min()) / (X.max() - X.min())";
    }
    if (isDivided) {
      return "choose a larger --divide-by";
    }
    double suggested = isWhole && most <= BYTE ? BYTE : isWhole && most <= SHORT ? SHORT : most;
    return String.format(
        Locale.ROOT,
        "the largest value is %s, so give --divide-by %s",
        text(most),
        text(suggested));
  }

  private static String text(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
