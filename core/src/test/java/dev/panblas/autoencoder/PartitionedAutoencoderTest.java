/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.autoencoder;

import static dev.panblas.spi.TileKernels.BLOCK_ROWS;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.panblas.NaiveKernels;
import dev.panblas.autoencoder.SmallNetwork.Step;
import dev.panblas.blas.Blas;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A step whose sums are computed for ranges of the samples. */
final class PartitionedAutoencoderTest {

  private static final Hyperparameters SMALL = new Hyperparameters(2, 1e-4, 3, 0.05);
  private static final int VISIBLE = 3;
  private static final int STEPS = 10;
  private static final Blas BLAS = Blas.over(new NaiveKernels());

  private static RangeSums range(Arena arena, Matrix x, int first, int end, int threads) {
    int from = first * BLOCK_ROWS;
    int rows = Math.min(end * BLOCK_ROWS, x.rows()) - from;
    Matrix samples = x.block(from, 0, rows, x.columns());
    return new RangeSums(arena, BLAS, SMALL.hidden(), samples, first, threads, STEPS);
  }

  /** The sums of ranges between some blocks, through their bytes, in another order. */
  private static List<SubtreeSums> sums(List<RangeSums> ranges, Vector theta) {
    List<SubtreeSums> sums = new ArrayList<>();
    for (RangeSums range : ranges) {
      for (SubtreeSums each : range.evaluate(theta)) {
        sums.add(SubtreeSums.ofBytes(each.toBytes()));
      }
    }
    Collections.shuffle(sums, new Random(2));
    return sums;
  }

