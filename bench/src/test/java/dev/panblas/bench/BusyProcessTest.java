/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class BusyProcessTest {

  @Test
  void endsWhenItIsClosed() throws IOException {
    List<ProcessHandle> before = ProcessHandle.current().children().toList();
    List<ProcessHandle> started;
    try (BusyProcess _ = new BusyProcess()) {
      started =
          ProcessHandle.current().children().filter(child -> !before.contains(child)).toList();
    }
    assertEquals(1, started.size());
    assertFalse(started.getFirst().isAlive());
  }
}
