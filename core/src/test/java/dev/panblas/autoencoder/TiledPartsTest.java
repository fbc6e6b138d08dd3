/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.autoencoder;

import static dev.panblas.spi.TileKernels.BLOCK_ROWS;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.panblas.NaiveKernels;
import dev.panblas.blas.Blas;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Order;
import dev.panblas.matrix.Precision;
import dev.panblas.spi.TileKernels;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The sums over samples that are divided into parts at multiples of a block's rows. */
final class TiledPartsTest {

  private static final Hyperparameters SMALL = new Hyperparameters(2, 1e-4, 3, 0.05);
  private static final int VISIBLE = 3;
  private static final int SAMPLES = 10_000;

  private static BlockSums<GemmTile> sums(
      Arena arena, TileKernels<GemmTile> kernels, Matrix samples, Parameters parameters) {
    return new TiledSchedule<>(arena, kernels, samples, SMALL.hidden(), 1)
        .sums(parameters)
        .getFirst();
  }

  /** The sums of each block by itself, added along the tree. */
  private static BlockSums<GemmTile> sumsByBlock(
      Arena arena, TileKernels<GemmTile> kernels, Matrix samples, Parameters parameters) {
    List<BlockSums<GemmTile>> blocks = new ArrayList<>();
    for (int from = 0; from < samples.rows(); from += BLOCK_ROWS) {
      int rows = Math.min(BLOCK_ROWS, samples.rows() - from);
      blocks.add(sums(arena, kernels, samples.block(from, 0, rows, VISIBLE), parameters));
    }
    for (int width = 1; width < blocks.size(); width *= 2) {
      for (int block = 0; block + width < blocks.size(); block += 2 * width) {
        blocks.get(block).add(blocks.get(block + width));
      }
    }
    return blocks.getFirst();
  }

  private static double[] bits(BlockSums<GemmTile> sums) {
    SampleSums columns = sums.columns;
    return Stream.of(
            columns.activations,
            columns.slopes,
            columns.hiddenDeltas,
            columns.visibleDeltas,
            new double[] {columns.squares},
            sums.w1.all().toDoubleArray(Order.ROW_MAJOR),
            sums.w2Transposed.all().toDoubleArray(Order.ROW_MAJOR))
        .flatMapToDouble(DoubleStream::of)
        .toArray();
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("the sums of blocks are the same if each is computed by itself")
  void partsHaveTheBitsOfTheWhole(Precision precision) {
    TileKernels<GemmTile> kernels = new GemmTiles(Blas.over(new NaiveKernels()), precision);
    SmallNetwork network = new SmallNetwork(SAMPLES, VISIBLE, SMALL);
    try (Arena arena = Arena.ofConfined()) {
      Matrix x = network.samples(arena, precision);
      Parameters parameters = network.start(arena, precision);
      for (int samples : List.of(BLOCK_ROWS, 2 * BLOCK_ROWS, SAMPLES)) {
        Matrix rows = x.block(0, 0, samples, VISIBLE);
        double[] whole = bits(sums(arena, kernels, rows, parameters));
        assertArrayEquals(whole, bits(sumsByBlock(arena, kernels, rows, parameters)));
      }
    }
  }
}
