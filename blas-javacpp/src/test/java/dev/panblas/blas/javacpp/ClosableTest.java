/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.blas.javacpp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.panblas.blas.Blas;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import java.lang.foreign.Arena;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/** Arenas that another thread closes during a call. */
class ClosableTest {

  private static final int MOST_ROUNDS = 50;

  private static boolean isClosable(Arena arena) {
    return Closable.isClosable(arena.allocate(8).asSlice(4));
  }

  @Test
  void onlyMemoryOfASharedArenaCanBeClosedByAnotherThread() {
    try (Arena shared = Arena.ofShared();
        Arena confined = Arena.ofConfined()) {
      assertTrue(isClosable(shared));
      assertFalse(isClosable(confined));
    }
    assertFalse(isClosable(Arena.ofAuto()));
    assertFalse(isClosable(Arena.global()));
    assertFalse(Closable.isClosable(Vector.of(1, 2).segment()));
  }

  /** The memory is freed if the arena closes. Each product is one library call. */
  @Test
  void closingAnArenaIsRefusedWhileALibraryCallUsesIt() throws InterruptedException {
    Blas blas = Blas.open("javacpp").withThreads(1);
    for (int round = 0; round < MOST_ROUNDS; round++) {
      if (isRefused(blas)) {
        return;
      }
    }
    fail("no call held the arena");
  }

  @SuppressWarnings("MustBeClosedChecker") // closed on all paths that return
  private static boolean isRefused(Blas blas) throws InterruptedException {
    int n = 900;
    Arena arena = Arena.ofShared();
    Matrix a = Matrix.allocate(arena, Precision.DOUBLE, n, n);
    Matrix c = Matrix.allocate(Precision.DOUBLE, n, n);
    a.fill(1);
    CountDownLatch begun = new CountDownLatch(1);
    FutureTask<Double> product =
        new FutureTask<>(
            () -> {
              begun.countDown();
              blas.gemm(1, a, a, 0, c);
              return c.get(n - 1, n - 1);
            });
    Thread.ofPlatform().start(product);
    begun.await();
    Thread.sleep(2);
    boolean refused = false;
    try {
      arena.close();
    } catch (IllegalStateException held) {
      refused = true;
    }
    try {
      assertEquals(n, product.get());
    } catch (ExecutionException ended) { // closed before the library call began
      assertInstanceOf(IllegalStateException.class, ended.getCause());
      assertFalse(refused);
    }
    if (refused) {
      arena.close();
      assertThrows(IllegalStateException.class, () -> blas.gemm(1, a, a, 0, c));
    }
    return refused;
  }
}
