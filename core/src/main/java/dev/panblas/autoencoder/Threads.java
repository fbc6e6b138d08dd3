/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.autoencoder;

import dev.panblas.internal.team.Team;
import dev.panblas.matrix.Matrix;
import java.lang.foreign.Arena;

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
    boolean shared = Team.canAccess(workspace.allocate(1));
    for (Matrix input : inputs) {
      shared &= Team.canAccess(input.segment());
    }
    return shared ? wanted : 1;
  }
}
