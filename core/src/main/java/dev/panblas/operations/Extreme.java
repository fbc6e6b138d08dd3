/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.operations;

/** The smallest or the largest of numbers; NaN if one of them is NaN. */
enum Extreme {
  MIN(Double.POSITIVE_INFINITY) {
    @Override
    double of(double a, double b) {
      return Math.min(a, b);
    }

    @Override
    double of(double[] values, int count) {
      double result = Double.POSITIVE_INFINITY;
      for (int k = 0; k < count; k++) {
        result = Math.min(result, values[k]);
      }
      return result;
    }

    @Override
    void of(double[] results, double[] values, int count) {
      for (int k = 0; k < count; k++) {
        results[k] = Math.min(results[k], values[k]);
      }
    }
  },

  MAX(Double.NEGATIVE_INFINITY) {
    @Override
    double of(double a, double b) {
      return Math.max(a, b);
    }

    @Override
    double of(double[] values, int count) {
      double result = Double.NEGATIVE_INFINITY;
      for (int k = 0; k < count; k++) {
        result = Math.max(result, values[k]);
      }
      return result;
    }

    @Override
    void of(double[] results, double[] values, int count) {
      for (int k = 0; k < count; k++) {
        results[k] = Math.max(results[k], values[k]);
      }
    }
  };

  /** Any number is nearer to the extreme. */
  final double ofNothing;

  Extreme(double ofNothing) {
    this.ofNothing = ofNothing;
  }

  abstract double of(double a, double b);

  /** Of the first values. */
  abstract double of(double[] values, int count);

  /** Of each result and value, which replaces the result. */
  abstract void of(double[] results, double[] values, int count);
}
