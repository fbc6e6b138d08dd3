/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.train;

import dev.panblas.cli.shared.InputException;
import dev.panblas.matrix.Matrix;
import java.lang.foreign.Arena;
import java.util.BitSet;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Samples of the training, and those that are held out of it.
 *
 * @param training at least one row
 * @param heldOut at least one row; empty if no samples are held out
 */
record Split(Matrix training, Optional<Matrix> heldOut) {

  /**
   * Holds out a random choice. Both parts keep the order of the samples.
   *
   * @param arena the owner of both parts, which are copies
   * @param samples read
   * @param fraction of the samples that are held out, rounded to a whole number of samples
   * @param random chooses
   * @throws InputException if one part would be empty
   */
  static Split of(Arena arena, Matrix samples, double fraction, RandomGenerator random)
      throws InputException {
    int count = (int) Math.round(fraction * samples.rows());
    if (count < 1 || count >= samples.rows()) {
      throw new InputException(
          String.format(
              Locale.ROOT,
              "--validation must hold out >= 1 sample and leave >= 1 for the training, but %s of"
                  + " %d samples are %d: choose another fraction or more samples",
              fraction,
              samples.rows(),
              count));
    }
    BitSet chosen = new BitSet(samples.rows());
    for (int left = count; left > 0; ) {
      int row = random.nextInt(samples.rows());
      if (!chosen.get(row)) {
        chosen.set(row);
        left--;
      }
    }
    Matrix heldOut = copy(arena, samples, chosen);
    chosen.flip(0, samples.rows());
    return new Split(copy(arena, samples, chosen), Optional.of(heldOut));
  }

  private static Matrix copy(Arena arena, Matrix samples, BitSet rows) {
    Matrix copy =
        Matrix.allocate(arena, samples.precision(), rows.cardinality(), samples.columns());
    int to = 0;
    for (int row = rows.nextSetBit(0); row >= 0; row = rows.nextSetBit(row + 1)) {
      copy.row(to++).copyFrom(samples.row(row));
    }
    return copy;
  }
}
