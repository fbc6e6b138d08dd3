/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.samples;

/**
 * How a picture becomes samples: patches are cut out of the filtered picture and brought into the
 * range of a sigmoid,
 *
 * <pre>
 *   x  =  patch - mean(patch)
 *   y  =  0.1 + 0.8 (clip(x / (3 sigma), -1, 1) + 1) / 2
 * </pre>
 *
 * Every element of y is in [0.1, 0.9], and 0.5 is the patch's mean. This is the usual normalisation
 * for sparse autoencoders (A. Ng, "Sparse autoencoder", CS294A lecture notes, Stanford, 2011). The
 * sample of a patch depends on its picture and on these values alone.
 *
 * @param patches how patches are cut
 * @param deviation sigma, the standard deviation of x over all patches of the training; finite and
 *     more than 0
 */
public record Preprocessing(PatchSettings patches, double deviation) {

  private static final double DEVIATIONS = 3;
  private static final double LOWEST = 0.1;
  private static final double RANGE = 0.8;

  /**
   * Checks the deviation.
   *
   * @throws IllegalArgumentException if it is not finite or not more than 0
   */
  public Preprocessing {
    if (!(deviation > 0 && deviation < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "the standard deviation of patches must be > 0 and finite, but was " + deviation);
    }
  }

  /** The largest distance from a patch's mean that samples keep. */
  double limit() {
    return DEVIATIONS * deviation;
  }

  /** x to y, in place. */
  void normalize(double[] centred) {
    for (int i = 0; i < centred.length; i++) {
      centred[i] = LOWEST + RANGE * (Math.clamp(centred[i] / limit(), -1, 1) + 1) / 2;
    }
  }

  /** The x of an element of y, or of its reconstruction. */
  double denormalize(double value) {
    return (2 * (value - LOWEST) / RANGE - 1) * limit();
  }

  /** Subtracts the mean of a patch and returns it. */
  static double centre(double[] patch) {
    double sum = 0;
    for (double value : patch) {
      sum += value;
    }
    double mean = sum / patch.length;
    for (int i = 0; i < patch.length; i++) {
      patch[i] -= mean;
    }
    return mean;
  }
}
