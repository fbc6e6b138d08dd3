/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.autoencoder;

import java.util.random.RandomGenerator;
import java.util.random.RandomGenerator.SplittableGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Random numbers of a seed, the same in every program and version. Each use has a stream of its
 * own, so that drawing more numbers for one use does not change those for another.
 */
public final class SeedStreams {

  /** Fixed, because the JDK's default may change: a seed must keep its meaning. */
  private static final String ALGORITHM = "L64X128MixRandom";

  private SeedStreams() {}

  /**
   * The stream that draws the initial weights of a training ({@link Parameters#initialize}).
   *
   * @param seed any number
   * @return a new stream, at its beginning
   */
  public static RandomGenerator weights(long seed) {
    return stream(seed, 1);
  }

  /**
   * A stream of a seed.
   *
   * @param seed any number
   * @param number of the stream, 0 or more; 1 is that of the weights
   * @return a new stream, at its beginning
   */
  public static RandomGenerator stream(long seed, int number) {
    SplittableGenerator root = root(seed);
    for (int i = 0; i < number; i++) {
      root.split();
    }
    return root.split();
  }

  /**
   * The generator of which the streams are split.
   *
   * @param seed any number
   * @return a new generator, at its beginning
   */
  public static SplittableGenerator root(long seed) {
    return RandomGeneratorFactory.<SplittableGenerator>of(ALGORITHM).create(seed);
  }
}
