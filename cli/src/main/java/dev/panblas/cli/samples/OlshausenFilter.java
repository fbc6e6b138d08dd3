/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.samples;

import java.util.stream.IntStream;
import org.jtransforms.fft.DoubleFFT_1D;
import org.visnow.jlargearrays.ConcurrencyUtils;

/**
 * Flattens the spectrum of a natural image, whose amplitude falls as 1/f: the filter
 *
 * <pre>    R(f) = f exp(-(f / f0)^4),    f = sqrt(fx^2 + fy^2),    f0 = 0.4</pre>
 *
 * with the radial frequency f in cycles a pixel rises with f and cuts the highest frequencies,
 * which are noise and the corners of the sampling grid (Olshausen and Field, "Sparse coding with an
 * overcomplete basis set: a strategy employed by V1?", Vision Research 37, 1997). The image is
 * treated as periodic. Its mean is subtracted first, and R(0) = 0 keeps it at 0.
 *
 * <p>Rows, then columns are transformed in place, in parallel: a real image needs only half of its
 * spectrum. One thread computes each transform, so the bits do not depend on the thread count.
 */
final class OlshausenFilter {

  private static final double CUTOFF = 0.4;

  static {
    // With threads inside a transform, the order of its sums would depend on their number.
    ConcurrencyUtils.setNumberOfThreads(1);
  }

  private OlshausenFilter() {}

  /**
   * Filters an image.
   *
   * @param image of any size of at least 2 x 2; read only
   * @return a new image of the same size, with mean 0
   */
  static GreyImage filter(GreyImage image) {
    int width = image.width();
    int height = image.height();
    double mean = image.mean();
    double[] pixels = image.map(pixel -> pixel - mean).pixels();
    DoubleFFT_1D alongRow = new DoubleFFT_1D(width);
    DoubleFFT_1D alongColumn = new DoubleFFT_1D(height);
    IntStream rows = IntStream.range(0, height);
    rows.parallel().forEach(row -> alongRow.realForward(pixels, row * width));
    IntStream frequencies = IntStream.rangeClosed(0, width / 2);
    frequencies.parallel().forEach(k -> filterColumn(pixels, width, k, alongColumn, height));
    IntStream rowsBack = IntStream.range(0, height);
    rowsBack.parallel().forEach(row -> alongRow.realInverse(pixels, row * width, true));
    return new GreyImage(width, height, pixels);
  }

  /** Filters the column of the coefficients of k cycles along each row. */
  private static void filterColumn(
      double[] rows, int width, int k, DoubleFFT_1D alongColumn, int height) {
    int real = 2 * k == width ? 1 : 2 * k;
    int imaginary = imaginaryIndex(width, k);
    double[] column = new double[2 * height]; // real and imaginary parts alternate
    for (int row = 0; row < height; row++) {
      column[2 * row] = rows[row * width + real];
      column[2 * row + 1] = imaginary < 0 ? 0 : rows[row * width + imaginary];
    }
    alongColumn.complexForward(column);
    for (int row = 0; row < height; row++) {
      double gain = gain((double) k / width, (double) Math.min(row, height - row) / height);
      column[2 * row] *= gain;
      column[2 * row + 1] *= gain;
    }
    alongColumn.complexInverse(column, true);
    for (int row = 0; row < height; row++) {
      rows[row * width + real] = column[2 * row];
      if (imaginary >= 0) {
        rows[row * width + imaginary] = column[2 * row + 1];
      }
    }
  }

  /**
   * The index of the imaginary part of coefficient k <= n/2 in a transformed row of n reals, or -1
   * if that part is 0. Real and imaginary parts alternate, from k = 0; index 1, which k = 0 does
   * not need, belongs to the last coefficient: its real part if n is even, its imaginary part if n
   * is odd.
   */
  private static int imaginaryIndex(int n, int k) {
    if (k == 0 || 2 * k == n) {
      return -1;
    }
    return 2 * k + 1 == n ? 1 : 2 * k + 1;
  }

  /** R at a frequency, in cycles a pixel. */
  private static double gain(double fx, double fy) {
    double f = Math.sqrt(fx * fx + fy * fy);
    double ratio = f / CUTOFF;
    return f * Math.exp(-(ratio * ratio * ratio * ratio));
  }
}
