/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.internal.elementwise;

/**
 * {@link Sigmoid} of the elements of an array. All implementations give the same bits. The ones on
 * the Vector API take longer to compile; they are faster in single precision, and not always in
 * double precision.
 *
 * @param <A> double[] or float[]
 */
sealed interface SigmoidArray<A>
    permits DoubleSigmoid, DoubleVectorSigmoid, FloatSigmoid, FloatVectorSigmoid {

  /** x_i := sigmoid(x_i) for the first {@code count} elements. */
  void apply(int count, A x);
}
