package dev.panblas.internal.elementwise;

/**
 * {@link Sigmoid} of the elements of an array, with the same bits however it is computed.
 *
 * @param <A> double[] or float[]
 */
sealed interface SigmoidArray<A>
    permits DoubleSigmoid, DoubleVectorSigmoid, FloatSigmoid, FloatVectorSigmoid {

  /** x_i := sigmoid(x_i) for the first {@code count} elements. */
  void apply(int count, A x);
}
