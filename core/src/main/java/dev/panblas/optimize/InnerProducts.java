/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.optimize;

import dev.panblas.blas.Blas;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;

/**
 * Inner products and norms in double, also of vectors in single precision: the square of a gradient
 * of 1e24 is no finite single.
 */
record InnerProducts(Blas blas) {

  /** The sum of x_i y_i. */
  double dot(Vector x, Vector y) {
    return x.precision() == Precision.SINGLE ? blas.dsdot(x, y) : blas.dot(x, y);
  }

  /** |x|, Euclidean. */
  double norm(Vector x) {
    return x.precision() == Precision.SINGLE ? Math.sqrt(blas.dsdot(x, x)) : blas.nrm2(x);
  }
}
