/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.matrix;

import java.lang.foreign.MemorySegment;
import java.nio.Buffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.Locale;

/**
 * Views over buffers, and copies from and to them, of the elements from the position to the limit.
 * Copies go through an array, which a buffer fills from any memory in any byte order.
 */
final class BufferCopy {

  /** The most elements that are copied at once. */
  private static final int PIECE = 1 << 10;

  private BufferCopy() {}

  /** What is copied at once. */
  @FunctionalInterface
  private interface Piece {

    /**
     * Copies a block.
     *
     * @param block a part of the matrix
     * @param done the elements that were copied before
     * @param count the elements of the block
     */
    void copy(Matrix block, int done, int count);
  }

  // ---- views

  static MemorySegment memory(DoubleBuffer buffer) {
    requireNativeOrder(buffer.order(), "asDoubleBuffer");
    return MemorySegment.ofBuffer(buffer);
  }

  static MemorySegment memory(FloatBuffer buffer) {
    requireNativeOrder(buffer.order(), "asFloatBuffer");
    return MemorySegment.ofBuffer(buffer);
  }

  private static void requireNativeOrder(ByteOrder order, String view) {
    if (order != ByteOrder.nativeOrder()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the buffer must be in the native byte order, %s, but is %s: call"
                  + " order(ByteOrder.nativeOrder()) before %s(), or copy the elements with"
                  + " copyFrom",
              ByteOrder.nativeOrder(),
              order,
              view));
    }
  }

  static void requireLength(Buffer buffer, int rows, int columns) {
    if ((long) rows * columns != buffer.remaining()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the buffer must have %d elements from position to limit for a %dx%d matrix, but has"
                  + " %d",
              (long) rows * columns,
              rows,
              columns,
              buffer.remaining()));
    }
  }

  // ---- copies

  static void copy(DoubleBuffer source, Order order, Matrix target) {
    requireTarget(target, source);
    double[] piece = new double[pieceLength(target)];
    inPieces(
        target,
        order,
        (block, done, count) -> {
          source.get(source.position() + done, piece, 0, count);
          block.copyFrom(like(block, piece));
        });
  }

  static void copy(FloatBuffer source, Order order, Matrix target) {
    requireTarget(target, source);
    float[] piece = new float[pieceLength(target)];
    inPieces(
        target,
        order,
        (block, done, count) -> {
          source.get(source.position() + done, piece, 0, count);
          block.copyFrom(like(block, piece));
        });
  }

  static void copy(Matrix source, DoubleBuffer target, Order order) {
    requireWritable(target, source);
    double[] piece = new double[pieceLength(source)];
    inPieces(
        source,
        order,
        (block, done, count) -> {
          like(block, piece).copyFrom(block);
          target.put(target.position() + done, piece, 0, count);
        });
  }

  static void copy(Matrix source, FloatBuffer target, Order order) {
    requireWritable(target, source);
    float[] piece = new float[pieceLength(source)];
    inPieces(
        source,
        order,
        (block, done, count) -> {
          like(block, piece).copyFrom(block);
          target.put(target.position() + done, piece, 0, count);
        });
  }

  private static void requireTarget(Matrix target, Buffer source) {
    MatrixCopy.requireTarget("matrix", target);
    requireSeparate(target, source);
  }

  private static void requireWritable(Buffer target, Matrix source) {
    source.requireUsable("matrix");
    if (target.isReadOnly()) {
      throw new IllegalArgumentException("the buffer must be writable, but is read-only");
    }
    requireSeparate(source, target);
  }

  private static void requireSeparate(Matrix matrix, Buffer buffer) {
    requireLength(buffer, matrix.rows(), matrix.columns());
    if (matrix.segment().asOverlappingSlice(MemorySegment.ofBuffer(buffer)).isPresent()) {
      throw new IllegalArgumentException(
          "matrix ("
              + matrix.describe()
              + ") and buffer must not share memory: copy one of them first");
    }
  }

  private static int pieceLength(Matrix m) {
    return (int) Math.min(PIECE, (long) m.rows() * m.columns());
  }

  /** The first elements of an array as a matrix of the shape of another. */
  private static Matrix like(Matrix block, double[] elements) {
    return Matrix.rowMajor(elements, 0, block.rows(), block.columns(), block.columns());
  }

  private static Matrix like(Matrix block, float[] elements) {
    return Matrix.rowMajor(elements, 0, block.rows(), block.columns(), block.columns());
  }

  /** Divides a matrix into blocks of several short rows or a part of a long one. */
  private static void inPieces(Matrix m, Order order, Piece piece) {
    if (m.isEmpty()) {
      return;
    }
    Matrix lines = order == Order.ROW_MAJOR ? m : m.transposed();
    int width = Math.min(lines.columns(), PIECE);
    int height = Math.min(lines.rows(), PIECE / width);
    int done = 0;
    for (int i = 0, rows; i < lines.rows(); i += rows) {
      rows = Math.min(height, lines.rows() - i);
      for (int j = 0, columns; j < lines.columns(); j += columns) {
        columns = Math.min(width, lines.columns() - j);
        piece.copy(lines.block(i, j, rows, columns), done, rows * columns);
        done += rows * columns;
      }
    }
  }
}
