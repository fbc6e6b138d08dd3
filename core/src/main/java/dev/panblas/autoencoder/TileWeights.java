/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.autoencoder;

import dev.panblas.spi.TileKernels;
import java.lang.foreign.Arena;

/**
 * The parameters of a step in the form of the kernels, read by all threads.
 *
 * @param <T> an array of a tile
 */
final class TileWeights<T> {

  final T w1Transposed; // visible x hidden
  final T w2Transposed; // hidden x visible
  final T w2; // visible x hidden
  final T b1; // 1 x hidden
  final T b2; // 1 x visible
  private final TileKernels<T> kernels;

  TileWeights(TileKernels<T> kernels, Arena arena, int visible, int hidden) {
    this.kernels = kernels;
    this.w1Transposed = kernels.allocate(arena, visible, hidden);
    this.w2Transposed = kernels.allocate(arena, hidden, visible);
    this.w2 = kernels.allocate(arena, visible, hidden);
    this.b1 = kernels.allocate(arena, 1, hidden);
    this.b2 = kernels.allocate(arena, 1, visible);
  }

  void load(Parameters parameters) {
    kernels.load(parameters.w1Transposed(), w1Transposed);
    kernels.load(parameters.w2Transposed(), w2Transposed);
    kernels.load(parameters.w2(), w2);
    kernels.load(parameters.b1().asRow(), b1);
    kernels.load(parameters.b2().asRow(), b2);
  }
}
