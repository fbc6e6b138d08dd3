package dev.panblas.cli;

import java.util.random.RandomGenerator;
import java.util.random.RandomGenerator.SplittableGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * What all chance in a run hangs on. Each purpose has a stream of its own, so that drawing more
 * patches does not change the weights a run starts from.
 *
 * @param value any number
 */
record Seed(long value) {

  /** Named, not the JDK's default, which may change: a seed must stay good. */
  private static final String ALGORITHM = "L64X128MixRandom";

  /** The stream that draws patches; a new one, from its beginning, with every call. */
  RandomGenerator patches() {
    return stream(0);
  }

  /** The stream that draws the first weights; a new one, from its beginning, with every call. */
  RandomGenerator weights() {
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
