/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.nativelib.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class NativeMemoryTest {

  private static final long LARGE = 1L << 28;

  @Test
  void memoryIsAlignedAndWritable() {
    for (long bytes : new long[] {1, 63, 64, 65, 1_000_003}) {
      try (Arena arena = Arena.ofShared()) {
        MemorySegment memory = NativeMemory.allocate(bytes, arena);
        assertEquals(bytes, memory.byteSize());
        assertEquals(0, memory.address() % 64);
        memory.fill((byte) 7);
        assertEquals(arena.scope(), memory.scope());
      }
    }
  }

  /** By default, the limit for direct memory is that of the heap. */
  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "other systems may reserve memory before its use")
  void theLimitForDirectMemoryDoesNotApply() {
    long bytes = Runtime.getRuntime().maxMemory() + 1;
    assertEquals(bytes, NativeMemory.allocate(bytes, Arena.ofAuto()).byteSize());
  }

  @Test
  void memoryThatTheSystemDoesNotHaveIsAnError() {
    OutOfMemoryError error =
        assertThrows(OutOfMemoryError.class, () -> NativeMemory.allocate(1L << 60, Arena.ofAuto()));
    assertTrue(error.getMessage().contains("need 1152921504606846976 bytes"), error::getMessage);
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "reads the size of the process from /proc")
  void aClosedArenaFreesMemory() throws IOException {
    long before = addressSpace();
    for (int i = 0; i < 100; i++) {
      try (Arena arena = Arena.ofShared()) {
        MemorySegment memory = NativeMemory.allocate(LARGE, arena);
        memory.asSlice(LARGE - 1).fill((byte) 1);
      }
    }
    assertTrue(addressSpace() - before < 10 * LARGE, () -> "the process has grown");
  }

  /** In bytes. */
  private static long addressSpace() throws IOException {
    String pages = Files.readString(Path.of("/proc/self/statm")).split(" ", 2)[0];
    return Long.parseLong(pages) * 4096;
  }
}
