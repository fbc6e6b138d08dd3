/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.blas.vector;

import dev.panblas.matrix.Matrix;
import dev.panblas.spi.TileKernels;
import java.lang.foreign.Arena;

/**
 * Tiles in Java arrays in single precision. The constants suit first-level caches of 32 to 48 KiB.
 * The twin is {@link DoubleTileOperations}.
 */
final class FloatTileOperations implements TileKernels<FloatTile> {

  /** The memory of a tile's arrays. */
  private static final int TILE_BYTES = 96 * 1024;

  /** Divisors of the rows of a block that are multiples of the rows of a kernel. */
  private static final int[] ROWS = {160, 120, 80, 60, 40, 30, 20, 10};

  @Override
  public int rows(int visible, int hidden) {
    FloatTile row = new FloatTile(1, visible);
    FloatTile hiddenRow = new FloatTile(1, hidden);
    int bytes = 2 * (row.distance + hiddenRow.distance) * Float.BYTES;
    for (int rows : ROWS) {
      if (rows * bytes <= TILE_BYTES) {
        return rows;
      }
    }
    return ROWS[ROWS.length - 1];
  }

  @Override
  public String describe() {
    return "kernels in Java with " + VectorShape.describe();
  }

  @Override
  public FloatTile allocate(Arena arena, int rows, int columns) {
    return new FloatTile(rows, columns);
  }

  @Override
  public FloatTile allocateInput(Arena arena, int rows, int columns) {
    return new FloatTile(rows, columns);
  }

  @Override
  public void load(Matrix source, FloatTile target) {
    target.load(source);
  }

  @Override
  public void multiply(int rows, FloatTile a, FloatTile b, FloatTile c) {
    boolean isLoneApart = b.hasLoneColumn && a.columns == a.distance;
    FloatSumKernels.multiply(
        rows,
        isLoneApart ? c.wholeVectors() : c.vectors,
        b.rows,
        a.elements,
        a.distance,
        1,
        b.elements,
        b.distance,
        c.zeros,
        0,
        c.elements,
        c.distance);
    if (isLoneApart) {
      FloatTileLoops.multiplyLoneColumn(rows, a, b, c);
    }
  }

  @Override
  public void multiplyTransposed(int rows, FloatTile a, FloatTile b, boolean adds, FloatTile c) {
    FloatSumKernels.multiply(
        c.rows,
        c.vectors,
        rows,
        a.elements,
        1,
        a.distance,
        b.elements,
        b.distance,
        adds ? c.elements : c.zeros,
        adds ? c.distance : 0,
        c.elements,
        c.distance);
  }

  @Override
  public void add(FloatTile a, FloatTile b) {
    FloatTileLoops.add(a.elements, b.elements);
  }

  @Override
  public void addScaledRows(double[] factors, FloatTile a, Matrix target) {
    a.addScaledRows(factors, target);
  }

  @Override
  public void activate(int rows, FloatTile z, FloatTile bias, double[] sums) {
    for (int v = 0; v < z.wholeVectors(); v++) {
      FloatTileLoops.activate(rows, z, v, bias);
      FloatTileLoops.store(rows, z, v);
    }
    if (z.hasLoneColumn) {
      FloatTileLoops.activateLoneColumn(rows, z, bias);
    }
    z.addSums(0, sums);
  }

  @Override
  public double outputDelta(
      int rows, FloatTile z, FloatTile bias, FloatTile target, double[] sums) {
    for (int v = 0; v < z.vectors; v++) {
      FloatTileLoops.activate(rows, z, v, bias);
      FloatTileLoops.error(rows, z.activations(), 0, FloatTile.LANES, target, z, v);
    }
    z.addSums(0, sums);
    return z.total(1);
  }

  @Override
  public double errorDelta(
      int rows, FloatTile a, FloatTile target, FloatTile delta, double[] sums) {
    for (int v = 0; v < delta.vectors; v++) {
      FloatTileLoops.error(rows, a.elements, v * FloatTile.LANES, a.distance, target, delta, v);
    }
    delta.addSums(0, sums);
    return delta.total(1);
  }

  @Override
  public void hiddenDelta(int rows, FloatTile delta, double[] slope, FloatTile a, double[] sums) {
    delta.setOffsets(slope);
    for (int v = 0; v < delta.vectors; v++) {
      FloatTileLoops.hiddenDelta(rows, delta, v, a);
    }
    delta.addSums(0, sums);
  }

  @Override
  public void splitDelta(
      int rows, FloatTile delta, FloatTile a, double[] deltaSums, double[] slopeSums) {
    for (int v = 0; v < delta.vectors; v++) {
      FloatTileLoops.splitDelta(rows, delta, v, a);
    }
    delta.addSums(0, deltaSums);
    delta.addSums(1, slopeSums);
  }
}
