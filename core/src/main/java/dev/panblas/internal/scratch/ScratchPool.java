/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.internal.scratch;

import dev.panblas.internal.team.Team;

/**
 * Native memory that calls borrow and give back, in pieces. A small piece is kept for the next
 * call, a large one is freed after use. A call borrows one piece, and slices it for all its copies.
 *
 * <p>The number of pieces is fixed. A call that finds none free waits, before it has anything that
 * another thread could wait for: a call of a thread that has a piece already, or of a worker
 * thread, whose caller may have one, gets memory of its own instead.
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

  /** The pool of this copy of Panblas. */
  public static final ScratchPool SHARED =
      new ScratchPool(Runtime.getRuntime().availableProcessors());

  private final Pieces small;
  private final Pieces large;

  /**
   * A pool with a small and a large piece for each processor, and two more for threads that have
   * lost their processor during a call.
   */
  ScratchPool(int processors) {
    this.small = new Pieces(processors + 2, true);
    this.large = new Pieces(processors + 2, false);
  }

  /**
   * Borrows memory that every thread can access, after a wait if no piece is free. An interrupt
   * changes nothing; the thread's interrupt status is kept. The contents are unspecified.
   *
   * @param bytes the sum of {@link Scratch#bytes} of the slices
   * @return the memory, which the caller closes
   */
  public Scratch borrow(long bytes) {
    Pieces pieces = bytes <= MOST_KEPT ? small : large;
    Scratch scratch = new Scratch();
    Piece piece = pieces.claim(scratch);
    if (piece == null) {
      piece = mayWait() ? pieces.await(scratch) : Piece.ofNoPool(scratch);
    }
    scratch.open(piece, bytes);
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