  private static Step step(
      Precision precision, long samples, Function<Vector, List<SubtreeSums>> sums, Vector theta) {
    try (Arena arena = Arena.ofShared();
        PartitionedAutoencoder autoencoder =
            new PartitionedAutoencoder(
                arena, BLAS, SMALL, precision, VISIBLE, samples, STEPS, sums)) {
      Vector gradient = Vector.allocate(precision, theta.size());
      gradient.fill(Double.NaN); // must not be read
      double cost = autoencoder.evaluate(theta, gradient);
      assertEquals(cost, autoencoder.terms().cost());
      return new Step(cost, gradient);
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("cost and gradient have the bits of the tiled schedule, however samples are cut")
  void sameBits(Precision precision) {
    try (Arena arena = Arena.ofShared()) {
      for (int samples : List.of(1, BLOCK_ROWS, 2 * BLOCK_ROWS + 1, 10_000)) {
        SmallNetwork network = new SmallNetwork(samples, VISIBLE, SMALL);
        Matrix x = network.samples(arena, precision);
        Vector theta = network.start(arena, precision).theta();
        Step whole;
        try (SparseAutoencoder local =
            new SparseAutoencoder(arena, BLAS, SMALL, x, Schedule.TILED)) {
          whole = SmallNetwork.step(local, theta);
        }
        int blocks = Tiling.blocks(samples);
        for (int parts : List.of(1, 2, 3, 5, 8)) {
          List<RangeSums> ranges = new ArrayList<>();
          for (int part = 0; part < parts; part++) {
            int first = blocks * part / parts;
            int end = blocks * (part + 1) / parts;
            if (first < end) {
              ranges.add(range(arena, x, first, end, parts));
            }
          }
          Step step = step(precision, samples, point -> sums(ranges, point), theta);
          String message = samples + " samples in " + parts + " parts";
          assertEquals(whole.cost(), step.cost(), message);
          assertArrayEquals(whole.gradient(), step.gradient(), message);
        }
      }
    }
  }

  private static String refused(Function<Vector, List<SubtreeSums>> sums, int samples) {
    Vector theta =
        new SmallNetwork(1, VISIBLE, SMALL).start(Arena.ofAuto(), Precision.DOUBLE).theta();
    return assertThrows(
            IllegalStateException.class, () -> step(Precision.DOUBLE, samples, sums, theta))
        .getMessage();
  }

  @Test
  @DisplayName("sums that are missing, come twice, or are those of other rows are refused")
  void wrongSums() {
    int samples = 5 * BLOCK_ROWS;
    try (Arena arena = Arena.ofShared()) {
      Matrix x = new SmallNetwork(samples, VISIBLE, SMALL).samples(arena, Precision.DOUBLE);
      RangeSums first = range(arena, x, 0, 2, 1);
      RangeSums rest = range(arena, x, 2, 5, 1);
      RangeSums third = range(arena, x, 2, 3, 1);
      assertEquals(
          "the sums of each block must be received, but blocks 2 to 2 are missing: compute the sums"
              + " of all ranges",
          refused(theta -> sums(List.of(first), theta), samples));
      assertEquals(
          "the sums of each block must be received once, but blocks 0 to 1 were received twice: cut"
              + " the samples into ranges that do not overlap",
          refused(theta -> sums(List.of(first, first, rest), theta), samples));
      assertEquals(
          "the sums of each block must be received once, but blocks 2 to 2 were received as a"
              + " whole and in parts: cut the samples into ranges that do not overlap",
          refused(theta -> sums(List.of(first, rest, third), theta), samples));
      assertEquals(
          "blocks 4 to 4 of 2399 samples must have 479 rows, but have 480: begin each range at a"
              + " multiple of 480 rows",
          refused(theta -> sums(List.of(first, rest), theta), samples - 1));
      Vector single = new SmallNetwork(1, VISIBLE, SMALL).start(arena, Precision.SINGLE).theta();
      String message =
          assertThrows(IllegalArgumentException.class, () -> first.evaluate(single)).getMessage();
      assertEquals(
          "theta must be contiguous with elements in double as the samples, but is "
              + single.describe()
              + " with stride 1",
          message);
    }
  }

  @Test
  @DisplayName("bytes that are no sums, and numbers that are out of range, are refused")
  void wrongArguments() {
    try (Arena arena = Arena.ofShared()) {
      Matrix x = new SmallNetwork(3, VISIBLE, SMALL).samples(arena, Precision.SINGLE);
      RangeSums range = range(arena, x, 0, 1, 1);
      Vector theta = new SmallNetwork(3, VISIBLE, SMALL).start(arena, Precision.SINGLE).theta();
      List<SubtreeSums> sums = range.evaluate(theta);
      assertEquals(SubtreeSums.count(0, 3), sums.size());
      assertEquals(4, SubtreeSums.count(3, 8 * BLOCK_ROWS));
      byte[] bytes = sums.getFirst().toBytes();
      assertEquals(SubtreeSums.byteCount(Precision.SINGLE, VISIBLE, SMALL.hidden()), bytes.length);
      for (int length : List.of(0, 20, bytes.length - 1)) {
        byte[] cut = Arrays.copyOf(bytes, length);
        assertEquals(
            "the bytes must be those of sums, but these "
                + length
                + " bytes are not: pass on all bytes of SubtreeSums.toBytes",
            assertThrows(IllegalArgumentException.class, () -> SubtreeSums.ofBytes(cut))
                .getMessage());
      }
      assertEquals(
          "the first block must be >= 0, but was -1",
          assertThrows(
                  IllegalArgumentException.class,
                  () -> new RangeSums(arena, BLAS, 2, x, -1, 1, STEPS))
              .getMessage());
      assertThrows(
          IllegalArgumentException.class,
          () -> new RangeSums(arena, BLAS, 2, x.transposed(), 0, 1, STEPS));
      assertEquals(
          "the number of samples must be from 1 to 1030792150560, but was 0",
          assertThrows(
                  IllegalArgumentException.class,
                  () ->
                      new PartitionedAutoencoder(
                          arena, BLAS, SMALL, Precision.SINGLE, 3, 0, STEPS, point -> List.of()))
              .getMessage());
    }
  }
}
