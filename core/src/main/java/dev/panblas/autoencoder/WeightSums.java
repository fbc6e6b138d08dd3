package dev.panblas.autoencoder;

import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import java.lang.foreign.Arena;

/**
 * Sums of the products of which the weights' gradients are made.
 *
 * @param elements all of them
 * @param w1 T' X where the penalty's slope is yet unknown, D2' X where it is not: hidden x visible
 * @param w2Transposed A2' D3: hidden x visible. As D3' A2 the product would take a sixth longer
 *     where there are fewer hidden units than visible ones.
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
