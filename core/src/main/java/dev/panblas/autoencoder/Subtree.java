/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.autoencoder;

import java.util.ArrayList;
import java.util.List;

/**
 * A subtree of the binary tree along which the sums of the blocks are added. The children of a
 * subtree of more than one block are the subtrees of its first 2^(level - 1) blocks and of the
 * rest.
 *
 * @param first its first block, a multiple of 2^level
 * @param blocks the number of its blocks, more than 2^(level - 1) and at most 2^level; fewer than
 *     2^level only at the end of the samples
 */
record Subtree(int first, int blocks) {

  /**
   * The number of blocks of the left child of a subtree.
   *
   * @param blocks those of the subtree, 2 or more
   * @return 2^(level - 1)
   */
  static int leftBlocks(int blocks) {
    return Integer.highestOneBit(blocks - 1);
  }

  /** The left child; there must be more than one block. */
  Subtree left() {
    return new Subtree(first, leftBlocks(blocks));
  }

  /** The right child; there must be more than one block. */
  Subtree right() {
    int left = leftBlocks(blocks);
    return new Subtree(first + left, blocks - left);
  }

  /**
   * The fewest subtrees with 2^level blocks each that consist of the blocks of a range. However a
   * range is cut out of the samples, the sums of these are nodes of the tree of all samples.
   *
   * @param first the first block
   * @param end the block after the last
   */
  static List<Subtree> complete(int first, int end) {
    List<Subtree> subtrees = new ArrayList<>();
    int next = first;
    while (next < end) {
      int largest = Integer.highestOneBit(end - next);
      int blocks = next == 0 ? largest : Math.min(largest, Integer.lowestOneBit(next));
      subtrees.add(new Subtree(next, blocks));
      next += blocks;
    }
    return subtrees;
  }
}
