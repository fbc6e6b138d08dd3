/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.autoencoder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.panblas.matrix.Precision;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TilingTest {

  private static final int VISIBLE = 64;
  private static final int HIDDEN = 25;

  private static Tiling of(int samples) {
    return Tiling.of(Precision.DOUBLE, samples, VISIBLE, HIDDEN);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1",
    "20, 20, 1",
    "63, 63, 1",
    "64, 32, 2",
    "129, 33, 4",
    "257, 33, 8",
    "1000, 125, 8",
    "2000, 125, 16",
    "10000, 160, 63",
    "100000, 160, 625",
    "1000000, 160, 6250"
  })
  @DisplayName("few samples are divided into a multiple of 2, 4 or 8 tiles, many into large tiles")
  void tiles(int samples, int rows, int tiles) {
    Tiling tiling = of(samples);
    assertEquals(rows, tiling.tileRows());
    assertEquals(tiles, tiling.tiles());
  }

  @Test
  @DisplayName(
      "tiles cover the samples, and the products of a tile have at most 2^18 multiplications")
  void covered() {
    for (int samples = 1; samples < 3000; samples++) {
      Tiling tiling = of(samples);
      int last = tiling.tiles() - 1;
      assertEquals(samples, tiling.from(last) + tiling.rows(last), "samples");
      assertTrue(tiling.rows(last) > 0, "last tile of " + samples);
      assertTrue(tiling.multiplications(VISIBLE, HIDDEN) <= 262_144, "rows of " + samples);
    }
  }

  @Test
  @DisplayName("if every product exceeds the limit, a tile is one row")
  void large() {
    assertEquals(1, Tiling.of(Precision.DOUBLE, 1000, 4000, 2000).tileRows());
  }
}
