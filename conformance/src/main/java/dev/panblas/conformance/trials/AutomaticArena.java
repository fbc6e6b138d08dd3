/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance.trials;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Memory that every thread may use and that the garbage collector frees. Closing it does nothing,
 * so that it can replace an arena that must be closed.
 */
public final class AutomaticArena implements Arena {

  private final Arena arena = Arena.ofAuto();

  @Override
  public MemorySegment allocate(long bytes, long alignment) {
    return arena.allocate(bytes, alignment);
  }

  @Override
  public MemorySegment.Scope scope() {
    return arena.scope();
  }

  @Override
  public void close() {}
}
