/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.autoencoder;

import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;

/**
 * The sums of a step over the samples of a subtree of the tree of blocks. The machine that has the
 * samples sends them to the machine that adds. {@link RangeSums} computes them, {@link
 * PartitionedAutoencoder} adds them.
 */
public final class SubtreeSums {

  /** The arrays of hidden x visible elements: T'X, A2'D3, h'X. */
  private static final int PRODUCTS = 3;

  private static final int HEADER_BYTES = 6 * Integer.BYTES;

  private final Subtree subtree;
  private final int rows;
  private final int visible;
  private final int hidden;
  private final SampleSums columns;
  private final Vector products; // PRODUCTS arrays, row by row

  private SubtreeSums(Subtree subtree, int rows, int visible, int hidden, Precision precision) {
    this.subtree = subtree;
    this.rows = rows;
    this.visible = visible;
    this.hidden = hidden;
    this.columns = new SampleSums(hidden, visible);
    int size = Math.multiplyExact(PRODUCTS, Math.multiplyExact(hidden, visible));
    this.products =
        switch (precision) {
          case SINGLE -> Vector.over(new float[size], 0, size, 1);
          case DOUBLE -> Vector.over(new double[size], 0, size, 1);
        };
  }

  /** A copy of sums. */
  static <T> SubtreeSums of(
      Subtree subtree, int rows, int visible, int hidden, Precision precision, BlockSums<T> sums) {
    SubtreeSums copy = new SubtreeSums(subtree, rows, visible, hidden, precision);
    copy.columns.add(sums.columns);
    // -0 + x is x for every x, also for both zeros.
    copy.products.fill(-0.0);
    sums.addProducts(copy.product(0), copy.product(1), copy.product(2));
    return copy;
  }

  /** Overwrites sums by these. */
  <T> void copyTo(BlockSums<T> sums) {
    sums.columns.clear();
    sums.columns.add(columns);
    sums.loadProducts(product(0), product(1), product(2));
  }

  private Matrix product(int number) {
    int size = hidden * visible;
    return products.slice(number * size, size).asMatrix(hidden, visible);
  }

  Subtree subtree() {
    return subtree;
  }

  /** The number of samples. */
  int rows() {
    return rows;
  }

  /** Whether these are sums of a network of this shape. */
  boolean fits(Precision precision, int visibleUnits, int hiddenUnits) {
    return products.precision() == precision && visible == visibleUnits && hidden == hiddenUnits;
  }

  /**
   * The size of {@link #toBytes}.
   *
   * @param precision of the samples
   * @param visible the number of visible units
   * @param hidden the number of hidden units
   * @return about 3 * visible * hidden elements
   */
  public static long byteCount(Precision precision, int visible, int hidden) {
    return HEADER_BYTES
        + Double.BYTES * (3L * hidden + visible + 1)
        + (long) precision.bytes() * PRODUCTS * hidden * visible;
  }

  /**
   * How many objects {@link RangeSums#evaluate} returns.
   *
   * @param firstBlock the number of the first block
   * @param rows the number of samples, 1 or more
   * @return about 2 log2 of the number of blocks, at most
   */
  public static int count(int firstBlock, long rows) {
    return Subtree.complete(firstBlock, firstBlock + Tiling.blocks(rows)).size();
  }

  /**
   * All bits of the sums.
   *
   * @return bytes that {@link #ofBytes} reads, on any machine
   */
  public byte[] toBytes() {
    Precision precision = products.precision();
    byte[] bytes = new byte[Math.toIntExact(byteCount(precision, visible, hidden))];
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    buffer.putInt(subtree.first()).putInt(subtree.blocks()).putInt(rows);
    buffer.putInt(visible).putInt(hidden).putInt(precision.bytes());
    for (double[] sums : columns.arrays()) {
      buffer.asDoubleBuffer().put(sums);
      buffer.position(buffer.position() + Double.BYTES * sums.length);
    }
    buffer.putDouble(columns.squares);
    switch (precision) {
      case SINGLE -> buffer.asFloatBuffer().put(products.toFloatArray());
      case DOUBLE -> buffer.asDoubleBuffer().put(products.toDoubleArray());
    }
    return bytes;
  }

  /**
   * The sums of {@link #toBytes}.
   *
   * @param bytes read
   * @return the sums, with the same bits
   * @throws IllegalArgumentException if {@link #toBytes} has not made the bytes
   */
  public static SubtreeSums ofBytes(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    try {
      Subtree subtree = new Subtree(buffer.getInt(), buffer.getInt());
      int rows = buffer.getInt();
      int visible = buffer.getInt();
      int hidden = buffer.getInt();
      Precision precision = buffer.getInt() == Float.BYTES ? Precision.SINGLE : Precision.DOUBLE;
      Parameters.count(visible, hidden); // refuses numbers below 1
      if (bytes.length != byteCount(precision, visible, hidden)) {
        throw notSums(bytes.length);
      }
      SubtreeSums sums = new SubtreeSums(subtree, rows, visible, hidden, precision);
      for (double[] array : sums.columns.arrays()) {
        buffer.asDoubleBuffer().get(array);
        buffer.position(buffer.position() + Double.BYTES * array.length);
      }
      sums.columns.squares = buffer.getDouble();
      int size = sums.products.size();
      switch (precision) {
        case SINGLE -> {
          float[] products = new float[size];
          buffer.asFloatBuffer().get(products);
          sums.products.copyFrom(products);
        }
        case DOUBLE -> {
          double[] products = new double[size];
          buffer.asDoubleBuffer().get(products);
          sums.products.copyFrom(products);
        }
      }
      return sums;
    } catch (BufferUnderflowException tooShort) {
      throw notSums(bytes.length);
    }
  }

  private static IllegalArgumentException notSums(int length) {
    return new IllegalArgumentException(
        String.format(
            Locale.ROOT,
            "the bytes must be those of sums, but these %d bytes are not: pass on all bytes of"
                + " SubtreeSums.toBytes",
            length));
  }
}
