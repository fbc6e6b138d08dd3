/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.internal.scratch;

import dev.panblas.internal.team.Team;
import dev.panblas.spi.BlasKernels;
import java.util.concurrent.TimeUnit;

/**
 * Native memory that calls borrow and give back, in pieces. A small piece is kept for the next
 * call, a large one is freed after use. A call borrows one piece, and slices it for all its copies.
 * Kernels in Java take small copies in Java arrays, which need no pool.
 *
 * <p>The number of pieces is fixed. A call that finds none free waits, before it has anything that
 * another thread could wait for: a call that kernels make during a call, or one of a worker thread,
 * whose caller may have a piece, gets memory of its own instead. So does a call that has waited too
 * long, because threads that have lost their pieces may be the only ones that have any.
 *
 * <p>The pieces belong to the pool and not to threads, of which there may be a million.
 */
public final class ScratchPool {

  /**
   * The most bytes of a piece that is kept: three double matrices of order 1182. New memory costs
   * up to 0.7 ms for 1 MiB, because the system provides its pages when they are first written: a
   * quarter of the time of a product of order 1000, and less of a larger one.
   */
  static final long MOST_KEPT = 1 << 25;

  /** The most bytes of copies in Java arrays. The JVM fills such an array in less than 2 ms. */
  static final long MOST_IN_ARRAYS = 1 << 22;

  /** The longest wait for {@link #MOST_KEPT} bytes: many times what a call on them takes. */
  private static final long LONGEST_WAIT_MILLIS = 1_000;

  /** The pool of this copy of Panblas. */
  public static final ScratchPool SHARED =
      new ScratchPool(Runtime.getRuntime().availableProcessors(), LONGEST_WAIT_MILLIS);

  private final Pieces small;
  private final Pieces large;
  private final long longestWaitMillis;

  /**
   * A pool with a small and a large piece for each processor, and two more for threads that have
   * lost their processor during a call.
   */
  ScratchPool(int processors, long longestWaitMillis) {
    this.small = new Pieces(processors + 2, true);
    this.large = new Pieces(processors + 2, false);
    this.longestWaitMillis = longestWaitMillis;
  }

  /**
   * Borrows memory that every thread can access, after a wait if no piece is free. An interrupt
   * changes nothing; the thread's interrupt status is kept. The contents are unspecified.
   *
   * @param kernels that take the copies
   * @param bytes the sum of {@link Scratch#bytes} of the slices
   * @param nested whether kernels make the call, which then does not wait
   * @return the memory, which the caller closes
   */
  public Scratch borrow(BlasKernels kernels, long bytes, boolean nested) {
    if (!kernels.isNative() && bytes <= MOST_IN_ARRAYS) {
      return new Scratch(true);
    }
    Scratch scratch = new Scratch(false);
    Pieces pieces = kernels.isNative() && bytes <= MOST_KEPT ? small : large;
    Piece piece = pieces.claim(scratch);
    if (piece == null && !nested && mayWait()) {
      // In proportion to the time of a call: otherwise many calls would get memory of their own.
      long millis = longestWaitMillis * (1 + bytes / MOST_KEPT);
      piece = pieces.await(scratch, TimeUnit.MILLISECONDS.toNanos(millis));
    }
    scratch.open(piece == null ? Piece.ofNoPool(scratch) : piece, kernels, bytes);
    return scratch;
  }

  private boolean mayWait() {
    Thread caller = Thread.currentThread();
    return !Team.SHARED.isWorker(caller) && !small.has(caller) && !large.has(caller);
  }

  /** The memory of all pieces, in bytes. */
  long bytes() {
    return small.bytes() + large.bytes();
  }
}
