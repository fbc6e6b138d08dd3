/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.autoencoder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.panblas.NaiveKernels;
import dev.panblas.blas.Blas;
import dev.panblas.matrix.Precision;
import dev.panblas.spi.TileKernels;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TilingTest {

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1, 1",
    "480, 1, 1, 3",
    "481, 2, 2, 4",
    "10000, 21, 21, 63",
    "30720, 64, 64, 192",
    "30721, 65, 33, 193",
    "1000000, 2084, 33, 6250"
  })
  @DisplayName("samples are divided into blocks of 480 rows, and blocks into at most 64 parts")
  void blocks(int samples, int blocks, int parts, int tiles) {
    Tiling tiling = new Tiling(samples, 160);
    assertEquals(blocks, tiling.blocks());
    assertEquals(parts, Math.ceilDiv(blocks, 1 << tiling.levels(Tiling.MOST_PARTS)));
    assertEquals(tiles, tiling.tiles());
  }

  @Test
  @DisplayName("tiles cover the samples")
  void covered() {
    for (int samples = 1; samples < 3000; samples += 7) {
      Tiling tiling = new Tiling(samples, 48);
      int sum = 0;
      for (int tile = 0; tile < tiling.tiles(); tile++) {
        assertTrue(tiling.rows(tile) > 0, "tile " + tile + " of " + samples);
        sum += tiling.rows(tile);
      }
      assertEquals(samples, sum);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "DOUBLE, 64, 25, 160",
    "SINGLE, 64, 25, 160",
    "DOUBLE, 6, 3, 480",
    "DOUBLE, 128, 64, 120",
    "DOUBLE, 4000, 2000, 120"
  })
  @DisplayName("on a backend without tiles, the rows divide a block and are at least 120")
  void rows(Precision precision, int visible, int hidden, int rows) {
    TileKernels<?> kernels = new GemmTiles(Blas.over(new NaiveKernels()), precision);
    assertEquals(rows, kernels.rows(visible, hidden));
    assertEquals(0, TileKernels.BLOCK_ROWS % rows);
  }
}
