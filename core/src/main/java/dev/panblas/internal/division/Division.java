/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.internal.division;

/**
 * How many parts a call has. It depends on the call's shape and the thread count alone, so that the
 * result of a call does not depend on which threads compute it.
 *
 * @param threads the most threads that compute a call, 1 or more
 * @param sizes the sizes of parts and library calls
 */
public record Division(int threads, Sizes sizes) {

  /**
   * The sizes of parts and library calls.
   *
   * @param partProducts the fewest multiplications of a part of a level 3 routine
   * @param partElements the fewest elements of a part of a level 1 or 2 routine
   * @param blockElements the most elements of a block whose sum, norm or inner product is computed
   *     at once
   * @param callProducts the most multiplications of a library call, which must end while the JVM
   *     waits for it at exit (300 ms)
   * @param callTerms a block of k: a product that is too long is cut along k first, into multiples
   *     of this many terms, which is the block in which libraries pack their operands
   * @param callElements the most elements of a vector or a matrix in a library call, for the same
   *     reason
   */
  public record Sizes(
      long partProducts,
      int partElements,
      int blockElements,
      long callProducts,
      int callTerms,
      int callElements) {

    /**
     * The sizes of every {@link dev.panblas.blas.Blas}. {@code DivisionBench} of module {@code
     * bench} compares them with the threads of a library.
     */
    public static final Sizes STANDARD =
        new Sizes(1 << 16, 1 << 15, 1 << 16, 1_600_000_000, 384, 1 << 24);
  }

  /** Parts that a thread computes of a large call, so that a delayed thread delays one of them. */
  private static final int PARTS_OF_THREAD = 4;

  /**
   * The standard division.
   *
   * @param threads the most threads that compute a call, 1 or more
   * @return a division with the standard sizes
   */
  public static Division of(int threads) {
    return new Division(threads, Sizes.STANDARD);
  }

  /** The fewest multiplications of a level 3 call that may have more than one part. */
  long fewestProducts() {
    return threads == 1 ? Math.min(LongCalls.PRODUCTS, sizes.callProducts) : 2 * sizes.partProducts;
  }

  /** The fewest elements of a level 1 or 2 call that may have more than one part. */
  long fewestElements() {
    return threads == 1
        ? Math.min(LongCalls.ELEMENTS, sizes.callElements)
        : 2L * sizes.partElements;
  }

  /** The number of parts of a batch, each of which may be one library call. */
  int partsOfBatch(double products) {
    return Math.max(partsOfProducts(products), (int) Math.ceil(products / sizes.callProducts));
  }

  /** The number of parts of a level 3 call. */
  int partsOfProducts(double products) {
    return (int) Math.clamp(products / sizes.partProducts, 1, threads);
  }

  /**
   * The number of parts of a level 1 or 2 call with so many elements in a vector or in the matrix.
   * If there are more parts than threads, each thread gets the same number.
   */
  int partsOfElements(long elements) {
    if (threads == 1) {
      return (int) Math.ceilDiv(elements, sizes.callElements);
    }
    long most =
        Math.max((long) PARTS_OF_THREAD * threads, Math.ceilDiv(elements, sizes.callElements));
    long parts = Math.clamp(elements / sizes.partElements, 1, most);
    return (int) (parts > threads ? parts / threads * threads : parts);
  }

  /**
   * The number of parts of a level 2 call with the triangle of a symmetric matrix: as few as
   * possible, because a block beside the diagonal is read twice or has a call of its own.
   */
  int partsOfTriangle(int n) {
    long elements = (long) n * n / 2;
    long parts = Math.clamp(elements / (2L * sizes.partElements), 1, threads);
    return (int) Math.max(parts, Math.ceilDiv(elements, sizes.callElements));
  }

  /**
   * The blocks of a sum over so many elements: the same for every thread count, and a power of two,
   * so that 2, 4 and 8 threads get the same number.
   */
  Cut blocks(int elements) {
    int fewest = Math.ceilDiv(elements, sizes.blockElements);
    int blocks = fewest == 1 ? 1 : 2 * Integer.highestOneBit(fewest - 1);
    return Cut.into(Math.min(blocks, elements), elements);
  }

  /**
   * The parts of an m x n matrix C whose rows are contiguous, C := A B with k columns in A. Each
   * part packs its rows of A and its columns of B: the grid with the least to pack is taken.
   */
  Grid grid(int m, int n, int k) {
    int parts = partsOfProducts((double) m * n * k);
    int best = parts;
    for (int rows = parts; rows >= 1; rows--) {
      if (parts % rows == 0
          && packed(m, n, rows, parts / rows) < packed(m, n, best, parts / best)) {
        best = rows;
      }
    }
    return new Grid(Cut.into(best, m), Cut.into(parts / best, n));
  }

  private static long packed(int m, int n, int rows, int columns) {
    return rows > m || columns > n ? Long.MAX_VALUE : (long) m * columns + (long) n * rows;
  }

  /**
   * The blocks of rows and columns of a triangle. With q blocks there are q triangles and q (q - 1)
   * / 2 squares, each of which counts as two triangles, so q q of them are shared evenly if q q is
   * a multiple of the number of parts, and nearly evenly if no small q has such a square.
   */
  Cut triangle(int n, int parts) {
    if (parts == 1) {
      return new Cut(n, n);
    }
    int fewest = (int) Math.ceil(Math.sqrt(2.0 * parts));
    int blocks = fewest;
    while (blocks < 2 * fewest && (long) blocks * blocks % parts != 0) {
      blocks++;
    }
    return Cut.into(blocks, n);
  }

  /** A matrix in parts: a part for each piece of its rows and piece of its columns. */
  record Grid(Cut rows, Cut columns) {

    int parts() {
      return rows.count() * columns.count();
    }
  }
}
