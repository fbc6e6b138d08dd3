/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.spi;

import dev.panblas.matrix.Vector;

/**
 * The Euclidean norm with three accumulators, for small, ordinary and large elements, so that no
 * square overflows or underflows. Used for single precision too: the square of a float fits a
 * double.
 *
 * @see <a href="https://doi.org/10.1145/355769.355771">Blue: A Portable Fortran Program to Find the
 *     Euclidean Norm of a Vector, ACM TOMS 4 (1978)</a>
 */
final class ScaledNorm {

  // Squares of numbers between these limits are normal, and 2^53 of them add up without overflow.
  private static final double SMALL = 0x1p-511;
  private static final double LARGE = 0x1p486;
  private static final double UP = 0x1p537;
  private static final double DOWN = 0x1p-538;

  private ScaledNorm() {}

  static double of(Vector x) {
    double small = 0;
    double ordinary = 0;
    double large = 0;
    for (int i = 0; i < x.size(); i++) {
      double element = Math.abs(x.get(i));
      if (element > LARGE) {
        large += (element * DOWN) * (element * DOWN);
      } else if (element < SMALL) {
        small += (element * UP) * (element * UP);
      } else {
        ordinary += element * element; // NaN comes here and propagates
      }
    }
    if (large > 0) {
      // The small sum is below the last bit of the large one.
      return Math.sqrt(large + (ordinary * DOWN) * DOWN) / DOWN;
    }
    if (ordinary > 0 || Double.isNaN(ordinary)) {
      double root = Math.sqrt(ordinary);
      return small > 0
          ? Math.sqrt(ordinary + (Math.sqrt(small) / UP) * (Math.sqrt(small) / UP))
          : root;
    }
    return Math.sqrt(small) / UP;
  }
}
