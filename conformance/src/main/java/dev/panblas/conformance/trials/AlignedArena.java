/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance.trials;

import dev.panblas.conformance.operands.GuardedOperand;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Another arena whose memory begins at cache lines. A library may add up in an order that depends
 * on the alignment of its operands, so results in different memory have the same bits only then.
 *
 * @param arena owns the memory
 */
public record AlignedArena(Arena arena) implements Arena {

  @Override
  public MemorySegment allocate(long bytes, long alignment) {
    return arena.allocate(bytes, Math.max(alignment, GuardedOperand.CACHE_LINE));
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
