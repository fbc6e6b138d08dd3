/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.internal.scratch;

import dev.panblas.spi.BlasKernels;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A piece of memory, which at most one call has at a time.
 *
 * <p>A call whose stack overflows may have no stack to give the piece back. So a piece is also free
 * when the thread of the call has ended, or the call's {@link Scratch} is no longer reachable.
 */
final class Piece {

  /** The fewest bytes of memory that is kept. */
  private static final long FEWEST_KEPT = 1 << 16;

  private final boolean kept;
  private final Runnable freed;
  private final AtomicReference<@Nullable Claim> holder = new AtomicReference<>();

  // Written by the call that has the piece.
  private volatile @Nullable MemorySegment memory;
  private @Nullable Arena arena; // of memory that is not kept

  /** The claim of a call. */
  static final class Claim extends WeakReference<Scratch> {
    private final Thread thread = Thread.currentThread();

    Claim(Scratch scratch) {
      super(scratch);
    }

    private boolean isLost() {
      return !thread.isAlive() || refersTo(null);
    }
  }

  /**
   * A piece without memory.
   *
   * @param kept whether memory is kept after use
   * @param freed called when a call has given the piece back
   */
  Piece(boolean kept, Runnable freed) {
    this.kept = kept;
    this.freed = freed;
  }

  /** A piece for one call, which is freed after use. */
  static Piece ofNoPool(Scratch scratch) {
    Piece piece = new Piece(false, () -> {});
    piece.claim(scratch);
    return piece;
  }

  /** Claims this piece for a call, if it is free. */
  boolean claim(Scratch scratch) {
    Claim held = holder.get();
    return (held == null || held.isLost()) && holder.compareAndSet(held, scratch.claim());
  }

  boolean isHeldBy(Thread thread) {
    Claim held = holder.get();
    return held != null && held.thread == thread && !held.isLost();
  }

  /** At least so many bytes for the call that has this piece. */
  MemorySegment memory(BlasKernels kernels, long bytes) {
    free(); // unless the last call has
    MemorySegment segment = memory;
    if (segment == null || segment.byteSize() < bytes) {
      memory = null;
      segment = allocate(kernels, bytes);
      memory = segment;
    }
    return segment;
  }

  @SuppressWarnings("MustBeClosedChecker") // free() closes it
  private MemorySegment allocate(BlasKernels kernels, long bytes) {
    if (kept) { // the garbage collector frees it when it is too small, or Panblas is unloaded
      return kernels.allocate(
          Math.max(FEWEST_KEPT, Long.highestOneBit(2 * bytes - 1)), Arena.ofAuto());
    }
    Arena owner = Arena.ofShared();
    arena = owner;
    return kernels.allocate(bytes, owner);
  }

  private void free() {
    Arena owner = arena;
    if (owner != null) {
      if (owner.scope().isAlive()) { // it may be closed if the last call could not end this
        owner.close();
      }
      memory = null;
      arena = null;
    }
  }

  /** Ends the claim of a call. */
  void release(Claim claim) {
    free();
    holder.compareAndSet(claim, null);
    freed.run();
  }

  long bytes() {
    MemorySegment segment = memory;
    return segment == null ? 0 : segment.byteSize();
  }
}
