/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Compares overlaps with the sets of elements, which are bits of a long: memory has 64 elements.
 */
class OverlapTest {

  private static final int MEMORY = Long.SIZE;
  private static final Vector ELEMENTS = Vector.allocate(Precision.DOUBLE, MEMORY);

  private static Matrix view(int rows, int columns, int offset, int rowStride, int columnStride) {
    return Matrix.wrap(
        ELEMENTS.segment(), Precision.DOUBLE, rows, columns, offset, rowStride, columnStride);
  }

  private static long bits(Matrix m) {
    long first = m.segment().address() - ELEMENTS.segment().address();
    long bits = 0;
    for (int i = 0; i < m.rows(); i++) {
      for (int j = 0; j < m.columns(); j++) {
        bits |=
            1L << (first / Double.BYTES + m.origin() + i * m.rowStride() + j * m.columnStride());
      }
    }
    return bits;
  }

  private static void requireOverlap(Matrix a, Matrix b, long bitsA, long bitsB) {
    if (a.overlaps(b) != ((bitsA & bitsB) != 0)) {
      assertEquals(
          (bitsA & bitsB) != 0,
          a.overlaps(b),
          () ->
              String.format(
                  "%s with strides %d, %d on %s, and %s with strides %d, %d on %s",
                  a.describe(),
                  a.rowStride(),
                  a.columnStride(),
                  Long.toBinaryString(bitsA),
                  b.describe(),
                  b.rowStride(),
                  b.columnStride(),
                  Long.toBinaryString(bitsB)));
    }
  }

  @Test
  void smallViewsOverlapIfTheyShareElements() {
    List<Matrix> views = new ArrayList<>();
    for (int rows = 0; rows <= 3; rows++) {
      for (int columns = 1; columns <= 3; columns++) {
        for (int rowStride = -1; rowStride <= 5; rowStride++) {
          for (int columnStride = 0; columnStride <= 4; columnStride++) {
            for (int offset = 2; offset <= 5; offset++) {
              views.add(view(rows, columns, offset, rowStride, columnStride));
            }
          }
        }
      }
    }
    long[] bits = views.stream().mapToLong(OverlapTest::bits).toArray();
    for (int a = 0; a < bits.length; a++) {
      for (int b = 0; b < bits.length; b++) {
        requireOverlap(views.get(a), views.get(b), bits[a], bits[b]);
      }
    }
    assertTrue(views.size() > 1000, "views: " + views.size());
  }

  @Test
  void longerViewsOverlapIfTheyShareElements() {
    Random random = new Random(2);
    List<Matrix> views = new ArrayList<>();
    while (views.size() < 1500) {
      int rows = 1 + random.nextInt(12);
      int columns = 1 + random.nextInt(12);
      int rowStride = random.nextInt(41) - 20;
      int columnStride = random.nextInt(41) - 20;
      int low = Math.min(0, rowStride * (rows - 1)) + Math.min(0, columnStride * (columns - 1));
      int high = Math.max(0, rowStride * (rows - 1)) + Math.max(0, columnStride * (columns - 1));
      if (high - low < MEMORY) {
        int offset = random.nextInt(MEMORY - (high - low)) - low;
        views.add(view(rows, columns, offset, rowStride, columnStride));
      }
    }
    long[] bits = views.stream().mapToLong(OverlapTest::bits).toArray();
    int overlapping = 0;
    for (int a = 0; a < bits.length; a++) {
      for (int b = 0; b < bits.length; b++) {
        requireOverlap(views.get(a), views.get(b), bits[a], bits[b]);
        overlapping += (bits[a] & bits[b]) != 0 ? 1 : 0;
      }
    }
    assertTrue(
        overlapping > 100_000 && overlapping < bits.length * bits.length - 100_000,
        "overlapping pairs: " + overlapping);
  }

