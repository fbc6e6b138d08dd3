/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.optimize;

import dev.panblas.matrix.Vector;

/** A function of many variables to be minimised, with its gradient. */
public interface Objective {

  /**
   * The number of variables.
   *
   * @return 1 or more
   */
  int dimension();

  /**
   * Computes the function's value and its gradient at a point.
   *
   * @param point the variables, read
   * @param gradient the derivative with respect to each variable, written
   * @return the value; NaN or infinite where the function is not defined
   */
  double evaluate(Vector point, Vector gradient);
}
