/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.blas.vector;

import dev.panblas.matrix.Matrix;
import dev.panblas.spi.TileKernels;
import java.lang.foreign.Arena;

/**
 * Tiles in Java arrays in double precision. The constants suit first-level caches of 32 to 48 KiB.
 * The twin is {@link FloatTileOperations}.
 */
final class DoubleTileOperations implements TileKernels<DoubleTile> {

  /** The memory of a tile's arrays. */
  private static final int TILE_BYTES = 96 * 1024;

  /** Divisors of the rows of a block that are multiples of the rows of a kernel. */
  private static final int[] ROWS = {160, 120, 80, 60, 40, 30, 20, 10};

  @Override
  public int rows(int visible, int hidden) {
    DoubleTile row = new DoubleTile(1, visible);
    DoubleTile hiddenRow = new DoubleTile(1, hidden);
    int bytes = 2 * (row.distance + hiddenRow.distance) * Double.BYTES;
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
  public DoubleTile allocate(Arena arena, int rows, int columns) {
    return new DoubleTile(rows, columns);
  }

  @Override
  public DoubleTile allocateInput(Arena arena, int rows, int columns) {
    return new DoubleTile(rows, columns);
  }

  @Override
  public void load(Matrix source, DoubleTile target) {
    target.load(source);
  }

  @Override
  public void multiply(int rows, DoubleTile a, DoubleTile b, DoubleTile c) {
    boolean isLoneApart = b.hasLoneColumn && a.columns == a.distance;
    DoubleSumKernels.multiply(
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
      DoubleTileLoops.multiplyLoneColumn(rows, a, b, c);
    }
  }

  @Override
  public void multiplyTransposed(int rows, DoubleTile a, DoubleTile b, boolean adds, DoubleTile c) {
    DoubleSumKernels.multiply(
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
  public void add(DoubleTile a, DoubleTile b) {
    DoubleTileLoops.add(a.elements, b.elements);
  }

  @Override
  public void addScaledRows(double[] factors, DoubleTile a, Matrix target) {
    a.addScaledRows(factors, target);
  }

  @Override
  public void activate(int rows, DoubleTile z, DoubleTile bias, double[] sums) {
    for (int v = 0; v < z.wholeVectors(); v++) {
      DoubleTileLoops.activate(rows, z, v, bias);
      DoubleTileLoops.store(rows, z, v);
    }
    if (z.hasLoneColumn) {
      DoubleTileLoops.activateLoneColumn(rows, z, bias);
    }
    z.addSums(0, sums);
  }

  @Override
  public double outputDelta(
      int rows, DoubleTile z, DoubleTile bias, DoubleTile target, double[] sums) {
    for (int v = 0; v < z.vectors; v++) {
      DoubleTileLoops.activate(rows, z, v, bias);
      DoubleTileLoops.error(rows, z.activations(), 0, DoubleTile.LANES, target, z, v);
    }
    z.addSums(0, sums);
    return z.total(1);
  }

  @Override
  public double errorDelta(
      int rows, DoubleTile a, DoubleTile target, DoubleTile delta, double[] sums) {
    for (int v = 0; v < delta.vectors; v++) {
      DoubleTileLoops.error(rows, a.elements, v * DoubleTile.LANES, a.distance, target, delta, v);
    }
    delta.addSums(0, sums);
    return delta.total(1);
  }

  @Override
  public void hiddenDelta(int rows, DoubleTile delta, double[] slope, DoubleTile a, double[] sums) {
    delta.setOffsets(slope);
    for (int v = 0; v < delta.vectors; v++) {
      DoubleTileLoops.hiddenDelta(rows, delta, v, a);
    }
    delta.addSums(0, sums);
  }

  @Override
  public void splitDelta(
      int rows, DoubleTile delta, DoubleTile a, double[] deltaSums, double[] slopeSums) {
    for (int v = 0; v < delta.vectors; v++) {
      DoubleTileLoops.splitDelta(rows, delta, v, a);
    }
    delta.addSums(0, deltaSums);
    delta.addSums(1, slopeSums);
  }
}
