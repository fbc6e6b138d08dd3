/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class LoadTest {

  /** Two processors: user, nice, system, idle, iowait, irq, softirq, steal, guest, guest_nice. */
  private static Load reading(String machine, String own) {
    return Load.parse(
        "cpu  " + machine + "\ncpu0 1 1 1 1 1 1 1 1 0 0\nintr 5\n",
        "42 (a (strange) name) S 1 42 42 0 -1 4194304 10 0 0 0 " + own + " 20 0 1 0 100 1 1\n");
  }

  @Test
  void readsBusyTimeAndThatOfTheProcessAndItsChildren() {
    assertEquals(new Load(156, 356, 75), reading("100 10 20 150 50 5 6 15 7 0", "50 10 12 3"));
  }

  @Test
  void othersAreWhatThisProcessDidNotUse() {
    Load begin = reading("100 0 0 100 0 0 0 0 0 0", "50 0 0 0");
    Load end = reading("250 0 10 140 0 0 0 0 0 0", "180 5 0 0"); // 200 ticks, 160 busy, 135 own
    assertEquals(OptionalDouble.of(0.125), begin.othersUntil(end));
    assertEquals(1.35, begin.ownSecondsUntil(end));
  }

  @Test
  void timeThatTheHostGaveToOthersIsTheirs() {
    Load begin = reading("0 0 0 0 0 0 0 0 0 0", "0 0 0 0");
    Load end = reading("100 0 0 60 0 0 0 40 0 0", "100 0 0 0");
    assertEquals(OptionalDouble.of(0.2), begin.othersUntil(end));
  }

  @Test
  void readingsThatWereNotAtOneInstantGiveNoNegativeShare() {
    Load begin = reading("0 0 0 0 0 0 0 0 0 0", "0 0 0 0");
    Load end = reading("99 0 0 100 0 0 0 0 0 0", "100 0 0 0");
    assertEquals(OptionalDouble.of(0), begin.othersUntil(end));
    assertEquals(OptionalDouble.empty(), end.othersUntil(end));
  }

  @Test
  void thisMachineHasATimeOnLinux() {
    boolean isLinux = System.getProperty("os.name").equals("Linux");
    assertEquals(isLinux, Load.now().isPresent());
    Load.now().ifPresent(load -> assertTrue(load.own() > 0 && load.busy() < load.all()));
  }
}
