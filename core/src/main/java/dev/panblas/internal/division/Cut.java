/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.internal.division;

/**
 * A range of rows, columns or elements, cut into pieces of one size; the last may be smaller.
 *
 * @param length the length of the range, 1 or more
 * @param size the length of a piece
 */
record Cut(int length, int size) {

  /**
   * Kernels compute whole blocks of this many rows or columns fastest; 16 elements are at least one
   * cache line.
   */
  static final int UNIT = 16;

  /**
   * Cuts a range into at most so many pieces, in multiples of {@link #UNIT} if it is long enough.
   */
  static Cut into(int pieces, int length) {
    int size = Math.ceilDiv(length, pieces);
    int rounded = Math.ceilDiv(size, UNIT) * UNIT;
    return new Cut(length, size >= 2 * UNIT ? rounded : size);
  }

  /**
   * Some of the indices.
   *
   * @param from the first
   * @param size their number
   */
  record Range(int from, int size) {}

  /** The number of pieces. */
  int count() {
    return Math.ceilDiv(length, size);
  }

  /** The first index of a piece. */
  int from(int piece) {
    return piece * size;
  }

  /** The length of a piece. */
  int size(int piece) {
    return Math.min(size, length - piece * size);
  }

  /** Where a range is halved: a multiple of {@link #UNIT} if it is long enough. */
  static int half(int length) {
    return into(2, length).size;
  }
}
