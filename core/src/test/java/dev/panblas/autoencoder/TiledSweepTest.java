/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.autoencoder;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.panblas.matrix.Precision;
import dev.panblas.spi.TileKernels;
import java.lang.foreign.Arena;
import java.lang.reflect.Proxy;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The order in which the sums of blocks are added. */
final class TiledSweepTest {

  /** A sum as text: the array is one element. */
  @SuppressWarnings("unchecked")
  private static final TileKernels<String[]> TEXTS =
      (TileKernels<String[]>)
          Proxy.newProxyInstance(
              TiledSweepTest.class.getClassLoader(),
              new Class<?>[] {TileKernels.class},
              (proxy, method, arguments) -> {
                if (method.getName().equals("add")) {
                  String[] sum = (String[]) arguments[0];
                  sum[0] = "(" + sum[0] + "+" + ((String[]) arguments[1])[0] + ")";
                }
                return method.getName().equals("allocate") ? new String[] {""} : null;
              });

  private static String swept(int samples, int threads) {
    List<Subtree> whole = List.of(new Subtree(0, Tiling.blocks(samples)));
    return swept(samples, whole, Tiling.MOST_PARTS, threads).getFirst();
  }

  /** The sums of subtrees of the samples' blocks. */
  private static List<String> swept(
      int samples, List<Subtree> subtrees, int mostParts, int threads) {
    Tiling tiling = new Tiling(samples, 160);
    TileWorker<String[]> worker =
        (tile, weights, adds, sums) ->
            sums.w1[0] = adds ? sums.w1[0] + "," + tile : Integer.toString(tile);
    try (Arena arena = Arena.ofConfined()) {
      TiledSweep<String[]> sweep =
          new TiledSweep<>(
              tiling,
              subtrees,
              mostParts,
              new TileWeights<>(TEXTS, arena, 2, 1),
              () -> new BlockSums<>(TEXTS, arena, 2, 1, false),
              () -> worker,
              threads);
      Parameters parameters =
          new SmallNetwork(1, 2, new Hyperparameters(1, 0, 0, 0.5)).start(arena, Precision.DOUBLE);
      return sweep.sweep(parameters).stream().map(sums -> sums.w1[0]).toList();
    }
  }

  /** The sums of 2^level blocks from a block on, or of as many as there are. */
  private static String tree(int block, int level, int samples) {
    if (level == 0) {
      StringBuilder tiles = new StringBuilder();
      for (int tile = 3 * block; tile < 3 * block + 3 && 160 * tile < samples; tile++) {
        tiles.append(tile == 3 * block ? "" : ",").append(tile);
      }
      return tiles.toString();
    }
    int next = block + (1 << (level - 1));
    String left = tree(block, level - 1, samples);
    return 480 * next < samples ? "(" + left + "+" + tree(next, level - 1, samples) + ")" : left;
  }

  @Test
  @DisplayName("tiles are added in order within their block, blocks along a binary tree")
  void tree() {
    assertEquals("((0,1,2+3,4,5)+6)", swept(3 * 480 - 320, 1));
    for (int samples : List.of(1, 480, 481, 7 * 480 + 1, 64 * 480, 64 * 480 + 1, 131 * 480)) {
      for (int threads : List.of(1, 3)) {
        assertEquals(tree(0, 10, samples), swept(samples, threads), samples + " samples");
      }
    }
  }

  @Test
  @DisplayName("parts change nothing, and the sums of subtrees are nodes of the tree")
  void subtrees() {
    for (int blocks : List.of(1, 5, 64, 131)) {
      for (int first : List.of(0, 1, 6, 8)) {
        int samples = 480 * blocks - 100;
        List<Subtree> complete = Subtree.complete(first, first + blocks);
        List<Subtree> local =
            complete.stream()
                .map(each -> new Subtree(each.first() - first, each.blocks()))
                .toList();
        List<String> expected =
            local.stream()
                .map(
                    each ->
                        tree(each.first(), Integer.numberOfTrailingZeros(each.blocks()), samples))
                .toList();
        for (int mostParts : List.of(1, 8, 64)) {
          assertEquals(expected, swept(samples, local, mostParts, 3), blocks + " from " + first);
        }
      }
    }
    assertEquals(
        List.of(new Subtree(3, 1), new Subtree(4, 4), new Subtree(8, 2), new Subtree(10, 1)),
        Subtree.complete(3, 11));
  }
}
