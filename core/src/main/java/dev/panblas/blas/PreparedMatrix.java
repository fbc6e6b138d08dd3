/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.blas;

import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import dev.panblas.spi.BlasKernels;
import dev.panblas.spi.Routine;
import java.lang.foreign.Arena;
import java.util.Locale;

/**
 * The elements of a matrix in the memory and the order in which the backend's gemm reads an operand
 * fastest. A program that multiplies by one matrix many times prepares it once, with {@link
 * Blas#prepare}, and passes this in its place.
 *
 * <p>It is a copy: later changes of the matrix do not change it. Any number of threads may read it.
 * It is valid until it is closed; a part is valid as long as the whole.
 */
public final class PreparedMatrix implements AutoCloseable {

  /** What a whole matrix and its parts share. */
  private static final class Owner {
    final Arena arena = Arena.ofShared();
    volatile boolean isClosed;
  }

  private final Owner owner;
  private final Matrix matrix;

  private PreparedMatrix(Owner owner, Matrix matrix) {
    this.owner = owner;
    this.matrix = matrix;
  }

  static PreparedMatrix of(BlasKernels kernels, Matrix a) {
    Owner owner = new Owner();
    boolean isComplete = false;
    try {
      PreparedMatrix prepared =
          new PreparedMatrix(
              owner, kernels.operandOfGemm(owner.arena, a.precision(), a.rows(), a.columns()));
      prepared.set(a);
      isComplete = true;
      return prepared;
    } finally {
      if (!isComplete) {
        owner.arena.close();
      }
    }
  }

  /**
   * The type of the elements.
   *
   * @return that of the matrix
   */
  public Precision precision() {
    return matrix.precision();
  }

  /**
   * The number of rows.
   *
   * @return 0 or more
   */
  public int rows() {
    return matrix.rows();
  }

  /**
   * The number of columns.
   *
   * @return 0 or more
   */
  public int columns() {
    return matrix.columns();
  }

  /**
   * Returns a part, which is closed with the whole.
   *
   * @param firstRow from 0
   * @param firstColumn from 0
   * @param rows the number of rows, 0 or more
   * @param columns the number of columns, 0 or more
   * @return a view of these elements
   * @throws IndexOutOfBoundsException if the part is outside of the matrix
   */
  public PreparedMatrix block(int firstRow, int firstColumn, int rows, int columns) {
    return new PreparedMatrix(owner, matrix.block(firstRow, firstColumn, rows, columns));
  }

  /**
   * Replaces the elements, without new memory. No other thread may use them at the same time.
   *
   * @param a a matrix of the same shape and precision, read
   * @throws IllegalArgumentException if the shape or the precision differs
   * @throws IllegalStateException if this or the matrix's arena is closed
   */
  public void set(Matrix a) {
    if (a.precision() != precision() || a.rows() != rows() || a.columns() != columns()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "set: the matrix must have the shape and precision of the prepared one, %s, but is"
                  + " %s: prepare it with Blas.prepare",
              matrix.describe(),
              a.describe()));
    }
    if (owner.isClosed) {
      throw new IllegalStateException(
          "set: the prepared matrix must be open, but is closed: call Blas.prepare again");
    }
    matrix.copyFrom(a);
  }

  /** The elements, for a routine that reads them. */
  Matrix operand(Routine routine, String name) {
    if (owner.isClosed) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "%s: the prepared matrix %s must be open, but is closed: call Blas.prepare again",
              routine,
              name));
    }
    return matrix;
  }

  /**
   * Frees the native memory of the whole matrix, if it has any. A later call that reads it or a
   * part is refused with {@link IllegalStateException}. Does nothing if it is closed already.
   *
   * @throws IllegalStateException if another thread is in a native call that reads it
   */
  @Override
  public void close() {
    synchronized (owner) {
      if (!owner.isClosed) {
        owner.arena.close();
        owner.isClosed = true;
      }
    }
  }

  /** {@return shape and precision} */
  @Override
  public String toString() {
    return "prepared " + matrix.describe();
  }
}
