/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance.trials;

import dev.panblas.blas.Blas;
import dev.panblas.conformance.cases.Case;
import dev.panblas.conformance.operands.FencedMemory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A shared arena that is closed during calls. Its memory stays mapped until this object is
 * unreachable, so that a backend that still accesses it does not end the process.
 */
@SuppressWarnings("restricted") // reinterpret, with the size unchanged
public final class ClosingArena implements Arena {

  private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(20);

  /** Between two calls after the arena has refused, so that it can close. */
  private static final long PAUSE_NANOS = 200_000;

  private final Arena memory = Arena.ofAuto();
  private final Arena arena = Arena.ofShared();
  private volatile boolean refused;

  private ClosingArena() {}

  /** Why this process cannot make such an arena; empty if it can. */
  public static Optional<String> obstacle() {
    return FencedMemory.obstacleToNativeAccess("memory that outlives its arena");
  }

  @Override
  public MemorySegment allocate(long bytes, long alignment) {
    return memory.allocate(bytes, alignment).reinterpret(arena, null);
  }

  @Override
  public MemorySegment.Scope scope() {
    return arena.scope();
  }

  @Override
  public void close() {
    arena.close();
  }

  /**
   * Another thread makes the same call again and again. This one closes the operands' arena, which
   * may refuse while a call holds it. The other thread's calls must then end with an
   * IllegalStateException.
   *
   * @param round determines how long the calls run before the first attempt
   */
  public static void requireNoticed(Blas blas, Case at, int round) throws InterruptedException {
    ClosingArena arena = new ClosingArena();
    try {
      arena.requireNoticed(blas, Trial.of(arena, at), round);
    } finally {
      Reference.reachabilityFence(arena);
    }
  }

  private void requireNoticed(Blas blas, Trial trial, int round) throws InterruptedException {
    long end = System.nanoTime() + MOST_NANOS;
    CountDownLatch begun = new CountDownLatch(1);
    AtomicReference<@Nullable RuntimeException> thrown = new AtomicReference<>();
    Thread caller =
        Thread.ofPlatform()
            .start(
                () -> {
                  begun.countDown();
                  try {
                    while (System.nanoTime() < end) {
                      trial.call(blas);
                      if (refused) {
                        LockSupport.parkNanos(PAUSE_NANOS);
                      }
                    }
                  } catch (RuntimeException ended) {
                    thrown.set(ended);
                  }
                });
    begun.await();
    LockSupport.parkNanos(round * 100_000L);
    boolean closed = closesBefore(end);
    caller.join();
    if (!closed) {
      throw new AssertionError("the arena must close between two calls, but refused for 20 s");
    }
    RuntimeException ended = thrown.get();
    if (!(ended instanceof IllegalStateException)) {
      throw new AssertionError(
          "a call after the arena was closed must throw IllegalStateException, but "
              + (ended == null ? "returned" : "threw " + ended),
          ended);
    }
  }

  /** Closes the arena as soon as no call holds it; returns false if that takes too long. */
  private boolean closesBefore(long end) {
    while (System.nanoTime() < end) {
      try {
        close();
        return true;
      } catch (IllegalStateException held) {
        refused = true;
        Thread.onSpinWait();
      }
    }
    return false;
  }
}
