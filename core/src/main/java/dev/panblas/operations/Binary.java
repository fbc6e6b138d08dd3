/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.operations;

/** An operation on two arrays, whose result replaces the first. C2 vectorises the loops. */
enum Binary {
  ADD {
    @Override
    void apply(double[] a, double[] b, int count) {
      for (int k = 0; k < count; k++) {
        a[k] = a[k] + b[k];
      }
    }

    @Override
    void apply(float[] a, float[] b, int count) {
      for (int k = 0; k < count; k++) {
        a[k] = a[k] + b[k];
      }
    }
  },

  SUBTRACT {
    @Override
    void apply(double[] a, double[] b, int count) {
      for (int k = 0; k < count; k++) {
        a[k] = a[k] - b[k];
      }
    }

    @Override
    void apply(float[] a, float[] b, int count) {
      for (int k = 0; k < count; k++) {
        a[k] = a[k] - b[k];
      }
    }
  },

  MULTIPLY {
    @Override
    void apply(double[] a, double[] b, int count) {
      for (int k = 0; k < count; k++) {
        a[k] = a[k] * b[k];
      }
    }

    @Override
    void apply(float[] a, float[] b, int count) {
      for (int k = 0; k < count; k++) {
        a[k] = a[k] * b[k];
      }
    }
  },

  DIVIDE {
    @Override
    void apply(double[] a, double[] b, int count) {
      for (int k = 0; k < count; k++) {
        a[k] = a[k] / b[k];
      }
    }

    @Override
    void apply(float[] a, float[] b, int count) {
      for (int k = 0; k < count; k++) {
        a[k] = a[k] / b[k];
      }
    }
  },

  MINIMUM {
    @Override
    void apply(double[] a, double[] b, int count) {
      for (int k = 0; k < count; k++) {
        a[k] = Math.min(a[k], b[k]);
      }
    }

    @Override
    void apply(float[] a, float[] b, int count) {
      for (int k = 0; k < count; k++) {
        a[k] = Math.min(a[k], b[k]);
      }
    }
  },

  MAXIMUM {
    @Override
    void apply(double[] a, double[] b, int count) {
      for (int k = 0; k < count; k++) {
        a[k] = Math.max(a[k], b[k]);
      }
    }

    @Override
    void apply(float[] a, float[] b, int count) {
      for (int k = 0; k < count; k++) {
        a[k] = Math.max(a[k], b[k]);
      }
    }
  };

  abstract void apply(double[] a, double[] b, int count);

  abstract void apply(float[] a, float[] b, int count);
}
