/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.autoencoder;

import dev.panblas.internal.team.Team;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Adds up the sums of all blocks along a binary tree: those of blocks 2i and 2i + 1, then those of
 * two pairs, and so on. Threads compute the parts, which are subtrees. The bits depend on the
 * number and the order of the samples, and not on the threads.
 *
 * @param <T> an array of a tile
 */
final class TiledSweep<T> {

  /** The arrays of one thread: those of its tile, and the sums of right subtrees. */
  private record ThreadArrays<T>(TileWorker<T> worker, List<BlockSums<T>> right) {}

  private final Tiling tiling;
  private final TileWeights<T> weights;
  private final List<BlockSums<T>> parts;
  private final List<ThreadArrays<T>> arraysOfThreads; // by thread
  private final AtomicIntegerArray halfReady; // by the right subtree: 1 after one of the two
  private final Team.Task task = this::computePart;

  /**
   * Allocates the sums.
   *
   * @param sums allocates the sums of a block
   * @param worker allocates the arrays of a thread
   * @param threads the most threads
   */
  TiledSweep(
      Tiling tiling,
      TileWeights<T> weights,
      Supplier<BlockSums<T>> sums,
      Supplier<? extends TileWorker<T>> worker,
      int threads) {
    this.tiling = tiling;
    this.weights = weights;
    this.parts = Stream.generate(sums).limit(tiling.parts()).toList();
    this.halfReady = new AtomicIntegerArray(parts.size());
    this.arraysOfThreads =
        IntStream.range(0, Math.min(threads, parts.size()))
            .mapToObj(
                i ->
                    new ThreadArrays<T>(
                        worker.get(), Stream.generate(sums).limit(tiling.levels()).toList()))
            .toList();
  }

  /**
   * Computes all tiles.
   *
   * @param parameters read
   * @return the sums over all samples, overwritten by the next sweep
   */
  BlockSums<T> sweep(Parameters parameters) {
    weights.load(parameters);
    for (int part = 0; part < parts.size(); part++) {
      halfReady.set(part, 0);
    }
    Team.SHARED.run(task, parts.size(), arraysOfThreads.size());
    return parts.getFirst();
  }

  private void computePart(int thread, int part) {
    int levels = tiling.levels();
    sum(arraysOfThreads.get(thread), part << levels, levels, parts.get(part));
    addToTree(part);
  }

  /**
   * Adds the sums of the subtrees that this part completes. Of two subtrees with one parent, the
   * thread that ends the second adds the right one to the left one, so that the order of additions
   * does not depend on time.
   */
  private void addToTree(int part) {
    int left = part;
    for (int width = 1; width < parts.size(); width *= 2) {
      left &= -2 * width;
      int right = left + width;
      if (right < parts.size()) {
        if (halfReady.getAndSet(right, 1) == 0) {
          return;
        }
        parts.get(left).add(parts.get(right));
      }
    }
  }

  /** The sums of the subtree of 2^level blocks, or of fewer at the end of the samples. */
  private void sum(ThreadArrays<T> arrays, int block, int level, BlockSums<T> sums) {
    if (level == 0) {
      sumBlock(arrays.worker(), block, sums);
      return;
    }
    sum(arrays, block, level - 1, sums);
    int next = block + (1 << (level - 1));
    if (next < tiling.blocks()) {
      BlockSums<T> right = arrays.right().get(level - 1);
      sum(arrays, next, level - 1, right);
      sums.add(right);
    }
  }

  private void sumBlock(TileWorker<T> worker, int block, BlockSums<T> sums) {
    sums.columns.clear();
    int first = block * tiling.tilesOfBlock();
    int end = Math.min(first + tiling.tilesOfBlock(), tiling.tiles());
    for (int tile = first; tile < end; tile++) {
      worker.compute(tile, weights, tile > first, sums);
    }
  }
}
