/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.samples;

import dev.panblas.autoencoder.SeedStreams;
import dev.panblas.cli.shared.Sha256;
import java.nio.ByteBuffer;
import java.util.random.RandomGenerator;

/**
 * The seed of all random numbers of a run. Each use has its own stream, so that drawing more
 * patches does not change the initial weights.
 *
 * @param value the seed, any number
 */
public record Seed(long value) {

  /**
   * The stream that draws the patches of a picture. It depends on the seed and the picture alone.
   *
   * @param picture the SHA-256 of the picture's file
   * @return a new stream, at its beginning
   */
  public RandomGenerator patches(byte[] picture) {
    byte[] seed = ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    return SeedStreams.root(ByteBuffer.wrap(Sha256.of(seed, picture)).getLong());
  }

  /**
   * The stream that draws the initial weights.
   *
   * @return a new stream, at its beginning
   */
  public RandomGenerator weights() {
    return SeedStreams.weights(value);
  }

  /**
   * The stream that chooses the samples that are held out of the training.
   *
   * @return a new stream, at its beginning
   */
  public RandomGenerator validation() {
    return SeedStreams.stream(value, 2);
  }
}
