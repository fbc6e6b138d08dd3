/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.internal.scratch;

import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import dev.panblas.spi.BlasKernels;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import org.jspecify.annotations.Nullable;

/**
 * Memory that one call has borrowed from a {@link ScratchPool}. The thread of the call slices it.
 * All threads can access the slices, until this is closed.
 */
public final class Scratch implements AutoCloseable {

  /** The alignment of slices in bytes: a cache line, and the widest vector register. */
  static final int ALIGNMENT = 64;

  /** No machine has memory for more. The bytes of several slices can be added. */
  private static final long MOST_ELEMENTS = 1L << 56;

  private final boolean inArrays;
  private final Piece.Claim claim = new Piece.Claim(this);
  private MemorySegment free = MemorySegment.NULL;
  private @Nullable Piece piece;

  /**
   * Scratch without memory.
   *
   * @param inArrays whether slices are Java arrays; otherwise they are taken from a piece
   */
  Scratch(boolean inArrays) {
    this.inArrays = inArrays;
  }

  /**
   * The bytes of a slice.
   *
   * @param precision the type of the elements
   * @param elements their number
   * @return a multiple of the alignment
   */
  public static long bytes(Precision precision, long elements) {
    long bytes = Math.min(elements, MOST_ELEMENTS) * precision.bytes();
    return Math.ceilDiv(bytes, ALIGNMENT) * ALIGNMENT;
  }

  Piece.Claim claim() {
    return claim;
  }

  /** Takes so many bytes of a piece that is claimed for this. */
  void open(Piece claimed, BlasKernels kernels, long bytes) {
    piece = claimed;
    try {
      free = claimed.memory(kernels, bytes).asSlice(0, bytes);
    } catch (OutOfMemoryError noMemory) {
      close();
      throw noMemory;
    }
  }

  /**
   * Slices a row-major matrix with unspecified elements.
   *
   * @param precision the type of the elements
   * @param rows the number of rows
   * @param columns the number of columns
   * @return the matrix
   */
  public Matrix matrix(Precision precision, int rows, int columns) {
    MemorySegment slice = slice(precision, (long) rows * columns);
    return Matrix.wrap(slice, precision, rows, columns, 0, columns, 1);
  }

  /**
   * Slices a vector with unspecified elements.
   *
   * @param precision the type of the elements
   * @param size the number of elements
   * @return the vector
   */
  public Vector vector(Precision precision, int size) {
    return Vector.wrap(slice(precision, size), precision, size, 0, 1);
  }

  private MemorySegment slice(Precision precision, long elements) {
    if (inArrays) {
      return precision == Precision.SINGLE
          ? MemorySegment.ofArray(new float[(int) elements])
          : MemorySegment.ofArray(new double[(int) elements]);
    }
    long bytes = bytes(precision, elements);
    MemorySegment slice = free.asSlice(0, bytes);
    free = free.asSlice(bytes);
    return slice;
  }

  @Override
  public void close() {
    Piece claimed = piece;
    piece = null;
    free = MemorySegment.NULL;
    try {
      if (claimed != null) {
        claimed.release(claim);
      }
    } finally {
      Reference.reachabilityFence(this); // a piece is free when its scratch is not reachable
    }
  }
}
