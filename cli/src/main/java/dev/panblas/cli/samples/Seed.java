/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.samples;

import java.util.random.RandomGenerator;
import java.util.random.RandomGenerator.SplittableGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * The seed of all random numbers of a run. Each use has its own stream, so that drawing more
 * patches does not change the initial weights.
 *
 * @param value the seed, any number
 */
public record Seed(long value) {

  /** Fixed, because the JDK's default may change: a seed must keep its meaning. */
  private static final String ALGORITHM = "L64X128MixRandom";

  /**
   * The stream that draws patches.
   *
   * @return a new stream, at its beginning
   */
  public RandomGenerator patches() {
    return stream(0);
  }

  /**
   * The stream that draws the initial weights.
   *
   * @return a new stream, at its beginning
   */
  public RandomGenerator weights() {
    return stream(1);
  }

  private RandomGenerator stream(int number) {
    SplittableGenerator root =
        RandomGeneratorFactory.<SplittableGenerator>of(ALGORITHM).create(value);
    for (int i = 0; i < number; i++) {
      root.split();
    }
    return root.split();
  }
}
