/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EffortTest {

  private static final String CALLS = "panblas.conformance.calls";
  private static final String LIMIT = "panblas.conformance.limit";
  private static final String EFFORT = "panblas.conformance.effort";

  @AfterEach
  void clear() {
    System.clearProperty(CALLS);
    System.clearProperty(LIMIT);
    System.clearProperty(EFFORT);
  }

  @Test
  void aPropertySetsTheNumberOfCalls() {
    System.setProperty(CALLS, "12");
    assertEquals(12, Effort.current().randomCalls());
  }

  @Test
  void aPropertySetsTheLimitOfARule() {
    System.setProperty(LIMIT, "45");
    assertEquals(Duration.ofSeconds(45), Effort.current().limit());
    assertEquals(Effort.SHORT.threads(), Effort.current().threads());
  }

  @Test
  void theDefaultIsTheShortEffort() {
    assertEquals(Effort.SHORT, Effort.current());
  }

  @Test
  void aPropertySelectsTheEffort() {
    System.setProperty(EFFORT, "full");
    assertEquals(Effort.FULL, Effort.current());
    System.setProperty(CALLS, "12");
    assertEquals(new Effort(12, Effort.FULL.threads(), 1, Effort.FULL.limit()), Effort.current());
    System.setProperty(EFFORT, "long");
    assertEquals(
        "-Dpanblas.conformance.effort must be full or short, but was long",
        assertThrows(IllegalArgumentException.class, Effort::current).getMessage());
  }

  @Test
  void aPropertyOutOfRangeIsRefused() {
    String rule =
        "-Dpanblas.conformance.calls must be a whole number from 1 to 2147483647, but was ";
    for (String calls : new String[] {"many", "3000000000", "0"}) {
      System.setProperty(CALLS, calls);
      assertEquals(
          rule + calls, assertThrows(IllegalArgumentException.class, Effort::current).getMessage());
    }
  }
}
