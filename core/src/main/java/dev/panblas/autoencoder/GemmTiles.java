/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.autoencoder;

import dev.panblas.blas.Blas;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import dev.panblas.spi.TileKernels;
import java.lang.foreign.Arena;
import java.util.Optional;

/**
 * Tiles on any backend: products by its gemm, and the loops of {@link
 * dev.panblas.internal.elementwise.SigmoidLayer}. Weights are copied once a step, because libraries
 * multiply small contiguous matrices faster than transposed views.
 */
final class GemmTiles implements TileKernels<GemmTile> {

  /** The memory of a tile's arrays: half of the 512 KiB second-level cache of common cores. */
  private static final long TILE_BYTES = 256 * 1024;

  /** The most multiplications of a product: OpenBLAS then does not copy operands. */
  private static final long MOST_MULTIPLICATIONS = 1 << 18;

  /** With fewer rows, the products of large layers are slow. */
  private static final int FEWEST_ROWS = 120;

  private final Blas blas;
  private final Precision precision;

  /**
   * @param blas computes the products, on the calling thread
   * @param precision of all arrays
   */
  GemmTiles(Blas blas, Precision precision) {
    this.blas = blas.withThreads(1);
    this.precision = precision;
  }

  /**
   * The operations in Java that {@link Blas#tileKernels} returns, or these.
   *
   * @param steps about how many will be made
   */
  static TileKernels<?> fitting(
      Blas blas, Precision precision, int visible, int hidden, int steps) {
    Optional<TileKernels<?>> inJava = blas.tileKernels(precision, visible, hidden, steps);
    return inJava.isPresent() ? inJava.get() : new GemmTiles(blas, precision);
  }

  @Override
  public int rows(int visible, int hidden) {
    long rowBytes = 2L * ((long) visible + hidden) * precision.bytes();
    long fitting =
        Math.min(TILE_BYTES / rowBytes, MOST_MULTIPLICATIONS / ((long) visible * hidden));
    return Tiling.divisor(Math.max(FEWEST_ROWS, fitting));
  }

  @Override
  public String describe() {
    return "gemm of " + blas.library().name() + ", other loops in Java";
  }

  @Override
  public GemmTile allocate(Arena arena, int rows, int columns) {
    return new GemmTile(Vector.allocate(arena, precision, rows * columns), columns, false);
  }

  @Override
  public GemmTile allocateInput(Arena arena, int rows, int columns) {
    return new GemmTile(Vector.allocate(arena, precision, columns), columns, true);
  }

  @Override
  public void load(Matrix source, GemmTile target) {
    target.load(source);
  }

  @Override
  public void multiply(int rows, GemmTile a, GemmTile b, GemmTile c) {
    blas.gemm(1, a.first(rows), b.all(), 0, c.first(rows));
  }

  @Override
  public void multiplyTransposed(int rows, GemmTile a, GemmTile b, boolean adds, GemmTile c) {
    blas.gemm(1, a.firstTransposed(rows), b.first(rows), adds ? 1 : 0, c.all());
  }

  @Override
  public void add(GemmTile a, GemmTile b) {
    blas.axpy(1, b.elements(), a.elements());
  }

  @Override
  public void addScaledRows(double[] factors, GemmTile a, Matrix target) {
    Matrix rows = a.all();
    for (int i = 0; i < rows.rows(); i++) {
      for (int j = 0; j < rows.columns(); j++) {
        target.set(i, j, target.get(i, j) + factors[i] * rows.get(i, j));
      }
    }
  }

  @Override
  public void activate(int rows, GemmTile z, GemmTile bias, double[] sums) {
    z.layer().activate(z.all(), 0, rows, bias.row(), sums);
  }

  @Override
  public double outputDelta(int rows, GemmTile z, GemmTile bias, GemmTile target, double[] sums) {
    return z.layer().outputDelta(z.all(), 0, rows, bias.row(), target.all(), 0, sums);
  }

  @Override
  public double errorDelta(int rows, GemmTile a, GemmTile target, GemmTile delta, double[] sums) {
    return delta.layer().errorDelta(a.all(), 0, delta.all(), 0, rows, target.all(), 0, sums);
  }

  @Override
  public void hiddenDelta(int rows, GemmTile delta, double[] slope, GemmTile a, double[] sums) {
    delta.layer().hiddenDelta(delta.all(), 0, rows, slope, a.all(), 0, sums);
  }

  @Override
  public void splitDelta(
      int rows, GemmTile delta, GemmTile a, double[] deltaSums, double[] slopeSums) {
    delta.layer().splitDelta(delta.all(), 0, rows, a.all(), 0, deltaSums, slopeSums);
  }
}
