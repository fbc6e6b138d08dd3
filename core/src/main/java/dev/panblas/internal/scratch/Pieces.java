/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.internal.scratch;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The pieces of one kind, and the threads that wait for one. */
final class Pieces {

  /** A piece that a call could not give back is found by looking again. */
  private static final long LONGEST_PARK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private final Piece[] pieces;

  /**
   * Held by the thread that looks for a free piece. The others wait for it, so that a million of
   * them cost nothing. It is a monitor because a monitor is released whatever is thrown.
   */
  private final Object turn = new Object();

  private volatile @Nullable Thread looking;

  Pieces(int count, boolean kept) {
    this.pieces = new Piece[count];
    Arrays.setAll(pieces, _ -> new Piece(kept, this::wake));
  }

  /** Claims the first free piece, so that few have memory; null if there is none. */
  @Nullable Piece claim(Scratch scratch) {
    for (Piece piece : pieces) {
      if (piece.claim(scratch)) {
        return piece;
      }
    }
    return null;
  }

  /**
   * Claims a piece, after a wait until one is free; null if none was free for so long. Of several
   * threads that wait, each looks for so long in turn, so that only one of them leaves at a time.
   */
  @Nullable Piece await(Scratch scratch, long nanos) {
    Thread caller = Thread.currentThread();
    boolean interrupted = false;
    synchronized (turn) {
      looking = caller;
      long begin = System.nanoTime();
      try {
        Piece piece = claim(scratch);
        while (piece == null && System.nanoTime() - begin < nanos) {
          LockSupport.parkNanos(this, LONGEST_PARK_NANOS);
          interrupted |= Thread.interrupted(); // the status would end every later wait at once
          piece = claim(scratch);
        }
        return piece;
      } finally {
        looking = null;
        if (interrupted) {
          caller.interrupt();
        }
      }
    }
  }

  private void wake() {
    LockSupport.unpark(looking);
  }

  boolean has(Thread thread) {
    return Arrays.stream(pieces).anyMatch(piece -> piece.isHeldBy(thread));
  }

  long bytes() {
    return Arrays.stream(pieces).mapToLong(Piece::bytes).sum();
  }
}