  @Test
  void viewsOfOneShapeOverlapElsewhereIfOtherIndicesShareAnElement() {
    Random random = new Random(3);
    int[] seen = new int[3];
    for (int pair = 0; pair < 200_000; pair++) {
      int rows = 1 + random.nextInt(3);
      int columns = 1 + random.nextInt(4);
      Matrix a = randomView(random, rows, columns);
      Matrix b = random.nextInt(4) == 0 ? a : randomView(random, rows, columns);
      boolean elsewhere = shareElsewhere(a, b);
      seen[elsewhere ? 2 : a.overlaps(b) ? 1 : 0]++;
      if (a.overlapsElsewhere(b) != elsewhere) {
        assertEquals(elsewhere, a.overlapsElsewhere(b), () -> text(a) + " and " + text(b));
      }
      if (rows == 1) {
        assertEquals(
            elsewhere, a.row(0).overlapsElsewhere(b.row(0)), () -> text(a) + " and " + text(b));
      }
    }
    assertTrue(Arrays.stream(seen).min().getAsInt() > 5_000, Arrays.toString(seen));
  }

  private static Matrix randomView(Random random, int rows, int columns) {
    int rowStride = random.nextInt(13) - 6;
    int columnStride = random.nextInt(13) - 6;
    return view(rows, columns, 30 + random.nextInt(4), rowStride, columnStride);
  }

  private static String text(Matrix m) {
    return m.describe() + " at " + first(m) + " by " + m.rowStride() + ", " + m.columnStride();
  }

  private static long first(Matrix m) {
    long bytes = m.segment().address() - ELEMENTS.segment().address();
    return bytes / Double.BYTES + m.origin();
  }

  /** Whether two different indices have one place. */
  private static boolean shareElsewhere(Matrix a, Matrix b) {
    int size = a.rows() * a.columns();
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        if (i != j && place(a, i) == place(b, j)) {
          return true;
        }
      }
    }
    return false;
  }

  private static long place(Matrix m, int index) {
    return first(m) + index / m.columns() * m.rowStride() + index % m.columns() * m.columnStride();
  }

  @Test
  void smallViewsOverlapThemselvesIfTheyRepeatAnElement() {
    for (int rows = 0; rows <= 5; rows++) {
      for (int columns = 0; columns <= 5; columns++) {
        for (int rowStride = -6; rowStride <= 6; rowStride++) {
          for (int columnStride = -6; columnStride <= 6; columnStride++) {
            int low =
                Math.min(0, rowStride * (rows - 1)) + Math.min(0, columnStride * (columns - 1));
            Matrix m = view(rows, columns, Math.max(0, -low), rowStride, columnStride);
            boolean repeats = Long.bitCount(bits(m)) < rows * columns;
            assertEquals(
                repeats, m.overlapsItself(), m.describe() + ", " + rowStride + ", " + columnStride);
          }
        }
      }
    }
  }

  @Test
  void vectorsAndBlocksOfOneMatrixOverlapIfTheyShareElements() {
    Matrix m = Matrix.allocate(Precision.SINGLE, 4, 6);
    assertFalse(m.column(1).overlaps(m.column(2)));
    assertTrue(m.column(1).overlaps(m.row(3)));
    assertTrue(m.diagonal().overlaps(m.block(2, 2, 2, 2)));
    assertFalse(m.diagonal().overlaps(m.block(0, 1, 1, 5)));
    assertFalse(m.block(0, 0, 4, 3).overlaps(m.block(0, 3, 4, 3)));
    assertFalse(m.row(0).overlapsItself());
    assertTrue(Vector.wrap(m.segment(), Precision.SINGLE, 2, 0, 0).overlapsItself());
    assertFalse(Vector.wrap(m.segment(), Precision.SINGLE, 1, 0, 0).overlapsItself());
  }

  @Test
  void viewsWithStrideZeroOverlapIfTheyShareElements() {
    Matrix a = view(3, 4, 0, 5, 0);
    assertTrue(a.overlaps(a));
    assertFalse(a.overlaps(view(3, 4, 1, 5, 0)));
  }

  @Test
  void viewsOfDifferentPrecisionOverlap() {
    Matrix doubles = view(2, 2, 4, 2, 1);
    Matrix singles = Matrix.wrap(ELEMENTS.segment(), Precision.SINGLE, 1, 1, 9, 1, 1);
    assertTrue(doubles.overlaps(singles));
    assertFalse(doubles.overlaps(Matrix.wrap(ELEMENTS.segment(), Precision.SINGLE, 1, 1, 7, 1, 1)));
  }

  @Test
  void emptyViewsOverlapNothing() {
    Matrix m = view(3, 3, 0, 3, 1);
    assertFalse(m.block(1, 1, 0, 2).overlaps(m));
    assertFalse(m.overlaps(m.block(1, 1, 2, 0)));
  }
}
