/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class CallTimesTest {

  @Test
  void aPercentileIsOneOfTheTimes() {
    long[] times = LongStream.rangeClosed(1, 1000).map(i -> 1001 - i).toArray();
    assertEquals(990, CallTimes.percentile(times, 0.99));
    assertEquals(1000, CallTimes.percentile(times, 1));
    assertEquals(7, CallTimes.percentile(new long[] {7}, 0.99));
  }
}
