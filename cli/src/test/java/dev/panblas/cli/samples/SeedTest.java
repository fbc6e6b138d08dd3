/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

class SeedTest {

  @Test
  void eachCallGivesAStreamAtItsBeginning() {
    byte[] picture = {1, 2};
    assertEquals(new Seed(7).patches(picture).nextLong(), new Seed(7).patches(picture).nextLong());
    assertEquals(new Seed(7).weights().nextLong(), new Seed(7).weights().nextLong());
  }

  @Test
  void theStreamsAreDifferent() {
    byte[] picture = {1, 2};
    byte[] other = {1, 3};
    long patches = new Seed(7).patches(picture).nextLong();
    assertNotEquals(patches, new Seed(7).weights().nextLong());
    assertNotEquals(patches, new Seed(8).patches(picture).nextLong());
    assertNotEquals(patches, new Seed(7).patches(other).nextLong());
    assertNotEquals(new Seed(7).weights().nextLong(), new Seed(7).validation().nextLong());
  }
}
