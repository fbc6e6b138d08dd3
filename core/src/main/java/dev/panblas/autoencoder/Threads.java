package dev.panblas.autoencoder;

import dev.panblas.matrix.Matrix;
import java.lang.foreign.Arena;

/** How many threads may work on tiles. */
final class Threads {

  private Threads() {}

  static void requirePositive(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException(
          "threads: " + threads + " is not possible; there must be 1 or more");
    }
  }

  /** As many as wanted, or 1 where some memory is confined to a thread. */
  static int sharing(int wanted, Arena workspace, Matrix... inputs) {
    Thread another = new Thread(() -> {});
    boolean shared = workspace.allocate(1).isAccessibleBy(another);
    for (Matrix input : inputs) {
      shared &= input.segment().isAccessibleBy(another);
    }
    return shared ? wanted : 1;
  }
}
