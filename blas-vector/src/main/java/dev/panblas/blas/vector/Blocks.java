/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.blas.vector;

import dev.panblas.matrix.Triangle;
import org.jspecify.annotations.Nullable;

/**
 * The blocks of a product. A strip of A, a few rows, stays in the L1 cache while it is multiplied
 * by all panels of a block of B, each as wide as a tile of C; the block of B stays in the L2 cache.
 * So C is written along its rows, which the processor prefetches.
 *
 * @see <a href="https://doi.org/10.1145/1356052.1356053">Goto, van de Geijn: Anatomy of
 *     High-Performance Matrix Multiplication, ACM TOMS 34 (2008)</a>
 */
final class Blocks {

  /** The most terms of a block. */
  static final int TERMS = 512;

  /** The rows of A that are copied at once, if they are not read in place. */
  static final int ROWS = 96;

  /** The bytes of a row of a block of B. */
  static final int ROW_BYTES = 3072;

  /**
   * The elements between copied lines. Lines at a distance of a power of two would compete for the
   * same places of the cache.
   */
  static final int GAP = 8;

  /**
   * The elements of a column that are packed at once: a panel's share of them is in the L1 cache.
   */
  static final int PIECE = 64;

  /** The vectors of a panel; a tile has 8 rows of two vectors, or three rows of three. */
  static final int PANEL_VECTORS = VectorShape.HAS_32_REGISTERS ? 2 : 3;

  /** The rows of a strip, a multiple of the rows of its tiles. */
  static final int STRIP = VectorShape.HAS_32_REGISTERS ? 8 : 24;

  /** The panels whose sums are computed before they are added to C, while they are in L1. */
  static final int GROUP_PANELS = 4;

  /** The most elements of an operand that is read in place in any order. */
  private static final int IN_PLACE = 96 * 96;

  /** The fewest rows or columns of C for which it pays to copy a large operand. */
  private static final int REUSED = 32;

  /** The fewest rows of C for which it pays to copy panels that are faster than those in place. */
  private static final int FEWEST_PACKED = 12;

  /** The most multiplications of a product that is computed by plain loops. */
  private static final int PLAIN_PRODUCTS = 8;

  /**
   * The most multiplications of a product that is computed without panels, if it can be: its loads
   * and stores have masks, which cost more on processors without AVX-512.
   */
  private static final int SMALL_PRODUCTS = VectorShape.BITS == 512 ? 8000 : 600;

  private Blocks() {}

  /**
   * The terms of a block. A sum over k is computed in blocks of this size, which are added in their
   * order, by all kernels and by plain loops alike: it decides the bits of a product.
   */
  static int terms(int k) {
    return Math.ceilDiv(k, Math.ceilDiv(k, TERMS));
  }

  /** Whether C := A B with these sizes is computed by plain loops, wherever the matrices are. */
  static boolean isPlain(int m, int n, int k) {
    return (double) m * n * k <= PLAIN_PRODUCTS;
  }

  /** Whether C := A B with these sizes is computed without panels, if it can be. */
  static boolean isSmall(int m, int n, int k) {
    return (double) m * n * k <= SMALL_PRODUCTS && k <= TERMS;
  }

  /**
   * Whether an operand in an array is read in place although its elements are not in the order in
   * which they are used: it is small, or each element is used few times.
   *
   * @param uses how often each element is multiplied
   */
  static boolean isInPlace(int uses, int rows, int columns) {
    return uses < REUSED || (long) rows * columns <= IN_PLACE;
  }

  /**
   * Whether a block of a matrix has no element in a triangle.
   *
   * @param triangle null for the whole matrix
   * @param i the block's first row
   * @param j the block's first column
   */
  static boolean isOutside(@Nullable Triangle triangle, int i, int j, int rows, int columns) {
    return (triangle == Triangle.LOWER && i + rows <= j)
        || (triangle == Triangle.UPPER && j + columns <= i);
  }

  /** Whether all elements of a block are in the triangle. */
  static boolean isInside(@Nullable Triangle triangle, int i, int j, int rows, int columns) {
    return triangle == null
        || (triangle == Triangle.LOWER ? i >= j + columns - 1 : j >= i + rows - 1);
  }

  /**
   * Whether the panels of B are read in place if its rows are contiguous in an array. With 16
   * registers the kernel of panels is 1.5 times as fast as the one that reads in place.
   */
  static boolean isPanelInPlace(int uses, int rows, int columns) {
    return VectorShape.HAS_32_REGISTERS ? isInPlace(uses, rows, columns) : uses < FEWEST_PACKED;
  }

  /** The rows of the next tile with so many vectors in a row, if so many rows are left. */
  static int tileRows(int vectors, int left) {
    if (vectors == 3) {
      return left < 3 ? left : left / 3 * 3;
    }
    return Math.min(Integer.highestOneBit(left), VectorShape.HAS_32_REGISTERS ? 8 : 4);
  }
}
