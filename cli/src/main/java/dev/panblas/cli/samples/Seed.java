/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.samples;

import dev.panblas.cli.shared.Sha256;
import java.nio.ByteBuffer;
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
   * The stream that draws the patches of a picture. It depends on the seed and the picture alone.
   *
   * @param picture the SHA-256 of the picture's file
   * @return a new stream, at its beginning
   */
  public RandomGenerator patches(byte[] picture) {
    byte[] seed = ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    return create(ByteBuffer.wrap(Sha256.of(seed, picture)).getLong());
  }

  /**
   * The stream that draws the initial weights.
   *
   * @return a new stream, at its beginning
   */
  public RandomGenerator weights() {
    return stream(1);
  }

  /**
   * The stream that chooses the samples that are held out of the training.
   *
   * @return a new stream, at its beginning
   */
  public RandomGenerator validation() {
    return stream(2);
  }

  private RandomGenerator stream(int number) {
    SplittableGenerator root = create(value);
    for (int i = 0; i < number; i++) {
      root.split();
    }
    return root.split();
  }

  private static SplittableGenerator create(long seed) {
    return RandomGeneratorFactory.<SplittableGenerator>of(ALGORITHM).create(seed);
  }
}
