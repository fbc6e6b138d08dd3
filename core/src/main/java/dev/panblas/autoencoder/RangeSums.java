/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.autoencoder;

import dev.panblas.blas.Blas;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Vector;
import dev.panblas.spi.TileKernels;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A step over some of the samples, on a machine that has these. The samples of a training are
 * numbered from 0 and divided into blocks of {@value TileKernels#BLOCK_ROWS} rows; a range is one
 * or more blocks in order. The sums of a step are added along the binary tree of all blocks, as far
 * as its nodes lie in the range; {@link PartitionedAutoencoder} adds the rest, and makes cost and
 * gradient of the total.
 *
 * <p>The blocks are computed as by {@link Schedule#TILED}, in the same tiles by the same kernels.
 * So the bits of cost and gradient depend neither on the ranges nor on the machines, if all have
 * the same library, core and JDK, and either all or none of them have the JDK's module of the
 * Vector API.
 *
 * <p>Only one thread at a time may use an object.
 */
public final class RangeSums {

  /** Parts for each thread: enough for an even load, few enough that sums take little memory. */
  private static final int PARTS_OF_THREAD = 8;

  private final Matrix samples;
  private final int hidden;
  private final List<Subtree> subtrees;
  private final TiledSchedule<?> schedule;

  /**
   * Allocates the workspace. Its size does not depend on the number of samples, except for one view
   * of each tile.
   *
   * @param arena the owner of the workspace
   * @param blas computes the products
   * @param hidden the number of hidden units, 1 or more
   * @param samples the rows of the range, row-major, read at each step; only the last block of the
   *     training may have fewer than {@value TileKernels#BLOCK_ROWS} rows
   * @param firstBlock the number of the range's first block, 0 or more
   * @param threads how many threads compute tiles, 1 or more. If the arena or the samples are
   *     confined to a thread, that thread computes all tiles
   * @param steps about how many steps the training will make, the same number for all ranges, which
   *     chooses the kernels as in {@link SparseAutoencoder}
   * @throws IllegalArgumentException if the samples have no elements or are not row-major, or a
   *     number is out of its range
   */
  public RangeSums(
      Arena arena, Blas blas, int hidden, Matrix samples, int firstBlock, int threads, int steps) {
    if (samples.isEmpty() || !samples.isRowMajor()) {
      throw new IllegalArgumentException(
          "the samples must be row-major with at least one row and one column, but are "
              + samples.describe());
    }
    if (firstBlock < 0) {
      throw new IllegalArgumentException("the first block must be >= 0, but was " + firstBlock);
    }
    Threads.requirePositive(threads);
    Parameters.count(samples.columns(), hidden); // refuses units below 1
    this.samples = samples;
    this.hidden = hidden;
    this.subtrees = Subtree.complete(firstBlock, firstBlock + Tiling.blocks(samples.rows()));
    int shared = Threads.sharing(threads, arena, samples);
    this.schedule =
        new TiledSchedule<>(
            arena,
            GemmTiles.fitting(blas, samples.precision(), samples.columns(), hidden, steps),
            samples,
            hidden,
            shared,
            subtrees.stream()
                .map(each -> new Subtree(each.first() - firstBlock, each.blocks()))
                .toList(),
            shared == 1 ? 1 : Math.min(PARTS_OF_THREAD * shared, Tiling.MOST_PARTS));
  }

  /**
   * Computes the sums of a step.
   *
   * @param theta W1, W2, b1, b2 in the layout of {@link Parameters} and the samples' precision;
   *     contiguous, read
   * @return copies of the sums of the largest subtrees in the range, in order
   * @throws IllegalArgumentException if theta has another size or precision, or is not contiguous
   * @throws IllegalStateException if an arena is closed
   */
  public List<SubtreeSums> evaluate(Vector theta) {
    int visible = samples.columns();
    Parameters parameters = Parameters.over(theta, visible, hidden);
    if (theta.precision() != samples.precision() || theta.stride() != 1) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "theta must be contiguous with elements in %s as the samples, but is %s with stride"
                  + " %d",
              samples.precision(),
              theta.describe(),
              theta.stride()));
    }
    theta.requireUsable("theta");
    samples.requireUsable("the samples");
    return copies(schedule.sums(parameters), visible);
  }

  private <T> List<SubtreeSums> copies(List<BlockSums<T>> sums, int visible) {
    List<SubtreeSums> copies = new ArrayList<>();
    int left = samples.rows();
    for (int i = 0; i < sums.size(); i++) {
      int rows = (int) Math.min(left, (long) subtrees.get(i).blocks() * TileKernels.BLOCK_ROWS);
      copies.add(
          SubtreeSums.of(subtrees.get(i), rows, visible, hidden, samples.precision(), sums.get(i)));
      left -= rows;
    }
    return List.copyOf(copies);
  }

  /**
   * What computes a step, as in {@link SparseAutoencoder#kernels}.
   *
   * @return one clause: {@code gemm of OpenBLAS, other loops in Java}
   */
  public String kernels() {
    return schedule.describe();
  }
}
