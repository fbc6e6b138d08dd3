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
    assertEquals(new Seed(7).patches().nextLong(), new Seed(7).patches().nextLong());
    assertEquals(new Seed(7).weights().nextLong(), new Seed(7).weights().nextLong());
  }

  @Test
  void theStreamsAreDifferent() {
    assertNotEquals(new Seed(7).patches().nextLong(), new Seed(7).weights().nextLong());
    assertNotEquals(new Seed(7).patches().nextLong(), new Seed(8).patches().nextLong());
  }
}
