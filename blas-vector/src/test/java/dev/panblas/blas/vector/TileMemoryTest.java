/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.blas.vector;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class TileMemoryTest {

  private static final int ROWS = 25;
  private static final int COLUMNS = 64;

  @Test
  @DisplayName("the arrays of a sum over samples take little more than its elements")
  void sumsNeedOneArray() throws IllegalAccessException {
    for (Object tile : List.of(new DoubleTile(ROWS, COLUMNS), new FloatTile(ROWS, COLUMNS))) {
      int elements = 0;
      for (Field field : tile.getClass().getDeclaredFields()) {
        if (field.getType().isArray()) {
          field.setAccessible(true);
          elements += Array.getLength(field.get(tile));
        }
      }
      int all = elements;
      assertTrue(all < 1.25 * ROWS * COLUMNS, () -> all + " elements");
    }
  }
}
