/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.autoencoder;

import dev.panblas.internal.team.Team;
import dev.panblas.matrix.Matrix;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** How many threads may compute tiles. */
final class Threads {

  private Threads() {}

  static void requirePositive(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be >= 1, but was " + threads);
    }
  }

  /** The thread count given, or 1 if some of the memory is confined to one thread. */
  static int sharing(int wanted, Arena workspace, Matrix... inputs) {
    boolean shared = canShare(workspace.allocate(1));
    for (Matrix input : inputs) {
      shared &= canShare(input.segment());
    }
    return shared ? wanted : 1;
  }

  /** Whether every thread can access the memory. */
  static boolean canShare(MemorySegment memory) {
    return Team.canAccess(memory);
  }
}
