/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** A shared arena that counts the allocated bytes. */
final class CountingArena implements Arena {

  private final Arena arena = Arena.ofShared();
  private long bytes;

  /** {@return the bytes allocated so far} */
  synchronized long bytes() {
    return bytes;
  }

  @Override
  public synchronized MemorySegment allocate(long byteSize, long byteAlignment) {
    bytes += byteSize;
    return arena.allocate(byteSize, byteAlignment);
  }

  @Override
  public MemorySegment.Scope scope() {
    return arena.scope();
  }

  @Override
  public void close() {
    arena.close();
  }
}
