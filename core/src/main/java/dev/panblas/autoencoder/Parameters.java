/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.autoencoder;

import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Vector;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * The parameters of an autoencoder as views of one vector theta, which holds W1 row by row, W2 row
 * by row, b1 and b2. A gradient has the same layout.
 */
public final class Parameters {

  private final Vector theta;
  private final Vector weights;
  private final Matrix w1;
  private final Matrix w2;
  private final Matrix w1Transposed;
  private final Matrix w2Transposed;
  private final Vector b1;
  private final Vector b2;

  private Parameters(Vector theta, int visible, int hidden) {
    int product = hidden * visible;
    this.theta = theta;
    this.weights = theta.slice(0, 2 * product);
    this.w1 = theta.slice(0, product).asMatrix(hidden, visible);
    this.w2 = theta.slice(product, product).asMatrix(visible, hidden);
    this.w1Transposed = w1.transposed();
    this.w2Transposed = w2.transposed();
    this.b1 = theta.slice(2 * product, hidden);
    this.b2 = theta.slice(2 * product + hidden, visible);
  }

  /**
   * The number of parameters: 2 * visible * hidden + hidden + visible.
   *
   * @param visible the number of visible units
   * @param hidden the number of hidden units
   * @return the size of theta
   * @throws IllegalArgumentException if a number is less than 1, or the result exceeds {@link
   *     Integer#MAX_VALUE}
   */
  public static int count(int visible, int hidden) {
    long count = 2L * visible * hidden + visible + hidden;
    if (visible < 1 || hidden < 1 || count > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "an autoencoder must have >= 1 visible units, >= 1 hidden units and <= %d parameters,"
                  + " but %d visible and %d hidden units have %d parameters",
              Integer.MAX_VALUE,
              visible,
              hidden,
              count));
    }
    return (int) count;
  }

  /**
   * Makes views of a vector; nothing is copied.
   *
   * @param theta a vector of {@link #count} elements
   * @param visible the number of visible units
   * @param hidden the number of hidden units
   * @return the views
   * @throws IllegalArgumentException if theta has another size
   */
  public static Parameters over(Vector theta, int visible, int hidden) {
    int count = count(visible, hidden);
    if (theta.size() != count) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "theta must have %d elements for %d visible and %d hidden units, but has %d",
              count,
              visible,
              hidden,
              theta.size()));
    }
    return new Parameters(theta, visible, hidden);
  }

  /**
   * Sets the weights to random values, uniform in [-r, r) with r = sqrt(6 / (visible + hidden +
   * 1)), and the biases to 0.
   *
   * @param random the source of the weights; both precisions get the same values, rounded
   */
  public void initialize(RandomGenerator random) {
    double limit = Math.sqrt(6.0 / (w1.columns() + w1.rows() + 1));
    for (int i = 0; i < weights.size(); i++) {
      weights.set(i, random.nextDouble(-limit, limit));
    }
    b1.fill(0);
    b2.fill(0);
  }

  /**
   * All parameters.
   *
   * @return theta: W1, W2, b1, b2
   */
  public Vector theta() {
    return theta;
  }

  /**
   * The part of theta without the biases.
   *
   * @return W1, W2
   */
  public Vector weights() {
    return weights;
  }

  /**
   * The weights from the visible to the hidden units.
   *
   * @return hidden x visible
   */
  public Matrix w1() {
    return w1;
  }

  /**
   * The weights from the hidden to the output units.
   *
   * @return visible x hidden
   */
  public Matrix w2() {
    return w2;
  }

  /**
   * The biases of the hidden units.
   *
   * @return hidden elements
   */
  public Vector b1() {
    return b1;
  }

  /**
   * The biases of the output units.
   *
   * @return visible elements
   */
  public Vector b2() {
    return b2;
  }

  /** W1', one view for all steps: visible x hidden. */
  Matrix w1Transposed() {
    return w1Transposed;
  }

  /** W2', one view for all steps: hidden x visible. */
  Matrix w2Transposed() {
    return w2Transposed;
  }

  /**
   * The four blocks of theta by name, for example for {@link dev.panblas.optimize.GradientCheck}.
   *
   * @return W1, W2, b1, b2 in this order
   */
  public Map<String, Vector> blocks() {
    int product = w1.rows() * w1.columns();
    Map<String, Vector> blocks = new LinkedHashMap<>();
    blocks.put("W1", theta.slice(0, product));
    blocks.put("W2", theta.slice(product, product));
    blocks.put("b1", b1);
    blocks.put("b2", b2);
    return blocks;
  }
}
