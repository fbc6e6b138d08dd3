/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.blas.vector;

import dev.panblas.spi.ElementKernels;

/** Functions of elements on vectors. */
final class VectorElements implements ElementKernels {

  @Override
  public String describe() {
    return "kernels in Java with " + VectorShape.describe();
  }

  @Override
  public void sigmoid(int count, double[] x, double[] s) {
    DoubleVectorSigmoid.apply(count, x, s);
  }

  @Override
  public void sigmoid(int count, float[] x, float[] s) {
    FloatVectorSigmoid.apply(count, x, s);
  }
}
