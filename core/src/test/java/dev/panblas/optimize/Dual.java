/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.optimize;

import java.util.Arrays;

/** A number and its derivatives with respect to some variables: forward differentiation. */
final class Dual {

  private final double value;
  private final double[] slopes;

  private Dual(double value, double[] slopes) {
    this.value = value;
    this.slopes = slopes;
  }

  double value() {
    return value;
  }

  /** The derivative with respect to a variable. */
  double slope(int variable) {
    return slopes[variable];
  }

  /** The variables at a point. */
  static Dual[] variables(double[] point) {
    Dual[] variables = new Dual[point.length];
    for (int i = 0; i < point.length; i++) {
      variables[i] = new Dual(point[i], new double[point.length]);
      variables[i].slopes[i] = 1;
    }
    return variables;
  }

  /** A function of this number, by its value and its derivative. */
  private Dual chain(double result, double derivative) {
    return new Dual(result, Arrays.stream(slopes).map(slope -> derivative * slope).toArray());
  }

  Dual plus(Dual other) {
    double[] sums = slopes.clone();
    Arrays.setAll(sums, i -> slopes[i] + other.slopes[i]);
    return new Dual(value + other.value, sums);
  }

  Dual times(Dual other) {
    double[] products = slopes.clone();
    Arrays.setAll(products, i -> slopes[i] * other.value + value * other.slopes[i]);
    return new Dual(value * other.value, products);
  }

  Dual plus(double other) {
    return new Dual(value + other, slopes);
  }

  Dual times(double other) {
    return chain(value * other, other);
  }

  Dual minus(Dual other) {
    return plus(other.times(-1));
  }

  Dual minus(double other) {
    return plus(-other);
  }

  Dual over(Dual other) {
    return times(other.chain(1 / other.value, -1 / other.value / other.value));
  }

  Dual squared() {
    return times(this);
  }

  Dual exp() {
    return chain(Math.exp(value), Math.exp(value));
  }

  Dual log() {
    return chain(Math.log(value), 1 / value);
  }

  Dual sqrt() {
    return chain(Math.sqrt(value), 0.5 / Math.sqrt(value));
  }

  Dual sin() {
    return chain(Math.sin(value), Math.cos(value));
  }

  Dual cos() {
    return chain(Math.cos(value), -Math.sin(value));
  }

  Dual atan() {
    return chain(Math.atan(value), 1 / (1 + value * value));
  }
}
