/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.autoencoder;

import dev.panblas.matrix.Matrix;
import dev.panblas.spi.TileKernels;
import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The sums over the samples of one block or of several. One thread at a time writes them.
 *
 * @param <T> an array of a tile
 */
final class BlockSums<T> {

  /** The sums by column. */
  final SampleSums columns;

  /** T' X, or D2' X if the penalty's slope is known: hidden x visible. */
  final T w1;

  /** A2' D3: hidden x visible. With fewer hidden than visible units, D3' A2 would take longer. */
  final T w2Transposed;

  /** h' X: hidden x visible; null if the penalty's slope is known. */
  final @Nullable T slopes;

  private final TileKernels<T> kernels;
  private final double[] factors; // hidden

  BlockSums(TileKernels<T> kernels, Arena arena, int visible, int hidden, boolean hasSlopes) {
    this.kernels = kernels;
    this.factors = new double[hidden];
    this.columns = new SampleSums(hidden, visible);
    this.w1 = kernels.allocate(arena, hidden, visible);
    this.w2Transposed = kernels.allocate(arena, hidden, visible);
    this.slopes = hasSlopes ? kernels.allocate(arena, hidden, visible) : null;
  }

  /**
   * Adds the products to matrices; the penalty's slope must be unknown.
   *
   * @param t T' X: hidden x visible
   * @param w2 A2' D3: hidden x visible
   * @param h h' X: hidden x visible
   */
  void addProducts(Matrix t, Matrix w2, Matrix h) {
    Arrays.fill(factors, 1);
    kernels.addScaledRows(factors, w1, t);
    kernels.addScaledRows(factors, w2Transposed, w2);
    kernels.addScaledRows(factors, Objects.requireNonNull(slopes), h);
  }

  /** Overwrites the products by those of {@link #addProducts}. */
  void loadProducts(Matrix t, Matrix w2, Matrix h) {
    kernels.load(t, w1);
    kernels.load(w2, w2Transposed);
    kernels.load(h, Objects.requireNonNull(slopes));
  }

  void add(BlockSums<T> other) {
    columns.add(other.columns);
    kernels.add(w1, other.w1);
    kernels.add(w2Transposed, other.w2Transposed);
    if (slopes != null && other.slopes != null) {
      kernels.add(slopes, other.slopes);
    }
  }

  /**
   * Makes cost and gradient of the sums over all samples, computed without the penalty's slope.
   *
   * @param penalty its value and slopes are computed
   * @param gradient D2' X / m and D3' A2 / m are added to its weights
   * @param samples m
   * @param sums the sums by column are added, with D2 complete
   */
  void complete(SparsityPenalty penalty, Parameters gradient, long samples, SampleSums sums) {
    penalty.evaluate(columns.activations);
    addGradients(penalty.slopes(), gradient, samples);
    sums.add(columns);
  }

  /**
   * Adds the gradients of the weights, and completes the sums by column.
   *
   * @param sparsitySlopes s: hidden, read; with T' X and h' X, D2' X is T' X + diag(s) h' X
   * @param gradient D2' X / m and D3' A2 / m are added to its weights
   */
  void addGradients(double[] sparsitySlopes, Parameters gradient, long samples) {
    Arrays.fill(factors, 1.0 / samples);
    kernels.addScaledRows(factors, w1, gradient.w1());
    kernels.addScaledRows(factors, w2Transposed, gradient.w2Transposed());
    if (slopes != null) {
      for (int j = 0; j < factors.length; j++) {
        columns.hiddenDeltas[j] += sparsitySlopes[j] * columns.slopes[j];
        factors[j] = sparsitySlopes[j] / samples;
      }
      kernels.addScaledRows(factors, slopes, gradient.w1());
    }
  }
}
