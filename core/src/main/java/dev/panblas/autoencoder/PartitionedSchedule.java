/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.autoencoder;

import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import dev.panblas.spi.TileKernels;
import java.lang.foreign.Arena;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * {@link Schedule#TILED} with samples elsewhere: others compute the sums of the blocks, and add
 * them along the tree as far as they have them; this adds the rest.
 *
 * @param <T> an array of a tile
 */
final class PartitionedSchedule<T> implements GradientSchedule {

  private final TileKernels<T> kernels;
  private final Precision precision;
  private final int visible;
  private final int hidden;
  private final long samples;
  private final Function<? super Vector, ? extends Collection<SubtreeSums>> source;
  private final BlockSums<T> total;
  private final List<BlockSums<T>> right; // of right subtrees, by the level of their parents less 1

  PartitionedSchedule(
      Arena arena,
      TileKernels<T> kernels,
      Precision precision,
      int visible,
      int hidden,
      long samples,
      Function<? super Vector, ? extends Collection<SubtreeSums>> source) {
    this.kernels = kernels;
    this.precision = precision;
    this.visible = visible;
    this.hidden = hidden;
    this.samples = samples;
    this.source = source;
    this.total = new BlockSums<>(kernels, arena, visible, hidden, true);
    int levels = Integer.SIZE - Integer.numberOfLeadingZeros(Tiling.blocks(samples) - 1);
    this.right =
        Stream.generate(() -> new BlockSums<>(kernels, arena, visible, hidden, true))
            .limit(levels)
            .toList();
  }

  @Override
  public void evaluate(
      Parameters parameters, SparsityPenalty penalty, Parameters gradient, SampleSums sums) {
    Map<Subtree, SubtreeSums> received = new HashMap<>();
    for (SubtreeSums each : source.apply(parameters.theta())) {
      check(each);
      if (received.put(each.subtree(), each) != null) {
        throw new IllegalStateException(
            "the sums of each block must be received once, but "
                + blocks(each.subtree())
                + " were received twice: cut the samples into ranges that do not overlap");
      }
    }
    add(received, new Subtree(0, Tiling.blocks(samples)), total);
    if (!received.isEmpty()) {
      throw new IllegalStateException(
          "the sums of each block must be received once, but "
              + blocks(received.keySet().iterator().next())
              + " were received as a whole and in parts: cut the samples into ranges that do not"
              + " overlap");
    }
    total.complete(penalty, gradient, samples, sums);
  }

  private void check(SubtreeSums sums) {
    if (!sums.fits(precision, visible, hidden)) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "sums must be those of %d visible and %d hidden units in %s, but %s have others:"
                  + " compute all ranges with the same settings",
              visible,
              hidden,
              precision,
              blocks(sums.subtree())));
    }
    long first = (long) sums.subtree().first() * TileKernels.BLOCK_ROWS;
    long rows = (long) sums.subtree().blocks() * TileKernels.BLOCK_ROWS;
    if (sums.rows() != Math.min(rows, samples - first)) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "%s of %d samples must have %d rows, but have %d: begin each range at a multiple of"
                  + " %d rows",
              blocks(sums.subtree()),
              samples,
              Math.min(rows, samples - first),
              sums.rows(),
              TileKernels.BLOCK_ROWS));
    }
  }

  /** The sums of a subtree, from those of its own that were received. */
  private void add(Map<Subtree, SubtreeSums> received, Subtree subtree, BlockSums<T> sums) {
    SubtreeSums whole = received.remove(subtree);
    if (whole != null) {
      whole.copyTo(sums);
      return;
    }
    if (subtree.blocks() == 1) {
      throw new IllegalStateException(
          "the sums of each block must be received, but "
              + blocks(subtree)
              + " are missing: compute the sums of all ranges");
    }
    add(received, subtree.left(), sums);
    BlockSums<T> other =
        right.get(Integer.numberOfTrailingZeros(Subtree.leftBlocks(subtree.blocks())));
    add(received, subtree.right(), other);
    sums.add(other);
  }

  private static String blocks(Subtree subtree) {
    return String.format(
        Locale.ROOT, "blocks %d to %d", subtree.first(), subtree.first() + subtree.blocks() - 1);
  }

  @Override
  public String describe() {
    return kernels.describe();
  }
}
