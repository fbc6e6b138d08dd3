/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.autoencoder;

import dev.panblas.internal.team.Team;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Adds up the sums of blocks along a binary tree: those of blocks 2i and 2i + 1, then those of two
 * pairs, and so on. Threads compute the parts, which are subtrees. The bits depend on the number
 * and the order of the samples, and not on the threads and the parts.
 *
 * @param <T> an array of a tile
 */
final class TiledSweep<T> {

  /** The arrays of one thread: those of its tile, and the sums of right subtrees. */
  private record ThreadArrays<T>(TileWorker<T> worker, List<BlockSums<T>> right) {}

  /**
   * What one thread computes: a subtree, and the parts with which it makes up one of the sums that
   * a sweep returns.
   */
  private record Part(Subtree subtree, int first, int end) {}

  private final Tiling tiling;
  private final TileWeights<T> weights;
  private final List<Part> parts;
  private final List<BlockSums<T>> sumsOfParts;
  private final List<BlockSums<T>> sumsOfSubtrees; // of some of the parts
  private final List<ThreadArrays<T>> arraysOfThreads; // by thread
  private final AtomicIntegerArray halfReady; // by the right subtree: 1 after one of the two
  private final Team.Task task = this::computePart;

  /**
   * Allocates the sums.
   *
   * @param subtrees what the blocks are added to, by the block's number in the tiling, in order
   * @param mostParts about how many parts the blocks are divided into, at most
   * @param sums allocates the sums of a block
   * @param worker allocates the arrays of a thread
   * @param threads the most threads
   */
  TiledSweep(
      Tiling tiling,
      List<Subtree> subtrees,
      int mostParts,
      TileWeights<T> weights,
      Supplier<BlockSums<T>> sums,
      Supplier<? extends TileWorker<T>> worker,
      int threads) {
    int levels = tiling.levels(mostParts);
    this.tiling = tiling;
    this.weights = weights;
    this.parts = parts(subtrees, 1 << levels);
    this.sumsOfParts = Stream.generate(sums).limit(parts.size()).toList();
    this.sumsOfSubtrees =
        IntStream.range(0, parts.size())
            .filter(part -> parts.get(part).first() == part)
            .mapToObj(sumsOfParts::get)
            .toList();
    this.halfReady = new AtomicIntegerArray(parts.size());
    this.arraysOfThreads =
        IntStream.range(0, Math.min(threads, parts.size()))
            .mapToObj(
                i ->
                    new ThreadArrays<T>(worker.get(), Stream.generate(sums).limit(levels).toList()))
            .toList();
  }

  private static List<Part> parts(List<Subtree> subtrees, int mostBlocks) {
    List<Part> parts = new ArrayList<>();
    for (Subtree subtree : subtrees) {
      int first = parts.size();
      int end = first + Math.ceilDiv(subtree.blocks(), mostBlocks);
      for (int from = 0; from < subtree.blocks(); from += mostBlocks) {
        int blocks = Math.min(mostBlocks, subtree.blocks() - from);
        parts.add(new Part(new Subtree(subtree.first() + from, blocks), first, end));
      }
    }
    return parts;
  }

  /**
   * Computes all tiles.
   *
   * @param parameters read
   * @return the sums of each subtree, overwritten by the next sweep
   */
  List<BlockSums<T>> sweep(Parameters parameters) {
    weights.load(parameters);
    for (int part = 0; part < parts.size(); part++) {
      halfReady.set(part, 0);
    }
    Team.SHARED.run(task, parts.size(), arraysOfThreads.size());
    return sumsOfSubtrees;
  }

  private void computePart(int thread, int part) {
    Subtree subtree = parts.get(part).subtree();
    sum(arraysOfThreads.get(thread), subtree.first(), subtree.blocks(), sumsOfParts.get(part));
    addToTree(part);
  }

  /**
   * Adds the sums of the subtrees that this part completes. Of two subtrees with one parent, the
   * thread that ends the second adds the right one to the left one, so that the order of additions
   * does not depend on time.
   */
  private void addToTree(int part) {
    int first = parts.get(part).first();
    int end = parts.get(part).end();
    int left = part - first;
    for (int width = 1; width < end - first; width *= 2) {
      left &= -2 * width;
      int right = first + left + width;
      if (right < end) {
        if (halfReady.getAndSet(right, 1) == 0) {
          return;
        }
        sumsOfParts.get(first + left).add(sumsOfParts.get(right));
      }
    }
  }

  /** The sums of a subtree, which makes no objects. */
  private void sum(ThreadArrays<T> arrays, int first, int blocks, BlockSums<T> sums) {
    if (blocks == 1) {
      sumBlock(arrays.worker(), first, sums);
      return;
    }
    int left = Subtree.leftBlocks(blocks);
    sum(arrays, first, left, sums);
    BlockSums<T> right = arrays.right().get(Integer.numberOfTrailingZeros(left));
    sum(arrays, first + left, blocks - left, right);
    sums.add(right);
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
