/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance.operands;

import java.util.random.RandomGenerator;

/** Draws the elements of operands. */
public final class RandomElements {

  private RandomElements() {}

  /**
   * A number between -1 and 1, and not 0.
   *
   * @param random the source
   * @return the number
   */
  public static double evenly(RandomGenerator random) {
    double drawn = 1 - 2 * random.nextDouble();
    return drawn == 0 ? 1 : drawn;
  }

  /**
   * An element of a triangle that is far from singular, so that solutions are as large as the right
   * side: the diagonal is between 1 and 2 in absolute value, the rest of a row adds up to less than
   * 1.
   *
   * @param random the source
   * @param row of the element
   * @param column of the element
   * @param order the triangle's number of rows, or more
   * @return the element
   */
  public static double wellConditioned(RandomGenerator random, int row, int column, int order) {
    double drawn = evenly(random);
    return row == column ? drawn + Math.signum(drawn) : drawn / order;
  }
}
