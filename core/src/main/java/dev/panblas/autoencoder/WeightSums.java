/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.autoencoder;

import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import java.lang.foreign.Arena;

/**
 * Sums of products over samples, for the gradients of the weights.
 *
 * @param elements both matrices, row by row
 * @param w1 T' X, or D2' X if the penalty's slope is known: hidden x visible
 * @param w2Transposed A2' D3: hidden x visible. With fewer hidden than visible units, D3' A2 would
 *     take a sixth longer
 */
record WeightSums(Vector elements, Matrix w1, Matrix w2Transposed) {

  static WeightSums allocate(Arena arena, Precision precision, int visibleUnits, int hiddenUnits) {
    int product = visibleUnits * hiddenUnits;
    Vector elements = Vector.allocate(arena, precision, 2 * product);
    return new WeightSums(
        elements,
        elements.slice(0, product).asMatrix(hiddenUnits, visibleUnits),
        elements.slice(product, product).asMatrix(hiddenUnits, visibleUnits));
  }
}
